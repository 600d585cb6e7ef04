"""Confidence intervals: Student's t, and intervals of proportions that stay within 0 and 1."""

from __future__ import annotations

import numpy as np
from scipy import special

from phieu.errors import PhieuError
from phieu.messages import _

from .coding import Floats


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


def t_quantile(degrees_of_freedom: float, level: float) -> float:
    """Student's t that (1 + level)/2 lie below. Raises NoDegreesOfFreedomError, LevelError."""
    if not 0 < level < 1:
        raise LevelError(level)
    if degrees_of_freedom < 1:
        raise NoDegreesOfFreedomError
    return float(special.stdtrit(degrees_of_freedom, (1 + level) / 2))


def t_interval(
    estimate: Floats, se: Floats, degrees_of_freedom: float, level: float
) -> tuple[Floats, Floats]:
    """estimate ± t se. Where no error is left, as in a census, the estimate itself.

    Raises NoDegreesOfFreedomError.
    """
    if not (se > 0).any():
        return np.where(se == 0, estimate, np.nan), np.where(se == 0, estimate, np.nan)
    half = t_quantile(degrees_of_freedom, level) * se
    return estimate - half, estimate + half
