"""Which further counts to hold back: as few as keep every protected one uncertain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from .populations import Population, Problem


@dataclass(frozen=True, eq=False)
class Target:
    """A sum to protect. width: between the least and the most a reader may find at least this.

    count: its true value; None where even we do not know it.
    """

    row: sparse.csr_array
    width: int
    count: int | None

    def value(self, population: Population) -> int:
        return int((self.row @ population)[0])


@dataclass
class Suppression:
    """Grown target by target. Hidden events only become more, so a population that fitted once
    fits for ever: nothing has to be proved twice."""

    problem: Problem
    hidden: set[int]
    witnesses: list[Population] = field(default_factory=list)

    def protect(self, targets: Sequence[Target]) -> dict[Target, int]:
        """Hide until all are protected. Gives how uncertain each is now, which is less than it
        should be only where what is known already leaves no more room."""
        for target in sorted(targets, key=lambda t: -t.width):
            while self._width(target) < target.width and self._widen(target):
                pass
        return {target: min(target.width, self._width(target)) for target in targets}

    def _values(self, target: Target, witnesses: Iterable[Population]) -> list[int]:
        values = [target.value(witness) for witness in witnesses]
        return values if target.count is None else [target.count, *values]

    def _width(self, target: Target, witnesses: Iterable[Population] | None = None) -> int:
        values = self._values(target, self.witnesses if witnesses is None else witnesses)
        return max(values) - min(values) if values else 0

    def _widen(self, target: Target) -> bool:
        """One more population that makes the target less certain, the cheaper way; False: none."""
        values = self._values(target, self.witnesses)
        if not values:
            return self._add(self.problem.nearest(target.row, (0, np.inf), self.hidden))
        low, high = min(values), max(values)
        ways = [(low + target.width, np.inf)]
        if high >= target.width:
            ways.append((0, high - target.width))
        found: Population | None = None
        for bounds in ways:
            other = self.problem.nearest(target.row, bounds, self.hidden)
            if other is not None and (found is None or self._cost(other) < self._cost(found)):
                found = other
            if found is not None and self._cost(found) == 0:
                break
        return self._add(self._farther(target, low, high) if found is None else found)

    def _farther(self, target: Target, low: int, high: int) -> Population | None:
        """Where neither way alone gives the width: as far down as can be, else as far up."""
        for step in range(target.width - 1, 0, -1):
            if low >= step:
                found = self.problem.nearest(target.row, (0, low - step), self.hidden)
                if found is not None:
                    return found
        for step in range(target.width - 1, 0, -1):
            found = self.problem.nearest(target.row, (high + step, np.inf), self.hidden)
            if found is not None:
                return found
        return None

    def _changed(self, population: Population) -> set[int]:
        different = self.problem.events @ population != self.problem.counts
        return {int(place) for place in np.flatnonzero(different)}

    def _cost(self, population: Population) -> float:
        new = sorted(self._changed(population) - self.hidden)
        return float(self.problem.costs[new].sum())

    def _add(self, population: Population | None) -> bool:
        if population is None:
            return False
        self.witnesses.append(population)
        self.hidden |= self._changed(population)
        return True
