"""Calibration: weights as near to the given ones as fits known totals (Deville & Särndal 1992).

linear is the regression estimator (GREG). Errors are those of residuals from the regression on
the calibration variables, as R's svyrecvar has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, assert_never, get_args

import numpy as np
import pandas as pd

from phieu.errors import PhieuError, Problem
from phieu.messages import _

from .choices import check_choice
from .coding import Floats, Mask, numbers
from .design import Adjustment, Design
from .margins import BadMarginsError, Population, margins
from .raking import not_negative

Distance = Literal["linear", "raking", "logit"]
Bounds = tuple[float, float]

TOLERANCE = 1e-11  # of a total, in proportion to it
STEPS = 100
_STUCK = 1e-9  # a misfit this small that no step lessens is rounding
_RANK = 1e-11  # a column so near to a mix of others, in proportion, adds nothing


class CalibrationFailedError(PhieuError):
    """Totals that no weights within the bounds reach."""

    def __init__(self, misfit: float) -> None:
        self.misfit = misfit
        super().__init__(
            _(
                "No weights were found that fit the totals: the worst is {misfit} of itself off. "
                "Widen the bounds, or use fewer totals, and check that they agree with each other."
            ).format(misfit=f"{misfit:.2g}")
        )


class BadBoundsError(PhieuError):
    """Bounds of factors that do not hold 1 between them, or that the distance needs."""

    def __init__(self, bounds: object) -> None:
        self.bounds = bounds
        super().__init__(
            _(
                "Bounds are of the factors that weights are multiplied by, the lower below 1 and "
                'the upper above, as (0.5, 2). {bounds} are not. distance="logit" needs both.'
            ).format(bounds=bounds)
        )


@dataclass(frozen=True)
class Calibrated:
    """basis: orthonormal columns (rows, k) of the calibration variables times √before.

    scale: g √before, by which residuals are weighted.
    """

    basis: Floats
    scale: Floats

    def residuals(self, influence: Floats) -> Floats:
        over = self.scale[:, None]
        values = np.divide(influence, over, out=np.zeros_like(influence), where=over != 0)
        left: Floats = (values - self.basis @ (self.basis.T @ values)) * over
        return left


def calibrate(
    design: Design,
    totals: Mapping[Any, float | Population],
    *,
    size: float | None = None,
    distance: Distance = "linear",
    bounds: Bounds = (-np.inf, np.inf),
) -> Design:
    """The design with weights that fit totals: {column: total} of a number, {column: {level:
    population}} of categories; size: of the population, where no column of categories gives it.

    bounds: of the factors g = new weight / old. On replicates, each is fitted anew. Raises
    BadMarginsError, BadBoundsError, UnknownChoiceError, CalibrationFailedError,
    NegativeWeightsError, UnknownColumnError, NotNumbersError.
    """
    _check(distance, bounds)
    columns, targets = _model(design, totals, size)

    def fit(weights: Floats) -> tuple[Floats, Adjustment | None]:
        root = np.sqrt(not_negative(weights))
        factors = _factors(columns, weights, targets, distance, bounds)
        basis = _basis(columns * root[:, None])
        return weights * factors, Calibrated(basis, factors * root)

    return design.refitted(fit)


def _check(distance: Distance, bounds: Bounds) -> None:
    check_choice("distance", distance, get_args(Distance))
    low, high = bounds
    finite = np.isfinite(low) and np.isfinite(high)
    if not low < 1 < high or (distance == "logit" and not finite):
        raise BadBoundsError(bounds)


def _model(
    design: Design, totals: Mapping[Any, float | Population], size: float | None
) -> tuple[Floats, Floats]:
    """The calibration variables (rows, k) and their totals (k,)."""
    categories = {name: t for name, t in totals.items() if isinstance(t, (Mapping, pd.Series))}
    columns: list[Floats] = [] if size is None else [np.ones(len(design.data))]
    targets: list[float] = [] if size is None else [size]
    for margin in margins(design.data, categories, design.values):
        for level, population in enumerate(margin.population):
            columns.append((margin.codes == level).astype(np.float64))
            targets.append(float(population))
    problems = []
    for name, total in totals.items():
        if isinstance(total, (Mapping, pd.Series)):
            continue
        values = numbers(design.data, name)
        missing = int((np.isnan(values) & (design.values > 0)).sum())
        if missing or not np.isfinite(total):
            problems.append(_unusable(str(name), missing))
        columns.append(np.nan_to_num(values))
        targets.append(float(total))
    if problems:
        raise BadMarginsError(problems)
    return np.column_stack(columns), np.array(targets)


def _unusable(name: str, missing: int) -> Problem:
    if missing:
        text = _("{column} is missing in {rows} rows.").format(column=name, rows=missing)
        return Problem(name, "calibration-missing", text, _("Fill the column in."))
    return Problem(
        name,
        "total-missing",
        _("The total of {column} is missing or infinite.").format(column=name),
        _("Give the total of the column over the population."),
    )


def _basis(columns: Floats) -> Floats:
    """An orthonormal basis of what the columns span."""
    left, singular, _right = np.linalg.svd(columns, full_matrices=False)
    kept: Floats = left[:, singular > _RANK * singular[0]]
    return kept


def _factors(
    columns: Floats, weights: Floats, targets: Floats, distance: Distance, bounds: Bounds
) -> Floats:
    """Newton's method on the multipliers of the totals, halving steps that leave the numbers.

    Raises CalibrationFailedError.
    """
    # Columns of one magnitude: the equations are then as well conditioned as they can be.
    magnitude = np.sqrt((columns**2 * weights[:, None]).sum(axis=0) / weights.sum())
    scaled = columns / np.where(magnitude > 0, magnitude, 1)
    goal = targets / np.where(magnitude > 0, magnitude, 1)
    multipliers = np.zeros(len(targets))
    factors, slopes = _distances(scaled @ multipliers, distance, bounds)
    before = np.inf
    for _step in range(STEPS):
        misfit = goal - scaled.T @ (weights * factors)
        worst = float((np.abs(misfit) / (np.abs(goal) + np.abs(goal).max())).max())
        if worst <= TOLERANCE or (worst <= _STUCK and worst >= before):
            return factors
        before = worst
        hessian = scaled.T @ (scaled * (weights * slopes)[:, None])
        step = np.linalg.pinv(hessian, rcond=_RANK, hermitian=True) @ misfit
        for _halving in range(STEPS):
            with np.errstate(over="ignore", invalid="ignore"):
                factors, slopes = _distances(scaled @ (multipliers + step), distance, bounds)
            if np.isfinite(factors).all() and np.isfinite(slopes).all():
                break
            step /= 2
        multipliers += step
    raise CalibrationFailedError(worst)


def _distances(values: Floats, distance: Distance, bounds: Bounds) -> tuple[Floats, Floats]:
    """The factors g = F(u) of a distance and their slopes."""
    low, high = bounds
    match distance:
        case "linear":
            return _clipped(1 + values, np.ones_like(values), bounds)
        case "raking":
            factors = np.exp(values)
            return _clipped(factors, factors, bounds)
        case "logit":
            steep = (high - low) / ((1 - low) * (high - 1))
            growth = np.exp(steep * values)
            bottom = (high - 1) + (1 - low) * growth
            factors = (low * (high - 1) + high * (1 - low) * growth) / bottom
            slopes = growth * steep * (1 - low) * (high - 1) * (high - low) / bottom**2
            return np.clip(factors, low, high), slopes  # rounding can take them past
        case _:
            assert_never(distance)


def _clipped(factors: Floats, slopes: Floats, bounds: Bounds) -> tuple[Floats, Floats]:
    inside: Mask = (factors >= bounds[0]) & (factors <= bounds[1])
    return np.clip(factors, *bounds), np.where(inside, slopes, 0.0)
