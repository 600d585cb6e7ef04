"""An expression as a value. What each node means stands in README.md; nothing here computes.

Answers are named by variable; a condition is two-valued: a comparison with a blank, or a level
comparison with a user-missing code, is false.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Comparator = Literal["=", "!=", "<", "<=", ">", ">="]
Operator = Literal["+", "-", "*", "/"]


@dataclass(frozen=True)
class Number:
    value: float


@dataclass(frozen=True)
class Text:
    value: str


@dataclass(frozen=True)
class Day:
    value: date


@dataclass(frozen=True)
class Answer:
    """What was answered to one variable: a code, a number, a day or words.

    missing: codes that are answers but no levels; empty until resolved. option: for one option of
    a multiple choice, its question and code; it is 1 or 0, never blank.
    """

    variable: str
    missing: tuple[int, ...] = ()
    option: tuple[str, int] | None = None


@dataclass(frozen=True)
class Count:
    """How many options of a multiple choice were chosen (`count(C3)`)."""

    question: str
    codes: tuple[int, ...] = ()  # filled in when resolved


@dataclass(frozen=True)
class Arithmetic:
    left: Value
    operator: Operator
    right: Value


Value = Number | Text | Day | Answer | Count | Arithmetic


@dataclass(frozen=True)
class Compare:
    left: Value
    comparator: Comparator
    right: Value


@dataclass(frozen=True)
class In:
    """`A5 in [1, 2]`; “not in” is a Not around it."""

    answer: Answer
    options: tuple[Number | Text, ...]


@dataclass(frozen=True)
class Includes:
    """`C3 includes 7`: an option of a multiple choice, or a place of a ranking, was chosen."""

    question: str
    code: int | str  # the option's name, until resolved
    variables: tuple[str, ...] = ()  # a ranking's places, once resolved; empty: a flag


@dataclass(frozen=True)
class Answered:
    """`A5 is answered`; “is blank” is a Not around it. Of a whole question: any of its variables.

    options: those of the variables that answer only when they are 1. fields: the variables as
    forms elsewhere have them: a multiple choice is one.
    """

    question: str
    variables: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Not:
    condition: Condition


@dataclass(frozen=True)
class And:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Or:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Always:
    """True or false whatever was answered."""

    value: bool


Condition = Compare | In | Includes | Answered | Not | And | Or | Always
Expression = Condition | Value
