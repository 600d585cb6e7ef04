"""Rank tests of a sample with weights, strata and clusters, as R's svyranktest."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from phieu.analysis.estimation.coding import numbers
from phieu.analysis.estimation.design import Design
from phieu.analysis.estimation.stages import unknown_columns
from phieu.messages import _

from .ranks import settled
from .results import Comparison, Effect, Floats, NoComparisonError, nothing_to_compare

RankTest = Literal["wilcoxon", "van_der_waerden", "median", "kruskal_wallis"]


def rank_test(design: Design, y: str, by: str, *, test: RankTest) -> Comparison:
    """Whether y tends higher in some groups of `by` than in others (Lumley & Scott 2013).

    The population's ranks are estimated, made into scores, and the scores' means compared by a
    regression whose errors are the design's. wilcoxon and kruskal_wallis: the rank over the
    population; van_der_waerden: its normal quantile; median: whether it lies above a half. Two
    groups: Student's t; more: F, whose denominator has the design's degrees of freedom less the
    groups' (R's ddf). Rows without y or group stay in the design, outside the comparison.
    Raises NoComparisonError, LonelyPsuError, NotNumbersError.
    """
    problems = list(unknown_columns(design.data, (y, by)))
    if problems:
        raise NoComparisonError(problems)
    values, groups = numbers(design.data, y), design.data[by]
    used = ~np.isnan(values) & groups.notna().to_numpy() & (design.values > 0)
    codes, names = pd.factorize(groups[used], sort=True)
    _require_groups(by, values[used], len(names))
    weights = design.values[used]
    scores = _scores(_population_ranks(values[used], weights), float(weights.sum()), test)
    if np.ptp(scores) == 0:
        raise nothing_to_compare(
            y,
            "no-variation",
            _("All answers fall on one side of the median, in every group."),
            _("Choose a test that uses the ranks, such as wilcoxon."),
        )
    regression = _Regression.of(scores, codes, weights)
    influence = np.zeros((len(values), len(names)))
    influence[used] = regression.influence
    covariance = design.covariance(influence)
    df = _degrees_of_freedom(design, used)
    compared = _two if len(names) == 2 else _several
    left_out = int((~used & (design.values > 0)).sum())
    return compared(regression, covariance, df, test, int(used.sum()), left_out)


class _Regression:
    """Of scores on groups, the first being the ground: coefficients and their influences."""

    def __init__(self, coefficients: Floats, influence: Floats, explained: float) -> None:
        self.coefficients = coefficients  # (groups,): the first's mean, the others' differences
        self.influence = influence  # (rows, groups), weights in it
        self.explained = explained  # part of the scores' variance that lies between the groups

    @classmethod
    def of(cls, scores: Floats, codes: np.ndarray, weights: Floats) -> _Regression:
        size = int(codes.max()) + 1
        sizes = np.bincount(codes, weights, size)
        means = np.bincount(codes, weights * scores, size) / sizes
        residuals = scores - means[codes]
        of_means = np.zeros((len(scores), size))
        of_means[np.arange(len(scores)), codes] = weights * residuals / sizes[codes]
        centre = np.average(scores, weights=weights)
        within, total = weights @ residuals**2, weights @ (scores - centre) ** 2
        # The differences from the first group's mean.
        contrast = np.eye(size)
        contrast[1:, 0] = -1
        return cls(contrast @ means, of_means @ contrast.T, 1 - float(within / total))


def _population_ranks(values: Floats, weights: Floats) -> Floats:
    """The weight below each answer and half its own; the tied share the mean, as R has it.

    Where tied answers differ in weight, R's mean hangs on the order of rows, a little.
    """
    plain = settled(values)
    order = np.argsort(plain, kind="stable")
    middles = np.cumsum(weights[order]) - weights[order] / 2
    _levels, tied = np.unique(plain[order], return_inverse=True)
    ranks = np.empty(len(values))
    ranks[order] = (np.bincount(tied, middles) / np.bincount(tied))[tied]
    return ranks


def _scores(ranks: Floats, population: float, test: RankTest) -> Floats:
    match test:
        case "wilcoxon" | "kruskal_wallis":
            return ranks / population
        case "van_der_waerden":
            return np.asarray(stats.norm.ppf(ranks / population))
        case "median":
            return (ranks > population / 2).astype(np.float64)


def _degrees_of_freedom(design: Design, used: np.ndarray) -> int:
    """First-stage units less strata, of the rows that are compared."""
    first = design.stages[0]
    units = np.unique(first.unit[used])
    return len(units) - len(np.unique(first.stratum[units]))


def _two(
    regression: _Regression,
    covariance: Floats,
    df: int,
    test: RankTest,
    n: int,
    left_out: int,
) -> Comparison:
    difference = float(regression.coefficients[1])
    freedom = _enough(df - 1)
    statistic = difference / float(np.sqrt(covariance[1, 1]))
    effect = Effect(_("difference of the mean rank scores"), "d", difference, "Lumley & Scott 2013")
    if test in ("wilcoxon", "kruskal_wallis"):
        effect = Effect(
            _("rank-biserial correlation (Cliff's delta)"), "r", 2 * difference, "Wendt 1972"
        )
    return Comparison(
        method=_method(test),
        symbol="t",
        statistic=statistic,
        p=float(2 * stats.t.sf(abs(statistic), freedom)),
        n=n,
        effect=effect,
        df=(freedom,),
        left_out=left_out,
        notes=(_("Positive: the second group tends higher."),),
    )


def _several(
    regression: _Regression,
    covariance: Floats,
    df: int,
    test: RankTest,
    n: int,
    left_out: int,
) -> Comparison:
    differences = regression.coefficients[1:]
    between = len(differences)
    freedom = _enough(df - between)
    wald = float(differences @ np.linalg.solve(covariance[1:, 1:], differences))
    return Comparison(
        method=_method(test),
        symbol="F",
        statistic=wald / between,
        p=float(stats.f.sf(wald / between, between, freedom)),
        n=n,
        effect=Effect(
            _("epsilon squared: part of the ranks' variance between groups"),
            "ε²",
            regression.explained,
            "Kelley 1935",
        ),
        df=(between, freedom),
        left_out=left_out,
    )


def _enough(df: int) -> int:
    if df < 1:
        raise nothing_to_compare(
            "–",
            "degrees-of-freedom",
            _("The design has too few first-stage units for this many groups."),
            _("Merge strata or groups."),
        )
    return df


def _require_groups(by: str, values: Floats, groups: int) -> None:
    if groups < 2:
        raise nothing_to_compare(
            by,
            "groups",
            _("There are fewer than two groups to compare."),
            _("Compare by a variable with two answers or more."),
        )
    if np.ptp(settled(values)) == 0:
        raise nothing_to_compare(
            by,
            "no-variation",
            _("All valid answers are the same, in every group."),
            _("There is no difference to test; report the answer that all gave."),
        )


def _method(test: RankTest) -> str:
    match test:
        case "wilcoxon":
            return _("design-based Wilcoxon test")
        case "kruskal_wallis":
            return _("design-based Kruskal–Wallis test")
        case "van_der_waerden":
            return _("design-based van der Waerden test")
        case "median":
            return _("design-based median test")
