"""Tables in Word: numbered, upright or turned, and in parts where they are too wide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from phieu.analysis.tables.layout import layout
from phieu.analysis.tables.model import Table
from phieu.messages import _

from .atomic import replacing
from .table_pages import Setting, setting_of
from .table_styles import FONT, NOTE_PT, TABLE_PT
from .table_xml import LINED, add_grid, add_notes, printable

A4_MM = (210.0, 297.0)
SIDES_MM, TURNED_MM, TOP_MM = (30.0, 20.0), (25.0, 25.0), 20.0  # left and right; above and below
_WARNING = RGBColor(0x9C, 0x2A, 0x10)


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
        _add(document, table, setting, f"{numbered}. {table.title}")
    with replacing(path) as unfinished:
        document.save(str(unfinished))


def add_table(
    document: WordDocument, table: Table, *, style: str = LINED, title: str | None = None
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
    _add(document, table, setting, table.title if title is None else title, style)


def _add(
    document: WordDocument, table: Table, setting: Setting, title: str, style: str = LINED
) -> None:
    laid = layout(table)
    if laid.warning:
        _line(document, laid.warning, NOTE_PT, bold=True).font.color.rgb = _WARNING
    if title:
        _line(document, title, TABLE_PT, bold=True)
    *parts, last = setting.pages
    for page in parts:
        add_grid(document, page.grid, style=style, leads_over=False)
        _line(document, _("(continued)"), NOTE_PT, italic=True)
    add_grid(document, last.grid, style=style)
    add_notes(document, laid.under)


def _line(
    document: WordDocument, text: str, size_pt: float, *, bold: bool = False, italic: bool = False
) -> Run:
    """A line over a table, on its page."""
    paragraph = document.add_paragraph()
    spaced = paragraph.paragraph_format
    spaced.space_before, spaced.space_after = Pt(2), Pt(2)
    spaced.first_line_indent, spaced.line_spacing = Mm(0), 1
    spaced.keep_with_next = True
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold, italic
    run.font.size, run.font.name = Pt(size_pt), FONT
    return run


def _plain(document: WordDocument) -> None:
    """The face of official documents wherever nothing else is said."""
    font = document.styles["Normal"].font
    font.name, font.size = FONT, Pt(TABLE_PT)


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
