"""The questionnaire's own words, as an annex of a report: what was asked, and how."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.interchange.word.wording import kind_in_words, words_for
from phieu.messages import _
from phieu.questionnaire.codebook import words
from phieu.questionnaire.codes import Code, Row
from phieu.questionnaire.kinds import (
    Cascade,
    Matrix,
    Note,
    NumberTable,
    PaperBox,
    Question,
    Rating,
    Score,
)
from phieu.questionnaire.model import Questionnaire, Section

from .model import Block, Bullets, Heading, Paragraph

LONG_LIST = 30  # codes; a longer list is told by its length


def wording(questionnaire: Questionnaire) -> tuple[Block, ...]:
    """Every question with its answers; of all bodies side by side."""
    about = questionnaire.introduction
    opening = [_filled(text, questionnaire) for text in (about.purpose, about.instructions)]
    return (
        *(Paragraph(text) for text in opening if text),
        *(
            block
            for section in questionnaire.sections
            for block in _section(section, questionnaire)
        ),
    )


def _section(section: Section, questionnaire: Questionnaire) -> Iterator[Block]:
    if section.title:
        yield Heading(_filled(section.title, questionnaire), 3)
    for question in section.questions:
        if not isinstance(question, PaperBox):
            yield from _question(question, questionnaire)


def _question(question: Question, questionnaire: Questionnaire) -> Iterator[Block]:
    kind = kind_in_words(question, words_for(questionnaire.language))
    limits = _limits(question, questionnaire)
    text = f"{_filled(question.text, questionnaire)} ({kind}{limits})"
    yield Paragraph(text, lead="" if isinstance(question, Note) else f"{question.printed_number}.")
    if answers := tuple(_answers(question, questionnaire)):
        yield Bullets(answers)


def _answers(question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    match question:
        case Matrix():
            yield from (_row(row, questionnaire) for row in question.rows)
            yield _scale(question.scale, questionnaire)
        case Rating():
            yield _scale(question.scale, questionnaire)
        case NumberTable():
            yield from (_row(row, questionnaire) for row in question.rows)
            yield "; ".join(_filled(column.text, questionnaire) for column in question.columns)
        case Score():
            yield _codes((*question.points, *question.codes), questionnaire)
        case Cascade():
            for level in question.levels:
                yield f"{_filled(level.text, questionnaire)}: {_codes(level.codes, questionnaire)}"
        case _:
            if codes := getattr(question, "codes", ()):
                yield _codes(codes, questionnaire)


def _row(row: Row, questionnaire: Questionnaire) -> str:
    return f"{row.id}. {_filled(row.text, questionnaire)}{_only(row, questionnaire)}"


def _scale(name: str, questionnaire: Questionnaire) -> str:
    scale = questionnaire.scales[name]
    return _("Scale: {codes}").format(codes=_codes(scale.codes, questionnaire))


def _codes(codes: tuple[Code, ...], questionnaire: Questionnaire) -> str:
    if len(codes) > LONG_LIST:
        return _("a list of {count}").format(count=len(codes))
    return "; ".join(f"{code.value} – {_filled(code.label, questionnaire)}" for code in codes)


def _limits(question: Question, questionnaire: Questionnaire) -> str:
    names = [*(questionnaire.bodies.get(b, b) for b in question.only), *question.only_types]
    return "; " + _("asked of: {names}").format(names=", ".join(names)) if names else ""


def _only(row: Row, questionnaire: Questionnaire) -> str:
    names = [*(questionnaire.bodies.get(b, b) for b in row.only), *row.only_types]
    return f" ({', '.join(names)})" if names else ""


def _filled(text: str, questionnaire: Questionnaire) -> str:
    return words(text, questionnaire)
