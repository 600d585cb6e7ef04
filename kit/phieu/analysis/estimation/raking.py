"""Weights that fit known margins: post-stratification and raking, and the errors they leave.

What the margins explain of a variable has no sampling error any more, so errors are those of
residuals: from the post-stratum means, or, under raking, from the means of all margins swept in
turn, as R's svyrecvar has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from phieu.errors import PhieuError
from phieu.messages import _

from .coding import Floats, crossed, sums
from .design import Adjustment, Design, Fit
from .margins import Margin, Population, margins

TOLERANCE = 1e-12  # of a margin, in proportion to its population
CYCLES = 1000
_STUCK = 1e-9  # a deviation this small that no cycle lessens is rounding
_PATIENCE = 20  # cycles that lessen no deviation, and the margins contradict each other
_SWEEPS = 10  # as many as R takes over the margins


class NegativeWeightsError(PhieuError):
    """Weights below zero, as an unbounded calibration can give, that are to be fitted again."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(
            _(
                "{rows} weights are negative, as unbounded linear calibration can make them. "
                'Calibrate with bounds or distance="raking" before you fit them again.'
            ).format(rows=rows)
        )


class RakingFailedError(PhieuError):
    """Margins that raking does not reach."""

    def __init__(self, cycles: int, margin: str, deviation: float) -> None:
        self.cycles = cycles
        self.margin = margin
        self.deviation = deviation
        super().__init__(
            _(
                "After {cycles} cycles, the margin {column} is still {deviation} of its population "
                "off. Some combinations of levels are empty in the sample: merge levels, or leave "
                "a margin out."
            ).format(cycles=cycles, column=margin, deviation=f"{deviation:.2g}")
        )


class EmptyLevelError(PhieuError):
    """A level of which some replicate has nobody."""

    def __init__(self, margin: str) -> None:
        self.margin = margin
        super().__init__(
            _(
                "A replicate has nobody of some level of {column}, so its weights cannot be "
                "fitted. Merge small levels."
            ).format(column=margin)
        )


@dataclass(frozen=True)
class PostStratified:
    """before, after: the weights that it was fitted to, and what it made of them."""

    margin: Margin
    before: Floats
    after: Floats

    def residuals(self, influence: Floats) -> Floats:
        codes, size = self.margin.codes, self.margin.size
        values = _unweighted(influence, self.after)
        weight = np.maximum(sums(codes, self.before, size), np.finfo(float).tiny)
        left = np.empty_like(influence)
        for i, column in enumerate(values.T):
            means = sums(codes, self.before * column, size) / weight
            left[:, i] = influence[:, i] - means[codes] * self.after
        return left


@dataclass(frozen=True)
class Raked:
    """after: the weights that fit all the margins."""

    margins: Sequence[Margin]
    after: Floats

    def residuals(self, influence: Floats) -> Floats:
        values = _unweighted(influence, self.after)
        counts = [np.maximum(sums(m.codes, None, m.size), 1) for m in self.margins]
        for column in values.T:
            for _sweep in range(_SWEEPS):
                for margin, count in zip(self.margins, counts, strict=True):
                    means = sums(margin.codes, column, margin.size) / count
                    column -= means[margin.codes]
        return values * self.after[:, None]


def _unweighted(influence: Floats, weights: Floats) -> Floats:
    """Influences of rows of weight 1, a copy; 0 where there is no weight."""
    shape = (*weights.shape, 1)
    over = weights.reshape(shape)
    return np.divide(influence, over, out=np.zeros_like(influence), where=over != 0)


def poststratify(design: Design, by: str | Sequence[str], population: Population) -> Design:
    """The design with weights that add up to the population of each level of a column, or of each
    combination of levels (tuples) of several. On replicates, each is fitted anew.

    Raises BadMarginsError, UnknownColumnError, NegativeWeightsError.
    """
    key = by if isinstance(by, str) else tuple(by)
    (margin,) = margins(design.data, {key: population}, design.values)

    def fit(weights: Floats) -> tuple[Floats, Adjustment | None]:
        after = not_negative(weights) * _factor(margin, weights)[margin.codes]
        return after, PostStratified(margin, weights, after)

    return design.refitted(fit)


def not_negative(weights: Floats) -> Floats:
    """Raises NegativeWeightsError."""
    if (weights < 0).any():
        raise NegativeWeightsError(int((weights < 0).sum()))
    return weights


def _factor(margin: Margin, weights: Floats) -> Floats:
    """By level, the population over the weight. Raises EmptyLevelError."""
    totals = sums(margin.codes, weights, margin.size)
    if ((totals == 0) & (margin.population > 0)).any():
        raise EmptyLevelError(margin.name)
    return np.divide(margin.population, totals, out=np.zeros_like(totals), where=totals > 0)


def rake(
    design: Design,
    populations: Mapping[Any, Population],
    *,
    tolerance: float = TOLERANCE,
    cycles: int = CYCLES,
) -> Design:
    """The design with weights that fit every margin, {column: {level: population}}, by iterative
    proportional fitting (Deming & Stephan 1940). On replicates, each is fitted anew.

    Raises BadMarginsError, UnknownColumnError, NegativeWeightsError,
    RakingFailedError.
    """
    found = margins(design.data, populations, design.values)
    return design.refitted(_raking(found, tolerance, cycles))


def _raking(found: Sequence[Margin], tolerance: float, cycles: int) -> Fit:
    cell, table = _cells(found)

    def fit(weights: Floats) -> tuple[Floats, Adjustment | None]:
        totals = sums(cell, not_negative(weights), len(table[0].codes))
        factor = fitted(totals, table, tolerance, cycles)
        after = weights * factor[cell]
        return after, Raked(found, after)

    return fit


def _cells(found: Sequence[Margin]) -> tuple[Any, list[Margin]]:
    """Each row's cell of the table of all margins, and the margins over the cells: fitting cells
    is fitting rows, for all rows of a cell have one factor."""
    cell = found[0].codes
    levels = [np.arange(found[0].size)]
    for margin in found[1:]:
        pairs = crossed(cell, margin.codes, margin.size, lefts=len(levels[0]))
        levels = [*(codes[pairs.left] for codes in levels), pairs.right]
        cell = pairs.codes
    table = [
        Margin(margin.name, codes, margin.population)
        for margin, codes in zip(found, levels, strict=True)
    ]
    return cell, table


def fitted(totals: Floats, table: Sequence[Margin], tolerance: float, cycles: int) -> Floats:
    """The factor of each cell that makes its totals fit the margins. Raises RakingFailedError."""
    factor = np.ones_like(totals)
    best, since = np.inf, 0
    for cycle in range(1, cycles + 1):
        for margin in table:
            factor *= _factor(margin, totals * factor)[margin.codes]
        worst, name = max((_deviation(margin, totals * factor), margin.name) for margin in table)
        if worst <= tolerance or (worst <= _STUCK and worst >= best):
            return factor
        best, since = (worst, cycle) if worst < best else (best, since)
        if cycle - since >= _PATIENCE:
            break
    raise RakingFailedError(cycle, name, worst)


def _deviation(margin: Margin, totals: Floats) -> float:
    """How far the worst level is from its population, in proportion."""
    found = sums(margin.codes, totals, margin.size)
    counted = margin.population > 0
    return float(np.abs(found[counted] / margin.population[counted] - 1).max())
