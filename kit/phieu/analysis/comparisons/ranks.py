"""Mid-ranks, and the distributions of rank sums when nothing but chance assigns them."""

from __future__ import annotations

from math import comb

import numpy as np
import numpy.typing as npt
from scipy import stats

from phieu.messages import _

from .results import Alternative, Floats, nothing_to_compare

EXACT_BELOW = 50  # answers a group (or pairs): R's rule for an exact p where nothing is tied
_LARGEST_TABLE = 20_000_000  # counts of an exact distribution that are kept at once
_DIGITS = 12  # of the largest value: what differs less is noise of floating point


def settled(values: Floats) -> Floats:
    """Without the noise that would tell equal answers apart: means of items end in such."""
    largest = np.max(np.abs(values), initial=0.0)
    if largest == 0:
        return values
    return np.round(values, _DIGITS - int(np.ceil(np.log10(largest))))


def mid_ranks(values: Floats) -> Floats:
    """From 1; tied values share the mean of their ranks."""
    return np.asarray(stats.rankdata(settled(values)), dtype=np.float64)


def tie_term(ranks: Floats) -> float:
    """Σ (t³ − t) over groups of t tied values."""
    _values, sizes = np.unique(ranks, return_counts=True)
    return float(np.sum(sizes.astype(np.float64) ** 3 - sizes))


def normal_p(
    deviation: float, sd: float, alternative: Alternative, *, correct: bool
) -> tuple[float, float]:
    """z and p of a statistic that lies `deviation` from its mean, as R's wilcox.test has them.

    correct: by half a unit towards the mean.
    """
    match alternative:
        case "two-sided":
            correction = float(np.sign(deviation)) / 2
        case "greater":
            correction = 0.5
        case "less":
            correction = -0.5
    z = (deviation - (correction if correct else 0)) / sd
    low, high = float(stats.norm.cdf(z)), float(stats.norm.sf(z))
    match alternative:
        case "two-sided":
            return z, 2 * min(low, high)
        case "greater":
            return z, high
        case "less":
            return z, low


def signed_rank_p(ranks: Floats, positive: float, alternative: Alternative) -> float:
    """Exact p of the sum of positive ranks, each rank's sign being a fair coin.

    Conditional on the ranks, tied or not (Hollander, Wolfe & Chicken 2014, section 3.1).
    """
    doubled = np.rint(2 * ranks).astype(np.int64)
    shares = np.zeros(doubled.sum() + 1)
    shares[0] = 1
    for rank in doubled:
        shares[rank:] += shares[:-rank].copy()
        shares /= 2
    return _tail(shares, round(2 * positive), float(doubled.sum()) / 2, alternative)


def rank_sum_p(ranks: Floats, first: int, total: float, alternative: Alternative) -> float:
    """Exact p of the sum of the first group's ranks, every choice of `first` of them as likely.

    Conditional on the ranks, tied or not (Hollander, Wolfe & Chicken 2014, section 4.1). Two-sided:
    the choices whose sum lies at least as far from the mean. Raises NoComparisonError where the
    groups are too large for it.
    """
    doubled = np.rint(2 * ranks).astype(np.int64)
    if (first + 1) * (doubled.sum() + 1) > _LARGEST_TABLE:
        raise nothing_to_compare(
            "exact",
            "exact",
            _("The groups are too large for an exact test ({n} answers).").format(n=len(ranks)),
            _("Leave exact out: the normal approximation is as good as exact here."),
        )
    ways = np.zeros((first + 1, doubled.sum() + 1))
    ways[0, 0] = 1
    for rank in doubled:
        ways[1:, rank:] += ways[:-1, :-rank].copy()
    shares = ways[first] / comb(len(ranks), first)
    mean = float(first * doubled.sum() / len(ranks))
    return _tail(shares, round(2 * total), mean, alternative)


def _tail(shares: Floats, observed: int, mean: float, alternative: Alternative) -> float:
    """The share of the sums (places of `shares`) as extreme as the observed one."""
    sums = np.arange(len(shares))
    extreme: npt.NDArray[np.bool_]
    match alternative:
        case "two-sided":
            extreme = np.abs(sums - mean) >= abs(observed - mean)
        case "greater":
            extreme = sums >= observed
        case "less":
            extreme = sums <= observed
    return float(min(1.0, shares[extreme].sum()))
