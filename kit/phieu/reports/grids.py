"""A table as a grid on a page: what stands in each cell, and columns as wide as it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phieu.analysis.tables.layout import Layout, Span, full_text, layout
from phieu.analysis.tables.model import Table

from .measuring import text_width_mm, word_width_mm

TEXT_WIDTH_MM = 163.0  # A4 less the margins of Decree 30 as our pages have them
SIZES_PT = (12.0, 11.0, 10.0, 9.0, 8.5)  # the first in which all columns fit
CELL_MARGIN_MM = 1.2  # beside the words of a cell, on each side
INSET_MM = 2 * CELL_MARGIN_MM + 0.6  # with room for another program's letters
# Of the column that names the rows: as its names like it, and at the least.
LIKED_WORDS_MM, LEAST_WORDS_MM = 72.0, 45.0
HEADING_MM = 24.0  # headings of figures are wrapped beyond it, where there is room
SHORT = 16  # lines; a table of so few is kept on one page


@dataclass(frozen=True)
class GridCell:
    """across, down: how many columns and rows it takes."""

    text: str
    across: int = 1
    down: int = 1
    head: bool = False
    strong: bool = False
    figure: bool = False


Line = tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """head, rows: cells from the left; what a cell above reaches into is left out."""

    head: tuple[Line, ...]
    rows: tuple[Line, ...]
    widths_mm: tuple[float, ...]
    size_pt: float
    under: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        return len(self.head) + len(self.rows) <= SHORT


def grid_of(table: Table, width_mm: float = TEXT_WIDTH_MM) -> Grid:
    """The first column names the rows; rows under one heading have it on a line above them."""
    laid = layout(table)
    head, rows = tuple(_head(laid)), tuple(_rows(laid))
    size_pt, figures = _fitted(laid, rows, width_mm)
    words = max(width_mm - sum(figures), LEAST_WORDS_MM)
    narrower = width_mm / (words + sum(figures))  # 1, unless no size lets all columns fit
    widths = tuple(width * narrower for width in (words, *figures))
    return Grid(head, rows, widths, size_pt, laid.under)


def _fitted(laid: Layout, rows: Sequence[Line], width_mm: float) -> tuple[float, list[float]]:
    """The size of the letters and the columns of figures: rather smaller letters than long names
    in many short lines, but no smaller than they must be."""
    names = [row.heading for row in laid.rows]
    tried = [(size_pt, LIKED_WORDS_MM) for size_pt in SIZES_PT[:3]]
    for size_pt, liked in (*tried, *((size_pt, LEAST_WORDS_MM) for size_pt in SIZES_PT)):
        longest = max((text_width_mm(name, size_pt) for name in names), default=0.0)
        room = width_mm - max(min(longest + INSET_MM, liked), LEAST_WORDS_MM)
        figures = _figure_widths(laid, rows, size_pt, room)
        if sum(figures) <= room:
            break
    return size_pt, figures


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
            cells = (
                GridCell(full_text(cell), strong=row.total, figure=cell.format != "text")
                for cell in row.cells
            )
            yield (GridCell(row.heading, strong=row.total), *cells)


def _figure_widths(
    laid: Layout, rows: Sequence[Line], size_pt: float, room_mm: float
) -> list[float]:
    """By column what it needs at the least: its widest figure, the longest word over it; and of
    the room that is left a part, so that headings take fewer lines."""
    least, liked = [], []
    for place in range(laid.width):
        texts = [row[place + 1].text for row in rows if len(row) > 1]
        figures = max((text_width_mm(text, size_pt, "bold") for text in texts), default=0.0)
        heading = _innermost(laid.spans, place).label
        needed = max(figures, word_width_mm(heading, size_pt, "bold"))
        whole = min(text_width_mm(heading, size_pt, "bold"), HEADING_MM)
        least.append(needed + INSET_MM)
        liked.append(max(needed, whole) + INSET_MM)
    wish = sum(liked) - sum(least)
    part = min(max(room_mm - sum(least), 0.0) / wish, 1.0) if wish else 0.0
    return [narrow + part * (wide - narrow) for narrow, wide in zip(least, liked, strict=True)]


def _innermost(spans: Sequence[Sequence[Span]], column: int) -> Span:
    """The heading that stands right over a column's figures."""
    over = [
        span
        for line in spans
        for span in line
        if span.column <= column < span.column + span.columns
    ]
    return over[-1]
