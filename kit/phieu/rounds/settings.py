"""round.yaml: what this round is called, which questionnaire and frame it uses, and its head."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import AnyHttpUrl, ValidationError, field_validator
from pydantic_core import ErrorDetails

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _
from phieu.paper.layout import Head
from phieu.paper.symbol import MAX_TEXT
from phieu.paper.ticket import SYMBOLS
from phieu.questionnaire.model import Frozen
from phieu.questionnaire.yaml_shape import data, line_of
from phieu.questionnaire.yaml_tree import BrokenYamlError, parse

Confidentiality = Literal["identified", "confidential"]


class RoundSettings(Frozen):
    """One round. questionnaire, frame: paths from the round's folder.

    confidentiality: `confidential` rounds keep the unit out of the paper, the answer store and
    every export; `identified` rounds export it. public_address: where the phone twin answers.
    """

    round: str
    title: str
    questionnaire: Path
    frame: Path
    confidentiality: Confidentiality
    public_address: str | None = None
    head: Head
    texts: Mapping[str, str] = {}

    @field_validator("public_address")
    @classmethod
    def _fits_the_code(cls, address: str | None) -> str | None:
        if address is not None:
            AnyHttpUrl(address)
            if not re.fullmatch(r"https://[A-Za-z0-9.:/\-]+", address):
                raise ValueError(_("an https:// address of letters, digits, dots and hyphens"))
            if len(address.rstrip("/")) + 1 + SYMBOLS > MAX_TEXT:
                raise ValueError(
                    _("at most {count} characters, or the code grows too fine to scan").format(
                        count=MAX_TEXT - SYMBOLS - 1
                    )
                )
        return address


def load(text: str, name: str) -> RoundSettings:
    """The settings in a file's text. Raises ProblemsFoundError with every problem and its line."""
    try:
        root = parse(text)
    except BrokenYamlError as error:
        found = error.problem
        raise ProblemsFoundError(
            [Problem(f"{name}:{found.line}", found.rule, found.message, found.fix)]
        ) from error
    try:
        return RoundSettings.model_validate(data(root))
    except ValidationError as error:
        raise ProblemsFoundError(
            [
                _problem(details, f"{name}:{line_of(root, details['loc'])}")
                for details in error.errors(include_url=False)
            ]
        ) from error


def _problem(details: ErrorDetails, place: str) -> Problem:
    key = ".".join(str(step) for step in details["loc"])
    match details["type"]:
        case "missing":
            return Problem(
                place,
                "round-missing-key",
                _("The key “{key}” is missing.").format(key=key),
                _("Add a line “{key}: …” here.").format(key=key),
            )
        case "extra_forbidden":
            return Problem(
                place,
                "round-unknown-key",
                _("The key “{key}” is unknown here.").format(key=key),
                _("Known keys: {keys}.").format(keys=", ".join(RoundSettings.model_fields)),
            )
        case _:
            return Problem(
                place,
                "round-wrong-value",
                _("“{value}” is not accepted for “{key}”.").format(value=details["input"], key=key),
                _("Expected: {expected}.").format(expected=details["msg"]),
            )
