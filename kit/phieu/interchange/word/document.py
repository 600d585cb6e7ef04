"""The questionnaire as one table: the question and its answers, and an empty column beside it.

It is for reading and commenting, by people who decide on a survey; it is no form to fill in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.table import Table, _Cell

from phieu.interchange.logic_trees import sentences_of
from phieu.interchange.losses import Exported
from phieu.interchange.word import sheet
from phieu.interchange.word.wording import Words, kind_in_words, locale_of, words_for
from phieu.questionnaire.codes import Code, Row, Scale
from phieu.questionnaire.kinds import (
    Calculated,
    Cascade,
    Matrix,
    NumberTable,
    Question,
    Rating,
    Score,
)
from phieu.questionnaire.model import Questionnaire, Section
from phieu.questionnaire.templates import alternatives, choose, fill, template_variables
from phieu.questionnaire.translations import texts_of, translated, with_each_text
from phieu.questionnaire.variants import variant

_WIDTHS_MM = (15.0, 112.0, sheet.TEXT_WIDTH_MM - 127.0)
_GRID_MM = 108.0  # a table inside the middle column
_LEVEL_MM = 6.0
_COLUMN_MM = 24.0
_ID_MM = 18.0
_LONG_LIST = 30  # longer lists of answers are told by their length
_LONG_TABLE = 8  # rows; kept whole, a longer one would leave half a page bare
_SECTION_GREY = "E7E6E6"
_BLANK = "……"  # a template variable that nobody has given a value yet
_DOTS = "…" * 12  # where a respondent writes


@dataclass(frozen=True)
class _Copy:
    questionnaire: Questionnaire
    words: Words
    asked: Mapping[str, str]  # when a question or section is asked, in words

    def limits(self, part: Section | Question | Row | Code) -> str:
        """“Chỉ hỏi: Đảng ủy”, or nothing."""
        bodies = self.questionnaire.bodies
        names = [*(bodies.get(body, body) for body in part.only), *part.only_types]
        return self.words.only.format(names=", ".join(names)) if names else ""


def document(
    questionnaire: Questionnaire, body: str | None = None, language: str | None = None
) -> Exported:
    """A .docx for all bodies, or of one body's form. Raises UnknownBodyError."""
    shown = _shown(questionnaire, body, language or questionnaire.language)
    words = words_for(shown.language)
    copy = _Copy(shown, words, sentences_of(questionnaire, shown))
    written = sheet.new_document(shown.introduction.title, locale_of(shown.language))
    _title(written, copy, body)
    made = sheet.table(written, (words.number, words.content, words.comments), _WIDTHS_MM)
    for section in shown.sections:
        _section(made, section, copy)
    _closing(written, copy)
    _scales(written, copy)
    return Exported(sheet.packed(written), ())


def _shown(questionnaire: Questionnaire, body: str | None, language: str) -> Questionnaire:
    """With its texts put in: of one body, or with the words of all of them side by side."""
    if body is not None:
        open_variables = template_variables(" ".join(texts_of(questionnaire).values()))
        blanks = {name: _BLANK for name in open_variables if name not in questionnaire.texts}
        return _composed(variant(questionnaire, body, blanks, language=language))
    spoken = translated(questionnaire, language)
    names = spoken.bodies

    def put_in(key: str, text: str) -> str:
        if key.startswith("texts."):
            return text
        filled = fill(_side_by_side(text, names), spoken.texts)
        filled = _side_by_side(filled, names)
        return fill(filled, dict.fromkeys(template_variables(filled), _BLANK))

    return _composed(with_each_text(spoken, put_in))


def _side_by_side(text: str, names: Mapping[str, str]) -> str:
    """`{{DU: cấp ủy | UB: chính quyền}}` as “[Đảng ủy: cấp ủy | UBND: chính quyền]”."""
    for parts in alternatives(text):
        shown = " | ".join(f"{names.get(key, key)}: {words}" for key, words in parts.items())
        start = text.index("{{" + next(iter(parts)))
        text = f"{text[:start]}[{shown}]{text[text.index('}}', start) + 2 :]}"
    return choose(text, ())


def _composed(questionnaire: Questionnaire) -> Questionnaire:
    return with_each_text(questionnaire, lambda _key, text: unicodedata.normalize("NFC", text))


def _title(written: WordDocument, copy: _Copy, body: str | None) -> None:
    questionnaire, words = copy.questionnaire, copy.words
    introduction = questionnaire.introduction
    sheet.centred(written, introduction.title.upper(), bold=True)
    if introduction.subject:
        sheet.centred(written, introduction.subject, bold=True)
    sheet.centred(written, words.copy, italic=True)
    sheet.centred(written, words.version.format(id=questionnaire.id, version=questionnaire.version))
    bodies = questionnaire.bodies
    names = [bodies[body]] if body is not None else list(bodies.values())
    sheet.centred(written, words.bodies.format(bodies="; ".join(names)))
    for text in (introduction.purpose, introduction.instructions, introduction.data_notice):
        if text:
            written.add_paragraph(text)


def _section(made: Table, section: Section, copy: _Copy) -> None:
    told = [copy.limits(section), copy.asked.get(f"section.{section.id}", "")]
    if section.title or any(told):
        _section_head(made, section, told)
    for question in section.questions:
        _question(made, question, copy)


