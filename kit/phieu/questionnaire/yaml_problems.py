"""What the model refuses, said in words that a person editing the file can act on."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from phieu.messages import _

from .codes import Code, Column, Row, Scale
from .findings import Path
from .frozen import Frozen
from .kinds import Level, Question
from .model import Introduction, Questionnaire, Section
from .yaml_shape import line_of
from .yaml_tree import LineProblem, Mapping

_KINDS: dict[str, type[Frozen]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: kind
    for kind in get_args(get_args(Question)[0])
}


def shape_problems(error: ValidationError, root: Mapping) -> list[LineProblem]:
    """One problem an error of the model, at the line where it was written (or is missing)."""
    return [_problem(details, root) for details in error.errors(include_url=False)]


def unknown_keys(error: ValidationError) -> list[Path]:
    """Where keys stand that no model knows."""
    return [
        path_of(details["loc"])
        for details in error.errors(include_url=False)
        if details["type"] == "extra_forbidden"
    ]


def path_of(loc: Path) -> Path:
    """The path in the file: pydantic puts the question's kind into a location."""
    inside_question = len(loc) > 4 and loc[0] == "sections" and loc[2] == "questions"
    return loc[:4] + loc[5:] if inside_question else loc


def _problem(details: ErrorDetails, root: Mapping) -> LineProblem:
    loc = details["loc"]
    line = line_of(root, path_of(loc))
    key, given, context = str(loc[-1]), details["input"], details.get("ctx", {})
    match details["type"]:
        case "missing":
            return LineProblem(
                line,
                "yaml-missing-key",
                _("The key “{key}” is missing.").format(key=key),
                _("Add a line “{key}: …” here.").format(key=key),
            )
        case "extra_forbidden":
            return LineProblem(
                line,
                "yaml-unknown-key",
                _("The key “{key}” is unknown here.").format(key=key),
                _nearest(key, _keys_at(loc[:-1])),
            )
        case "union_tag_not_found" | "union_tag_invalid":
            kind = context.get("tag")
            return LineProblem(
                line_of(root, (*path_of(loc), "kind")),
                "yaml-kind",
                _("The kind of question “{kind}” is unknown.").format(kind=kind)
                if kind is not None
                else _("The question does not say its kind."),
                _("Write “kind:” with one of: {kinds}.").format(kinds=", ".join(_KINDS)),
            )
        case "greater_than_equal" | "less_than_equal":
            return LineProblem(
                line,
                "yaml-range",
                _("“{key}” cannot be {given}.").format(key=key, given=given),
                _("Write a number from {least} up.").format(least=context["ge"])
                if "ge" in context
                else _("Write a number up to {most}.").format(most=context["le"]),
            )
        case "literal_error" | "enum":
            return LineProblem(
                line,
                "yaml-value",
                _("“{key}” cannot be {given}.").format(key=key, given=_shown(given)),
                _("Write one of: {choices}.").format(choices=context["expected"]),
            )
        case kind:
            return LineProblem(line, "yaml-type", *_type_words(kind, key, given, details["msg"]))


def _type_words(kind: str, key: str, given: object, said: str) -> tuple[str, str]:
    if given is None:
        message = _("“{key}” has no value.").format(key=key)
    else:
        message = _("“{key}” cannot be {given}.").format(key=key, given=_shown(given))
    match kind.split("_")[0]:
        case "string":
            fix = _("Write a text; one that begins with {{…}} or [ needs quotes around it.")
        case "int":
            fix = _("Write a whole number.")
        case "bool":
            fix = _("Write true or false.")
        case "tuple" | "list":
            fix = _("Write a list: [a, b], or lines that begin with a hyphen.")
        case "date":
            fix = _("Write a day as 2023-05-31, a month as 2023-05.")
        case "decimal" | "float":
            fix = _("Write a number, with a point before its decimals.")
        case "mapping" | "dict" | "model":
            fix = _("Write “key: value” lines, indented under it.")
        case _:
            fix = said
    return message, fix


def _shown(given: object) -> str:
    match given:
        case list():
            return _("a list")
        case dict():
            return _("a mapping")
        case _:
            text = str(given)
            return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def _keys_at(loc: Path) -> Sequence[str]:
    """The keys that the model at a pydantic location knows."""
    match loc:
        case (*_start, "codes", int()):
            model: type[Frozen] = Code
        case (*_start, "rows", int()):
            model = Row
        case (*_start, "columns", int()):
            model = Column
        case (*_start, "levels", int()):
            model = Level
        case ("sections", int(), "questions", int(), str(kind)):
            model = _KINDS[kind]
        case ("sections", int()):
            model = Section
        case ("scales", str()):
            model = Scale
        case ("introduction",):
            model = Introduction
        case _:
            model = Questionnaire
    return list(model.model_fields)


def _nearest(key: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    if close:
        return _("Did you mean “{key}”?").format(key=close[0])
    return _("Remove it, or use one of: {keys}.").format(keys=", ".join(known))
