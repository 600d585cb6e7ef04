"""Intervals for Cronbach's alpha: Feldt's, Duhachek and Iacobucci's, and the bootstrap's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy import stats

from phieu.errors import PhieuError
from phieu.messages import _

from .items import Floats

Method = Literal["feldt", "duhachek", "bootstrap"]
Interval = tuple[float, float]


class NoIntervalError(PhieuError):
    """Too few forms, too much alike, to draw samples from."""

    def __init__(self, forms: int) -> None:
        self.forms = forms
        super().__init__(
            _(
                "No bootstrap interval: in most samples drawn from the {forms} forms an item does "
                "not vary. Ask for another interval, or leave out the items that hardly vary."
            ).format(forms=forms)
        )


def feldt(alpha: float, *, forms: int, items: int, level: float) -> Interval:
    """(1 − ρ) / (1 − α) ~ F(n − 1, (n − 1)(k − 1)) (Feldt, Woodruff & Salih 1987, eq. 4).

    Exact for normal items of equal variances and covariances; what SPSS and psych print.
    """
    df1, df2 = forms - 1, (forms - 1) * (items - 1)
    tail = (1 - level) / 2
    low, high = (1 - (1 - alpha) * stats.f.ppf(p, df1, df2) for p in (1 - tail, tail))
    return float(low), float(high)


def duhachek(alpha: float, covariance: Floats, *, forms: int, level: float) -> Interval:
    """α ± z · √(Q / n), for normal items of any covariances (Duhachek & Iacobucci 2004, eq. 2)."""
    k = len(covariance)
    total, trace = covariance.sum(), np.trace(covariance)
    of_squares = np.trace(covariance @ covariance) + trace**2
    cross = 2 * trace * (covariance @ covariance).sum()
    q = 2 * k**2 / ((k - 1) ** 2 * total**3) * (total * of_squares - cross)
    reach = float(stats.norm.ppf((1 + level) / 2) * np.sqrt(q / forms))
    return alpha - reach, alpha + reach


def bootstrap(
    coefficient: Callable[[Floats], float],
    scores: Floats,
    *,
    level: float,
    resamples: int,
    rng: np.random.Generator,
) -> Interval:
    """Percentile interval over forms drawn with replacement; it assumes no distribution.

    coefficient: NaN where a draw gives none, and the form is drawn anew. Raises NoIntervalError
    where most draws give none.
    """
    drawn: list[float] = []
    for _attempt in range(2 * resamples):
        value = coefficient(scores[rng.integers(0, len(scores), len(scores))])
        if np.isfinite(value):
            drawn.append(value)
        if len(drawn) == resamples:
            low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
            return float(low), float(high)
    raise NoIntervalError(len(scores))