def _section_head(made: Table, section: Section, told: Sequence[str]) -> None:
    row = sheet.add_row(made, _WIDTHS_MM)
    cell = row.cells[0].merge(row.cells[-1])
    sheet.shade(cell, _SECTION_GREY)
    title = f"{section.id}. {section.title}" if section.title else section.id
    sheet.line(cell, title, bold=True).paragraph_format.keep_with_next = True
    for text in told:
        if text:
            sheet.line(cell, text, italic=True)


def _question(made: Table, question: Question, copy: _Copy) -> None:
    long = isinstance(question, Matrix | NumberTable) and len(question.rows) > _LONG_TABLE
    row = sheet.add_row(made, _WIDTHS_MM, whole=not long)
    number, content, _comments = row.cells
    sheet.line(number, question.printed_number, bold=True)
    asked = sheet.line(content, question.text, bold=True)
    kind = asked.add_run(f" ({kind_in_words(question, copy.words)})")
    kind.italic, kind.bold = True, False
    limits = (copy.limits(question), copy.asked.get(question.id, ""), question.hint or "")
    for text in limits:
        if text:
            sheet.line(content, text, italic=True)
    _answers(content, question, copy)
    for message in question.constraints.values():
        sheet.line(content, copy.words.check.format(message=message), italic=True)
    for message in question.warnings.values():
        sheet.line(content, copy.words.warning.format(message=message), italic=True)


def _answers(content: _Cell, question: Question, copy: _Copy) -> None:
    scales = copy.questionnaire.scales
    match question:
        case Matrix():
            _matrix(content, question, scales[question.scale], copy)
        case NumberTable():
            heads = [
                f"{c.text} ({question.unit})" if question.unit else c.text for c in question.columns
            ]
            _grid(content, question.rows, heads, copy)
        case Rating():
            _options(content, scales[question.scale].codes, copy)
        case Score():
            for point in question.points:
                if point.label != str(point.value):  # an end of the line, which has words
                    sheet.line(content, point.label, indent_mm=5)
            _options(content, question.codes, copy)
        case Cascade():
            for level in question.levels:
                if len(level.codes) > _LONG_LIST:
                    text = copy.words.listed.format(text=level.text, count=len(level.codes))
                    sheet.line(content, text)
                else:
                    sheet.line(content, level.text)
                    _options(content, level.codes, copy)
        case Calculated():
            sheet.line(content, question.expression, indent_mm=5)
        case _:
            _options(content, getattr(question, "codes", ()), copy)


def _options(content: _Cell, codes: Iterable[Code], copy: _Copy) -> None:
    for code in codes:
        notes = [
            *([copy.words.exclusive] if code.exclusive else []),
            *([copy.limits(code)] if copy.limits(code) else []),
        ]
        told = f" ({'; '.join(notes)})" if notes else ""
        written = f" {_DOTS}" if code.specify else ""
        sheet.line(content, f"{code.value}. {code.label}{told}{written}", indent_mm=5)


def _matrix(content: _Cell, question: Matrix, scale: Scale, copy: _Copy) -> None:
    legend = "; ".join(f"{code.value}: {code.label}" for code in scale.codes)
    sheet.line(content, f"{scale.name} – {legend}", italic=True)
    _grid(content, question.rows, [str(code.value) for code in scale.codes], copy)


def _grid(content: _Cell, rows: Sequence[Row], heads: Sequence[str], copy: _Copy) -> None:
    """The rows of a table with an empty cell for each answer."""
    each = _LEVEL_MM if all(len(head) <= 3 for head in heads) else _COLUMN_MM
    each = min(each, (_GRID_MM - _ID_MM - 25) / max(len(heads), 1))
    widths = (_ID_MM, _GRID_MM - _ID_MM - each * len(heads), *(each for _head in heads))
    made = sheet.table(content, (copy.words.code, copy.words.row, *heads), widths)
    for row in rows:
        cells = sheet.add_row(made, widths).cells
        sheet.line(cells[0], row.id)
        sheet.line(cells[1], row.text)
        if limits := copy.limits(row):
            sheet.line(cells[1], limits, italic=True)


def _closing(written: WordDocument, copy: _Copy) -> None:
    if copy.questionnaire.introduction.closing:
        written.add_paragraph(copy.questionnaire.introduction.closing)


def _scales(written: WordDocument, copy: _Copy) -> None:
    """Every shared scale once, as a table of its own."""
    words = copy.words
    used = {q.scale for q in copy.questionnaire.questions() if isinstance(q, Matrix | Rating)}
    scales = [scale for name, scale in copy.questionnaire.scales.items() if name in used]
    if scales:
        sheet.centred(written, words.scales, bold=True)
    widths = (17.0, sheet.TEXT_WIDTH_MM - 57.0, 40.0)
    for scale in scales:
        name = written.add_paragraph()
        name.add_run(scale.name).bold = True
        name.paragraph_format.keep_with_next = True
        made = sheet.table(written, (words.code, words.answer, words.short), widths)
        for code in scale.codes:
            told = (str(code.value), code.label, code.short or "")
            for cell, text in zip(sheet.add_row(made, widths).cells, told, strict=True):
                line = sheet.line(cell, text)
                line.paragraph_format.keep_with_next = code is not scale.codes[-1]
