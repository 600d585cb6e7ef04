"""round.yaml: what this round is called, which questionnaire and frame it uses, and its head."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten
from typing import Literal, TypeVar, get_args

from pydantic import AnyHttpUrl, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _
from phieu.paper.heads import Head
from phieu.paper.symbol import MAX_TEXT
from phieu.paper.ticket import SYMBOLS
from phieu.questionnaire.frozen import Frozen
from phieu.questionnaire.yaml_shape import data, line_of
from phieu.questionnaire.yaml_tree import BrokenYamlError, parse

Confidentiality = Literal["identified", "confidential"]


Settings = TypeVar("Settings", bound=Frozen)

_ROUND = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.:/\-]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN_CHARACTERS = 80


class DatedHead(Head):
    """The head, its date written in one way only: a bare number would count as seconds."""

    @field_validator("issued_on", mode="before")
    @classmethod
    def _year_month_day(cls, written: object) -> object:
        if isinstance(written, str) and not _DATE.fullmatch(written):
            raise PydanticCustomError("date_form", "year-month-day")
        return written


class RoundSettings(Frozen):
    """One round. questionnaire, frame: paths from the round's folder.

    round: its name, which names the export files too.
    confidentiality: `confidential` rounds keep the unit out of the paper, the answer store and
    every export; `identified` rounds export it. public_address: where the phone twin answers.
    """

    round: str
    title: str
    questionnaire: Path
    frame: Path
    confidentiality: Confidentiality
    public_address: str | None = None
    head: DatedHead
    texts: Mapping[str, str] = {}

    @field_validator("round")
    @classmethod
    def _names_files(cls, name: str) -> str:
        if not _ROUND.fullmatch(name):
            raise ValueError(
                _(
                    "at most 64 letters without accents, digits, dots, hyphens and underscores, "
                    "a letter or digit first"
                )
            )
        return name

    @field_validator("public_address")
    @classmethod
    def _fits_the_code(cls, address: str | None) -> str | None:
        if address is not None:
            if not _is_address(address):
                raise ValueError(_("an https:// address of letters, digits, dots and hyphens"))
            if len(address.rstrip("/")) + 1 + SYMBOLS > MAX_TEXT:
                raise ValueError(
                    _("at most {count} characters, or the code grows too fine to scan").format(
                        count=MAX_TEXT - SYMBOLS - 1
                    )
                )
        return address


def _is_address(text: str) -> bool:
    try:
        AnyHttpUrl(text)
    except ValidationError:
        return False
    return _ADDRESS.fullmatch(text) is not None


def load(text: str, name: str) -> RoundSettings:
    """The settings in a file's text. Raises ProblemsFoundError with every problem and its line."""
    return load_as(RoundSettings, text, name)


def load_as(model: type[Settings], text: str, name: str) -> Settings:
    """Any settings of a round in a file's text; raises as `load` does."""
    try:
        root = parse(text)
    except BrokenYamlError as error:
        found = error.problem
        raise ProblemsFoundError(
            [Problem(f"{name}:{found.line}", found.rule, found.message, found.fix)]
        ) from error
    try:
        return model.model_validate(data(root))
    except ValidationError as error:
        raise ProblemsFoundError(
            [
                _problem(details, f"{name}:{line_of(root, details['loc'])}", model)
                for details in error.errors(include_url=False)
            ]
        ) from error


def _problem(details: ErrorDetails, place: str, model: type[Frozen]) -> Problem:
    loc = details["loc"]
    key = ".".join(str(step) for step in loc)
    match details["type"]:
        case "missing":
            return Problem(
                place,
                "round-missing-key",
                _("The key “{key}” is missing.").format(key=key),
                _("Add a line “{key}: …” here.").format(key=loc[-1]),
            )
        case "extra_forbidden":
            return Problem(
                place,
                "round-unknown-key",
                _("The key “{key}” is unknown here.").format(key=key),
                _("Known keys: {keys}.").format(keys=", ".join(_known_keys(model, loc))),
            )
        case _:
            return Problem(
                place,
                "round-wrong-value",
                _("“{value}” is not accepted for “{key}”.").format(
                    value=_shown(details["input"]), key=key
                ),
                _fix(details),
            )


def _known_keys(model: type[Frozen], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand beside an unknown one."""
    for step in loc[:-1]:
        parts = (field for name, field in model.model_fields.items() if step in (field.alias, name))
        kinds = (
            kind for field in parts for kind in (field.annotation, *get_args(field.annotation))
        )
        model = next(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Frozen))
    return [field.alias or name for name, field in model.model_fields.items()]


def _fix(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    match details["type"].partition("_")[0]:
        case "date":
            return _("Write year-month-day, as 2023-08-14.")
        case "literal":
            return _("Write one of: {choices}.").format(choices=context["expected"])
        case "string" | "path":
            return _("Write a text; one that begins with {{…}} or [ needs quotes around it.")
        case "model" | "mapping" | "dict":
            return _("Write “key: value” lines, indented under it.")
        case _:
            return _("Expected: {expected}.").format(expected=context.get("error", details["msg"]))


def _shown(value: object) -> str:
    """A value as it stands in the file, or would on one line."""
    return shorten(_written(value), _SHOWN_CHARACTERS, placeholder="…")


def _written(value: object) -> str:
    match value:
        case None:
            return _("(empty)")
        case list():
            return f"[{', '.join(map(_written, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {_written(item)}' for key, item in value.items())}}}"
        case _:
            return str(value)
