"""Confidence intervals: Student's t, and intervals of proportions that stay within 0 and 1."""

from __future__ import annotations

from typing import Literal, assert_never, get_args

import numpy as np
from scipy import special

from phieu.errors import PhieuError
from phieu.messages import _

from .choices import check_choice
from .coding import Floats

ShareInterval = Literal["logit", "beta", "wilson", "clopper-pearson", "mean"]


class NoDegreesOfFreedomError(PhieuError):
    """A design with as many strata as units."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The design has as many strata as first-stage units: no degrees of freedom are "
                "left for an interval. Merge strata."
            )
        )


class LevelError(PhieuError):
    """A confidence level outside 0 and 1."""

    def __init__(self, level: float) -> None:
        self.level = level
        super().__init__(
            _("A confidence level lies between 0 and 1, as 0.95; {level} does not.").format(
                level=level
            )
        )


def check_level(level: float) -> None:
    """Raises LevelError."""
    if not 0 < level < 1:
        raise LevelError(level)


def t_quantile(degrees_of_freedom: Floats, level: float) -> Floats:
    """Student's t that (1 + level)/2 lie below."""
    found = special.stdtrit(degrees_of_freedom, (1 + level) / 2)
    return np.asarray(found, dtype=np.float64)


def t_interval(
    estimate: Floats, se: Floats, degrees_of_freedom: float, level: float
) -> tuple[Floats, Floats]:
    """estimate ± t se. Where no error is left, as in a census, the estimate itself.

    Raises NoDegreesOfFreedomError, LevelError.
    """
    check_level(level)
    if not (se > 0).any():
        return estimate + se, estimate + se
    if degrees_of_freedom < 1:
        raise NoDegreesOfFreedomError
    half = t_quantile(np.asarray(degrees_of_freedom, dtype=np.float64), level) * se
    return estimate - half, estimate + half


def share_interval(
    share: Floats,
    variance: Floats,
    n: Floats,
    degrees_of_freedom: Floats,
    *,
    level: float,
    interval: ShareInterval,
    census: bool = False,
) -> tuple[Floats, Floats]:
    """Limits of shares, all arrays of one length.

    logit: t on the logit scale; mean: t on the share; beta: Clopper–Pearson on the effective
    sample size that Korn & Graubard (1998) lessen by the degrees of freedom; wilson: the score
    interval on the same; clopper-pearson: on p (1 − p) / variance alone. Where all answers are
    alike, a share of 0 or 1, no variance was seen: then the effective size is n, and logit and
    mean, which have no interval there, give the beta one. Without a degree of freedom nothing is
    known: 0 to 1. census: no error is left. Raises LevelError, UnknownChoiceError.
    """
    check_level(level)
    check_choice("interval", interval, get_args(ShareInterval))
    if census:
        return share.copy(), share.copy()
    tail = (1 - level) / 2
    t = t_quantile(np.maximum(degrees_of_freedom, 1), level)
    of_rows = t_quantile(np.maximum(n - 1, 1), level)
    spread = share * (1 - share)
    alike = ~(spread > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        effective = np.where(alike, n, spread / variance)
    lessened = effective * (of_rows / t) ** 2
    beta = _clopper_pearson(share, lessened, tail)
    match interval:
        case "beta":
            low, high = beta
        case "clopper-pearson":
            low, high = _clopper_pearson(share, effective, tail)
        case "wilson":
            low, high = wilson(share, lessened, level)
        case "logit" | "mean":
            low, high = _of_t(share, variance, t, interval)
            low, high = np.where(alike, beta[0], low), np.where(alike, beta[1], high)
        case _:
            assert_never(interval)
    unseen, unknown, exact = np.isnan(share), degrees_of_freedom < 1, ~alike & (variance == 0)
    cases = [unseen, unknown, exact]
    return (
        np.select(cases, [share, np.zeros_like(share), share], low),
        np.select(cases, [share, np.ones_like(share), share], high),
    )


def _of_t(
    share: Floats, variance: Floats, t: Floats, interval: Literal["logit", "mean"]
) -> tuple[Floats, Floats]:
    half = t * np.sqrt(variance)
    if interval == "mean":
        return share - half, share + half
    with np.errstate(invalid="ignore", divide="ignore"):
        middle, half = special.logit(share), half / (share * (1 - share))
        return special.expit(middle - half), special.expit(middle + half)


def _clopper_pearson(share: Floats, n: Floats, tail: float) -> tuple[Floats, Floats]:
    with np.errstate(invalid="ignore"):
        low = special.betaincinv(n * share, n * (1 - share) + 1, tail)
        high = special.betaincinv(n * share + 1, n * (1 - share), 1 - tail)
    return np.where(share == 0, 0.0, low), np.where(share == 1, 1.0, high)


def wilson(share: Floats, n: Floats, level: float) -> tuple[Floats, Floats]:
    """The score interval (Wilson 1927) of shares on effective sample sizes n."""
    z = special.ndtri((1 + level) / 2)
    with np.errstate(invalid="ignore"):
        middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return np.where(share == 0, 0.0, middle - half), np.where(share == 1, 1.0, middle + half)
