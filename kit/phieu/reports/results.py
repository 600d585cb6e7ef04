"""Results by section of the questionnaire: what each table says, the table, and its chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from phieu.analysis.charts import NotAChartError, likert_from_table
from phieu.analysis.tables.model import Table
from phieu.messages import _
from phieu.questionnaire.codebook import words
from phieu.questionnaire.kinds import (
    Calculated,
    Cascade,
    Decimal,
    Integer,
    Matrix,
    MultipleChoice,
    NumberTable,
    Question,
    Ranking,
)
from phieu.questionnaire.model import Questionnaire, Section

from . import sentences
from .model import Block, Heading, Paragraph, Picture, PictureKind, Tabulation
from .pictures import picture

Shown = Mapping[str, tuple[Block, ...]]  # what is said and drawn of each table, by its name
_CHOICES_COLUMN, _RANKS_COLUMN = 1, -2  # of the percentages of forms


def shown(
    questionnaire: Questionnaire, tables: Mapping[str, Table], pictures: PictureKind
) -> Shown:
    """Words, the table and its chart, of each table of a question: worked out and drawn once."""
    return {
        name: _on_table(question, questionnaire, tables[name], pictures)
        for question in questionnaire.questions()
        for name in _names_of(question)
        if name in tables
    }


def results(questionnaire: Questionnaire, found: Shown) -> tuple[Block, ...]:
    """All sections that have a table, under headings."""
    blocks: list[Block] = []
    sections = [(section, of_section(section, found)) for section in questionnaire.sections]
    told = [(section, inside) for section, inside in sections if inside]
    for place, (section, inside) in enumerate(told, start=1):
        title = words(section.title, questionnaire) or section.id
        blocks += [Heading(f"{place}. {title}", 2), *inside]
    return tuple(blocks) or (Paragraph(_("No question has a table.")),)


def of_section(section: Section, found: Shown) -> tuple[Block, ...]:
    names = [name for question in section.questions for name in _names_of(question)]
    return tuple(block for name in names for block in found.get(name, ()))


def _names_of(question: Question) -> tuple[str, ...]:
    """Of the tables that a question can have."""
    if isinstance(question, Cascade):
        return tuple(level.id for level in question.levels)
    return (question.id,)


def _on_table(
    question: Question, questionnaire: Questionnaire, table: Table, pictures: PictureKind
) -> tuple[Block, ...]:
    """What it says in words, the table itself, and its chart if it has one."""
    return (
        *_words_on(question, questionnaire, table),
        Tabulation(table),
        *_chart_of(question, table, pictures),
    )


def _words_on(
    question: Question, questionnaire: Questionnaire, table: Table
) -> tuple[Paragraph, ...]:
    text = _sentence(question, questionnaire, table)
    names = [questionnaire.bodies.get(body, body) for body in question.only]
    lead = f"{question.printed_number} ({', '.join(names)})" if names else question.printed_number
    return (Paragraph(text, lead=f"{lead}."),) if text else ()


def _sentence(question: Question, questionnaire: Questionnaire, table: Table) -> str:
    match question:
        case MultipleChoice():
            return sentences.of_choices(table, _CHOICES_COLUMN)
        case Ranking():
            return sentences.of_choices(table, _RANKS_COLUMN)
        case Matrix():
            satisfied = _satisfied_words(question, questionnaire)
            if not satisfied and any(row.reverse for row in question.rows):
                return ""  # of a reversed item less is better: no order of all means is true
            return sentences.of_items(table, satisfied)
        case Integer() | Decimal() | Calculated() | NumberTable():
            return sentences.of_numbers(table)
        case _:
            return sentences.of_answers(table)


def _satisfied_words(question: Matrix, questionnaire: Questionnaire) -> str:
    scale = questionnaire.scales[question.scale]
    labels = {code.value: words(code.label, questionnaire) for code in scale.codes}
    return "/".join(labels[value] for value in sorted(scale.satisfied))


def _chart_of(question: Question, table: Table, pictures: PictureKind) -> tuple[Picture, ...]:
    """Diverging bars of a matrix; it draws what the table shows and names what is withheld."""
    if not isinstance(question, Matrix):
        return ()
    try:
        chart = likert_from_table(replace(table, title=""))
    except NotAChartError:
        return ()
    return (picture(chart, table.title, pictures),)
