"""The styles of what stands in a Word table and under it, under names by which a template may
have its own."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

# Ours: Word has no styles for them.
IN_HEAD, WORDS, INDENTED, FIGURE, NOTE = (
    "Table Head", "Table Words", "Table Words Indented", "Table Figure", "Table Note",
)  # fmt: skip
FONT = "Times New Roman"
TABLE_PT, NOTE_PT = 12, 10.5
INDENT_MM = 4.0  # of rows under a heading of their own

_BLACK = RGBColor(0, 0, 0)
_BETWEEN_LINES_PT = 2
_SIDES = {
    IN_HEAD: WD_ALIGN_PARAGRAPH.CENTER,
    WORDS: WD_ALIGN_PARAGRAPH.LEFT,
    INDENTED: WD_ALIGN_PARAGRAPH.LEFT,
    FIGURE: WD_ALIGN_PARAGRAPH.RIGHT,
    NOTE: WD_ALIGN_PARAGRAPH.LEFT,
}
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def ensure_table_styles(document: WordDocument) -> None:
    """Those of ours that the document does not have."""
    known = {style.name for style in document.styles}
    for name, side in _SIDES.items():
        if name in known:
            continue
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        small = name == NOTE
        style = styled(document, name, NOTE_PT if small else TABLE_PT, italic=small)
        layout = style.paragraph_format
        layout.alignment = side
        layout.space_before = layout.space_after = Pt(_BETWEEN_LINES_PT)
        layout.left_indent = Mm(INDENT_MM if name == INDENTED else 0)
        layout.first_line_indent, layout.line_spacing = Mm(0), 1


def styled(
    document: WordDocument, name: str, size_pt: float, *, bold: bool = False, italic: bool = False
) -> Any:
    """A style of the document in black Times New Roman."""
    style: Any = document.styles[name]
    style.font.name, style.font.size = FONT, Pt(size_pt)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, italic, _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in _SCRIPTS:
        fonts.set(qn(script), FONT)
    for theme in _THEMES:  # a theme's font goes before a named one
        fonts.attrib.pop(qn(theme), None)
    return style
