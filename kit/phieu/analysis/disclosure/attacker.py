"""An attacker with a linear-programming solver, who has what every reader has.

Written apart from what decides on suppressions, so that the two can check each other: here the
unknowns are the whole joint classification of all variables, one after another, and every bound
is an optimum of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from phieu.analysis.counts import CountTable, Event, Value

from .model import COUNTED, Outsiders, Published

Unknowns = npt.NDArray[np.bool_]

_TOLERANCE = 1e-6  # of the solver's bounds
_UNBOUNDED = 3  # its word for that


@dataclass(frozen=True)
class Range:
    """What an attacker finds of a count: it is at least `least` and at most `most`."""

    least: float
    most: float

    @property
    def recovered(self) -> bool:
        """Whether only one whole number is left."""
        return bool(np.floor(self.most + _TOLERANCE) <= np.ceil(self.least - _TOLERANCE))


@dataclass(frozen=True)
class Attacker:
    """Everything that was ever shown, as equations over who could have answered.

    values: of every variable, one value of each class of values that nothing tells apart. An
    unknown is a combination of them, in C order. possible: which could be anybody.
    """

    values: Mapping[str, Sequence[Value]]
    equations: LinearConstraint
    possible: Unknowns

    @classmethod
    def who_read(
        cls,
        publications: Sequence[Published],
        outsiders: Outsiders,
        wanted: Sequence[Event] = (),
    ) -> Attacker:
        """wanted: what he means to find out; no table need hold it."""
        frame = _counts(outsiders.respondents) if outsiders.respondents else []
        statements = [*_shown(publications), *_given(publications, outsiders), *frame]
        values = _values([*(event for event, _ in statements), *wanted])
        rows = [_members(values, event) for event, _count in statements]
        counts = np.array([count for _event, count in statements], dtype=float)
        possible = np.ones(np.prod([len(found) for found in values.values()], dtype=int), bool)
        if frame:
            possible = np.logical_or.reduce([_members(values, event) for event, _ in frame])
        matrix = sparse.vstack([sparse.csr_array(row[np.newaxis].astype(float)) for row in rows])
        return cls(values, LinearConstraint(matrix.tocsc(), counts, counts), possible)

    def recovers(self, event: Event, count: int, *, whole: bool = False) -> bool:
        """Whether he is left with its true count alone. One bound that leaves room is enough."""
        if self._end(event, 1.0, whole=whole) < count - 1 + _TOLERANCE:
            return False
        return self._end(event, -1.0, whole=whole) < count + 1 - _TOLERANCE

    def range_of(self, event: Event, *, whole: bool = False) -> Range:
        """The least and the most respondents that can be in the event; whole: as whole numbers.

        The event is one that was shown or wanted: others may cut through an unknown.
        """
        return Range(self._end(event, 1.0, whole=whole), self._end(event, -1.0, whole=whole))

    def _end(self, event: Event, sign: float, *, whole: bool) -> float:
        wanted = _members(self.values, event).astype(float)
        result = milp(
            sign * wanted,
            constraints=self.equations,
            bounds=Bounds(0, np.where(self.possible, np.inf, 0)),
            integrality=np.full(len(wanted), int(whole)),
        )
        if result.status == _UNBOUNDED:
            return float(np.inf)
        if result.x is None and whole:
            # Of whole numbers the solver may leave open whether there are none or no end. What
            # really was answered is one solution, so it is no end, as fractions must then show.
            end = self._end(event, sign, whole=False)
            assert np.isinf(end), result.message
            return end
        assert result.x is not None, result.message
        return float(wanted @ result.x)


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


def _members(values: Mapping[str, Sequence[Value]], event: Event) -> Unknowns:
    held = dict(event)
    inside = np.ones((), dtype=bool)
    for name, classes in values.items():
        own = [name not in held or value in held[name] for value in classes]
        inside = np.logical_and.outer(inside, np.array(own, dtype=bool))
    return inside.ravel()
