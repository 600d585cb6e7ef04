"""A table set for A4 in millimetres: upright or across, and cut into parts where it is too wide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from phieu.analysis.tables.cutting import runs
from phieu.analysis.tables.layout import layout
from phieu.analysis.tables.model import Table

from .table_grids import Grid, grid_of
from .table_widths import LEAST_WORDS_MM, READABLE_PT, column_widths

UPRIGHT_MM, ACROSS_MM = 160.0, 247.0  # A4 less margins of 30 and 20, and of 25 both ways
SIZES_PT = (12.0, 11.0, READABLE_PT)  # what needs smaller ones is turned, then cut
HEADING_MM = 16.0  # of a table to be cut: a heading of figures is wrapped beyond it


@dataclass(frozen=True)
class Page:
    """One part of a table, with all its rows."""

    table: Table
    grid: Grid

    @property
    def widths_mm(self) -> tuple[float, ...]:
        """The rows' headings, then each column."""
        return self.grid.widths_mm


@dataclass(frozen=True)
class Setting:
    """How a table stands on paper. across: on pages turned to landscape."""

    pages: tuple[Page, ...]
    across: bool


def setting_of(
    table: Table, upright_mm: float = UPRIGHT_MM, across_mm: float = ACROSS_MM
) -> Setting:
    """In one part where that can be: upright in a smaller type before turned, turned before cut.

    What is cut is cut between banner variables where it can be. Letters stay: each part has the
    headings of its own columns, and the note says what the letters name.
    """
    for width_mm, across in ((upright_mm, False), (across_mm, True)):
        page = _page(table, width_mm, SIZES_PT)
        if page.grid.fits:
            return Setting((page,), across)
    return Setting(tuple(_cut(table, across_mm)), across=True)


def _cut(table: Table, width_mm: float) -> Iterator[Page]:
    widths = column_widths(layout(table), READABLE_PT, HEADING_MM)
    for columns in runs(table.headings, widths, width_mm - LEAST_WORDS_MM):
        yield _page(table.of_columns(columns), width_mm, SIZES_PT[-1:])


def _page(table: Table, width_mm: float, sizes_pt: tuple[float, ...]) -> Page:
    return Page(table, grid_of(table, width_mm, sizes_pt=sizes_pt, full=False))
