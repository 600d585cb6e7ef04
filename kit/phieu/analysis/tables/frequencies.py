"""One-way frequencies: how many gave each answer, missing codes and blanks apart."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.analysis.bases import base_line
from phieu.analysis.survey import FACTS, Survey
from phieu.messages import _
from phieu.questionnaire.codes import Missing

from . import figures
from .answers import answers_of, label_of
from .banners import Banner, banner_of
from .calls import call
from .cells import Cell
from .crossing import ASKED, BASE, Counting, Crossed, Shown
from .heads import headings_of
from .inputs import all_of, weights_of
from .model import Row, Table
from .notes import weights_note

KINDS = (Missing.NOT_APPLICABLE, Missing.ILLEGIBLE, Missing.MULTIPLE_MARKS)


def frequency_table(
    survey: Survey, name: str, by: str | None = None, *, places: int = figures.PLACES
) -> Table:
    """A row an answer: forms, percent of those asked, percent of the valid answers.

    Of a number, the numbers that occur. by: a variable or fact whose categories stand side by
    side, with the total. A group that was not asked is empty.
    Raises UnknownVariableError, NoCategoriesError, BadWeightsError, or ProblemsFoundError.
    """
    all_of(
        [
            lambda: answers_of(survey, name),
            *([lambda: survey.classification(by)] if by else []),
            lambda: weights_of(survey),
        ]
    )
    banner = banner_of(survey, [by] if by else [])
    counting = Counting(banner, weights_of(survey))
    found = counting.of(answers_of(survey, name))
    label = label_of(survey, name)
    title = (
        _("{rows} – by {columns}").format(rows=label, columns=label_of(survey, by)) if by else label
    )
    return Table(
        title=title,
        headings=tuple(headings_of(banner, _figures(banner), lettered=False)),
        rows=tuple(_rows(found, _unchosen(survey, name), places)),
        base=base_line(survey.base),
        notes=(weights_note(),) if survey.weights is not None else (),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call("frequency_table", name, by=(by, None), places=(places, figures.PLACES)),
    )


def _unchosen(survey: Survey, name: str) -> frozenset[int]:
    reserved = None if name in FACTS else survey.variable(name).reserved
    return frozenset(map(reserved.code, KINDS)) if reserved else frozenset()


def _figures(banner: Banner) -> tuple[str, ...]:
    """By group there is no room for the percentage of who is asked; missing rows have counts."""
    if banner.named:
        return ("n", _("Valid percent"))
    return ("n", _("Percent of those asked"), _("Valid percent"))


def _rows(found: Crossed, unchosen: frozenset[int], places: int) -> Iterator[Row]:
    """unchosen: codes that no respondent can choose. A row of zeros for them says nothing."""
    lines, total = found.answers.lines, found.columns[0][-1].counts
    valid = [place for place, line in enumerate(lines) if not line.missing]
    missing = [
        place
        for place, line in enumerate(lines)
        if line.missing and (total[place] or line.values.isdisjoint(unchosen))
    ]
    for place in valid:
        yield _row(found, place, lines[place].label, places)
    yield _row(found, BASE, _("Valid answers"), places)
    for place in missing:
        yield _row(found, place, lines[place].label or _("Blank"), places)
    yield _row(found, ASKED, _("Forms asked"), places)


def _row(found: Crossed, line: int, label: str, places: int) -> Row:
    cells = [cell for shown in found.shown for cell in _cells(shown, line, places)]
    return Row((label,), tuple(cells), total=line in (BASE, ASKED))


def _cells(shown: Shown, line: int, places: int) -> Iterator[Cell]:
    column, lines = shown.counts, shown.crossed.answers.lines
    yield figures.count(int(column.counts[line]), shown.sources(line), asked=column.asked > 0)
    if not shown.crossed.banner.named:
        share = (column.weights[line], column.weights[ASKED])
        yield figures.percent(*share, shown.sources(line, ASKED), places=places)
    if line == ASKED or (line >= 0 and lines[line].missing):
        yield figures.NOTHING
    else:
        share = (column.weights[line], column.weights[BASE])
        yield figures.percent(*share, shown.sources(line, BASE), places=places)
