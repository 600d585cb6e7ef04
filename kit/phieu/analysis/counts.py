"""Respondents counted by categories: what stands behind the figures of a table.

A published figure is only as safe as the counts that it rests on, so tables carry them, and
disclosure control works on them alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Value = int | float | str | None  # a code, a fact's text; None is a blank
CountCell = tuple[int, ...]  # the place of a count, an index a dimension
Event = frozenset[tuple[str, frozenset[Value]]]  # being of these values of these variables


@dataclass(frozen=True)
class Dimension:
    """A variable cut into sets of its values. Sets may overlap: a total holds all the others."""

    variable: str
    categories: tuple[frozenset[Value], ...]


@dataclass(frozen=True, eq=False)
class CountTable:
    """Unweighted respondents. counts: integers, shape = numbers of categories by dimension.

    Only respondents of whom every dimension's value lies in one of its sets are counted.
    """

    dimensions: tuple[Dimension, ...]
    counts: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        shape = tuple(len(dimension.categories) for dimension in self.dimensions)
        if self.counts.shape != shape:
            raise ValueError(f"counts of shape {self.counts.shape} for categories of {shape}")

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, CountTable)
            and self.dimensions == other.dimensions
            and np.array_equal(self.counts, other.counts)
        )

    def __hash__(self) -> int:
        return hash((self.dimensions, self.counts.tobytes()))

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(dimension.variable for dimension in self.dimensions)

    def cells(self) -> Iterator[CountCell]:
        """The place of every count, the last dimension's going fastest."""
        for place in np.ndindex(*self.counts.shape):
            yield tuple(int(index) for index in place)

    def event(self, cell: CountCell) -> Event:
        """What those counted in a cell have in common, in whatever table they are counted."""
        values: dict[str, frozenset[Value]] = {}
        for dimension, place in zip(self.dimensions, cell, strict=True):
            category = dimension.categories[place]
            values[dimension.variable] = values.get(dimension.variable, category) & category
        return frozenset(values.items())
