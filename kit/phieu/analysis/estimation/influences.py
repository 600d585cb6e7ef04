"""Estimates as functions of the weights, and what each row adds to them.

Both ways to a variance start here: linearisation takes the residuals, replication the values
under other weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .coding import Codes, Floats, Mask, sums
from .domains import Domains


class Statistic(Protocol):
    """Several figures at once."""

    def values(self, weights: Floats) -> Floats:
        """The figures (p,) under these weights."""

    def influences(self, weights: Floats) -> Floats:
        """What each row adds to each figure, its weight in it: (rows, p)."""


class DomainStatistic(Protocol):
    """A figure by domain; a row is in one domain."""

    @property
    def domains(self) -> Domains: ...

    def values(self, weights: Floats) -> Floats:
        """The figure by domain under these weights."""

    def residuals(self, weights: Floats) -> Floats:
        """What a row of weight 1 adds to its own domain's figure."""


@dataclass(frozen=True)
class RatioOfTotals:
    """Σ w y / Σ w x by domain over the usable rows; a mean where x is 1. x None: the total Σ w y.

    Rows that are not usable have y and x zero: they stay in the sample, outside the domain.
    """

    y: Floats
    x: Floats | None
    usable: Mask
    domains: Domains

    def values(self, weights: Floats) -> Floats:
        top = self._sums(weights * self.y)
        if self.x is None:
            return top
        with np.errstate(invalid="ignore", divide="ignore"):
            return top / self._sums(weights * self.x)

    def residuals(self, weights: Floats) -> Floats:
        if self.x is None:
            return self.y
        bottom = self._sums(weights * self.x)
        known = bottom != 0
        ratio, bottom = np.where(known, self.values(weights), 0), np.where(known, bottom, 1)
        codes = self.domains.codes
        found: Floats = (self.y - ratio[codes] * self.x) / bottom[codes]
        return found

    def _sums(self, values: Floats) -> Floats:
        return sums(self.domains.codes, values, self.domains.size)


@dataclass(frozen=True)
class SharesOfCells:
    """The share of each cell in the weight of all cells. cell: each row's, -1 for none."""

    cell: Codes
    size: int

    def values(self, weights: Floats) -> Floats:
        inside = self.cell >= 0
        totals = sums(self.cell[inside], weights[inside], self.size)
        found: Floats = totals / totals.sum()
        return found

    def influences(self, weights: Floats) -> Floats:
        inside = self.cell >= 0
        belongs = self.cell[:, None] == np.arange(self.size)
        centred = np.where(inside[:, None], belongs - self.values(weights), 0.0)
        found: Floats = centred * (weights / weights[inside].sum())[:, None]
        return found
