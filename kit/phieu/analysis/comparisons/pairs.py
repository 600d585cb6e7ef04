"""Wilcoxon's signed rank test: the same units answer twice, or two questions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from phieu.messages import _

from .ranks import EXACT_BELOW, mid_ranks, normal_p, settled, signed_rank_p, tie_term
from .results import Alternative, Comparison, Effect, Floats, nothing_to_compare


def signed_rank(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    *,
    alternative: Alternative = "two-sided",
    exact: bool | None = None,
    correct: bool = True,
) -> Comparison:
    """V: the sum of the ranks of |first − second| where the first is higher, as R has it.

    Pairs without difference are left out (Wilcoxon 1945). exact None: R's rule, exact below 50
    pairs without ties and zeros, else the normal approximation, with continuity correction where
    `correct`. exact True: exact also with ties, conditional on them. Pairs with a missing answer
    (NaN) are left out. Raises NoComparisonError where no pair differs.
    """
    x, y = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    both = ~(np.isnan(x) | np.isnan(y))
    differences = settled(x[both] - y[both])
    moved = differences[differences != 0]
    if not len(moved):
        raise _no_difference(len(differences))
    ranks = mid_ranks(np.abs(moved))
    positive = float(ranks[moved > 0].sum())
    zeros = len(differences) - len(moved)
    plain = len(np.unique(ranks)) == len(ranks) and zeros == 0
    if exact is None:
        exact = len(moved) < EXACT_BELOW and plain
    if exact:
        p = signed_rank_p(ranks, positive, alternative)
    else:
        p = _approximate(ranks, positive, alternative, correct=correct)
    return Comparison(
        method=_method(exact=exact, correct=correct),
        symbol="V",
        statistic=positive,
        p=p,
        n=len(differences),
        effect=_rank_biserial(ranks, positive),
        alternative=alternative,
        left_out=int((~both).sum()),
        notes=_notes(zeros),
    )


def _approximate(
    ranks: Floats, positive: float, alternative: Alternative, *, correct: bool
) -> float:
    n = len(ranks)
    variance = n * (n + 1) * (2 * n + 1) / 24 - tie_term(ranks) / 48
    _z, p = normal_p(
        positive - n * (n + 1) / 4, float(np.sqrt(variance)), alternative, correct=correct
    )
    return p


def _rank_biserial(ranks: Floats, positive: float) -> Effect:
    total = float(ranks.sum())
    return Effect(
        _("matched-pairs rank-biserial correlation"),
        "r",
        (2 * positive - total) / total,
        "Kerby 2014",
    )


def _method(*, exact: bool, correct: bool) -> str:
    if exact:
        return _("Wilcoxon signed rank test, exact")
    if correct:
        return _("Wilcoxon signed rank test, normal approximation with continuity correction")
    return _("Wilcoxon signed rank test, normal approximation")


def _notes(zeros: int) -> tuple[str, ...]:
    if not zeros:
        return ()
    return (_("{zeros} pairs without difference do not enter the ranks.").format(zeros=zeros),)


def _no_difference(pairs: int) -> Exception:
    if pairs == 0:
        return nothing_to_compare(
            "pairs",
            "no-pairs",
            _("No pair has both answers."),
            _("Look whether the two columns are of the same forms."),
        )
    return nothing_to_compare(
        "pairs",
        "no-difference",
        _("The two answers are equal in all {pairs} pairs.").format(pairs=pairs),
        _("There is no difference to test; report that none changed."),
    )
