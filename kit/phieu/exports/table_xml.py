"""A grid in Word: headings that span and come again on every page, rows that are never cut.

Written as XML at once: python-docx looks up a table anew for each cell, and a report has thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from .table_grids import Grid, GridCell, Line
from .table_styles import FIGURE, IN_HEAD, INDENTED, NOTE, TABLE_PT, WORDS, ensure_table_styles
from .table_widths import CELL_MARGIN_MM

LINED = "Table Grid"  # Word's own style of tables with all their lines

_AFTER_PT = 10
_TWENTIETHS_A_MM = 1440 / 25.4  # of a point, in which Word counts
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML


@dataclass(frozen=True)
class _Place:
    """A cell, or its going on in a line below the one that it began in. column: from 0."""

    cell: GridCell
    column: int
    is_continued: bool


@dataclass(frozen=True)
class _Look:
    """styles: identifiers by name, of those that the document has."""

    styles: dict[str, str]
    widths: tuple[int, ...]  # twentieths of a point
    size_pt: float


def add_grid(
    document: WordDocument, grid: Grid, *, style: str = LINED, leads_over: bool = True
) -> None:
    """A table at the end of a document, as wide as the grid says.

    style: of tables, by name; where the document lacks it, all lines are drawn. leads_over: the
    last row stays on the page of what follows.
    """
    ensure_table_styles(document)
    styles = {each.name: each.style_id for each in document.styles}
    # Rounded down: together no wider than the page.
    widths = tuple(int(width * _TWENTIETHS_A_MM) for width in grid.widths_mm)
    look = _Look(styles, widths, grid.size_pt)
    xml = _table_xml(grid, look, style, leads_over=leads_over)
    document.element.body._insert_tbl(parse_xml(xml))


def add_notes(document: WordDocument, lines: Sequence[str]) -> None:
    """What a table stands on, under it and on its page; room below the table, if nothing else."""
    ensure_table_styles(document)
    notes = [document.add_paragraph(printable(line), style=NOTE) for line in lines or ("",)]
    for note in notes[:-1]:
        note.paragraph_format.keep_with_next = True
    notes[-1].paragraph_format.space_after = Pt(_AFTER_PT)


def printable(text: str) -> str:
    """With a sign for every character that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _table_xml(grid: Grid, look: _Look, style: str, *, leads_over: bool) -> str:
    lines = (*grid.head, *grid.rows)
    keeps = _keeps(grid, leads_over=leads_over)
    rows = []
    for number, places in enumerate(_places(lines, len(look.widths))):
        cells = "".join(_cell_xml(place, look, keep=keeps[number]) for place in places)
        header = "<w:tblHeader/>" if number < len(grid.head) else ""
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in look.widths)
    return (
        f"<w:tbl {nsdecls('w')}>{_properties_xml(look, style)}"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _keeps(grid: Grid, *, leads_over: bool) -> list[bool]:
    """By line, whether it stays on the page of the next: the head and the line over a group, each
    with two rows below it; the last row; all of a short table."""
    over = [True] * len(grid.head) + [len(line) == 1 < len(grid.widths_mm) for line in grid.rows]
    follows = [False, *over[:-1]]
    begins_group = [*over[1:], False]
    keeps = [
        grid.is_short or heads or (first and not last)
        for heads, first, last in zip(over, follows, begins_group, strict=True)
    ]
    return [*keeps[:-1], leads_over]


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


def _cell_xml(place: _Place, look: _Look, *, keep: bool) -> str:
    cell = place.cell
    width = sum(look.widths[place.column : place.column + cell.across])
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merged = ""
    if cell.down > 1:
        merged = "<w:vMerge/>" if place.is_continued else '<w:vMerge w:val="restart"/>'
    follows = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}'
        f'<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(look.styles[_style(cell)])}/>{follows}</w:pPr>"
        f"{'' if place.is_continued else _runs_xml(cell, look.size_pt)}</w:p></w:tc>"
    )


def _style(cell: GridCell) -> str:
    if cell.head:
        return IN_HEAD
    if cell.figure:
        return FIGURE
    return INDENTED if cell.indented else WORDS


def _runs_xml(cell: GridCell, size_pt: float) -> str:
    size = f'<w:sz w:val="{round(2 * size_pt)}"/>' if size_pt != TABLE_PT else ""
    runs = _run_xml(cell.text, ("<w:b/>" if cell.strong else "") + size) if cell.text else ""
    if cell.letters:
        runs += _run_xml(f" {cell.letters}", f'{size}<w:vertAlign w:val="superscript"/>')
    return runs


def _run_xml(text: str, looks: str) -> str:
    lines = escape(printable(text)).split("\n")
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{looks}</w:rPr>{shown}</w:r>"


def _properties_xml(look: _Look, style: str) -> str:
    named = borders = ""
    if style in look.styles:
        named = f"<w:tblStyle w:val={quoteattr(look.styles[style])}/>"
    else:
        rule = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
        borders = f"<w:tblBorders>{''.join(f'<w:{s} {rule}/>' for s in _SIDES)}</w:tblBorders>"
    margin = f'w:w="{round(CELL_MARGIN_MM * _TWENTIETHS_A_MM)}" w:type="dxa"'
    return (
        f'<w:tblPr>{named}<w:tblW w:w="{sum(look.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{borders}<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar></w:tblPr>"
    )
