"""Rules about template variables and alternatives: none unknown, broken, or left open."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from phieu.messages import _

from ..findings import Finding, Path, found
from ..model import Questionnaire
from ..templates import alternatives, choose, fill, template_variables
from .bodies import UNIT_TYPES, reached

# Filled in for every printed form from its unit's type; see frame.units.template_texts.
COMPUTED = frozenset({"loai_dv", "ten_ca"})
# Which of the others there are depends on the date: townlets ended when special zones began.
_ALWAYS_TYPES = frozenset({"xã", "phường"})
_BRACES = re.compile(r"\{\{|\}\}")


def template_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    for path, text in _texts(questionnaire, ()):
        if "{{" not in text and "}}" not in text:
            continue
        if path[0] == "texts":
            yield from _nested(path, text)
        else:
            yield from _variables(path, text, questionnaire)
        yield from _alternatives(path, text, questionnaire)


def _nested(path: Path, text: str) -> Iterator[Finding]:
    """A value may say one thing to one body and another to the next, and hold nothing else."""
    if _BRACES.search(choose(text, ())):
        yield found(
            path, "template-nested", _("The value of a template variable holds braces itself.")
        )


def _variables(path: Path, text: str, questionnaire: Questionnaire) -> Iterator[Finding]:
    known = COMPUTED | questionnaire.texts.keys()
    used = template_variables(text)
    for variable in sorted(used - known):
        yield Finding(
            path,
            "template-unknown",
            _("The template variable “{variable}” is unknown.").format(variable=variable),
            _nearest(variable, known),
        )
    # Alternatives may hold variables, so that they are looked at a second time, as in `variant`.
    if _BRACES.search(choose(fill(choose(text, ()), dict.fromkeys(used, "")), ())):
        yield found(
            path,
            "template-broken",
            _("Double braces stand here without a variable's name between them."),
        )
    # The codebook knows no unit: it takes every variable from `texts`.
    if path[0] in {"sections", "scales"}:
        for variable in sorted(used & COMPUTED - questionnaire.texts.keys()):
            yield Finding(
                path,
                "template-no-default",
                _("“{variable}” has no value for the codebook, where all units stand.").format(
                    variable=variable
                ),
                _("Add “{key}: …” under “texts”.").format(key=variable),
            )


def _alternatives(path: Path, text: str, questionnaire: Questionnaire) -> Iterator[Finding]:
    bodies = {body.casefold(): body for body in questionnaire.bodies}
    variables = dict.fromkeys(template_variables(text), "")
    for written in alternatives(fill(text, variables)):
        keys = {key.casefold() for key in written}
        for key in written:
            if key.casefold() not in {*bodies, *UNIT_TYPES}:
                yield Finding(
                    path,
                    "alternative-unknown",
                    _("“{key}” is neither a body of the questionnaire nor a type of unit.").format(
                        key=key
                    ),
                    _("Use one of: {bodies}.").format(
                        bodies=", ".join([*questionnaire.bodies, *UNIT_TYPES])
                    ),
                )
        left_out = [
            (body, unit_type)
            for body, unit_type in reached(questionnaire, *_holders(path, questionnaire))
            if body.casefold() not in keys and unit_type not in keys and unit_type in _ALWAYS_TYPES
        ]
        # One level of names is enough: whoever lists bodies misses bodies, else types.
        by_body = bool(keys & bodies.keys())
        names = list(dict.fromkeys(pair[0] if by_body else pair[1] for pair in left_out))
        if names and keys & {*bodies, *UNIT_TYPES}:
            yield found(
                path,
                "alternative-incomplete",
                _("The text has no words for {bodies}.").format(bodies=", ".join(names)),
            )


def _holders(path: Path, questionnaire: Questionnaire) -> list[Any]:
    """The parts that the path goes through which can be limited to bodies or types of unit."""
    part: Any = questionnaire
    holders = []
    for step in path:
        match part:
            case BaseModel():
                part = getattr(part, str(step))
            case Mapping():
                part = part[step]
            case tuple():
                part = part[int(step)]
        if hasattr(part, "only_types"):
            holders.append(part)
    return holders


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a questionnaire with its path."""
    match value:
        case str():
            yield path, value
        case BaseModel():
            for name in type(value).model_fields:
                yield from _texts(getattr(value, name), (*path, name))
        case Mapping():
            for name, item in value.items():
                yield from _texts(item, (*path, name))
        case tuple():
            for position, item in enumerate(value):
                yield from _texts(item, (*path, position))
        case _:
            return


def _nearest(variable: str, known: frozenset[str]) -> str:
    close = difflib.get_close_matches(variable, sorted(known), n=1)
    if close:
        return _("Did you mean “{key}”?").format(key=close[0])
    return _("Add “{key}: …” under “texts”.").format(key=variable)
