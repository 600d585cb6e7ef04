"""The unknowns behind some tables, and what everybody knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from phieu.analysis.counts import CountTable, Dimension, Event

from .joint import Joint, matrix

MOST_UNKNOWNS = 60_000  # beyond, proofs take minutes: what does not fit is held back whole

Index = npt.NDArray[np.int64]


class TooWideError(ValueError):
    """More unknowns than can be solved for."""


@dataclass(frozen=True)
class World:
    """known · unknowns = sums, and no unknown is negative.

    columns: where each unknown of the joint stands in the rows; −1 where it is known to be 0.
    """

    joint: Joint
    columns: Index
    size: int
    known: sparse.csr_array
    sums: Index

    @classmethod
    def of(
        cls,
        tables: Sequence[Sequence[Dimension]],
        given: Sequence[CountTable],
        everybody: CountTable | None,
    ) -> World:
        """everybody: counts that leave nobody out. Raises TooWideError."""
        known = [*given, *([] if everybody is None else [everybody])]
        joint = Joint.of([*tables, *(table.dimensions for table in known)])
        if joint.size > MOST_UNKNOWNS:
            raise TooWideError(joint.size)
        rows, sums = _known_rows(joint, known)
        possible = np.ones(joint.size, dtype=bool)
        for row in (row for row, total in zip(rows, sums, strict=True) if total == 0):
            possible[row] = False
        for dimension in everybody.dimensions if everybody else ():
            possible[joint.outside(dimension)] = False
        columns = np.where(possible, np.cumsum(possible) - 1, -1)
        size = int(possible.sum())
        positive = [place for place, total in enumerate(sums) if total > 0]
        counts = matrix([_kept(columns, rows[place]) for place in positive], size)
        agreements = joint.agreements()[:, np.flatnonzero(possible)]
        return cls(
            joint,
            columns,
            size,
            sparse.csr_array(sparse.vstack([counts, agreements])),
            np.array([*(sums[p] for p in positive), *[0] * agreements.shape[0]], dtype=np.int64),
        )

    def matrix(self, events: Sequence[Event]) -> sparse.csr_array:
        """A row for each event: the unknowns that it is the sum of."""
        return matrix([_kept(self.columns, self.joint.row(event)) for event in events], self.size)


def _kept(columns: Index, row: Index) -> Index:
    kept = columns[row]
    return kept[kept >= 0]


def _known_rows(joint: Joint, tables: Sequence[CountTable]) -> tuple[list[Index], list[int]]:
    rows, sums = [], []
    for table in tables:
        for cell in table.cells():
            rows.append(joint.row(table.event(cell)))
            sums.append(int(table.counts[cell]))
    return rows, sums
