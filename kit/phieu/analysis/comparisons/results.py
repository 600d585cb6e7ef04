"""What a test found, as a value: statistic, degrees of freedom, p, effect size, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np
import numpy.typing as npt

from phieu.errors import Problem, ProblemsFoundError

from .wording import result_line

Floats = npt.NDArray[np.float64]
Alternative = Literal["two-sided", "less", "greater"]


class NoComparisonError(ProblemsFoundError):
    """A test that cannot be carried out on these answers; every reason at once."""


def nothing_to_compare(place: str, rule: str, message: str, fix: str) -> NoComparisonError:
    """One reason."""
    return NoComparisonError([Problem(place, f"comparison-{rule}", message, fix)])


@dataclass(frozen=True)
class Effect:
    """How large a difference is, whatever the number of forms. source: of its formula.

    interval: None where no interval is offered for it.
    """

    name: str
    symbol: str
    value: float
    source: str
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Comparison:
    """One test. method: in words. symbol: of the statistic, as R names it.

    df: none, one, or two degrees of freedom. n: the forms (or pairs, or rows) it rests on;
    left_out: those without a usable answer. notes: what else a reader must know.
    """

    method: str
    symbol: str
    statistic: float
    p: float
    n: int
    effect: Effect
    df: tuple[float, ...] = ()
    alternative: Alternative = "two-sided"
    left_out: int = 0
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join((result_line(self), *self.notes))

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in str(self).splitlines())
