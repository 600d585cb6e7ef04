"""Which tables a report wishes to show: the only module here that sees anybody's answers.

What comes of it goes through disclosure control before any word, table or chart is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from phieu.analysis.estimation.near_census import near_census
from phieu.analysis.satisfaction import scored
from phieu.analysis.survey import Survey
from phieu.analysis.tables import (
    banner_table,
    frequency_table,
    matrix_table,
    means_table,
    multiple_response_table,
    ranking_table,
    satisfaction_table,
)
from phieu.analysis.tables.model import Table
from phieu.messages import _
from phieu.questionnaire.codebook import Variable, words
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
    Rating,
    Score,
    SingleChoice,
)
from phieu.questionnaire.model import Questionnaire, Section

from .figures import is_withheld

MOST_CODES = 30  # a longer list, as of communes, is no table for a report
_BY_BODY = ":body"
SATISFACTION, ITEMS = "satisfaction", "satisfaction:items"


@dataclass(frozen=True)
class Estimate:
    """The satisfied of all issued forms, had silence within each body been by chance. Percent."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Wanted:
    """tables: by name, in the order of the report. Names: a question's or a level's id; a
    section's with “:body” for all its questions by body; the flags of coded answers with
    “:codes”; SATISFACTION by topic, ITEMS by item. estimates: by the labels of ITEMS.
    """

    tables: Mapping[str, Table]
    estimates: Mapping[str, Estimate] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Table, ...]:
        return tuple(self.tables.values())

    def protected(self, tables: Sequence[Table]) -> Mapping[str, Table]:
        """These in the place of ours, without the counts that they rest on: from here on nobody
        can show what is withheld."""
        return {
            name: _without_counts(table) for name, table in zip(self.tables, tables, strict=True)
        }


def published_estimates(
    estimates: Mapping[str, Estimate], tables: Mapping[str, Table]
) -> Mapping[str, Estimate]:
    """Those of items of which the protected tables show every figure."""
    rows = tables[ITEMS].rows if ITEMS in tables else ()
    shown = {row.path[-1] for row in rows if not is_withheld(row.cells)}
    return {label: found for label, found in estimates.items() if label in shown}


def wanted(survey: Survey, coded: Sequence[str] = ()) -> Wanted:
    """coded: the questions of flags that coded open answers have in the survey."""
    tables = dict(_of_questions(survey))
    tables |= {by_code(name): _by_code(survey, name) for name in coded}
    several = survey.valid["body"].nunique() > 1
    if scored(survey.questionnaire):
        by = "body" if several else None
        tables[SATISFACTION] = satisfaction_table(survey, by, items=False)
        tables[ITEMS] = _by_item(survey)
    if several:
        tables |= _side_by_side(survey)
    return Wanted(tables, dict(_estimates(survey)))


def as_a_whole(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The scored items outside all topics that everybody was asked."""
    return tuple(
        variable
        for variable in scored(questionnaire)
        if variable.topic is None
        and variable.question == variable.name
        and not (variable.only or variable.only_types)
        and not (variable.reserved and variable.reserved.not_applicable in variable.missing)
    )


def _estimates(survey: Survey) -> Iterator[tuple[str, Estimate]]:
    """Where there are weights, silence has been made up for otherwise."""
    for variable in as_a_whole(survey.questionnaire) if survey.weights is None else ():
        found = near_census(survey, variable.name, of="satisfied").iloc[-1]
        if found["n"]:
            value, low, high = (100 * float(found[c]) for c in ("estimate", "ci_low", "ci_high"))
            yield variable.label, Estimate(value, low, high)


def by_code(flags: str) -> str:
    return f"{flags}:codes"


def by_body(section: str) -> str:
    return f"{section}{_BY_BODY}"


def is_by_body(name: str) -> bool:
    return name.endswith(_BY_BODY)


def _of_questions(survey: Survey) -> Iterator[tuple[str, Table]]:
    for question in survey.questionnaire.questions():
        for name, table in _tables(survey, question):
            yield name, replace(table, title=_title(survey, question))


def _title(survey: Survey, question: Question) -> str:
    """With whom it was put to, where that is not everybody."""
    asked = survey.questionnaire
    text = f"{question.printed_number}. {words(question.text, asked)}"
    names = [*(asked.bodies.get(body, body) for body in question.only), *question.only_types]
    return f"{text} ({', '.join(names)})" if names else text


def _tables(survey: Survey, question: Question) -> Iterator[tuple[str, Table]]:
    """The table of one question; none for words, days, and what the frame has answered."""
    match question:
        case SingleChoice(prefilled=None) | Rating() | Score():
            yield question.id, frequency_table(survey, question.id)
        case MultipleChoice():
            yield question.id, multiple_response_table(survey, question.id)
        case Ranking():
            yield question.id, ranking_table(survey, question.id)
        case Matrix(rows=rows) if rows:
            yield question.id, matrix_table(survey, question.id)
        case Integer() | Decimal() | Calculated():
            yield question.id, means_table(survey, [question.id], sd=True)
        case NumberTable():
            names = [v.name for v in survey.codebook if v.question == question.id]
            yield question.id, means_table(survey, names, sd=True)
        case Cascade():
            for level in question.levels:
                if len(level.codes) <= MOST_CODES:
                    yield level.id, frequency_table(survey, level.id)
        case _:
            return


def _side_by_side(survey: Survey) -> Mapping[str, Table]:
    """A table a section: its questions down, the bodies across."""
    found = {}
    for section in survey.questionnaire.sections:
        if rows := list(_rows(section)):
            title = words(section.title, survey.questionnaire) or section.id
            table = banner_table(survey, rows, ["body"])
            found[by_body(section.id)] = replace(table, title=f"{title} – {table.title}")
    return found


def _by_code(survey: Survey, flags: str) -> Table:
    table = multiple_response_table(survey, flags)
    about = next(variable for variable in survey.codebook if variable.name == flags)
    return replace(table, title=_("Answers by code: {question}").format(question=about.label))


def _by_item(survey: Survey) -> Table:
    """Everybody's figures by item under its topic, which stands out."""
    table = satisfaction_table(survey, by=None)
    topics = {section.title for section in survey.questionnaire.sections if section.topic}
    rows = tuple(replace(row, total=row.path[-1] in topics) for row in table.rows)
    title = _("{rows} – by {columns}").format(rows=table.title, columns=_("Item"))
    return replace(table, rows=rows, title=title)


def _rows(section: Section) -> Iterator[str]:
    """What a banner table can have as rows, of the questions that have a table of their own."""
    for question in section.questions:
        match question:
            case MultipleChoice() | Ranking() | SingleChoice(prefilled=None) | Rating() | Score():
                yield question.id
            case Matrix(rows=rows):
                yield from (row.id for row in rows)
            case Integer() | Decimal() | Calculated():
                yield question.id
            case _:
                continue


def _without_counts(table: Table) -> Table:
    rows = tuple(
        replace(row, cells=tuple(replace(cell, sources=()) for cell in row.cells))
        for row in table.rows
    )
    tests = tuple(replace(note, sources=()) for note in table.tests)
    return replace(table, rows=rows, tests=tests, counts=())
