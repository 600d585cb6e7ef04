"""Tables in Word: Times New Roman, a head that comes again on every page, rows never cut."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from phieu.analysis.tables.cells import Cell
from phieu.analysis.tables.layout import LaidRow, Layout, Span, cell_text
from phieu.analysis.tables.model import Table
from phieu.messages import _

from .atomic import replacing
from .table_pages import MARGIN_MM, Page, Setting, setting_of

FACE = "Times New Roman"
TITLE_PT, NOTE_PT = 12.0, 10.0
A4_MM = (210.0, 297.0)
SIDES_MM, TURNED_MM, TOP_MM = (30.0, 20.0), (25.0, 25.0), 20.0  # left and right; above and below
_WARNING = RGBColor(0x9C, 0x2A, 0x10)
_INSET_MM = 4.0  # of rows under a heading of their own
# Word takes the properties of a table in one order only (ISO/IEC 29500-1, 17.4.59).
_AFTER_MARGINS = ("w:tblLook", "w:tblCaption", "w:tblDescription")
_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", *_AFTER_MARGINS)
_SHORT = 8  # rows; a table of so few is kept on one page


def write_tables_docx(tables: Sequence[Table], path: Path) -> None:
    """Numbered tables one after another, on A4; wide ones on pages turned to landscape.

    Raises DiskFullError, NotWrittenError; the old file then stays.
    """
    document = Document()
    document.core_properties.author = "phieu"
    _plain(document)
    across: bool | None = None
    for number, table in enumerate(tables, start=1):
        setting = setting_of(table)
        if setting.across != across:
            _turn(document, across=setting.across, first=across is None)
            across = setting.across
        numbered = _("Table {number}").format(number=number)
        _add(document, setting, f"{numbered}. {table.title}")
    with replacing(path) as unfinished:
        document.save(str(unfinished))


def add_table(
    document: WordDocument, table: Table, *, style: str = "Table Grid", title: str | None = None
) -> None:
    """A table at the end of a document, within the width of its last section's text.

    title: over it instead of the table's own; "" for none. style: a table style that the
    document has; without it lines are drawn all the same. A table too wide is cut into parts,
    one under another, each with the rows' headings.
    """
    section = document.sections[-1]
    left, right = section.left_margin or Mm(0), section.right_margin or Mm(0)
    width_mm = ((section.page_width or Mm(A4_MM[0])) - left - right) / Mm(1)
    setting = setting_of(table, upright_mm=width_mm, across_mm=width_mm)
    _add(document, setting, table.title if title is None else title, style)


def _add(document: WordDocument, setting: Setting, title: str, style: str = "Table Grid") -> None:
    laid = setting.pages[0].layout
    if laid.warning:
        warning = _line(document, laid.warning, NOTE_PT, bold=True, keep=True)
        warning.font.color.rgb = _WARNING
    if title:
        _line(document, title, TITLE_PT, bold=True, keep=True)
    for number, page in enumerate(setting.pages):
        if number:
            _line(document, _("(continued)"), NOTE_PT, italic=True, keep=True)
        _add_page(document, page, setting.size_pt, style)
    for text in laid.under:
        _line(document, text, NOTE_PT, italic=True)
    document.add_paragraph().paragraph_format.space_after = Pt(6)


def _line(
    document: WordDocument,
    text: str,
    size_pt: float,
    *,
    bold: bool = False,
    italic: bool = False,
    keep: bool = False,
) -> Run:
    """A line over or under a table. keep: on the page of what follows."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(2), Pt(2)
    layout.first_line_indent, layout.line_spacing = Mm(0), 1
    layout.keep_with_next = keep
    return _run(paragraph, text, size_pt, bold=bold, italic=italic)


def _run(
    paragraph: Paragraph, text: str, size_pt: float, *, bold: bool = False, italic: bool = False
) -> Run:
    run = paragraph.add_run(_printable(text))
    run.bold, run.italic = bold, italic
    run.font.size, run.font.name = Pt(size_pt), FACE
    return run


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )


def _add_page(document: WordDocument, page: Page, size_pt: float, style: str) -> None:
    laid = page.layout
    head = max(len(laid.spans), 1)
    sections = sum(1 for section in laid.sections if section.heading)
    count = head + sections + sum(len(section.rows) for section in laid.sections)
    made = document.add_table(count, len(page.widths_mm))
    if style in {known.name for known in document.styles}:
        made.style = style
    else:
        _draw_lines(made)
    made.autofit = False
    _set_margins(made)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, page.widths_mm, strict=True):
        column.width = Mm(width)
    writer = _Writer(made, page.widths_mm, size_pt, keep=count <= _SHORT + head)
    writer.head(laid)
    writer.body(laid, first=head)


