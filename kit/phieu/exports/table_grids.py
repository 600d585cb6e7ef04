"""A table as a grid on a page: what stands in each cell, and columns as wide as it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phieu.analysis.tables.layout import Layout, cell_text, layout
from phieu.analysis.tables.model import Table

from .table_widths import fitted

SIZES_PT = (12.0, 11.0, 10.0, 9.0, 8.5)  # the first in which all columns fit
SHORT = 16  # lines; a table of so few is kept on one page


@dataclass(frozen=True)
class GridCell:
    """across, down: how many columns and rows it takes. letters: to be raised, behind the text.
    indented: names a row that has a heading over it."""

    text: str
    across: int = 1
    down: int = 1
    head: bool = False
    strong: bool = False
    figure: bool = False
    letters: str = ""
    indented: bool = False


Line = tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """head, rows: cells from the left; what a cell above reaches into is left out. fits: whether
    every column has the width that it needs."""

    head: tuple[Line, ...]
    rows: tuple[Line, ...]
    widths_mm: tuple[float, ...]
    size_pt: float
    fits: bool
    under: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        return len(self.head) + len(self.rows) <= SHORT


def grid_of(
    table: Table, width_mm: float, *, sizes_pt: Sequence[float] = SIZES_PT, full: bool = True
) -> Grid:
    """The first column names the rows; rows under one heading have it on a line above them.

    full: as wide as the page also where the table needs less.
    """
    laid = layout(table)
    fit = fitted(laid, width_mm, sizes_pt)
    widths = fit.full(width_mm) if full else fit.compact(width_mm)
    return Grid(tuple(_head(laid)), tuple(_rows(laid)), widths, fit.size_pt, fit.fits, laid.under)


def _head(laid: Layout) -> Iterator[Line]:
    corner = GridCell(laid.corner, down=max(len(laid.spans), 1), head=True, strong=True)
    for place, spans in enumerate(laid.spans or ((),)):
        cells = (
            GridCell(span.label, span.columns, span.lines, head=True, strong=True) for span in spans
        )
        yield (*(() if place else (corner,)), *cells)


def _rows(laid: Layout) -> Iterator[Line]:
    for section in laid.sections:
        if section.heading:
            yield (GridCell(section.heading, across=laid.width + 1, strong=True),)
        for row in section.rows:
            name = GridCell(row.heading, strong=row.total, indented=bool(section.heading))
            cells = (
                GridCell(
                    cell_text(cell),
                    strong=row.total,
                    figure=cell.format != "text",
                    letters=cell.letters,
                )
                for cell in row.cells
            )
            yield (name, *cells)
