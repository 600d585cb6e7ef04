"""A table set for A4 in millimetres: upright or across, and cut into parts where it is too wide."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from phieu.analysis.charts.measuring import width_in
from phieu.analysis.charts.style import font
from phieu.analysis.tables.cutting import runs
from phieu.analysis.tables.layout import Layout, cell_text, layout
from phieu.analysis.tables.model import Table

UPRIGHT_MM, ACROSS_MM = 160.0, 247.0  # A4 less margins of 30 and 20, and of 25 both ways
SIZES_PT = (12.0, 11.0, 10.0)  # the first in which a table fits; no smaller, for readers' eyes
STUB_MM, WIDEST_STUB_MM = 42.0, 95.0  # the rows' headings: at least, and at most
HEADINGS_MM = (26.0, 16.0, 0.0)  # a heading of figures is wrapped beyond, between words
WORDS_MM = 60.0  # a column of words is wrapped beyond it
MARGIN_MM = 1.2  # beside the words of a cell, on either side
PADDING_MM = 2 * MARGIN_MM + 0.6  # with the line, and a little for other machines' typefaces
_LETTERS = 0.66  # size of raised letters beside the figures'
_MM_AN_INCH = 25.4


@dataclass(frozen=True)
class Page:
    """One part of a table, with all its rows. widths_mm: the rows' headings, then each column."""

    table: Table
    widths_mm: tuple[float, ...]

    @property
    def layout(self) -> Layout:
        return layout(self.table)


@dataclass(frozen=True)
class Setting:
    """How a table stands on paper. across: on pages turned to landscape."""

    pages: tuple[Page, ...]
    size_pt: float
    across: bool


def setting_of(
    table: Table, upright_mm: float = UPRIGHT_MM, across_mm: float = ACROSS_MM
) -> Setting:
    """In one part where that can be: upright in a smaller type before turned, turned before cut.

    What is cut is cut between banner variables where it can be. Letters stay: each part has the
    headings of its own columns, and the note says what the letters name.
    """
    with warnings.catch_warnings():
        # A letter that the typeface lacks is set in another one: its width is near enough.
        warnings.filterwarnings("ignore", message="Glyph")
        return _setting(table, upright_mm, across_mm)


def _setting(table: Table, upright_mm: float, across_mm: float) -> Setting:
    for width_mm, across in ((upright_mm, False), (across_mm, True)):
        for size_pt, heading_mm in product(SIZES_PT, HEADINGS_MM):
            columns = _column_widths(table, size_pt, heading_mm)
            if STUB_MM + sum(columns) <= width_mm:
                page = Page(table, _filled(table, columns, width_mm, size_pt))
                return Setting((page,), size_pt, across)
    return Setting(tuple(_cut(table, across_mm)), SIZES_PT[-1], across=True)


def _cut(table: Table, width_mm: float) -> Iterator[Page]:
    widths = _column_widths(table, SIZES_PT[-1], HEADINGS_MM[1])
    for columns in runs(table.headings, widths, width_mm - STUB_MM):
        part = table.of_columns(columns)
        own = [widths[column] for column in columns]
        yield Page(part, _filled(part, own, width_mm, SIZES_PT[-1]))


def _filled(
    table: Table, columns: Sequence[float], width_mm: float, size_pt: float
) -> tuple[float, ...]:
    """With the rows' headings as wide as they need; what is left over goes to the columns."""
    room = width_mm - sum(columns)
    wanted = max(
        [_text_mm(table.corner, size_pt), *(_text_mm(row.path[-1], size_pt) for row in table.rows)],
        default=STUB_MM,
    )
    stub = min(max(wanted + 2 * PADDING_MM, STUB_MM), room, max(WIDEST_STUB_MM, room / 2))
    spare = min((room - stub) / max(len(columns), 1), 2 * PADDING_MM)
    return (stub, *(width + spare for width in columns))


def _column_widths(table: Table, size_pt: float, heading_mm: float) -> list[float]:
    laid = layout(table)
    widths = []
    for place in range(laid.width):
        cells = [row.cells[place] for row in laid.rows]
        words = any(cell.format == "text" and cell_text(cell) for cell in cells)
        figures = [
            _text_mm(cell_text(cell), size_pt, strong=row.total)
            + _text_mm(f" {cell.letters}" if cell.letters else "", size_pt * _LETTERS)
            for row, cell in zip(laid.rows, cells, strict=True)
        ]
        widest = max(figures, default=0.0)
        widths.append(min(widest, WORDS_MM) if words else widest)
    for span in (span for line in laid.spans for span in line):
        _widen(widths, span.column, span.columns, _heading_mm(span.label, size_pt, heading_mm))
    return [width + PADDING_MM for width in widths]


def _widen(widths: list[float], first: int, columns: int, least_mm: float) -> None:
    """Give a heading its room, shared by the columns under it."""
    have = sum(widths[first : first + columns]) + PADDING_MM * (columns - 1)
    for column in range(first, first + columns):
        widths[column] += max(least_mm - have, 0.0) / columns


def _heading_mm(label: str, size_pt: float, wrapped_mm: float) -> float:
    """As wide as its longest word, or as the whole where that is no wider than wrapped_mm."""
    longest = max((_text_mm(word, size_pt, strong=True) for word in label.split()), default=0.0)
    return max(longest, min(_text_mm(label, size_pt, strong=True), wrapped_mm))


@lru_cache(maxsize=10_000)  # the same words and figures are measured for every setting tried
def _text_mm(text: str, size_pt: float, *, strong: bool = False) -> float:
    """How wide a line of Times New Roman, or its twin on this machine, is on paper."""
    return width_in(text, font(size_pt, weight="bold" if strong else "normal")) * _MM_AN_INCH
