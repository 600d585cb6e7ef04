"""Rules about template variables: none unknown, none broken, none left open in the codebook."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from phieu.messages import _

from .findings import Finding, Path
from .model import Questionnaire, fill, template_variables

# Filled in for every printed form from its unit's type; see frame.units.template_texts.
COMPUTED = frozenset({"loai_dv", "ten_ca"})
_BRACES = re.compile(r"\{\{|\}\}")


def template_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    known = COMPUTED | questionnaire.texts.keys()
    for path, text in _texts(questionnaire, ()):
        used = template_variables(text)
        if path[0] == "texts":
            if _BRACES.search(text):
                yield Finding(
                    path,
                    "template-nested",
                    _("The value of a template variable holds braces itself."),
                    _("Write the words out: values are put in once, not over and over."),
                )
            continue
        for variable in sorted(used - known):
            yield Finding(
                path,
                "template-unknown",
                _("The template variable “{variable}” is unknown.").format(variable=variable),
                _nearest(variable, known),
            )
        if _BRACES.search(fill(text, dict.fromkeys(used, ""))):
            yield Finding(
                path,
                "template-broken",
                _("Double braces stand here without a variable's name between them."),
                _("Write {{name}}, without spaces, or remove the braces."),
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
