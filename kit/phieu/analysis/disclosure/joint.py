"""All that tables of one population say, as sums over who could be in it.

Values that no table tells apart are one class; a cell of the joint classification of all the
variables is an unknown number of respondents, and each published count is the sum of some of
them. Where the joint classification is too wide it is kept in cliques: the variables' graph is
made chordal, each maximal clique has its own unknowns, and those of neighbours agree on what
they share. Tables that agree so are the margins of one population (Lauritzen 1996, prop. 3.19,
with whole numbers as with real ones), so nothing is lost and no attacker knows more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from phieu.analysis.counts import Dimension, Event, Value

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Classes:
    """A variable's values by class: those that are in the same categories of every table, and at
    the end, without values, everybody else."""

    parts: tuple[frozenset[Value], ...]

    @classmethod
    def of(cls, categories: Iterable[frozenset[Value]]) -> Classes:
        different = list(dict.fromkeys(categories))
        parts: dict[tuple[bool, ...], list[Value]] = {}
        for value in dict.fromkeys(value for category in different for value in category):
            signature = tuple(value in category for category in different)
            parts.setdefault(signature, []).append(value)
        return cls((*map(frozenset, parts.values()), frozenset()))

    @property
    def size(self) -> int:
        return len(self.parts)

    def mask(self, values: frozenset[Value]) -> Mask:
        """The classes that these values are made up of."""
        return np.array([bool(part) and part <= values for part in self.parts])


@dataclass(frozen=True)
class Clique:
    """Unknowns for the joint classes of some variables, in C order, from column `first`."""

    variables: tuple[str, ...]
    shape: tuple[int, ...]
    first: int

    @property
    def size(self) -> int:
        return int(np.prod(self.shape, dtype=np.int64))

    def columns(self, chosen: Mapping[str, Mask]) -> npt.NDArray[np.int64]:
        """The unknowns of those who are in the chosen classes; others' variables are free."""
        held = np.ones(self.shape, dtype=bool)
        for axis, variable in enumerate(self.variables):
            if variable in chosen:
                wide = [1] * len(self.shape)
                wide[axis] = -1
                held &= chosen[variable].reshape(wide)
        return self.first + np.flatnonzero(held)


@dataclass(frozen=True)
class Joint:
    """The unknowns that some tables rest on, and the rules by which cliques agree."""

    classes: Mapping[str, Classes]
    cliques: tuple[Clique, ...]
    links: tuple[tuple[int, int], ...]  # neighbours in the tree of cliques

    @classmethod
    def of(cls, tables: Sequence[Sequence[Dimension]]) -> Joint:
        categories: dict[str, list[frozenset[Value]]] = {}
        for dimensions in tables:
            for dimension in dimensions:
                categories.setdefault(dimension.variable, []).extend(dimension.categories)
        classes = {name: Classes.of(sets) for name, sets in categories.items()}
        groups = [frozenset(d.variable for d in dimensions) for dimensions in tables]
        sizes = {name: found.size for name, found in classes.items()}
        cliques: list[Clique] = []
        first = 0
        for names in cliques_of(groups, sizes):
            ordered = tuple(sorted(names))
            cliques.append(Clique(ordered, tuple(sizes[name] for name in ordered), first))
            first += cliques[-1].size
        return cls(classes, tuple(cliques), _tree(cliques))

    @property
    def size(self) -> int:
        return sum(clique.size for clique in self.cliques)

    def row(self, event: Event) -> npt.NDArray[np.int64]:
        """The unknowns whose sum is the number of those in the event."""
        names = {name for name, _ in event}
        clique = min(
            (clique for clique in self.cliques if names <= set(clique.variables)),
            key=lambda clique: clique.size,
        )
        return clique.columns({name: self.classes[name].mask(values) for name, values in event})

    def outside(self, dimension: Dimension) -> npt.NDArray[np.int64]:
        """The unknowns of those whose value is in none of the dimension's categories."""
        variable = dimension.variable
        inside = self.classes[variable].mask(frozenset().union(*dimension.categories))
        found = [
            clique.columns({variable: ~inside})
            for clique in self.cliques
            if variable in clique.variables
        ]
        return np.concatenate(found)

    def agreements(self) -> sparse.csr_array:
        """Rows whose product with the unknowns is 0: neighbours agree on what they share."""
        rows: list[npt.NDArray[np.int64]] = []
        signs: list[npt.NDArray[np.float64]] = []
        for one, other in self.links:
            for cell in self._shared(one, other):
                plus, minus = self.cliques[one].columns(cell), self.cliques[other].columns(cell)
                rows.append(np.concatenate([plus, minus]))
                signs.append(np.concatenate([np.ones(len(plus)), -np.ones(len(minus))]))
        return matrix(rows, self.size, signs)

    def _shared(self, one: int, other: int) -> Iterable[Mapping[str, Mask]]:
        names = [n for n in self.cliques[one].variables if n in self.cliques[other].variables]
        for place in np.ndindex(*(self.classes[name].size for name in names)):
            yield {
                name: np.arange(self.classes[name].size) == index
                for name, index in zip(names, place, strict=True)
            }


def matrix(
    rows: Sequence[npt.NDArray[np.int64]],
    width: int,
    values: Sequence[npt.NDArray[np.float64]] | None = None,
) -> sparse.csr_array:
    """A row for each list of columns: ones there, or the values given."""
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    columns = np.concatenate([np.empty(0, dtype=np.int64), *rows])
    entries = np.ones(len(columns)) if values is None else np.concatenate([np.empty(0), *values])
    return sparse.csr_array((entries, columns, starts), shape=(len(rows), width))


def cliques_of(groups: Sequence[frozenset[str]], sizes: Mapping[str, int]) -> list[frozenset[str]]:
    """The maximal cliques of a chordal graph in which each group is complete.

    Variables are taken out one after another, that which leaves the fewest unknowns first.
    """
    near: dict[str, set[str]] = {name: set() for name in sizes}
    for group in groups:
        for one, other in combinations(group, 2):
            near[one].add(other)
            near[other].add(one)
    found: list[frozenset[str]] = []
    while near:
        name = min(near, key=lambda n: (np.prod([float(sizes[m]) for m in (n, *near[n])]), n))
        around = near.pop(name)
        clique = frozenset({name, *around})
        if not any(clique <= larger for larger in found):
            found.append(clique)
        for one in around:
            near[one] |= around - {one}
            near[one].discard(name)
    return found


def _tree(cliques: Sequence[Clique]) -> tuple[tuple[int, int], ...]:
    """A tree of cliques in which those that share a variable are joined through it: of all
    trees the one whose neighbours share the most variables (Prim)."""
    links: list[tuple[int, int]] = []
    inside, outside = {0}, set(range(1, len(cliques)))
    while outside:
        one, other = max(
            ((i, j) for i in inside for j in outside),
            key=lambda pair: (
                len(set(cliques[pair[0]].variables) & set(cliques[pair[1]].variables)),
                -pair[0],
                -pair[1],
            ),
        )
        links.append((one, other))
        inside.add(other)
        outside.remove(other)
    return tuple(links)
