"""Means of scales and numbers side by side, with letters where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from phieu.analysis.bases import base_line
from phieu.analysis.survey import Survey
from phieu.errors import PhieuError
from phieu.messages import _

from . import figures
from .answers import Answers, answers_of, label_of
from .banners import banner_of
from .calls import call
from .cells import Cell
from .crossing import BASE, Counting, Crossed
from .heads import headings_of
from .inputs import all_of, banner_checks, check_options, weights_of
from .lettering import letters_of_means
from .letters import PairTest
from .model import Row, Table
from .notes import letters_note, reversed_note, weights_note


class NoMeanError(PhieuError):
    """Codes that are names, not numbers."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _(
                "{variable} has codes that are names, of which there is no mean. Ask for its "
                "frequencies."
            ).format(variable=name)
        )


def means_table(
    survey: Survey,
    names: Sequence[str],
    banner: Sequence[str] = (),
    *,
    counts: bool = True,
    sd: bool = False,
    total: bool = True,
    letters: bool = True,
    alpha: float = 0.05,
    bonferroni: bool = True,
    places: int = figures.PLACES,
) -> Table:
    """A row a variable of a scale or of numbers: its mean, of valid answers as they were coded.

    counts: valid answers before each mean; sd: the standard deviation after it. Raises
    UnknownVariableError, NoCategoriesError, NoMeanError, BadWeightsError, or ProblemsFoundError.
    """
    testing = PairTest(alpha, bonferroni) if letters and banner else None
    all_of(
        [
            *(lambda name=name: _numeric(survey, name) for name in names),
            *banner_checks(survey, banner),
            lambda: weights_of(survey),
            lambda: check_options(alpha=alpha, places=places),
        ]
    )
    across = banner_of(survey, banner, total=total)
    counting = Counting(across, weights_of(survey))
    rows = []
    for name in names:
        found = counting.of(_numeric(survey, name))
        cells = _cells(found, testing, counts=counts, sd=sd, places=places)
        rows.append(Row((label_of(survey, name),), tuple(cells)))
    shown = [*(["n"] if counts else []), _("Mean"), *([_("Standard deviation")] if sd else [])]
    return Table(
        title=_title([part.label for part in across.named]),
        headings=tuple(headings_of(across, shown, lettered=testing is not None)),
        rows=tuple(rows),
        base=base_line(survey.base),
        notes=tuple(_notes(survey, names, testing)),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call(
            "means_table", tuple(names), banner=(tuple(banner), ()),
            counts=(counts, True), sd=(sd, False), total=(total, True),
            letters=(letters, True), alpha=(alpha, 0.05), bonferroni=(bonferroni, True),
            places=(places, figures.PLACES),
        ),
    )  # fmt: skip


def _numeric(survey: Survey, name: str) -> Answers:
    answers = answers_of(survey, name)
    if not answers.numeric:
        raise NoMeanError(name)
    return answers


def _title(banner: Sequence[str]) -> str:
    if not banner:
        return _("Means")
    return _("Means by {columns}").format(columns=", ".join(banner))


def _cells(
    found: Crossed, testing: PairTest | None, *, counts: bool, sd: bool, places: int
) -> Iterator[Cell]:
    values = figures.values_of(found.answers)
    letters = letters_of_means(found, testing)
    for shown in found.shown:
        column, rests_on = shown.counts, figures.level_sources(shown)
        if counts:
            yield figures.count(column.base, shown.sources(BASE), asked=column.asked > 0)
        mean, marks = figures.mean_of(column, values), letters.get(shown.place, "")
        yield figures.decimal(mean, rests_on, places=places, letters=marks)
        if sd:
            variance = figures.variance_of(column, values)
            deviation = None if variance is None else sqrt(variance)
            yield figures.decimal(deviation, rests_on, places=places)


def _notes(survey: Survey, names: Sequence[str], testing: PairTest | None) -> Iterator[str]:
    if testing:
        yield letters_note(testing, shares=False, means=True)
    if any(survey.variable(name).reverse for name in names):
        yield reversed_note()
    if survey.weights is not None:
        yield weights_note()
