"""Questions of several choices: shares of the forms that answered, and of all answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from phieu.analysis.bases import base_line
from phieu.analysis.survey import Survey
from phieu.messages import _
from phieu.questionnaire.fields import FlagsField, RanksField

from . import figures
from .answers import Block, block_of, fields_of
from .banners import banner_of
from .calls import call
from .cells import Cell, Source
from .crossing import BASE, Counting, Crossed, Shown
from .heads import headings_of
from .inputs import NotSeveralError, all_of, banner_checks, check_options, weights_of
from .lettering import letters_of_shares
from .letters import PairTest
from .model import Row, Table
from .notes import letters_note, several_answers_note, weights_note


def multiple_response_table(
    survey: Survey,
    question: str,
    banner: Sequence[str] = (),
    *,
    responses: bool = True,
    total: bool = True,
    letters: bool = True,
    alpha: float = 0.05,
    bonferroni: bool = True,
    places: int = figures.PLACES,
) -> Table:
    """A row an option: forms, percent of forms (in all it can pass 100), percent of all answers.

    question: of several choices, or of ranks, where any rank counts. responses: with the
    percentage of all answers. Letters compare percentages of forms. Raises NotSeveralError,
    UnknownVariableError, NoCategoriesError, BadWeightsError, or ProblemsFoundError.
    """
    testing = PairTest(alpha, bonferroni) if letters and banner else None
    all_of(
        [
            lambda: _block(survey, question),
            *banner_checks(survey, banner),
            lambda: weights_of(survey),
            lambda: check_options(alpha=alpha, places=places),
        ]
    )
    across, block = banner_of(survey, banner, total=total), _block(survey, question)
    counting = Counting(across, weights_of(survey))
    chosen = [counting.of(part) for part in block.parts]
    base = counting.of(block.base)
    shown = _figures(responses=responses)
    return Table(
        title=_title(block.label, [part.label for part in across.named]),
        headings=tuple(headings_of(across, shown, lettered=testing is not None)),
        rows=(
            *(_option_row(one, chosen, testing, len(shown), places) for one in chosen),
            _answers_row(base, chosen, len(shown), places),
            _forms_row(base, len(shown)),
        ),
        base=base_line(survey.base),
        notes=tuple(_notes(survey, testing)),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call(
            "multiple_response_table", question, banner=(tuple(banner), ()),
            responses=(responses, True), total=(total, True), letters=(letters, True),
            alpha=(alpha, 0.05), bonferroni=(bonferroni, True), places=(places, figures.PLACES),
        ),
    )  # fmt: skip


def _figures(*, responses: bool) -> list[str]:
    return ["n", _("Percent of forms"), *([_("Percent of answers")] if responses else [])]


def _block(survey: Survey, question: str) -> Block:
    if any(fields_of(survey, question, shape) for shape in (FlagsField, RanksField)):
        return block_of(survey, question)
    raise NotSeveralError(question, survey, FlagsField, RanksField)


def _title(label: str, banner: Sequence[str]) -> str:
    if not banner:
        return label
    return _("{rows} – by {columns}").format(rows=label, columns=", ".join(banner))


def _option_row(
    option: Crossed,
    options: Sequence[Crossed],
    testing: PairTest | None,
    width: int,
    places: int,
) -> Row:
    letters = letters_of_shares(option, 0, testing)
    cells: list[Cell] = []
    for shown in option.shown:
        column = shown.counts
        of_forms = (column.weights[0], column.weighted_base, shown.sources(0, BASE))
        whole, rests_on = _all_answers(shown, options)
        cells += [
            figures.count(int(column.counts[0]), shown.sources(0), asked=column.asked > 0),
            figures.percent(*of_forms, places=places, letters=letters.get(shown.place, "")),
            figures.percent(column.weights[0], whole, rests_on, places=places),
        ][:width]
    return Row((option.answers.lines[0].label,), tuple(cells))


def _all_answers(shown: Shown, options: Sequence[Crossed]) -> tuple[float, tuple[Source, ...]]:
    """All answers of a column: the sum of its options, and the counts of each of them."""
    same = [replace(shown, crossed=option) for option in options]
    return (
        sum(float(one.counts.weights[0]) for one in same),
        tuple(source for one in same for source in one.sources(0)),
    )


def _answers_row(base: Crossed, options: Sequence[Crossed], width: int, places: int) -> Row:
    """The sum of all options, which passes the forms where many chose several."""
    cells: list[Cell] = []
    for shown in base.shown:
        whole, rests_on = _all_answers(shown, options)
        count = sum(int(replace(shown, crossed=option).counts.counts[0]) for option in options)
        of_forms = (whole, shown.counts.weighted_base, (*rests_on, *shown.sources(BASE)))
        cells += [
            figures.count(count, rests_on, asked=shown.counts.asked > 0),
            figures.percent(*of_forms, places=places),
            figures.percent(whole, whole, rests_on, places=places),
        ][:width]
    return Row((_("All answers"),), tuple(cells), total=True)


def _forms_row(base: Crossed, width: int) -> Row:
    cells: list[Cell] = []
    for shown in base.shown:
        column = shown.counts
        cells.append(figures.count(column.base, shown.sources(BASE), asked=column.asked > 0))
        cells += [figures.NOTHING] * (width - 1)
    return Row((_("Forms with a valid answer"),), tuple(cells), total=True)


def _notes(survey: Survey, testing: PairTest | None) -> Iterator[str]:
    if testing:
        yield letters_note(testing, shares=True, means=False)
    yield several_answers_note()
    if survey.weights is not None:
        yield weights_note()
