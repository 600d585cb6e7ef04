"""The error of one figure of a near-census: stratified, with nobody drawn and some silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from .coding import Codes, Floats, sums
from .design import Design
from .domains import domains
from .estimates import estimated, of_values
from .intervals import t_quantile, wilson


@dataclass(frozen=True)
class Item:
    """population: issued forms by stratum. stratum, values: of each form of which it is known what
    it says; NaN: that it does not concern it. least, most: the values that can be. share: 0 or 1.
    """

    population: Floats
    stratum: Codes
    values: Floats
    least: float
    most: float
    share: bool

    @classmethod
    def collapsed(
        cls,
        *,
        population: Floats,
        stratum: Codes,
        values: Floats,
        least: float,
        most: float,
        share: bool,
    ) -> Self:
        """With one stratum where some stratum is silent altogether: the others then stand for it.
        Strata of nobody are left out."""
        known = sums(stratum, None, len(population))
        if ((known == 0) & (population > 0)).any():
            population, stratum = population.sum(keepdims=True), np.zeros_like(stratum)
        else:
            present = population + known > 0
            stratum = (np.cumsum(present) - 1)[stratum]
            population = population[present]
        return cls(population, stratum, values, least, most, share)

    @property
    def known(self) -> Floats:
        return sums(self.stratum, None, len(self.population))

    @property
    def overfull(self) -> bool:
        """Whether more is known than was issued."""
        return bool((self.known > self.population).any())


@dataclass(frozen=True)
class NearCensusRow:
    """One row of a table. NaN: nobody answered."""

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    n: int
    population: int
    response_rate: float
    bound_low: float
    bound_high: float


def estimates(item: Item, *, finite: bool, level: float) -> NearCensusRow:
    """The stratified mean, its error, and the bounds of nonresponse.

    The variance is R survey's of a design with strata and fpc; but a stratum whose answers are
    all alike would have none, though it has silent members. It is given that of the posterior
    predictive mean of its silent members (Ericson 1969) after one answer more, half of it the
    least and half the highest that can be: for shares, Jeffreys' prior. Limits of shares are
    Wilson's on the effective sample size, those of means Student's t; no limit lies beyond the
    bounds of nonresponse. finite: False leaves the finite population correction out.
    """
    n = int((~np.isnan(item.values)).sum())
    population = int(item.population.sum())
    known = len(item.values)
    low, high = _bounds(item, n, population - known)
    rate = known / population if population else np.nan
    if n == 0:
        missing = np.nan
        return NearCensusRow(missing, missing, missing, missing, 0, population, rate, low, high)
    estimate, variance = _estimate(item, finite=finite)
    limits = _limits(item, estimate, variance, n, finite=finite, level=level)
    within = (low, high) if finite else (item.least, item.most)
    ci_low, ci_high = (float(np.clip(limit, *within)) for limit in limits)
    se = float(np.sqrt(variance))
    return NearCensusRow(estimate, se, ci_low, ci_high, n, population, rate, low, high)


def _bounds(item: Item, n: int, silent: int) -> tuple[float, float]:
    """The mean if every silent form said the least, and the highest."""
    if n + silent == 0:
        return np.nan, np.nan
    total = float(np.nansum(item.values))
    if silent == 0:
        return total / n, total / n
    return (
        (total + silent * item.least) / (n + silent),
        (total + silent * item.most) / (n + silent),
    )


def _estimate(item: Item, *, finite: bool) -> tuple[float, float]:
    data = pd.DataFrame({"stratum": item.stratum, "population": item.population[item.stratum]})
    data["weight"] = (item.population / item.known)[item.stratum]
    design = Design(
        data,
        weights="weight",
        strata="stratum",
        fpc="population" if finite else None,
        lonely_psu="remove",  # a single answer is one of those that are alike
    )
    usable = ~np.isnan(item.values)
    found = estimated(design, of_values(item.values, usable, domains(data, None)))
    alike = _variance_where_alike(item, finite=finite)
    return float(found.estimate[0]), float(found.variance[0]) + alike


def _variance_where_alike(item: Item, *, finite: bool) -> float:
    """What strata of which all answers are alike add to the variance of the mean.

    With n answers v of N, α = n + 1 observations: v n times, the least and the highest ½ times
    each, of variance σ². The mean of the N then has the variance
    (N − n)(N + 1) / ((n + 2) N²) σ², or σ² / (n + 2) where N is infinite.
    """
    usable = ~np.isnan(item.values)
    strata, values = item.stratum[usable], item.values[usable]
    size = len(item.population)
    n = sums(strata, None, size)
    applicable = item.population * n / item.known  # of the issued, as of the known
    low, high = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(low, strata, values)
    np.maximum.at(high, strata, values)
    silent = applicable - n if finite else np.ones(size)
    alike = (n > 0) & (low == high) & (silent > 0)
    if not alike.any():
        return 0.0
    if np.isinf(item.most - item.least):
        return np.inf  # what the silent would say, nothing limits
    n, value, of = n[alike], low[alike], applicable[alike]
    share = applicable[alike] / applicable.sum()
    middle = (n * value + (item.least + item.most) / 2) / (n + 1)
    squares = (n * value**2 + (item.least**2 + item.most**2) / 2) / (n + 1)
    left = (of - n) * (of + 1) / of**2 if finite else 1.0
    return float((share**2 * left / (n + 2) * (squares - middle**2)).sum())


def _limits(
    item: Item, estimate: float, variance: float, n: int, *, finite: bool, level: float
) -> tuple[float, float]:
    """Not clipped yet. Without a degree of freedom a mean has no limits but its bounds."""
    if variance == 0:
        return estimate, estimate
    if item.share:
        effective = _effective(item, estimate, variance, n, finite=finite)
        low, high = wilson(np.array([estimate]), np.array([effective]), level)
        return float(low[0]), float(high[0])
    freedom = len(item.values) - len(item.population)
    if freedom < 1:
        return -np.inf, np.inf
    half = float(t_quantile(np.array([float(freedom)]), level)[0] * np.sqrt(variance))
    return estimate - half, estimate + half


def _effective(item: Item, share: float, variance: float, n: int, *, finite: bool) -> float:
    """As many with replacement would be as exact; of answers all alike, n (N − 1) / (N − n)."""
    spread = share * (1 - share)
    if spread > 0:
        return spread / variance
    applicable = float((item.population).sum() * n / len(item.values))
    return n * (applicable - 1) / (applicable - n) if finite else float(n)
