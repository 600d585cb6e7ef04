"""The satisfaction index by item and topic, with its numerator and denominator, by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from phieu.analysis.bases import base_line
from phieu.analysis.satisfaction import satisfied_levels, scored
from phieu.analysis.survey import Survey
from phieu.analysis.tallies import unusable_of
from phieu.messages import _
from phieu.questionnaire.codebook import Variable

from . import figures
from .answers import Answers, answers_of, any_of
from .banners import banner_of
from .calls import call
from .cells import Cell, Source
from .crossing import ASKED, BASE, Counting, Crossed, Shown
from .inputs import all_of, weights_of
from .model import Heading, Row, Table
from .notes import satisfied_note, weights_note


@dataclass(frozen=True)
class Item:
    """One scored item. satisfied, not_assessed, invalid: places of its unions, blank of a line."""

    variable: Variable
    answers: Answers
    found: Crossed

    @property
    def satisfied(self) -> int:
        return len(self.answers.lines)

    @property
    def not_assessed(self) -> int:
        return self.satisfied + 1

    @property
    def invalid(self) -> int:
        return self.satisfied + 2

    @property
    def blank(self) -> int:
        return self.satisfied - 1


def satisfaction_table(
    survey: Survey,
    by: str | None = "body",
    *,
    items: bool = True,
    places: int = figures.PLACES,
) -> Table:
    """A section a topic, and one an item, with a row a group that was asked, and the total.

    Index: satisfied / valid answers × 100. Counts are of answers: a topic sums its items'.
    Items are those whose scale says which levels are satisfied. items: without them, topics
    alone. Raises UnknownVariableError, NoCategoriesError, BadWeightsError, ProblemsFoundError.
    """
    all_of([*([lambda: survey.classification(by)] if by else []), lambda: weights_of(survey)])
    banner = banner_of(survey, [by] if by else [])
    counting = Counting(banner, weights_of(survey))
    groups = [column.label for part in banner.parts for column in part.columns] + [_("Total")]
    rows: list[Row] = []
    for topic, members in _by_topic(survey, counting):
        if topic is not None:
            forms = counting.of(any_of(topic, [item.answers for item in members]))
            topic_rows = _rows(_topic_label(topic, survey), groups, forms, members, places)
            rows += topic_rows if by else [replace(row, total=True) for row in topic_rows]
        for item in members if items or topic is None else ():
            rows += _rows(item.variable.label, groups, item.found, [item], places)
    return Table(
        title=_("Satisfaction index"),
        headings=tuple(Heading((text,)) for text in _columns()),
        rows=tuple(rows),
        base=base_line(survey.base),
        notes=(satisfied_note(), *((weights_note(),) if survey.weights is not None else ())),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call(
            "satisfaction_table",
            by=(by, "body"), items=(items, True), places=(places, figures.PLACES),
        ),
    )  # fmt: skip


def _columns() -> tuple[str, ...]:
    return (
        _("Forms asked"),
        _("Satisfied answers"),
        _("Valid answers"),
        _("Not assessed"),
        _("Invalid"),
        _("Blank"),
        _("Satisfaction index"),
    )


def _by_topic(survey: Survey, counting: Counting) -> Iterator[tuple[str | None, Sequence[Item]]]:
    variables = scored(survey.questionnaire)
    for topic in dict.fromkeys(variable.topic for variable in variables):
        yield (
            topic,
            [
                _item(survey, counting, variable)
                for variable in variables
                if variable.topic == topic
            ],
        )


def _item(survey: Survey, counting: Counting, variable: Variable) -> Item:
    unusable = unusable_of(variable)
    answers = answers_of(survey, variable.name).with_unions(
        satisfied_levels(variable, survey.questionnaire),
        frozenset(variable.missing) - unusable,
        unusable,
    )
    return Item(variable, answers, counting.of(answers))


def _topic_label(topic: str, survey: Survey) -> str:
    sections = survey.questionnaire.sections
    return next(section.title for section in sections if section.topic == topic)


def _rows(
    label: str, groups: Sequence[str], forms: Crossed, items: Sequence[Item], places: int
) -> Iterator[Row]:
    """forms: who was asked any of the items. A group that was not asked has no row."""
    for group, shown in zip(groups, forms.shown, strict=True):
        if shown.counts.asked or not shown.variable:
            path = (label, group) if len(groups) > 1 else (label,)
            yield Row(
                path,
                tuple(_cells(shown, items, places)),
                total=len(path) > 1 and not shown.variable,
            )


def _cells(forms: Shown, items: Sequence[Item], places: int) -> Iterator[Cell]:
    asked = forms.counts.asked > 0
    places_of_counts = [
        [item.satisfied for item in items],
        [BASE for _item in items],
        [item.not_assessed for item in items],
        [item.invalid for item in items],
        [item.blank for item in items],
    ]
    yield figures.count(forms.counts.asked, forms.sources(ASKED), asked=asked)
    for lines in places_of_counts:
        count, _weight, sources = _sum(forms, items, lines)
        yield figures.count(count, sources, asked=asked)
    _count, satisfied, above = _sum(forms, items, places_of_counts[0])
    _count, valid, below = _sum(forms, items, places_of_counts[1])
    yield figures.percent(satisfied, valid, (*above, *below), places=places)


def _sum(
    forms: Shown, items: Sequence[Item], lines: Sequence[int]
) -> tuple[int, float, tuple[Source, ...]]:
    """One count of every item added up, as forms and as weights, with what it rests on."""
    same = [replace(forms, crossed=item.found) for item in items]
    return (
        sum(int(shown.counts.counts[line]) for shown, line in zip(same, lines, strict=True)),
        sum(float(shown.counts.weights[line]) for shown, line in zip(same, lines, strict=True)),
        tuple(s for shown, line in zip(same, lines, strict=True) for s in shown.sources(line)),
    )
