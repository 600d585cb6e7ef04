"""Sums of numbers that one or two respondents make up nearly alone.

Two rules, as in Hundepool et al. (2012), Statistical Disclosure Control, 4.2. (n, k): the n largest
make up more than k percent of the sum. p percent: the second largest, who knows its own number,
could work out the largest to within p percent: sum − largest − second < p/100 · largest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Dominance:
    """largest and percent: the (n, k) rule. within_percent: the p% rule."""

    largest: int = 2
    percent: float = 80.0
    within_percent: float = 10.0

    def __post_init__(self) -> None:
        if self.largest < 1 or not 0 < self.percent <= 100 or self.within_percent < 0:
            raise ValueError(f"no rule of dominance: {self}")


def is_dominated(numbers: npt.ArrayLike, rule: Dominance) -> bool:
    """Whether either rule forbids the sum. Raises ValueError for a negative or missing number."""
    ordered = np.sort(np.asarray(numbers, dtype=float))[::-1]
    if np.isnan(ordered).any() or (ordered < 0).any():
        raise ValueError("dominance is of numbers that are there and not negative")
    total = float(ordered.sum())
    if total == 0:
        return False
    share = 100 * float(ordered[: rule.largest].sum()) / total
    rest = total - float(ordered[:2].sum())
    return share > rule.percent or rest < rule.within_percent / 100 * float(ordered[0])
