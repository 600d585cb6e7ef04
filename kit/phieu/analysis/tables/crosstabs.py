"""Cross tables and banner tables: answers down, groups across, letters where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phieu.analysis.bases import base_line
from phieu.analysis.survey import Survey
from phieu.messages import _

from . import figures
from .answers import Block, block_of, label_of
from .banners import banner_of
from .calls import call
from .cells import Cell
from .crossing import BASE, Counting, Crossed, Shown
from .heads import headings_of
from .independence import independence_note
from .inputs import Percent as Percent
from .inputs import all_of, banner_checks, check_options, weights_of
from .lettering import Letters, letters_of_means, letters_of_shares
from .letters import PairTest
from .model import Row, Table
from .notes import letters_note, several_answers_note, weights_note


@dataclass(frozen=True)
class Style:
    """What stands in the cells. testing: None for no letters."""

    percent: Percent
    counts: bool
    means: bool
    places: int
    testing: PairTest | None

    @property
    def figures(self) -> tuple[str, ...]:
        shown = ("n",) if self.counts or self.percent == "none" else ()
        return shown if self.percent == "none" else (*shown, "%")


def cross_table(
    survey: Survey,
    row: str,
    column: str,
    *,
    percent: Percent = "column",
    counts: bool = True,
    means: bool = False,
    total: bool = True,
    empty: bool = True,
    letters: bool = True,
    alpha: float = 0.05,
    bonferroni: bool = True,
    test: bool = True,
    places: int = figures.PLACES,
) -> Table:
    """Answers to `row` down, valid categories of `column` across, of those who answered both.

    row: a variable of codes or numbers, or a question of several choices or of ranks. means: a
    last row with the mean of numbers and of scales. empty: columns too in which no form stands.
    test: the Rao–Scott test under the table, where a respondent stands in but one row.
    Raises UnknownVariableError, NoCategoriesError, BadOptionError, BadWeightsError, or
    ProblemsFoundError for several at once.
    """
    lettered = letters and percent == "column"
    style = Style(percent, counts, means, places, PairTest(alpha, bonferroni) if lettered else None)
    _check(survey, [row], [column], style, alpha)
    banner = banner_of(survey, [column], total=total, empty=empty, of_everybody=False)
    block = block_of(survey, row)
    counting = Counting(banner, weights_of(survey))
    rows = tuple(_rows(counting, [block], style, labelled=False))
    note = independence_note(block, banner, weights_of(survey)) if test else None
    return Table(
        title=_("{rows} – by {columns}").format(rows=block.label, columns=label_of(survey, column)),
        headings=tuple(headings_of(banner, style.figures, lettered=lettered)),
        rows=rows,
        base=base_line(survey.base),
        notes=tuple(_notes(survey, style, [block])),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        tests=(note,) if note else (),
        python=call(
            "cross_table", row, column,
            percent=(percent, "column"), counts=(counts, True), means=(means, False),
            total=(total, True), empty=(empty, True), letters=(letters, True), alpha=(alpha, 0.05),
            bonferroni=(bonferroni, True), test=(test, True), places=(places, figures.PLACES),
        ),
    )  # fmt: skip


def banner_table(
    survey: Survey,
    rows: Sequence[str],
    banner: Sequence[str],
    *,
    percent: Percent = "column",
    counts: bool = False,
    means: bool = True,
    total: bool = True,
    empty: bool = True,
    letters: bool = True,
    alpha: float = 0.05,
    bonferroni: bool = True,
    places: int = figures.PLACES,
) -> Table:
    """Several variables down, several side by side across, and everybody in the last column.

    rows and errors: as of cross_table. A number has its mean and no categories.
    """
    lettered = letters and percent == "column"
    style = Style(percent, counts, means, places, PairTest(alpha, bonferroni) if lettered else None)
    _check(survey, rows, banner, style, alpha)
    across = banner_of(survey, banner, total=total, empty=empty)
    blocks = [block_of(survey, name) for name in rows]
    counting = Counting(across, weights_of(survey))
    lines = tuple(_rows(counting, blocks, style, labelled=True))
    return Table(
        title=_("Answers by {columns}").format(
            columns=", ".join(part.label for part in across.named)
        ),
        headings=tuple(headings_of(across, style.figures, lettered=lettered)),
        rows=lines,
        base=base_line(survey.base),
        notes=tuple(_notes(survey, style, blocks)),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call(
            "banner_table", tuple(rows), tuple(banner),
            percent=(percent, "column"), counts=(counts, False), means=(means, True),
            total=(total, True), empty=(empty, True), letters=(letters, True), alpha=(alpha, 0.05),
            bonferroni=(bonferroni, True), places=(places, figures.PLACES),
        ),
    )  # fmt: skip


def _check(
    survey: Survey, rows: Sequence[str], banner: Sequence[str], style: Style, alpha: float
) -> None:
    all_of(
        [
            *(lambda name=name: block_of(survey, name) for name in rows),
            *banner_checks(survey, banner),
            lambda: weights_of(survey),
            lambda: check_options(alpha=alpha, places=style.places, percent=style.percent),
        ]
    )


def _rows(
    counting: Counting, blocks: Sequence[Block], style: Style, *, labelled: bool
) -> Iterator[Row]:
    """labelled: under the block's label."""
    for block in blocks:
        outer = (block.label,) if labelled else ()
        crossings = [counting.of(part) for part in block.parts]
        base = crossings[0] if block.exclusive else counting.of(block.base)
        for found in crossings if block.listed else ():
            yield from _lines(found, style, outer)
        yield _base_row(base, style, outer)
        if block.parts[0].numeric and (style.means or not block.listed):
            yield _mean_row(base, style, outer)


