"""A table as a value: headings, rows and cells as readers see them, and the counts behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from phieu.analysis.counts import CountTable

from .cells import Cell, Format, Note, Source, State
from .console import console_text
from .delimited import csv_text
from .html import html_text
from .latex import latex_text

__all__ = ["Cell", "Format", "Heading", "Note", "Row", "Source", "State", "Table"]


@dataclass(frozen=True)
class Heading:
    """One column. path: its headings from the outermost in; letter: how others of the same
    banner variable refer to it."""

    path: tuple[str, ...]
    letter: str = ""
    variable: str = ""


@dataclass(frozen=True)
class Row:
    """path: its headings from the outermost in, as variable and answer. A total stands out."""

    path: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A rectangle of cells with what a reader needs to trust it.

    corner: what the rows' headings are, over them. base: the line on forms issued, returned,
    valid. tests, notes: what else stands under the table. python: the one line that makes it
    again. counts: what its figures rest on.
    """

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    base: str = ""
    notes: tuple[str, ...] = ()
    counts: tuple[CountTable, ...] = ()
    rehearsed: bool = False
    python: str = ""
    corner: str = ""
    tests: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.headings) for row in self.rows):
            raise ValueError(f"a row of another length than {len(self.headings)} headings")

    def withholding(self, held: Collection[Source]) -> Table:
        """The same without every figure that rests on one of these counts.

        A letter tells which of two figures is the larger, so it goes with either of them.
        """
        kept = frozenset(held)

        def shown(cell: Cell) -> Cell:
            if kept.isdisjoint(cell.sources):
                return cell
            return replace(cell, value=None, letters="", state=State.WITHHELD)

        rows = (replace(row, cells=tuple(map(shown, row.cells))) for row in self.rows)
        tests = tuple(note for note in self.tests if kept.isdisjoint(note.sources))
        return replace(
            self,
            rows=tuple(replace(row, cells=tuple(self._letters_of_shown(row))) for row in rows),
            tests=tests,
        )

    def _letters_of_shown(self, row: Row) -> Iterator[Cell]:
        """The row's cells without the letters of columns that it withholds."""
        hidden = {
            (heading.variable, heading.letter)
            for heading, cell in zip(self.headings, row.cells, strict=True)
            if heading.letter and cell.state is State.WITHHELD
        }
        for heading, cell in zip(self.headings, row.cells, strict=True):
            letters = [at for at in cell.letters.split() if (heading.variable, at) not in hidden]
            yield replace(cell, letters=" ".join(letters)) if cell.letters else cell

    def of_columns(self, columns: Sequence[int]) -> Table:
        """The same with some of its columns, by their places."""
        return replace(
            self,
            headings=tuple(self.headings[column] for column in columns),
            rows=tuple(
                replace(row, cells=tuple(row.cells[column] for column in columns))
                for row in self.rows
            ),
        )

    @property
    def text(self) -> str:
        """For a console."""
        return console_text(self)

    @property
    def csv(self) -> str:
        """RFC 4180, every cell as readers see it."""
        return csv_text(self)

    @property
    def latex(self) -> str:
        """A longtable with booktabs."""
        return latex_text(self)

    def _repr_html_(self) -> str:
        return html_text(self)

    def __str__(self) -> str:
        return self.text
