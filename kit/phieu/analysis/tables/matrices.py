"""A matrix at a glance: an item a row, its levels, mean and satisfied share side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from phieu.analysis.bases import base_line
from phieu.analysis.satisfaction import satisfied_levels
from phieu.analysis.survey import Survey
from phieu.analysis.tallies import unusable_of
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.codebook import Variable, words
from phieu.questionnaire.fields import CodeField

from . import figures
from .answers import Answers, answers_of
from .banners import banner_of
from .calls import call
from .cells import Cell
from .crossing import BASE, Counting, Crossed
from .inputs import all_of, weights_of
from .model import Heading, Row, Table
from .notes import reversed_note, satisfied_note, weights_note


class NotAMatrixError(PhieuError):
    """Items that do not share a scale, or a name that has no items."""

    def __init__(self, name: str, detail: str) -> None:
        self.name = name
        super().__init__(_("{name} makes no matrix: {detail}.").format(name=name, detail=detail))


def matrix_table(
    survey: Survey, items: str | Sequence[str], *, places: int = figures.PLACES
) -> Table:
    """A row an item: percent by level of its valid answers, mean, satisfied share, counts.

    items: a matrix question, or names of variables of one scale. Raises NotAMatrixError,
    UnknownVariableError, BadWeightsError, or ProblemsFoundError.
    """
    all_of([lambda: _items(survey, items), lambda: weights_of(survey)])
    variables = _items(survey, items)
    counting = Counting(banner_of(survey, []), weights_of(survey))
    crossings = [counting.of(_answers(survey, variable)) for variable in variables]
    scored = bool(satisfied_levels(variables[0], survey.questionnaire))
    return Table(
        title=_title(survey, items, variables),
        headings=tuple(_headings(crossings[0].answers, scored=scored)),
        rows=tuple(
            Row((_label(variable),), tuple(_cells(found, scored=scored, places=places)))
            for variable, found in zip(variables, crossings, strict=True)
        ),
        base=base_line(survey.base),
        notes=tuple(_notes(survey, variables, scored=scored)),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call(
            "matrix_table",
            items if isinstance(items, str) else tuple(items),
            places=(places, figures.PLACES),
        ),
    )


def _items(survey: Survey, items: str | Sequence[str]) -> tuple[Variable, ...]:
    if isinstance(items, str):
        found = tuple(
            v for v in survey.codebook if v.question == items and isinstance(v.field, CodeField)
        )
        name = items
    else:
        found, name = tuple(map(survey.variable, items)), ", ".join(items)
    if not found:
        raise NotAMatrixError(name, _("it is no question with items on a scale"))
    if len({(v.scale, v.kind, _levels(v)) for v in found}) > 1 or found[0].scale is None:
        raise NotAMatrixError(name, _("its items do not share one scale"))
    return found


def _levels(variable: Variable) -> tuple[tuple[int, str], ...]:
    return tuple((code, label) for code, label in variable.values if code not in variable.missing)


def _answers(survey: Survey, variable: Variable) -> Answers:
    """With who is satisfied, and who could not judge, counted together."""
    not_assessed = frozenset(variable.missing) - unusable_of(variable)
    return answers_of(survey, variable.name).with_unions(
        satisfied_levels(variable, survey.questionnaire), not_assessed
    )


def _label(variable: Variable) -> str:
    return variable.label.removeprefix(f"{variable.name}. ")


def _title(survey: Survey, items: str | Sequence[str], variables: Sequence[Variable]) -> str:
    if not isinstance(items, str):
        return survey.questionnaire.scales[str(variables[0].scale)].name
    questions = (q for section in survey.questionnaire.sections for q in section.questions)
    text = next(question.text for question in questions if question.id == items)
    return f"{items}. {words(text, survey.questionnaire)}"


def _headings(answers: Answers, *, scored: bool) -> Iterator[Heading]:
    levels = (line.label for line in answers.lines if not line.missing)
    satisfied = [_("Satisfied")] if scored else []
    for text in (*levels, _("Mean"), *satisfied, _("Not assessed"), _("Valid answers")):
        yield Heading((text,))


def _cells(found: Crossed, *, scored: bool, places: int) -> Iterator[Cell]:
    (shown,) = found.shown
    column, values = shown.counts, figures.values_of(found.answers)
    asked = column.asked > 0
    satisfied, not_assessed = len(found.answers.lines), len(found.answers.lines) + 1
    for level in range(len(values)):
        share = (column.weights[level], column.weighted_base)
        yield figures.percent(*share, shown.sources(level, BASE), places=places)
    mean = figures.mean_of(column, values)
    yield figures.decimal(mean, figures.level_sources(shown), places=places)
    if scored:
        share = (column.weights[satisfied], column.weighted_base)
        yield figures.percent(*share, shown.sources(satisfied, BASE), places=places)
    yield figures.count(int(column.counts[not_assessed]), shown.sources(not_assessed), asked=asked)
    yield figures.count(column.base, shown.sources(BASE), asked=asked)


def _notes(survey: Survey, variables: Sequence[Variable], *, scored: bool) -> Iterator[str]:
    if scored:
        yield satisfied_note()
    if any(variable.reverse for variable in variables):
        yield reversed_note()
    if survey.weights is not None:
        yield weights_note()
