"""The columns of a table: a banner's variables side by side, and everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np
import numpy.typing as npt

from phieu.analysis.counts import Value
from phieu.analysis.survey import Survey

from .answers import Answers, answers_of, label_of

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """rows: which of the valid forms stand in it."""

    label: str
    rows: Rows
    values: frozenset[Value]
    letter: str = ""


@dataclass(frozen=True)
class Part:
    """One banner variable. sums: all its columns together, and everybody where the table has a
    total of everybody; a table without a banner has a part of no variable and one sum."""

    variable: str
    label: str
    columns: tuple[Column, ...]
    sums: tuple[Column, ...]

    @property
    def counted(self) -> tuple[Column, ...]:
        return (*self.columns, *self.sums)


@dataclass(frozen=True)
class Banner:
    """total: whether the last column is the parts' last sum."""

    parts: tuple[Part, ...]
    total: bool

    @property
    def named(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.variable)


def banner_of(
    survey: Survey,
    names: Sequence[str],
    *,
    total: bool = True,
    empty: bool = True,
    of_everybody: bool = True,
) -> Banner:
    """empty: with the categories in which no form stands. of_everybody: the total counts too who
    has no valid answer to a banner variable.

    Raises UnknownVariableError, NoCategoriesError.
    """
    everyone = np.arange(len(survey.valid))
    if not names:
        return Banner((Part("", "", (), (Column("", everyone, frozenset()),)),), total=True)
    with_everybody = total and of_everybody
    parts = tuple(_part(survey, name, with_everybody, empty=empty) for name in names)
    return Banner(parts, total)


def _part(survey: Survey, name: str, with_everybody: bool, *, empty: bool) -> Part:
    answers = answers_of(survey, name)
    sums = [Column("", np.flatnonzero(answers.base), answers.base_values)]
    if with_everybody:
        every = frozenset(value for line in answers.lines for value in line.values) | {None}
        sums.append(Column("", np.arange(len(answers.base)), every))
    return Part(name, label_of(survey, name), tuple(_columns(answers, empty=empty)), tuple(sums))


def _columns(answers: Answers, *, empty: bool) -> Iterator[Column]:
    found = set(answers.places.tolist())
    shown = [
        place
        for place, line in enumerate(answers.lines)
        if not line.missing and (empty or place in found)
    ]
    for number, place in enumerate(shown):
        line = answers.lines[place]
        rows = np.flatnonzero(answers.places == place)
        yield Column(line.label, rows, line.values, letter_of(number))


def letter_of(number: int) -> str:
    """A to Z, then AA, AB and so on, as spreadsheets name columns."""
    first, last = divmod(number, len(ascii_uppercase))
    return (letter_of(first - 1) if first else "") + ascii_uppercase[last]