def _lines(found: Crossed, style: Style, outer: tuple[str, ...]) -> Iterator[Row]:
    for place, line in enumerate(found.answers.lines):
        if not line.missing:
            letters = letters_of_shares(found, place, style.testing)
            cells = [cell for shown in found.shown for cell in _cells(shown, place, style, letters)]
            yield Row((*outer, line.label), tuple(cells))


def _cells(shown: Shown, line: int, style: Style, letters: Letters) -> Iterator[Cell]:
    column = shown.counts
    if "n" in style.figures:
        yield figures.count(column.counts[line], shown.sources(line), asked=column.asked > 0)
    if style.percent == "column":
        yield figures.percent(
            column.weights[line],
            column.weighted_base,
            shown.sources(line, BASE),
            places=style.places,
            letters=letters.get(shown.place, ""),
        )
    elif style.percent == "row":
        whole = shown.across if shown.variable else shown
        yield figures.percent(
            column.weights[line],
            whole.counts.weights[line],
            (*shown.sources(line), *whole.sources(line)),
            places=style.places,
        )


def _base_row(base: Crossed, style: Style, outer: tuple[str, ...]) -> Row:
    cells: list[Cell] = []
    for shown in base.shown:
        column, sources = shown.counts, shown.sources(BASE)
        cells.append(figures.count(column.base, sources, asked=column.asked > 0))
        if len(style.figures) > 1:
            whole = shown.across if style.percent == "row" and shown.variable else shown
            share = (column.weighted_base, whole.counts.weighted_base)
            rests_on = (*sources, *whole.sources(BASE))
            cells.append(figures.percent(*share, rests_on, places=style.places))
    return Row((*outer, _("Forms with a valid answer")), tuple(cells), total=True)


def _mean_row(found: Crossed, style: Style, outer: tuple[str, ...]) -> Row:
    values = figures.values_of(found.answers)
    letters = letters_of_means(found, style.testing)
    cells: list[Cell] = []
    for shown in found.shown:
        cells += [figures.NOTHING] * (len(style.figures) - 1)
        cells.append(
            figures.decimal(
                figures.mean_of(shown.counts, values),
                figures.level_sources(shown),
                letters=letters.get(shown.place, ""),
            )
        )
    return Row((*outer, _("Mean")), tuple(cells), total=True)


def _notes(survey: Survey, style: Style, blocks: Sequence[Block]) -> Iterator[str]:
    if style.testing:
        yield letters_note(style.testing, shares=True, means=style.means)
    if any(not block.exclusive for block in blocks):
        yield several_answers_note()
    if survey.weights is not None:
        yield weights_note()
