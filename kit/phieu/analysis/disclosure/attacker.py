"""An attacker with a linear-programming solver, who has what every reader has.

Written apart from what decides on suppressions, so that the two can check each other: here the
unknowns are the whole joint classification of all variables, one after another, and every bound
is an optimum of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from phieu.analysis.counts import CountTable, Event, Value

from .model import COUNTED, Outsiders, Published

Cells = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Range:
    """What an attacker finds of a count: it is at least `least` and at most `most`."""

    least: float
    most: float

    @property
    def recovered(self) -> bool:
        """Whether only one whole number is left."""
        return bool(np.floor(self.most + 1e-6) <= np.ceil(self.least - 1e-6))


@dataclass(frozen=True)
class Attacker:
    """Everything that was ever shown, as equations over who could have answered."""

    names: tuple[str, ...]
    cells: tuple[tuple[Value, ...], ...]  # one value of each class, of every variable
    equations: LinearConstraint
    possible: Cells

    @classmethod
    def who_read(cls, publications: Sequence[Published], outsiders: Outsiders) -> Attacker:
        frame = _counts(outsiders.respondents) if outsiders.respondents else []
        statements = [*_shown(publications), *_given(publications, outsiders), *frame]
        named = [event for event, _count in statements]
        named += [event for event, _shown in _places(publications)]
        values = _values(named)
        names = tuple(values)
        cells = tuple(product(*values.values()))
        rows = [_row(names, cells, event) for event, _count in statements]
        counts = np.array([count for _event, count in statements], dtype=float)
        possible = np.ones(len(cells), dtype=bool)
        if frame:
            possible = np.logical_or.reduce([_row(names, cells, event) for event, _ in frame])
        matrix = sparse.csr_array(np.array(rows, dtype=float).reshape(len(rows), len(cells)))
        return cls(names, cells, LinearConstraint(matrix, counts, counts), possible)

    def range_of(self, event: Event, *, whole: bool = False) -> Range:
        """The least and the most respondents that can be in the event; whole: as whole numbers."""
        wanted = _row(self.names, self.cells, event).astype(float)
        ends = []
        for sign in (1.0, -1.0):
            result = milp(
                sign * wanted,
                constraints=self.equations,
                bounds=Bounds(0, np.where(self.possible, np.inf, 0)),
                integrality=np.full(len(wanted), int(whole)),
            )
            if result.status == 3:  # unbounded
                ends.append(np.inf)
                continue
            assert result.x is not None, result.message
            ends.append(float(wanted @ result.x))
        return Range(*ends)


def _places(publications: Sequence[Published]) -> list[tuple[Event, tuple[bool, int]]]:
    """Every place of every table, whether readers got its count, and the count."""
    places = []
    for publication in publications:
        for table in publication.tables:
            for place in np.ndindex(*table.counts.shape):
                event = dict[str, frozenset[Value]]()
                for dimension, at in zip(table.dimensions, place, strict=True):
                    category = dimension.categories[at]
                    event[dimension.variable] = category & event.get(dimension.variable, category)
                if publication.counted is not None:
                    event[COUNTED] = publication.counted
                got = (bool(table.shown[place]), int(table.counts[place]))
                places.append((frozenset(event.items()), got))
    return places


def _shown(publications: Sequence[Published]) -> list[tuple[Event, int]]:
    return [(event, count) for event, (shown, count) in _places(publications) if shown]


def _given(publications: Sequence[Published], outsiders: Outsiders) -> list[tuple[Event, int]]:
    tables = [table for publication in publications for table in publication.tables]
    blanks = outsiders.blanks([one for table in tables for one in table.dimensions])
    return [statement for table in blanks for statement in _counts(table)]


def _counts(table: CountTable) -> list[tuple[Event, int]]:
    return [(table.event(cell), int(table.counts[cell])) for cell in table.cells()]


def _values(events: Sequence[Event]) -> dict[str, list[Value]]:
    """By variable, one value for each class of values that no event tells apart."""
    sets: dict[str, set[frozenset[Value]]] = {}
    for event in events:
        for name, values in event:
            sets.setdefault(name, set()).add(values)
    found: dict[str, list[Value]] = {}
    for name, categories in sorted(sets.items()):
        ordered = list(categories)
        one_of = {
            tuple(value in category for category in ordered): value
            for category in ordered
            for value in category
        }
        nobody = (False,) * len(ordered)
        found[name] = [*one_of.values(), *([] if nobody in one_of else [_ELSEWHERE])]
    return found


_ELSEWHERE = "no category"


def _row(names: Sequence[str], cells: Sequence[tuple[Value, ...]], event: Event) -> Cells:
    held = dict(event)
    wanted = [held.get(name) for name in names]
    return np.array(
        [
            all(
                values is None or value in values
                for value, values in zip(cell, wanted, strict=True)
            )
            for cell in cells
        ],
        dtype=bool,
    )
