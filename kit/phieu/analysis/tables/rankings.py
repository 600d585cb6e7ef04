"""Questions of ranks: how many put each option first, second and so on."""

from __future__ import annotations

from collections.abc import Sequence

from phieu.analysis.bases import base_line
from phieu.analysis.survey import Survey
from phieu.messages import _
from phieu.questionnaire.fields import RanksField

from . import figures
from .answers import answers_of, block_of, fields_of
from .banners import banner_of
from .calls import call
from .crossing import BASE, Counting, Crossed
from .inputs import NotSeveralError, all_of, weights_of
from .model import Heading, Row, Table
from .notes import weights_note


def ranking_table(survey: Survey, question: str, *, places: int = figures.PLACES) -> Table:
    """A row an option: percent of forms that ranked it first, second and so on, and at all.

    All percentages are of the forms that ranked anything. Side by side by groups:
    multiple_response_table. Raises NotSeveralError, BadWeightsError, or ProblemsFoundError.
    """
    all_of([lambda: _ranks(survey, question), lambda: weights_of(survey)])
    block = block_of(survey, question)
    counting = Counting(banner_of(survey, []), weights_of(survey))
    by_rank = [counting.of(answers_of(survey, rank)) for rank in _ranks(survey, question)]
    options = [counting.of(part) for part in block.parts]
    base = counting.of(block.base)
    ranks = [_("Rank {rank}").format(rank=rank) for rank in range(1, len(by_rank) + 1)]
    return Table(
        title=block.label,
        headings=tuple(Heading((text,)) for text in (*ranks, _("Any rank"), _("Forms"))),
        rows=(
            *(_option_row(line, by_rank, option, places) for line, option in enumerate(options)),
            _base_row(by_rank, base, places),
        ),
        base=base_line(survey.base),
        notes=(weights_note(),) if survey.weights is not None else (),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call("ranking_table", question, places=(places, figures.PLACES)),
    )


def _ranks(survey: Survey, question: str) -> tuple[str, ...]:
    found = fields_of(survey, question, RanksField)
    if not found:
        raise NotSeveralError(question, survey, RanksField)
    return tuple(variable.name for variable in found)


def _option_row(line: int, by_rank: Sequence[Crossed], option: Crossed, places: int) -> Row:
    """line: the option's among those of each rank."""
    (ranked,) = option.shown
    base = ranked.counts.weighted_base
    cells = []
    for found in by_rank:
        (shown,) = found.shown
        rests_on = (*shown.sources(line), *ranked.sources(BASE))
        cells.append(figures.percent(shown.counts.weights[line], base, rests_on, places=places))
    of_forms = (ranked.counts.weights[0], base, ranked.sources(0, BASE))
    cells.append(figures.percent(*of_forms, places=places))
    asked = ranked.counts.asked > 0
    cells.append(figures.count(int(ranked.counts.counts[0]), ranked.sources(0), asked=asked))
    return Row((option.answers.lines[0].label,), tuple(cells))


def _base_row(by_rank: Sequence[Crossed], base: Crossed, places: int) -> Row:
    """How many gave each rank, of those who ranked anything."""
    (whole,) = base.shown
    cells = []
    for found in by_rank:
        (shown,) = found.shown
        rests_on = (*shown.sources(BASE), *whole.sources(BASE))
        share = (shown.counts.weighted_base, whole.counts.weighted_base)
        cells.append(figures.percent(*share, rests_on, places=places))
    cells.append(figures.NOTHING)
    asked = whole.counts.asked > 0
    cells.append(figures.count(whole.counts.base, whole.sources(BASE), asked=asked))
    return Row((_("Forms with a valid answer"),), tuple(cells), total=True)
