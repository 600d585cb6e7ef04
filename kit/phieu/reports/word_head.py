"""What frames a report in Word by Decree 30: its head, its name, and who signs it."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from phieu.exports.measuring import text_width_mm

from .model import Report
from .page import TEXT_WIDTH_MM
from .word_styles import BODY_PT, ruled
from .words import words

_ORGAN_MM = 66.0
_MOTTO_MM = TEXT_WIDTH_MM - _ORGAN_MM
_CELL_MARGINS_MM = 3.8  # of Word's own tables, both sides together
_SUBJECT_MM = 140.0
_RULE = 0.42  # of the words above: the decree says a third to a half
_RECIPIENTS_PT, _RECIPIENT_PT = 12, 11
_SIGNING_SPACE_PT = 72


def add_head(document: WordDocument, report: Report) -> None:
    """Who issues it and the country's name side by side, then what it is and what about."""
    sides = _sides(document, (_ORGAN_MM, _MOTTO_MM))
    _organ(sides.cell(0, 0), report)
    _motto(sides.cell(0, 1), report)
    _line(document.add_paragraph(), "", 6)
    kind = _line(document.add_paragraph(), report.kind.upper(), report.kind_pt, bold=True)
    kind.paragraph_format.space_before = Pt(6)
    subject = _line(document.add_paragraph(), report.subject, BODY_PT, bold=True)
    side = Mm((TEXT_WIDTH_MM - _SUBJECT_MM) / 2)
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = side
    width = min(text_width_mm(report.subject, BODY_PT, "bold"), _SUBJECT_MM)
    ruled(document.add_paragraph(), width * _RULE, TEXT_WIDTH_MM)
    _line(document.add_paragraph(), "", 6)


def add_signature(document: WordDocument, report: Report) -> None:
    """“Nơi nhận” to the left, who signs to the right, on one page."""
    sides = _sides(document, (TEXT_WIDTH_MM / 2, TEXT_WIDTH_MM / 2))
    left, right = sides.cell(0, 0), sides.cell(0, 1)
    label = _line(left.paragraphs[0], words().recipients, _RECIPIENTS_PT, bold=True, italic=True)
    label.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for recipient in report.recipients:
        line = _line(left.add_paragraph(), f"- {recipient}", _RECIPIENT_PT)
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for text in report.signature.lines:
        _line(_next(right), text, BODY_PT, bold=True)
    name = _line(right.add_paragraph(), report.signature.name, BODY_PT, bold=True)
    name.paragraph_format.space_before = Pt(_SIGNING_SPACE_PT)


def _organ(cell: _Cell, report: Report) -> None:
    head, style = report.head, report.head.style
    if head.parent_organ:
        _line(_next(cell), head.parent_organ.upper(), style.parent_pt)
    organ = head.organ.upper()
    _line(_next(cell), organ, style.organ_pt, bold=True)
    if style.divider == "star":
        _line(cell.add_paragraph(), "*", style.organ_pt)
    else:
        inside = _ORGAN_MM - _CELL_MARGINS_MM
        width = min(text_width_mm(organ, style.organ_pt, "bold"), inside)
        ruled(cell.add_paragraph(), width * _RULE, inside)
    _line(cell.add_paragraph(), f"{style.number_word} {head.number}", style.number_pt)


def _motto(cell: _Cell, report: Report) -> None:
    head, style = report.head, report.head.style
    for line in style.motto:
        _line(_next(cell), line.text, line.size_pt, bold=line.bold)
    last = style.motto[-1]
    width = text_width_mm(last.text, last.size_pt, "bold" if last.bold else "normal")
    ruled(cell.add_paragraph(), width, _MOTTO_MM - _CELL_MARGINS_MM)
    _line(cell.add_paragraph(), f"{head.place}, {report.dated}", style.date_pt, italic=True)


def _sides(document: WordDocument, widths_mm: tuple[float, float]) -> Table:
    """Two columns without rules, kept on one page."""
    table: Table = document.add_table(1, 2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.autofit = False
    for place, width in enumerate(widths_mm):
        table.columns[place].width = Mm(width)
        table.cell(0, place).width = Mm(width)
    return table


def _next(cell: _Cell) -> Paragraph:
    """The empty paragraph that every new cell has, or one more."""
    first: Paragraph = cell.paragraphs[0]
    return first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()


def _line(
    paragraph: Paragraph, text: str, size_pt: float, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size_pt)
    return paragraph
