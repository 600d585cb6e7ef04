"""Other populations that give the same tables: what stands between a reader and a count.

A count is safe when two populations of whole respondents, both in line with everything that is
shown and known, differ in it by enough. No attacker, with whatever solver, can then tell more
closely; and that the two are in line is a sum that anybody can check.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import LinearConstraint, milp

Population = npt.NDArray[np.int64]  # respondents by unknown
Numbers = npt.NDArray[np.float64]

_WHOLE = 1e-6  # how far from a whole number the solver's numbers may lie
_SECONDS = 3.0  # for whole numbers where the plain program gives fractions
_INFEASIBLE = 2  # the solver's word for it
_CLOSE = 0.05  # relative gap at which a costly optimum is good enough


class UndecidedError(ValueError):
    """The solver could not say within its time whether there is such a population."""


@dataclass(frozen=True)
class Problem:
    """What is known of a population, and what could be shown of it.

    known (rows) and known_counts: sums that every reader knows. events and counts: the sums that
    tables hold. costs: what holding back each is worth. fixed: events that were shown before,
    and cannot be held back.
    """

    known: sparse.csr_array
    known_counts: Population
    events: sparse.csr_array
    counts: Population
    costs: Numbers
    fixed: npt.NDArray[np.bool_]

    @property
    def size(self) -> int:
        return int(self.events.shape[1])

    def with_fixed(self, events: sparse.csr_array, counts: Population) -> Problem:
        """With further sums that stay."""
        size = len(counts)
        return Problem(
            self.known,
            self.known_counts,
            sparse.csr_array(sparse.vstack([self.events, events])),
            np.concatenate([self.counts, counts]).astype(np.int64),
            np.concatenate([self.costs, np.zeros(size)]),
            np.concatenate([self.fixed, np.ones(size, dtype=bool)]),
        )

    def with_all_fixed(self) -> Problem:
        return replace(self, fixed=np.ones(len(self.counts), dtype=bool))

    def fits(self, population: Population, hidden: Collection[int]) -> bool:
        """Whether readers who see all events but the hidden ones could take it for true."""
        shown = np.ones(len(self.counts), dtype=bool)
        shown[list(hidden)] = False
        return bool(
            (population >= 0).all()
            and (self.known @ population == self.known_counts).all()
            and ((self.events @ population == self.counts) | ~shown).all()
        )

    def nearest(
        self, target: sparse.csr_array, bounds: tuple[float, float], hidden: Collection[int]
    ) -> Population | None:
        """A population with the target within bounds that changes the least of what is shown.

        Least by cost times change, so that what it changes is little to hold back (the linear
        programs of Fischetti & Salazar 2001, solved once for each target). None: there is none.
        Raises UndecidedError.
        """
        program = self._program(frozenset(hidden))
        found = program.solve(target, bounds, whole=False)
        if found is None:
            return None
        rounded = np.rint(found)
        if np.abs(found - rounded).max(initial=0) <= _WHOLE:
            population = rounded.astype(np.int64)
            if program.keeps(population):
                return population
        # Whole numbers are mostly found where the fractions moved anything at all.
        changed = np.abs(self.events @ found - self.counts) > _WHOLE
        moved = frozenset(hidden) | {int(place) for place in np.flatnonzero(changed)}
        try:
            found = _Program.of(self.with_all_fixed(), moved).solve(target, bounds, whole=True)
        except UndecidedError:
            found = None
        if found is None:
            found = program.solve(target, bounds, whole=True)
        if found is None:
            return None
        population = np.rint(found).astype(np.int64)
        if not program.keeps(population):
            raise UndecidedError
        return population

    @cached_property
    def _programs(self) -> dict[frozenset[int], _Program]:
        return {}

    def _program(self, hidden: frozenset[int]) -> _Program:
        if hidden not in self._programs:
            self._programs.clear()  # of one set of hidden events, many targets
            self._programs[hidden] = _Program.of(self, hidden)
        return self._programs[hidden]


@dataclass(frozen=True)
class _Program:
    """min Σ cost·|change| over x ≥ 0: what is known and fixed stays, all else may change."""

    rows: sparse.csr_array
    right: Numbers
    objective: Numbers
    size: int

    @classmethod
    def of(cls, problem: Problem, hidden: frozenset[int]) -> _Program:
        shown = np.ones(len(problem.counts), dtype=bool)
        shown[list(hidden)] = False
        stays, moves = shown & problem.fixed, shown & ~problem.fixed
        free = int(moves.sum())
        slack = sparse.hstack([sparse.eye_array(free), -sparse.eye_array(free)])
        fixed = sparse.vstack([problem.known, problem.events[stays]])
        none = sparse.csr_array((fixed.shape[0], 2 * free))
        rows = sparse.vstack(
            [sparse.hstack([fixed, none]), sparse.hstack([problem.events[moves], slack])]
        )
        right = np.concatenate(
            [problem.known_counts, problem.counts[stays], problem.counts[moves]]
        ).astype(float)
        costs = problem.costs[moves]
        objective = np.concatenate([np.zeros(problem.size), costs, costs])
        return cls(sparse.csr_array(rows), right, objective, problem.size)

    def solve(
        self, target: sparse.csr_array, bounds: tuple[float, float], *, whole: bool
    ) -> Numbers | None:
        none = sparse.csr_array((1, self.rows.shape[1] - self.size))
        rows = sparse.vstack([self.rows, sparse.hstack([target, none])], format="csc")
        integral = np.zeros(self.rows.shape[1], dtype=np.int64)
        if whole:
            integral[: self.size] = 1
        result = milp(
            self.objective,
            constraints=LinearConstraint(
                rows, np.append(self.right, bounds[0]), np.append(self.right, bounds[1])
            ),
            integrality=integral,
            options={"time_limit": _SECONDS, "mip_rel_gap": _CLOSE} if whole else {},
        )
        if result.x is None and result.status != _INFEASIBLE:
            raise UndecidedError
        return None if result.x is None else result.x[: self.size]

    def keeps(self, population: Population) -> bool:
        """Whether rounding left everything that must stay as it was."""
        fixed = self.rows[:, : self.size]
        changes = self.rows[:, self.size :]
        settled = np.diff(changes.indptr) == 0
        return bool((population >= 0).all() and (fixed @ population == self.right)[settled].all())
