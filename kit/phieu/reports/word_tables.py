"""A table in Word: headings that span and come again on every page, rows that are never cut."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import BaseStyle
from docx.styles.styles import Styles
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from phieu.analysis.tables.model import Table

from .grids import CELL_MARGIN_MM, Grid, GridCell, Line, grid_of
from .word_styles import FIGURE, IN_HEAD, NOTE, TABLE_PT, WORDS

_GRID_STYLE = "Table Grid"
_AFTER_PT = 10
_TWENTIETHS_A_MM = 1440 / 25.4  # of a point, in which Word counts


def add_table(document: WordDocument, table: Table) -> None:
    """The table, and under it the lines that say what it stands on."""
    grid = grid_of(table)
    lines = (*grid.head, *grid.rows)
    made = document.add_table(len(lines), len(grid.widths_mm))
    if _GRID_STYLE in {style.name for style in document.styles}:
        made.style = _GRID_STYLE
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_margins(made)
    for column, width in zip(made.columns, grid.widths_mm, strict=True):
        column.width = Mm(width)
    _fill(made, lines, grid, document.styles)
    under = grid.under or ("",)  # room below the table, if nothing else
    notes = [document.add_paragraph(text, style=NOTE) for text in under]
    for note in notes[:-1]:
        note.paragraph_format.keep_with_next = True
    notes[-1].paragraph_format.space_after = Pt(_AFTER_PT)


def _set_margins(made: WordTable) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(CELL_MARGIN_MM * _TWENTIETHS_A_MM)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The schema has its order: before the look of the table, which python-docx writes last.
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _fill(made: WordTable, lines: Sequence[Line], grid: Grid, styles: Styles) -> None:
    rows = list(made.rows)
    cells = [list(row.cells) for row in rows]  # asked for once: each asking walks the whole table
    taken = [0] * len(grid.widths_mm)  # how many lines each column is still reached into
    looks = {name: styles[name] for name in (IN_HEAD, WORDS, FIGURE)}
    keep = grid.is_short
    for place, line in enumerate(lines):
        _mark(rows[place], "w:cantSplit")
        if place < len(grid.head):
            _mark(rows[place], "w:tblHeader")
        for cell, width in zip(cells[place], grid.widths_mm, strict=True):
            cell.width = Mm(width)
        column = 0
        for cell in line:
            while taken[column]:
                column += 1
            first, last = cells[place][column], cells[place + cell.down - 1]
            whole = first.merge(last[column + cell.across - 1]) if _spans(cell) else first
            # With what is below: the head, the line over a group, the last row, a short table.
            follows = keep or cell.head or len(line) == 1 or place == len(lines) - 1
            _write(whole, cell, looks[_look(cell)], grid.size_pt, keep_with_next=follows)
            for reached in range(column, column + cell.across):
                taken[reached] = cell.down
            column += cell.across
        taken = [max(left - 1, 0) for left in taken]


def _spans(cell: GridCell) -> bool:
    return cell.across > 1 or cell.down > 1


def _look(cell: GridCell) -> str:
    return IN_HEAD if cell.head else FIGURE if cell.figure else WORDS


def _write(
    cell: _Cell, told: GridCell, look: BaseStyle, size_pt: float, *, keep_with_next: bool
) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = look
    if keep_with_next:
        paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(told.text)
    if told.strong:
        run.bold = True
    if size_pt != TABLE_PT:
        run.font.size = Pt(size_pt)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