class _Writer:
    """Fills a Word table. Its cells are asked for once: each asking walks the whole table."""

    def __init__(
        self, made: WordTable, widths_mm: Sequence[float], size_pt: float, *, keep: bool
    ) -> None:
        self._rows = list(made.rows)
        self._cells: list[list[_Cell]] = [list(row.cells) for row in self._rows]
        self._size_pt, self._keep = size_pt, keep
        for row, cells in zip(self._rows, self._cells, strict=True):
            _mark(row, "w:cantSplit")
            for cell, width in zip(cells, widths_mm, strict=True):
                cell.width = Mm(width)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER

    def head(self, laid: Layout) -> None:
        depth = max(len(laid.spans), 1)
        for row in self._rows[:depth]:
            _mark(row, "w:tblHeader")
        corner = self._merged(0, 0, depth - 1, 0)
        self._write(corner, laid.corner, WD_ALIGN_PARAGRAPH.CENTER, bold=True, keep=True)
        for span in (span for line in laid.spans for span in line):
            self._heading(span)

    def _heading(self, span: Span) -> None:
        column = span.column + 1
        cell = self._merged(
            span.line, column, span.line + span.lines - 1, column + span.columns - 1
        )
        self._write(cell, span.label, WD_ALIGN_PARAGRAPH.CENTER, bold=True, keep=True)

    def body(self, laid: Layout, *, first: int) -> None:
        place = first
        for section in laid.sections:
            if section.heading:
                whole = self._merged(place, 0, place, laid.width)
                left = WD_ALIGN_PARAGRAPH.LEFT
                self._write(whole, section.heading, left, bold=True, keep=True)
                place += 1
            for number, row in enumerate(section.rows):
                ends = number == len(section.rows) - 1
                inset = _INSET_MM if section.heading else 0.0
                # The first row of a section is never left alone at the foot of a page.
                keep = (self._keep or number == 0) and not ends
                self._row(place, row, inset_mm=inset, keep=keep)
                place += 1

    def _row(self, place: int, row: LaidRow, *, inset_mm: float, keep: bool) -> None:
        cells = self._cells[place]
        heading = self._write(
            cells[0], row.heading, WD_ALIGN_PARAGRAPH.LEFT, bold=row.total, keep=keep
        )
        heading.paragraph_format.left_indent = Mm(inset_mm)
        for made, cell in zip(cells[1:], row.cells, strict=True):
            self._figure(made, cell, bold=row.total, keep=keep)

    def _figure(self, made: _Cell, cell: Cell, *, bold: bool, keep: bool) -> None:
        words = cell.format == "text"
        side = WD_ALIGN_PARAGRAPH.LEFT if words else WD_ALIGN_PARAGRAPH.RIGHT
        paragraph = self._write(made, cell_text(cell), side, bold=bold, keep=keep)
        if cell.letters:
            raised = _run(paragraph, f" {cell.letters}", self._size_pt)
            raised.font.superscript = True

    def _write(
        self, cell: _Cell, text: str, side: WD_ALIGN_PARAGRAPH, *, bold: bool, keep: bool
    ) -> Paragraph:
        paragraph: Paragraph = cell.paragraphs[0]
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(2)
        layout.first_line_indent, layout.line_spacing = Mm(0), 1
        layout.keep_with_next = keep
        paragraph.alignment = side
        if text:
            _run(paragraph, text, self._size_pt, bold=bold)
        return paragraph

    def _merged(self, top: int, left: int, bottom: int, right: int) -> _Cell:
        first, last = self._cells[top][left], self._cells[bottom][right]
        return first if first is last else first.merge(last)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _draw_lines(made: WordTable) -> None:
    """Around every cell, as the style that is not there would have."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")  # eighths of a point
        borders.append(line)
    made._tbl.tblPr.insert_element_before(borders, *_AFTER_BORDERS)


def _set_margins(made: WordTable) -> None:
    """Of every cell, as table_pages.py reckons with them."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(Mm(MARGIN_MM).twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    made._tbl.tblPr.insert_element_before(margins, *_AFTER_MARGINS)


def _plain(document: WordDocument) -> None:
    """The face of official documents wherever nothing else is said."""
    font = document.styles["Normal"].font
    font.name, font.size = FACE, Pt(TITLE_PT)


def _turn(document: WordDocument, *, across: bool, first: bool) -> None:
    """Pages that follow upright or turned."""
    section = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    short, long = A4_MM
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        Mm(long if across else short),
        Mm(short if across else long),
    )
    left, right = TURNED_MM if across else SIDES_MM
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin = section.bottom_margin = Mm(TOP_MM)
