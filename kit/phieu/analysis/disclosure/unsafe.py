"""Which counts of a table are unsafe as they stand: the primary suppressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from phieu.analysis.counts import CountCell, CountTable, Value

from .rules import Reason, Rule

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Unsafe:
    """A count to hold back.

    width: how uncertain it must stay; 0 where it is only not printed, as its neighbours protect
    what matters.
    """

    cell: CountCell
    reason: Reason
    width: int


def unsafe_counts(table: CountTable, rule: Rule) -> tuple[Unsafe, ...]:
    """Every unsafe count once, in the order of its place.

    A group is what stands before an answer: every dimension but one that is an answer. Of two
    answers crossed, each is the group of the other.
    """
    answers = [
        axis
        for axis, dimension in enumerate(table.dimensions)
        if dimension.variable not in rule.identifying
    ]
    found: dict[CountCell, Unsafe] = {}
    if not answers:
        for cell in _small(table.counts, rule):
            found[cell] = Unsafe(cell, Reason.SMALL_COUNT, rule.uncertain_by)
    for axis in answers:
        for unsafe in _along(table, axis, rule):
            known = found.get(unsafe.cell)
            if known is None or known.width < unsafe.width:
                found[unsafe.cell] = unsafe
    if answers and rule.every_count:
        for cell in _small(table.counts, rule):
            found.setdefault(cell, Unsafe(cell, Reason.SMALL_COUNT, rule.uncertain_by))
    return tuple(found[cell] for cell in sorted(found))


def _small(counts: Counts, rule: Rule) -> Iterator[CountCell]:
    for place in np.argwhere((counts > 0) & (counts < rule.at_least)):
        yield tuple(int(index) for index in place)


def told_by(table: CountTable) -> Callable[[CountCell], frozenset[str]]:
    """Of which variables a count says something: a base says nothing of the answer that it is
    the base of, but that there is one."""
    whole = [(d.variable, Answers.of(d.categories).whole) for d in table.dimensions]

    def told(cell: CountCell) -> frozenset[str]:
        places = zip(whole, cell, strict=True)
        return frozenset(variable for (variable, all_of), place in places if place not in all_of)

    return told


def _along(table: CountTable, axis: int, rule: Rule) -> Iterator[Unsafe]:
    """The unsafe answers of every group: small groups, and those that are of one mind."""
    answers = Answers.of(table.dimensions[axis].categories)
    groups = list(_groups(table, axis, answers, rule))
    before = table.dimensions[:axis] + table.dimensions[axis + 1 :]
    all_identify = all(dimension.variable in rule.identifying for dimension in before)
    for group in groups:
        counts = group.counts
        for answer, count in enumerate(counts):
            cell = (*group.place[:axis], answer, *group.place[axis:])
            whole = answer in answers.whole
            if group.reason is Reason.SMALL_GROUP:
                # How many answered is only a secret where it tells of a respondent's features.
                known = whole and not all_identify
                width = 0 if known else min(rule.uncertain_by, group.base)
                yield Unsafe(cell, Reason.SMALL_GROUP, width)
            elif group.reason is Reason.UNANIMOUS and not whole:
                holds = count >= group.base - rule.near_unanimous
                width = min(rule.uncertain_by, _others(group, groups, answer)) if holds else 0
                yield Unsafe(cell, Reason.UNANIMOUS, width)


@dataclass(frozen=True)
class _Group:
    """Those before one answer: their place and categories, answers given, and what is unsafe."""

    place: CountCell
    categories: tuple[frozenset[Value], ...]
    counts: Counts
    base: int
    reason: Reason | None

    def holds(self, other: _Group) -> bool:
        return all(o <= own for own, o in zip(self.categories, other.categories, strict=True))


def _groups(table: CountTable, axis: int, answers: Answers, rule: Rule) -> Iterator[_Group]:
    before = [dimension for place, dimension in enumerate(table.dimensions) if place != axis]
    lines = np.moveaxis(table.counts, axis, -1)
    for place in product(*(range(len(dimension.categories)) for dimension in before)):
        counts = lines[place]
        base = answers.base(counts)
        reason = None
        if 0 < base < rule.at_least:
            reason = Reason.SMALL_GROUP
        elif base and answers.unanimous(counts, base, rule.near_unanimous):
            reason = Reason.UNANIMOUS
        categories = tuple(d.categories[at] for d, at in zip(before, place, strict=True))
        yield _Group(place, categories, counts, base, reason)


def _others(group: _Group, groups: Sequence[_Group], answer: int) -> int:
    """How many gave another answer in the safe groups that hold this one: no reader can believe
    of more in it, unless those are held back for nothing."""
    others = [
        safe.base - int(safe.counts[answer])
        for safe in groups
        if safe.reason is None and safe.holds(group)
    ]
    return min(others, default=group.base)


@dataclass(frozen=True)
class Answers:
    """The categories along an answer, and how they cut up its values.

    whole: the categories that hold all others. named: by cut, that is by values that stand in
    the same categories, whether being in it is an answer; not having chosen an option is none.
    solution: takes counts by category to counts by cut; None where they do not settle them.
    disjoint: categories that share no value.
    """

    whole: frozenset[int]
    named: npt.NDArray[np.bool_]
    solution: npt.NDArray[np.float64] | None
    disjoint: tuple[int, ...]

    @classmethod
    def of(cls, categories: Sequence[frozenset[Value]]) -> Answers:
        every = frozenset[Value]().union(*categories)
        signatures: dict[tuple[bool, ...], set[Value]] = {}
        for value in every:
            signature = tuple(value in category for category in categories)
            signatures.setdefault(signature, set()).add(value)
        whole = frozenset(
            place for place, category in enumerate(categories)
            if category == every and len(signatures) > 1
        )  # fmt: skip
        cuts = np.array(list(signatures), dtype=float).reshape(-1, len(categories)).T
        settled = np.linalg.matrix_rank(cuts) == cuts.shape[1]
        return cls(
            whole,
            np.array([cut != {0} for cut in signatures.values()], dtype=bool),
            np.linalg.pinv(cuts) if settled else None,
            _disjoint(categories),
        )

    def base(self, counts: Counts) -> int:
        """How many gave any of the answers. Where categories overlap and none holds all, at
        least how many: a group is then rather taken for small."""
        if self.whole:
            return int(counts[min(self.whole)])
        return int(max(counts.max(initial=0), counts[list(self.disjoint)].sum()))

    def unanimous(self, counts: Counts, base: int, near: int) -> bool:
        """Whether all but `near` of the group gave one answer, as finely as the table tells."""
        if len(self.named) < 2:
            return False
        if self.solution is None:
            return any(
                count >= base - near
                for place, count in enumerate(counts)
                if place not in self.whole
            )
        parts = np.rint(self.solution @ counts)
        return bool((parts[self.named] >= base - near).any())


def _disjoint(categories: Sequence[frozenset[Value]]) -> tuple[int, ...]:
    """The smallest categories that share no value, as many as fit."""
    taken: set[Value] = set()
    places = []
    for place in sorted(range(len(categories)), key=lambda p: (len(categories[p]), p)):
        if taken.isdisjoint(categories[place]):
            places.append(place)
            taken |= categories[place]
    return tuple(places)
