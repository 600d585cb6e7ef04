"""A report as a Word document: by Decree 30, or in the styles of a researcher's own template."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, assert_never

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from phieu.exports.table_xml import add_grid, add_notes
from phieu.interchange.word.sheet import new_document, packed

from .model import (
    Annex,
    Block,
    Bullets,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Report,
    Tabulation,
)
from .page import grid_on_page
from .word_head import add_head, add_signature
from .word_styles import BODY, CAPTION, QUOTE, add_marks, heading_style, set_styles
from .words import words

_LONGEST_PROPERTY = 255  # characters, of Word
LOCALES = {"vi": "vi-VN", "en": "en-GB"}


def word(report: Report) -> bytes:
    """The .docx; the same report has the same bytes."""
    numbered = report.numbered()
    document = new_document(report.file_title, LOCALES.get(report.language, report.language))
    properties = document.core_properties
    properties.keywords = "; ".join(report.marks)[:_LONGEST_PROPERTY]
    properties.created = properties.modified = datetime.combine(report.written_on, time())
    set_styles(document)
    add_marks(document, report.marks)
    add_head(document, numbered)
    add_blocks(document, numbered.body)
    add_signature(document, numbered)
    for place, annex in enumerate(numbered.annexes, start=1):
        _annex(document, annex, place if len(numbered.annexes) > 1 else None)
    return packed(document)


def add_blocks(document: WordDocument, blocks: Iterable[Block]) -> None:
    """At the end of the document."""
    for block in blocks:
        _add(document, block)


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(text, level):
            _styled(document, text, heading_style(level))
        case Paragraph(text, lead):
            paragraph = _styled(document, f"{lead} " if lead else "", BODY)
            for run in paragraph.runs:
                run.bold = True
            paragraph.add_run(text)
            if block.leads_over:
                paragraph.paragraph_format.keep_with_next = True
        case Bullets(items):
            for item in items:
                _styled(document, f"- {item}", BODY)  # as offices write them
        case Quote(text, said_by):
            quote = _styled(document, f"“{text}”", QUOTE)
            if said_by:
                quote.add_run(f" ({said_by})").italic = False
        case Tabulation():
            _caption(document, f"{words().table} {block.number}.", block.table.title, below=False)
            grid = grid_on_page(block.table)
            add_grid(document, grid)
            add_notes(document, grid.under)
        case Picture():
            _picture(document, block)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case _:
            assert_never(block)


def _styled(document: WordDocument, text: str, style: str) -> WordParagraph:
    """In the style of that name; a template without it has its plain one."""
    known = {each.name for each in document.styles}
    return document.add_paragraph(text, style=style if style in known else None)


def _caption(document: WordDocument, number: str, title: str, *, below: bool) -> None:
    """A table's stands above it and a picture's below; neither is torn off."""
    caption = _styled(document, "", CAPTION)
    start = caption.add_run(f"{number} ")
    start.bold, start.italic = True, False
    caption.add_run(title)
    caption.paragraph_format.keep_with_next = not below


def _picture(document: WordDocument, block: Picture) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(block.file), width=Mm(block.width_mm))
    shape._inline.docPr.set("descr", block.alt)
    _caption(document, f"{words().picture} {block.number}.", block.title, below=True)


def _annex(document: WordDocument, annex: Annex, number: int | None) -> None:
    name = words().annex if number is None else f"{words().annex} {number}"
    for text, is_first in ((name, True), (annex.title.upper(), False)):
        heading = _styled(document, text, heading_style(1))
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.page_break_before = is_first
    add_blocks(document, annex.blocks)
