"""Means, totals and ratios by domain, with standard errors, intervals and design effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phieu.errors import PhieuError
from phieu.messages import _

from .coding import Floats, Mask, numbers, sums
from .design import Design
from .domains import Domains, domains
from .influences import RatioOfTotals
from .intervals import t_interval
from .stages import listed

By = str | Sequence[str] | None

LEVEL = 0.95


class ZeroTotalError(PhieuError):
    """A ratio to a total of zero."""

    def __init__(self, name: str, groups: Sequence[str]) -> None:
        self.name = name
        self.groups = tuple(groups)
        where = listed(self.groups) if any(self.groups) else _("the whole sample")
        super().__init__(
            _("{column} adds up to 0 in {domains}: there is no ratio to it.").format(
                column=name, domains=where
            )
        )


@dataclass(frozen=True)
class Estimates:
    """By domain. n: rows behind each that have a value and a weight; where none, the rest is NaN.

    deff: NaN where the comparison has no sense: one row, or values that do not vary.
    """

    estimate: Floats
    variance: Floats
    deff: Floats
    n: Floats

    @property
    def se(self) -> Floats:
        return np.sqrt(self.variance)


def mean(design: Design, y: str, by: By = None, *, level: float = LEVEL) -> pd.DataFrame:
    """Means of a column, a row a domain: estimate, se, ci_low, ci_high, deff, n.

    Rows where y is missing are outside every domain, as R's na.rm=TRUE has it. Intervals are of
    Student's t on the design's degrees of freedom. deff: against a simple random sample without
    replacement of as many from the domain's estimated population (R's deff=TRUE). A domain
    without values is a row of n = 0 and missing figures. Raises UnknownColumnError,
    NotNumbersError, LonelyPsuError.
    """
    statistic = _of_one(design, y, by, average=True)
    return table(design, statistic.domains, estimated(design, statistic), level=level)


def total(design: Design, y: str, by: By = None, *, level: float = LEVEL) -> pd.DataFrame:
    """Totals of a column; rows and columns as those of `mean`. Missing values count for nothing:
    the total is of those who have one."""
    statistic = _of_one(design, y, by, average=False)
    return table(design, statistic.domains, estimated(design, statistic), level=level)


def ratio(design: Design, y: str, x: str, by: By = None, *, level: float = LEVEL) -> pd.DataFrame:
    """Ratios of the totals of y and x, over rows that have both; rows and columns as of `mean`.

    Raises also ZeroTotalError.
    """
    top, bottom = numbers(design.data, y), numbers(design.data, x)
    usable = ~(np.isnan(top) | np.isnan(bottom))
    statistic = RatioOfTotals(
        np.where(usable, top, 0.0),
        np.where(usable, bottom, 0.0),
        usable,
        domains(design.data, by),
    )
    found = estimated(design, statistic)
    zero = np.flatnonzero((found.n > 0) & np.isnan(found.estimate))
    if len(zero):
        raise ZeroTotalError(x, [_label(statistic.domains, int(domain)) for domain in zero])
    return table(design, statistic.domains, found, level=level)


def _label(groups: Domains, domain: int) -> str:
    return ", ".join(str(value) for value in groups.labels.iloc[domain])


def _of_one(design: Design, y: str, by: By, *, average: bool) -> RatioOfTotals:
    values = numbers(design.data, y)
    usable = ~np.isnan(values)
    return of_values(values, usable, domains(design.data, by), average=average)


def of_values(
    values: Floats, usable: Mask, groups: Domains, *, average: bool = True
) -> RatioOfTotals:
    """The mean or total of values by group over the usable rows."""
    everywhere = bool(usable.all())
    return RatioOfTotals(
        values if everywhere else np.where(usable, values, 0.0),
        usable.astype(np.float64) if average else None,
        usable,
        groups,
    )


def estimated(design: Design, statistic: RatioOfTotals) -> Estimates:
    """Estimates with the variances that the design gives."""
    weights, groups = design.values, statistic.domains
    residuals = statistic.residuals(weights)
    variance = design.variances(statistic, residuals)
    used = statistic.usable & (weights != 0)
    n = sums(groups.codes, used, groups.size)
    estimate = statistic.values(weights)
    simple = simple_random_variances(weights * statistic.usable, residuals, groups, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        deff = np.where(simple > 0, variance / simple, np.nan)
    empty = (n == 0) | ~np.isfinite(estimate)
    return Estimates(
        np.where(empty, np.nan, estimate),
        np.where(empty, np.nan, variance),
        np.where(empty, np.nan, deff),
        n,
    )


def simple_random_variances(
    weights: Floats, residuals: Floats, groups: Domains, n: Floats
) -> Floats:
    """The variance of Σ w r by domain, had as many been drawn by simple random sampling.

    W² (1 − n/W) s²/n with W = Σw and s² = n/(n − 1) Σ w (r − r̄)²/W, as in R's svyvar. Weights
    that do not expand the sample (W ≤ n) know no population: then without the correction 1 − n/W.
    NaN where n < 2.
    """
    codes, size = groups.codes, groups.size
    population = sums(codes, weights, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = sums(codes, weights * residuals, size) / population
        squares = sums(codes, weights * (residuals - centre[codes]) ** 2, size)
        spread = squares / population * n / (n - 1)
        left_out = np.where(population > n, 1 - n / population, 1.0)
        found: Floats = np.where(n > 1, population**2 * left_out * spread / n, np.nan)
    return found


def table(design: Design, groups: Domains, found: Estimates, *, level: float) -> pd.DataFrame:
    """Estimates with intervals of Student's t."""
    low, high = t_interval(found.estimate, found.se, design.degrees_of_freedom, level)
    return framed(groups, found, low, high)


def framed(groups: Domains, found: Estimates, low: Floats, high: Floats) -> pd.DataFrame:
    """The labels of the domains beside their estimates."""
    return groups.labels.assign(
        estimate=found.estimate,
        se=found.se,
        ci_low=low,
        ci_high=high,
        deff=found.deff,
        n=found.n.astype(np.int64),
    )
