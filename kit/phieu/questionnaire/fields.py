"""The shapes an answer can take. Many kinds of question share few shapes.

What reads, keys, simulates, checks or exports answers goes by these; only what a person sees goes
by the kind of question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from .codes import Code

Measure = Literal["nominal", "ordinal", "scale"]
Known = Literal["body", "unit_type"]
Source = Literal["channel", "language", "version"]
Precision = Literal["day", "month"]


@dataclass(frozen=True)
class Heading:
    """What every field says about itself. label: short, for SPSS; text: as it was asked; both
    without the number, and with template variables still open."""

    number: str
    label: str
    text: str
    only: tuple[str, ...] = ()  # bodies that are asked; empty = all
    only_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeField:
    """One code of a list, or one mark a row."""

    variable: str
    heading: Heading
    codes: tuple[Code, ...]
    measure: Measure = "nominal"
    scale: str | None = None
    reverse: bool = False
    prefilled: Known | None = None
    boxed: bool = True  # False: written on paper, e.g. a commune out of thousands


@dataclass(frozen=True)
class FlagsField:
    """Any codes of a list: a 0/1 variable each, `<question>_<code>`."""

    question: str
    heading: Heading
    codes: tuple[Code, ...]
    at_most: int | None = None

    def variable(self, code: int) -> str:
        return f"{self.question}_{code}"


@dataclass(frozen=True)
class RanksField:
    """The best codes of a list in order: `<question>_1` holds the first."""

    question: str
    heading: Heading
    codes: tuple[Code, ...]
    places: int

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(f"{self.question}_{place}" for place in range(1, self.places + 1))


@dataclass(frozen=True)
class NumberField:
    """A number from `least` to `most`, both times 10 ** decimals, as it is stored.

    boxed: digit bubbles on paper; else it is written by hand and a person keys it.
    """

    variable: str
    heading: Heading
    least: int
    most: int
    decimals: int = 0
    unit: str = ""
    boxed: bool = True


@dataclass(frozen=True)
class DateField:
    """A day, stored as the number yyyymmdd, or a month, as yyyymm."""

    variable: str
    heading: Heading
    earliest: date
    latest: date
    precision: Precision


@dataclass(frozen=True)
class WordsField:
    """Words, at most `characters` of them letters and spaces."""

    variable: str
    heading: Heading
    characters: int


@dataclass(frozen=True)
class GivenField:
    """What the kit knows of a form without asking, or a fixed text."""

    variable: str
    heading: Heading
    source: Source | None
    value: str


@dataclass(frozen=True)
class CalculatedField:
    """A number made from other answers; see logic/ for the expression."""

    variable: str
    heading: Heading
    expression: str
    decimals: int


Field = (
    CodeField
    | FlagsField
    | RanksField
    | NumberField
    | DateField
    | WordsField
    | GivenField
    | CalculatedField
)

SPECIFIED_CHARACTERS = 250


def specified(question: str, heading: Heading, codes: Sequence[Code]) -> tuple[WordsField, ...]:
    """The words beside options that ask for them, `<question>_<code>_text`."""
    return tuple(
        WordsField(
            f"{question}_{code.value}_text",
            replace(
                heading,
                label=f"{heading.label.rstrip(' :')} – {code.label}",
                text=f"{heading.text.rstrip(' :')} – {code.label}",
                only=code.only or heading.only,
                only_types=code.only_types or heading.only_types,
            ),
            SPECIFIED_CHARACTERS,
        )
        for code in codes
        if code.specify
    )
