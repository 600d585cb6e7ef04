"""How wide a table's columns are on paper: figures are never wrapped, headings between words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phieu.analysis.tables.cells import Cell
from phieu.analysis.tables.layout import Layout, cell_text

from .measuring import text_width_mm, word_width_mm
from .table_styles import INDENT_MM

CELL_MARGIN_MM = 1.2  # beside the words of a cell, on each side
INSET_MM = 2 * CELL_MARGIN_MM + 0.6  # with the line, and room for another program's letters
READABLE_PT = 10.0  # at the least, as long as there is another way
# Of the column that names the rows: as its names like it, and at the least.
LIKED_WORDS_MM, LEAST_WORDS_MM = 72.0, 45.0
WIDEST_WORDS_MM = 95.0  # where columns leave more, the table is narrower than the page
HEADING_MM = 24.0  # headings of figures are wrapped beyond it, where there is room
WORDS_MM = 60.0  # a column of words is wrapped beyond it
RAISED = 0.66  # size of raised letters beside the figures'


@dataclass(frozen=True)
class Fit:
    """The largest letters with which all columns fit; `fits` is false where none of the sizes lets
    them. names_mm: the rows' names on one line, with margins."""

    size_pt: float
    names_mm: float
    columns_mm: tuple[float, ...]
    fits: bool

    def full(self, width_mm: float) -> tuple[float, ...]:
        """Widths that fill the page: what columns of figures leave is for the rows' names."""
        names = max(width_mm - sum(self.columns_mm), LEAST_WORDS_MM)
        narrower = width_mm / (names + sum(self.columns_mm))  # 1, if all columns fit
        return tuple(width * narrower for width in (names, *self.columns_mm))

    def compact(self, width_mm: float) -> tuple[float, ...]:
        """The rows' names no wider than they need; a little of what is left goes to the columns."""
        if not self.fits:
            return self.full(width_mm)
        room = width_mm - sum(self.columns_mm)
        wanted = max(self.names_mm, LEAST_WORDS_MM)
        names = min(wanted, room, max(WIDEST_WORDS_MM, room / 2))
        spare = min((room - names) / max(len(self.columns_mm), 1), 2 * INSET_MM)
        return (names, *(width + spare for width in self.columns_mm))


def fitted(laid: Layout, width_mm: float, sizes_pt: Sequence[float]) -> Fit:
    """Rather smaller letters than long names in many short lines, but no smaller than they must be.

    sizes_pt: from the largest.
    """
    readable = [(size_pt, LIKED_WORDS_MM) for size_pt in sizes_pt if size_pt >= READABLE_PT]
    for size_pt, liked in (*readable, *((size_pt, LEAST_WORDS_MM) for size_pt in sizes_pt)):
        names = _names_mm(laid, size_pt)
        room = width_mm - max(min(names, liked), LEAST_WORDS_MM)
        columns = _within(laid, size_pt, room)
        if fits := sum(columns) <= room:
            break
    return Fit(size_pt, names, tuple(columns), fits)


def column_widths(laid: Layout, size_pt: float, heading_mm: float) -> list[float]:
    """Of the columns of figures, each with its margins. heading_mm: a heading is wrapped beyond
    it, between words."""
    widths = [
        _column_mm([row.cells[place] for row in laid.rows], size_pt) for place in range(laid.width)
    ]
    # From the innermost: an outer heading takes what those under it leave wanting.
    for span in (span for line in reversed(laid.spans) for span in line):
        whole = min(text_width_mm(span.label, size_pt, "bold"), heading_mm)
        needed = max(word_width_mm(span.label, size_pt, "bold"), whole) + INSET_MM
        under = slice(span.column, span.column + span.columns)
        wanting = max(needed - sum(widths[under]), 0.0)
        widths[under] = [width + wanting / span.columns for width in widths[under]]
    return widths


def _names_mm(laid: Layout, size_pt: float) -> float:
    """Of the first column: the longest name of a row or the words over them, with margins."""
    named = [text_width_mm(laid.corner, size_pt, "bold")]
    for section in laid.sections:
        indent = INDENT_MM if section.heading else 0.0
        named += [indent + text_width_mm(row.heading, size_pt) for row in section.rows]
    return max(named) + INSET_MM


def _within(laid: Layout, size_pt: float, room_mm: float) -> list[float]:
    """What columns need at the least; and of the room that is left a part, so that headings take
    fewer lines."""
    least = column_widths(laid, size_pt, 0.0)
    liked = column_widths(laid, size_pt, HEADING_MM)
    wish = sum(liked) - sum(least)
    part = min(max(room_mm - sum(least), 0.0) / wish, 1.0) if wish else 0.0
    return [narrow + part * (wide - narrow) for narrow, wide in zip(least, liked, strict=True)]


def _column_mm(cells: Sequence[Cell], size_pt: float) -> float:
    """Its widest figure with its letters; words may be wrapped."""
    return INSET_MM + max((_cell_mm(cell, size_pt) for cell in cells), default=0.0)


def _cell_mm(cell: Cell, size_pt: float) -> float:
    text = cell_text(cell)
    width = text_width_mm(text, size_pt, "bold")
    if cell.format == "text":
        return max(min(width, WORDS_MM), word_width_mm(text, size_pt, "bold"))
    raised = text_width_mm(f" {cell.letters}", size_pt * RAISED) if cell.letters else 0.0
    return width + raised
