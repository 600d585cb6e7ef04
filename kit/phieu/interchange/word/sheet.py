"""The Word side: page, fonts, tables and a file whose bytes follow from its content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY_PT = 13
TABLE_PT = 12

# Decree 30/2020/NĐ-CP: A4; 20-25 mm above and below, 30-35 left, 15-20 right.
_PAGE_MM = (210, 297)
_TOP_MM, _BOTTOM_MM, _LEFT_MM, _RIGHT_MM = 20, 20, 30, 17
TEXT_WIDTH_MM = _PAGE_MM[0] - _LEFT_MM - _RIGHT_MM
_NUMBER_FROM_EDGE_MM = 10

_NO_TIME = datetime(2000, 1, 1)  # a copy of the same questionnaire has the same bytes
_NO_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def new_document(title: str, language: str) -> WordDocument:
    """An empty page set up; language: for the spelling checker, such as vi-VN."""
    document = Document()
    _page(document)
    _fonts(document, language)
    properties = document.core_properties
    properties.title = title[:255]
    properties.language = language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _NO_TIME
    properties.revision = 1
    return document


def packed(document: WordDocument) -> bytes:
    """The file, without the hour at which it was written."""
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _NO_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def centred(document: WordDocument, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def line(
    cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, indent_mm: float = 0
) -> Paragraph:
    """A paragraph in a cell. Word puts an empty one into every cell and behind every table in it,
    which is taken first."""
    last: Paragraph = cell.paragraphs[-1]
    paragraph: Paragraph = cell.add_paragraph() if last.runs else last
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.size = Pt(TABLE_PT)
    paragraph.paragraph_format.left_indent = Mm(indent_mm)
    return paragraph


def table(parent: WordDocument | _Cell, heads: Sequence[str], widths_mm: Sequence[float]) -> Table:
    """A ruled table whose head stands on every page."""
    made = parent.add_table(1, len(heads))
    made.style = "Table Grid"
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, widths_mm, strict=True):
        column.width = Mm(width)
    head = made.rows[0]
    _mark(head, "w:tblHeader")
    _fill(head, widths_mm)
    for cell, text in zip(head.cells, heads, strict=True):
        paragraph = line(cell, text, bold=True)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
    return made


def add_row(made: Table, widths_mm: Sequence[float], *, whole: bool = True) -> _Row:
    """whole: not cut at the foot of a page."""
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it so
    if whole:
        _mark(row, "w:cantSplit")
    _fill(row, widths_mm)
    return row


def shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def _fill(row: _Row, widths_mm: Sequence[float]) -> None:
    # LibreOffice goes by the cells' widths, Word by the columns'.
    for cell, width in zip(row.cells, widths_mm, strict=True):
        cell.width = Mm(width)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(size) for size in _PAGE_MM)
    section.top_margin, section.bottom_margin = Mm(_TOP_MM), Mm(_BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(_LEFT_MM), Mm(_RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(_NUMBER_FROM_EDGE_MM)
    section.different_first_page_header_footer = True  # no number on the first page
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        _field_part(number, kind, text)


def _field_part(paragraph: Paragraph, kind: str, text: str) -> None:
    run = paragraph.add_run()
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
    else:
        mark = OxmlElement("w:instrText")
        mark.text = text
    run._r.append(mark)


def _fonts(document: WordDocument, language: str) -> None:
    normal: Any = document.styles["Normal"]
    normal.font.name = FONT
    normal.font.size = Pt(BODY_PT)
    normal.paragraph_format.space_after = Pt(3)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
