"""Figures read back from protected tables, as words may use them: rounded as readers see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from phieu.analysis.formats import half_up
from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.layout import cell_text
from phieu.analysis.tables.model import Row


@dataclass(frozen=True)
class Figure:
    """What is said of one row. value: as it is printed, so that equal print is equal here.

    beside: further figures of the row in words, as its counts.
    """

    label: str
    value: Decimal
    shown: str
    beside: str = ""

    @property
    def long(self) -> str:
        """“Nội dung” (88,33%; 530/600)."""
        figures = f"{self.shown}; {self.beside}" if self.beside else self.shown
        return f"“{self.label}” ({figures})"


def is_shown(*cells: Cell) -> bool:
    return all(cell.state is State.SHOWN and cell.value is not None for cell in cells)


def is_withheld(cells: Iterable[Cell]) -> bool:
    return any(cell.state is State.WITHHELD for cell in cells)


def figures_of(
    rows: Iterable[Row], column: int, beside: Callable[[Row], str] = lambda _row: ""
) -> list[Figure]:
    """One figure a row, of those that are shown there."""
    return [
        Figure(row.path[-1], _rounded(row.cells[column]), cell_text(row.cells[column]), beside(row))
        for row in rows
        if is_shown(row.cells[column])
    ]


def _rounded(cell: Cell) -> Decimal:
    return half_up(Decimal(str(cell.value)), 0 if cell.format == "count" else cell.places)


def highest(figures: Sequence[Figure]) -> list[Figure]:
    """The one with the highest value, or all that share it."""
    most = max((figure.value for figure in figures), default=None)
    return [figure for figure in figures if figure.value == most]


def lowest(figures: Sequence[Figure]) -> list[Figure]:
    least = min((figure.value for figure in figures), default=None)
    return [figure for figure in figures if figure.value == least]


def leading(figures: Sequence[Figure], wanted: int, most: int) -> list[Figure]:
    """The `wanted` highest with all that share the last one's value; where those would be more
    than `most`, or all, only what is above that value. From the highest down."""
    ordered = sorted(figures, key=lambda figure: figure.value, reverse=True)
    if not ordered or wanted < 1:
        return []
    last = ordered[min(wanted, len(ordered)) - 1].value
    found = [figure for figure in ordered if figure.value >= last]
    if len(found) > most or len(found) == len(ordered):
        found = [figure for figure in ordered if figure.value > last]
    return found


def trailing(figures: Sequence[Figure], wanted: int, most: int) -> list[Figure]:
    """The same of the lowest, from the lowest up."""
    turned = [Figure(f.label, -f.value, f.shown, f.beside) for f in figures]
    return [Figure(f.label, -f.value, f.shown, f.beside) for f in leading(turned, wanted, most)]
