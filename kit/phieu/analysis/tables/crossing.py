"""Answers counted in the columns of a banner: what every figure of a table is worked out from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from phieu.analysis.counts import CountTable, Dimension, Value

from .answers import Answers
from .banners import Banner, Column, Part, Rows
from .cells import Source

Counts = npt.NDArray[np.int64]
Sums = npt.NDArray[np.float64]
Weights = npt.NDArray[np.float64]
BASE, ASKED = -2, -1  # after the lines: those with a valid answer, and to whom it was put


@dataclass(frozen=True)
class ColumnCounts:
    """One column of a table: forms by line of the answers, by union of lines, then BASE and ASKED.

    weights: the same as sums of weights, or equal to the counts where forms have none.
    effective: the base as it counts in tests, (Σw)² / Σw² (Kish 1965), which SPSS calls the
    effective base.
    """

    counts: Counts
    weights: Sums
    effective: float

    @property
    def base(self) -> int:
        return int(self.counts[BASE])

    @property
    def asked(self) -> int:
        return int(self.counts[ASKED])

    @property
    def weighted_base(self) -> float:
        return float(self.weights[BASE])


@dataclass(frozen=True)
class Crossed:
    """Answers in every column of a banner.

    columns: by part of the banner its counted columns. first: where its CountTables, one a part,
    stand among those of the table.
    """

    answers: Answers
    banner: Banner
    columns: tuple[tuple[ColumnCounts, ...], ...]
    first: int

    @property
    def shown(self) -> Iterator[Shown]:
        """The columns that the table has, from the left."""
        for place, part in enumerate(self.banner.parts):
            for number, column in enumerate(part.columns):
                yield Shown(self, place, number, part.variable, column.letter)
        if self.banner.total:
            yield Shown(self, 0, len(self.banner.parts[0].counted) - 1)

    @property
    def count_tables(self) -> tuple[CountTable, ...]:
        return tuple(map(self._count_table, self.banner.parts, self.columns))

    def source(self, line: int, part: int, column: int) -> Source:
        """Of a count by its place in ColumnCounts. column: of the part's counted ones."""
        place = line % len(self.columns[part][column].counts)
        named = bool(self.banner.parts[part].variable)
        return Source(self.first + part, (place, column) if named else (place,))

    def _count_table(self, part: Part, columns: tuple[ColumnCounts, ...]) -> CountTable:
        answers = self.answers
        lines = [line.values for line in answers.lines]
        unions = [frozenset[Value]().union(*(lines[at] for at in u)) for u in answers.unions]
        asked = answers.base_values.union(*lines, {None})
        rows = Dimension(answers.variable, (*lines, *unions, answers.base_values, asked))
        counts = np.column_stack([column.counts for column in columns])
        if not part.variable:
            return CountTable((rows,), counts[:, 0])
        across = Dimension(part.variable, tuple(column.values for column in part.counted))
        return CountTable((rows, across), counts)


@dataclass(frozen=True)
class Shown:
    """One column of the table, with what answers count there. variable: "" for the total."""

    crossed: Crossed
    part: int
    column: int
    variable: str = ""
    letter: str = ""

    @property
    def counts(self) -> ColumnCounts:
        return self.crossed.columns[self.part][self.column]

    @property
    def place(self) -> tuple[int, int] | None:
        """Part and column of the banner; None for a total, which is in no test."""
        return (self.part, self.column) if self.variable else None

    @property
    def across(self) -> Shown:
        """What this column is a share of along a line: all columns of its variable."""
        return replace(self, column=len(self.crossed.banner.parts[self.part].columns), letter="")

    def sources(self, *lines: int) -> tuple[Source, ...]:
        """Of counts by line, BASE or ASKED. A total stands among the counts of every part."""
        parts = self.crossed.banner.parts
        if self.variable:
            places = [(self.part, self.column)]
        else:
            places = [(number, len(part.counted) - 1) for number, part in enumerate(parts)]
        return tuple(self.crossed.source(line, *place) for line in lines for place in places)


class Counting:
    """Answers crossed with one banner, one after another; what was counted is kept."""

    def __init__(self, banner: Banner, weights: Weights | None) -> None:
        self._banner, self._weights = banner, weights
        self._count_tables: list[CountTable] = []

    @property
    def count_tables(self) -> tuple[CountTable, ...]:
        return tuple(self._count_tables)

    def of(self, answers: Answers) -> Crossed:
        columns = tuple(
            tuple(_counts(answers, column, self._weights) for column in part.counted)
            for part in self._banner.parts
        )
        found = Crossed(answers, self._banner, columns, first=len(self._count_tables))
        self._count_tables.extend(found.count_tables)
        return found


def _counts(answers: Answers, column: Column, weights: Weights | None) -> ColumnCounts:
    rows = column.rows
    answered, asked = rows[answers.base[rows]], rows[answers.asked[rows]]
    lines = _by_line(answers, rows, None)
    counts = np.array([*lines, len(answered), len(asked)], dtype=np.int64)
    if weights is None:
        return ColumnCounts(counts, counts.astype(float), float(len(answered)))
    lines = _by_line(answers, rows, weights[rows])
    sums = np.array([*lines, weights[answered].sum(), weights[asked].sum()], dtype=float)
    squares = float(np.square(weights[answered]).sum())
    return ColumnCounts(counts, sums, float(sums[BASE] ** 2 / squares) if squares else 0.0)


def _by_line(answers: Answers, rows: Rows, weights: Weights | None) -> list[float]:
    """Forms, or sums of weights, by line and then by union."""
    places = answers.places[rows] + 1  # 0: in no line
    lines = np.bincount(places, weights, minlength=len(answers.lines) + 1)[1:]
    return [*lines, *(lines[list(union)].sum() for union in answers.unions)]
