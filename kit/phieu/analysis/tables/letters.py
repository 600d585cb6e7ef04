"""Column letters: which columns of a row differ, by pairwise tests as in SPSS Custom Tables.

Proportions: z with the pooled proportion of the pair. Means: t with the variance pooled over all
tested columns of the banner variable. Two-sided; the letter of the smaller column stands on the
larger. Columns whose proportion is 0 or 1, or whose base is below 2, are not tested. No finite
population correction: letters speak of what could have been answered, not of these units alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.bool_]  # columns × columns: whether the first is significantly larger

LEAST_BASE = 2  # respondents, or their effective number


@dataclass(frozen=True)
class PairTest:
    """alpha: two-sided, of a pair; bonferroni: p × the number of pairs in the row."""

    alpha: float = 0.05
    bonferroni: bool = True


def larger_proportions(shares: Floats, bases: Floats, testing: PairTest) -> Pairs:
    """shares: 0 to 1 by column, NaN where there is no base. bases: respondents, or effective."""
    tested = (bases >= LEAST_BASE) & (shares > 0) & (shares < 1)
    p, n = shares[tested], bases[tested]
    pooled = (p[:, None] * n[:, None] + p * n) / (n[:, None] + n)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n[:, None] + 1 / n))
    z = (p[:, None] - p) / spread
    return _larger(z, 2 * stats.norm.sf(np.abs(z)), tested, testing)


def larger_means(means: Floats, variances: Floats, bases: Floats, testing: PairTest) -> Pairs:
    """variances: of the answers, with n − 1 below, by column."""
    tested = bases >= LEAST_BASE
    m, v, n = means[tested], variances[tested], bases[tested]
    freedom = n.sum() - len(n)
    pooled = float(((n - 1) * v).sum() / freedom) if len(n) else 0.0
    if pooled == 0:
        return np.zeros((len(bases), len(bases)), dtype=bool)
    t = (m[:, None] - m) / np.sqrt(pooled * (1 / n[:, None] + 1 / n))
    return _larger(t, 2 * stats.t.sf(np.abs(t), freedom), tested, testing)


def _larger(statistic: Floats, p: Floats, tested: Pairs, testing: PairTest) -> Pairs:
    count = int(tested.sum())
    pairs = count * (count - 1) // 2 if testing.bonferroni else 1
    found = np.zeros((len(tested), len(tested)), dtype=bool)
    found[np.ix_(tested, tested)] = (statistic > 0) & (p * pairs < testing.alpha)
    return found
