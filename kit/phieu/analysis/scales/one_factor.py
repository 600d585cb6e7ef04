"""One common factor fitted by maximum likelihood, as R's factanal fits it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

from phieu.errors import PhieuError
from phieu.messages import _

from .items import Floats

Bools = npt.NDArray[np.bool_]

FEWEST_ITEMS = 3  # with two, the loadings are not determined
SMALLEST_UNIQUENESS = 0.005  # factanal's bound: below it a solution is improper (Heywood case)
TOLERANCE = 1e-6  # on each uniqueness: the largest slope that may be left is far below it


class NoFactorError(PhieuError):
    """Correlations that no one-factor model can be fitted to."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No common factor can be fitted: some items are exact sums of others, or the "
                "iteration does not settle. Leave out the items that repeat others."
            )
        )


@dataclass(frozen=True)
class OneFactor:
    """Standardised: x_j = loading_j · f + e_j with var(e_j) = uniqueness_j.

    chi_square, df, p: the test that one factor is enough, with Bartlett's correction; None for
    three items, whose correlations one factor always fits. improper: the places of items whose
    uniqueness stands at the bound.
    """

    loadings: Floats
    uniquenesses: Floats
    chi_square: float | None
    df: int
    p: float | None
    improper: tuple[int, ...]


def fit(correlation: Floats, forms: int) -> OneFactor:
    """Minimises the discrepancy over the uniquenesses alone (Jöreskog 1967, sections 3 and 4).

    Loadings sum to something positive. Raises NoFactorError.
    """
    smallest = float(np.linalg.eigvalsh(correlation)[0])
    if smallest <= len(correlation) * np.finfo(float).eps:
        raise NoFactorError
    start = (1 - 0.5 / len(correlation)) / np.diag(np.linalg.inv(correlation))
    found = optimize.minimize(
        _discrepancy,
        np.log(np.clip(start, SMALLEST_UNIQUENESS, 1)),
        args=(correlation,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(np.log(SMALLEST_UNIQUENESS), 0)] * len(correlation),
        options={"maxiter": 10_000, "ftol": 0, "gtol": TOLERANCE / 100},
    )
    uniquenesses = np.exp(np.asarray(found.x, dtype=np.float64))
    at_bound = uniquenesses <= SMALLEST_UNIQUENESS * (1 + TOLERANCE)
    if _slope(found.jac, at_bound, uniquenesses >= 1) > TOLERANCE:
        raise NoFactorError
    loadings, _rest = _loadings(uniquenesses, correlation)
    chi_square, df, p = _test(float(found.fun), len(correlation), forms)
    improper = tuple(map(int, np.flatnonzero(at_bound)))
    return OneFactor(loadings, uniquenesses, chi_square, df, p, improper)


def _discrepancy(logs: Floats, correlation: Floats) -> tuple[float, Floats]:
    """log|Σ| + tr(S Σ⁻¹) − log|S| − k with the loadings at their best, and its gradient.

    logs: of the uniquenesses; on them the discrepancy is closer to a parabola, so that a third of
    the steps suffices.
    """
    uniquenesses = np.exp(logs)
    loadings, rest = _loadings(uniquenesses, correlation)
    value = float(np.sum(rest - np.log(rest)) - len(rest))
    residual = loadings**2 + uniquenesses - np.diag(correlation)
    return value, residual / uniquenesses


def _loadings(uniquenesses: Floats, correlation: Floats) -> tuple[Floats, Floats]:
    """The best loadings beside these uniquenesses, and the eigenvalues that they leave out."""
    roots = np.sqrt(uniquenesses)
    values, vectors = np.linalg.eigh(correlation / np.outer(roots, roots))
    loadings = roots * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0))
    return np.asarray(loadings if loadings.sum() >= 0 else -loadings), values[:-1]


def _slope(gradient: Floats, at_least: Bools, at_most: Bools) -> float:
    """The largest slope along which the discrepancy could still fall within the bounds."""
    outwards = (at_least & (gradient > 0)) | (at_most & (gradient < 0))
    return float(np.max(np.where(outwards, 0, np.abs(gradient))))


def _test(discrepancy: float, items: int, forms: int) -> tuple[float | None, int, float | None]:
    """(n − 1 − (2k + 5) / 6 − 2 / 3) times the discrepancy (Bartlett 1951, one factor)."""
    df = ((items - 1) ** 2 - items - 1) // 2
    if df <= 0:
        return None, df, None
    statistic = (forms - 1 - (2 * items + 5) / 6 - 2 / 3) * discrepancy
    return statistic, df, float(stats.chi2.sf(statistic, df))
