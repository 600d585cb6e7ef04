"""A table in Word: headings that span and come again on every page, rows that are never cut.

Written as XML at once: python-docx looks up a table anew for each cell, and a report has thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from phieu.analysis.tables.model import Table

from .grids import CELL_MARGIN_MM, Grid, GridCell, Line, grid_of
from .word_styles import FIGURE, IN_HEAD, NOTE, TABLE_PT, WORDS

_GRID_STYLE = "Table Grid"
_AFTER_PT = 10
_TWENTIETHS_A_MM = 1440 / 25.4  # of a point, in which Word counts
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True)
class _Place:
    """A cell, or its going on in a line below the one that it began in. column: from 0."""

    cell: GridCell
    column: int
    is_continued: bool


def add_table(document: WordDocument, table: Table) -> None:
    """The table, and under it the lines that say what it stands on."""
    grid = grid_of(table)
    styles = {style.name: style.style_id for style in document.styles}
    document.element.body._insert_tbl(parse_xml(_table_xml(grid, styles)))
    under = grid.under or ("",)  # room below the table, if nothing else
    notes = [document.add_paragraph(text, style=NOTE) for text in under]
    for note in notes[:-1]:
        note.paragraph_format.keep_with_next = True
    notes[-1].paragraph_format.space_after = Pt(_AFTER_PT)


def _table_xml(grid: Grid, styles: dict[str, str]) -> str:
    widths = [round(width * _TWENTIETHS_A_MM) for width in grid.widths_mm]
    lines = (*grid.head, *grid.rows)
    rows = []
    for number, places in enumerate(_places(lines, len(widths))):
        is_head = number < len(grid.head)
        # With what is below: the head, the line over a group, the last row, a short table.
        keep = grid.is_short or is_head or len(places) == 1 or number == len(lines) - 1
        cells = "".join(_cell_xml(place, widths, styles, grid.size_pt, keep) for place in places)
        header = "<w:tblHeader/>" if is_head else ""
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl {nsdecls('w')}>{_properties_xml(sum(widths), styles)}"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _places(lines: Sequence[Line], columns: int) -> Iterator[list[_Place]]:
    """By line, what stands in it from the left; each column is in one place."""
    reaching: dict[int, tuple[GridCell, int]] = {}  # by first column, with the lines still to come
    for line in lines:
        cells, column = iter(line), 0
        found: list[_Place] = []
        while column < columns:
            above, left = reaching.get(column, (None, 0))
            cell = above if above is not None and left else next(cells)
            found.append(_Place(cell, column, is_continued=left > 0))
            reaching[column] = (cell, (left or cell.down) - 1)
            column += cell.across
        yield found


def _cell_xml(
    place: _Place, widths: Sequence[int], styles: dict[str, str], size_pt: float, keep: bool
) -> str:
    cell = place.cell
    width = sum(widths[place.column : place.column + cell.across])
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merged = ""
    if cell.down > 1:
        merged = "<w:vMerge/>" if place.is_continued else '<w:vMerge w:val="restart"/>'
    look = IN_HEAD if cell.head else FIGURE if cell.figure else WORDS
    follows = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}'
        f'<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{escape(styles[look])}"/>{follows}</w:pPr>'
        f"{'' if place.is_continued else _run_xml(cell, size_pt)}</w:p></w:tc>"
    )


def _run_xml(cell: GridCell, size_pt: float) -> str:
    bold = "<w:b/>" if cell.strong else ""
    size = f'<w:sz w:val="{round(2 * size_pt)}"/>' if size_pt != TABLE_PT else ""
    text = escape(cell.text)
    return f'<w:r><w:rPr>{bold}{size}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _properties_xml(width: int, styles: dict[str, str]) -> str:
    """Rules are those of Word's own style; a template without it gets them here."""
    style = borders = ""
    if _GRID_STYLE in styles:
        style = f'<w:tblStyle w:val="{escape(styles[_GRID_STYLE])}"/>'
    else:
        rule = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
        borders = f"<w:tblBorders>{''.join(f'<w:{s} {rule}/>' for s in _SIDES)}</w:tblBorders>"
    margin = f'w:w="{round(CELL_MARGIN_MM * _TWENTIETHS_A_MM)}" w:type="dxa"'
    return (
        f'<w:tblPr>{style}<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar></w:tblPr>"
    )
