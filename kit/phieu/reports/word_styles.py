"""The styles of a report in Word by Decree 30, under the names that Word itself has for them.

A researcher's template has styles of the same names, and keeps its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from phieu.exports.table_styles import ensure_table_styles, styled

BODY, QUOTE, CAPTION = "Body Text", "Quote", "Caption"
BODY_PT, CAPTION_PT, MARK_PT = 14, 13, 9

_FIRST_LINE_MM = 10  # Decree 30: 1 or 1.27 cm
_BETWEEN_PT = 6  # paragraphs, at the least
_WARNING = RGBColor(0x9C, 0x2A, 0x10)


def heading_style(level: int) -> str:
    return f"Heading {level}"


def set_styles(document: WordDocument) -> None:
    """Give a new document the report's styles."""
    body = styled(document, BODY, BODY_PT)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(_FIRST_LINE_MM)
    body.paragraph_format.space_after = Pt(_BETWEEN_PT)
    body.paragraph_format.widow_control = True
    for level in (1, 2, 3):
        heading = styled(document, heading_style(level), BODY_PT, bold=True, italic=level == 3)
        heading.paragraph_format.space_before = Pt(2 * _BETWEEN_PT)
        heading.paragraph_format.space_after = Pt(_BETWEEN_PT)
        heading.paragraph_format.keep_with_next = True
    quote = styled(document, QUOTE, BODY_PT, italic=True)
    quote.paragraph_format.left_indent = Mm(_FIRST_LINE_MM)
    quote.paragraph_format.space_after = Pt(_BETWEEN_PT)
    caption = styled(document, CAPTION, CAPTION_PT, italic=True)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.space_before = Pt(_BETWEEN_PT)
    caption.paragraph_format.space_after = Pt(_BETWEEN_PT)
    ensure_table_styles(document)


def add_marks(document: WordDocument, marks: Sequence[str]) -> None:
    """A line at the head of every page of every section, the first page too."""
    if not marks:
        return
    for place, section in enumerate(document.sections):
        for header in (section.header, section.first_page_header, section.even_page_header):
            # A header that is the one of the section before has these lines already.
            if place == 0 or not header.is_linked_to_previous:
                for mark in marks:
                    _mark(header.add_paragraph(), mark)


def _mark(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.first_line_indent = Mm(0)
    run = paragraph.add_run(text.upper())
    run.bold = True
    run.font.size = Pt(MARK_PT)
    run.font.color.rgb = _WARNING


def ruled(paragraph: Paragraph, width_mm: float, within_mm: float) -> None:
    """Make an empty paragraph a rule of this width in the middle of a column."""
    layout = paragraph.paragraph_format
    side = max(within_mm - width_mm, 0) / 2
    layout.left_indent, layout.right_indent = Mm(side), Mm(side)
    layout.first_line_indent = Mm(0)
    layout.space_before, layout.space_after = Pt(0), Pt(4)
    layout.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
