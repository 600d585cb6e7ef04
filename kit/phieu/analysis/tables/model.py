"""A table as a value: headings, rows and cells as readers see them, and the counts behind them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from phieu.analysis.counts import CountCell, CountTable

Format = Literal["count", "percent", "decimal", "text"]


class State(StrEnum):
    SHOWN = "shown"
    WITHHELD = "withheld"  # by disclosure control
    EMPTY = "empty"  # nobody to count: a stated gap, never a zero that was not counted


@dataclass(frozen=True)
class Source:
    """A count that a figure rests on: which of the table's CountTables, and where in it."""

    table: int
    cell: CountCell


@dataclass(frozen=True)
class Cell:
    """One figure, not rounded. letters: the columns whose figure is significantly smaller."""

    value: float | int | str | None
    format: Format
    places: int = 2
    letters: str = ""
    state: State = State.SHOWN
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Heading:
    """One column. path: its headings from the outermost in; letter: how others refer to it."""

    path: tuple[str, ...]
    letter: str = ""


@dataclass(frozen=True)
class Row:
    """path: its headings from the outermost in, as variable and answer. A total stands out."""

    path: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A rectangle of cells with what a reader needs to trust it.

    base: the line on forms issued, returned, valid. notes: what else stands under the table.
    python: the one line that makes it again. counts: what its figures rest on.
    """

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    base: str = ""
    notes: tuple[str, ...] = ()
    counts: tuple[CountTable, ...] = ()
    rehearsed: bool = False
    python: str = ""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.headings) for row in self.rows):
            raise ValueError(f"a row of another length than {len(self.headings)} headings")

    def withholding(self, held: Collection[Source]) -> Table:
        """The same without every figure that rests on one of these counts."""
        kept = frozenset(held)

        def shown(cell: Cell) -> Cell:
            if kept.isdisjoint(cell.sources):
                return cell
            return replace(cell, value=None, letters="", state=State.WITHHELD)

        rows = tuple(replace(row, cells=tuple(map(shown, row.cells))) for row in self.rows)
        return replace(self, rows=rows)
