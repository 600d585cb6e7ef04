"""Answers to choose from: codes, the scales that share them, and the rows of a table."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .frozen import Frozen

LARGEST_CODE = 999_999_999  # nine digits hold every code of an office, and fit every file


class Missing(StrEnum):
    """Why there is no level to score. A respondent gives the first two; blank is an empty cell."""

    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"  # skipped by the questionnaire's own logic
    ILLEGIBLE = "illegible"  # a person looked, and could not tell
    MULTIPLE_MARKS = "multiple_marks"  # where one mark was asked for


def _missing(written: Any) -> Any:
    """`missing: true` is the commonest kind: “không đánh giá”."""
    match written:
        case True | "true":
            return Missing.DONT_KNOW
        case False | "false":
            return None
        case _:
            return written


class Code(Frozen):
    """One answer option. `only` limits it to some bodies; `specify` asks for words beside it."""

    value: int = Field(ge=-LARGEST_CODE, le=LARGEST_CODE)
    label: str
    name: str | None = None  # the key by which logic and other programs may call it
    short: str | None = None  # for a table head on paper
    missing: Annotated[Missing | None, BeforeValidator(_missing)] = None
    exclusive: bool = False  # rules out every other option of a multiple choice
    specify: bool = False
    parent: int | None = None  # the code of the level above, in a cascade
    only: tuple[str, ...] = ()
    only_types: tuple[str, ...] = ()


class Scale(Frozen):
    """A code list with a name, shared by questions. `satisfied` are the levels an index counts."""

    name: str
    codes: tuple[Code, ...]
    satisfied: tuple[int, ...] = ()
    silenced: dict[str, str] = Field(default_factory=dict)


class Row(Frozen):
    """One line of a table, a variable of its own (in a number table, one a column)."""

    id: str
    text: str
    label: str | None = None
    reverse: bool = False
    only: tuple[str, ...] = ()
    only_types: tuple[str, ...] = ()


class Column(Frozen):
    """One column of a number table; its id is the end of the variables' names."""

    id: str
    text: str
