"""Cronbach's alpha and McDonald's omega total of a scale, each with an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from phieu.analysis.estimation.intervals import check_level
from phieu.analysis.survey import Survey
from phieu.errors import PhieuError
from phieu.messages import _

from . import intervals, one_factor
from .complete import Complete, complete_cases, varies
from .intervals import Interval, Method
from .items import Floats, items_of
from .one_factor import OneFactor
from .presenting import alpha_words, omega_words

RESAMPLES = 2000


class NoGeneratorError(PhieuError):
    """A bootstrap without the chance that it draws with."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A bootstrap interval draws by chance. Pass rng=numpy.random.default_rng(SEED), so "
                "that the same figures can be had again."
            )
        )


@dataclass(frozen=True)
class Alpha:
    """value: of the sum (or mean) of the items; standardised: were all of equal variance.

    forms: those that answered every item, of `valid` forms. negative: the items that hang
    together with the others the wrong way round, most likely reversed ones not marked so.
    """

    value: float
    standardised: float
    interval: Interval
    level: float
    method: Method
    forms: int
    valid: int
    items: tuple[str, ...]
    negative: tuple[str, ...]

    def __str__(self) -> str:
        return alpha_words(self)

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"


@dataclass(frozen=True)
class Omega:
    """value: (Σλ)² / ((Σλ)² + Σψ) on the items' own scale (McDonald 1999, eq. 6.20).

    The part of the variance of the items' sum, as the one-factor model has it, that is the common
    factor's. standardised: the same for items of equal variance. negative: items that load
    negatively. improper: items whose uniqueness stands at the bound. interval: by bootstrap,
    None where no generator was passed.
    """

    value: float
    standardised: float
    interval: Interval | None
    level: float
    forms: int
    valid: int
    items: tuple[str, ...]
    factor: OneFactor
    negative: tuple[str, ...]
    improper: tuple[str, ...]

    def __str__(self) -> str:
        return omega_words(self)

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"


def alpha(
    survey: Survey,
    names: Sequence[str],
    *,
    interval: Method = "feldt",
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    resamples: int = RESAMPLES,
) -> Alpha:
    """Of the forms that answered every item, each counted once, reversed items turned.

    rng: for the bootstrap. Raises ProblemsFoundError for fewer than 2 items, fewer than 3 complete
    forms, items or a sum of them that do not vary; NoGeneratorError, LevelError.
    """
    check_level(level)
    found = complete_cases(survey, items_of(survey, names), fewest_items=2)
    value = alpha_of(found.scores)
    return Alpha(
        value=value,
        standardised=_standardised_alpha(found),
        interval=_alpha_interval(found, value, interval, level, rng, resamples),
        level=level,
        method=interval,
        forms=len(found.scores),
        valid=found.forms,
        items=found.names,
        negative=_named(found, item_rest_correlations(found.scores) < 0),
    )


def alpha_of(scores: Floats) -> float:
    """k / (k − 1) · (1 − Σ var(x_j) / var(Σ x_j)) (Cronbach 1951). scores: (forms, items).

    NaN where the sum does not vary, or there is one item.
    """
    items, totals = scores.shape[1], scores.sum(axis=1)
    if items < 2 or not varies(totals):
        return float("nan")
    of_items = np.var(scores, axis=0, ddof=1).sum()
    return float(items / (items - 1) * (1 - of_items / np.var(totals, ddof=1)))


def item_rest_correlations(scores: Floats) -> Floats:
    """Each item with the sum of the others; NaN where either does not vary. (forms, items) in."""
    rest = scores.sum(axis=1, keepdims=True) - scores
    return np.array([_correlation(scores[:, j], rest[:, j]) for j in range(scores.shape[1])])


def omega(
    survey: Survey,
    names: Sequence[str],
    *,
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    resamples: int = RESAMPLES,
) -> Omega:
    """Omega total of one common factor, fitted by maximum likelihood to the correlations.

    The forms are those of alpha. rng: for a bootstrap interval, which fits the factor anew
    `resamples` times. Raises ProblemsFoundError for fewer than 3 items and as alpha does,
    NoFactorError.
    """
    check_level(level)
    found = complete_cases(survey, items_of(survey, names), fewest_items=one_factor.FEWEST_ITEMS)
    factor = one_factor.fit(found.correlation, len(found.scores))
    spread = np.std(found.scores, axis=0, ddof=1)
    reach = None
    if rng is not None:
        reach = intervals.bootstrap(
            _omega_of, found.scores, level=level, resamples=resamples, rng=rng
        )
    return Omega(
        value=_ratio(factor, spread),
        standardised=_ratio(factor, np.ones_like(spread)),
        interval=reach,
        level=level,
        forms=len(found.scores),
        valid=found.forms,
        items=found.names,
        factor=factor,
        negative=_named(found, factor.loadings < 0),
        improper=tuple(found.names[place] for place in factor.improper),
    )


def _alpha_interval(
    found: Complete,
    value: float,
    method: Method,
    level: float,
    rng: np.random.Generator | None,
    resamples: int,
) -> Interval:
    forms, items = found.scores.shape
    match method:
        case "feldt":
            return intervals.feldt(value, forms=forms, items=items, level=level)
        case "duhachek":
            return intervals.duhachek(value, found.covariance, forms=forms, level=level)
        case "bootstrap":
            if rng is None:
                raise NoGeneratorError
            return intervals.bootstrap(
                alpha_of, found.scores, level=level, resamples=resamples, rng=rng
            )


def _standardised_alpha(found: Complete) -> float:
    correlation = found.correlation
    items = len(correlation)
    return float(items / (items - 1) * (1 - items / correlation.sum()))


def _omega_of(scores: Floats) -> float:
    """NaN where a drawn sample has no solution."""
    spread = np.std(scores, axis=0, ddof=1)
    if (spread == 0).any():
        return float("nan")
    try:
        factor = one_factor.fit(np.atleast_2d(np.corrcoef(scores, rowvar=False)), len(scores))
    except one_factor.NoFactorError:
        return float("nan")
    return _ratio(factor, spread)


def _ratio(factor: OneFactor, spread: Floats) -> float:
    common = float(factor.loadings @ spread) ** 2
    return common / (common + float(factor.uniquenesses @ spread**2))


def _correlation(x: Floats, y: Floats) -> float:
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def _named(found: Complete, flags: np.ndarray) -> tuple[str, ...]:
    return tuple(name for name, flag in zip(found.names, flags, strict=True) if flag)
