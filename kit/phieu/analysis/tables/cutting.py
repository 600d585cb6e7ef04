"""Where a table too wide is cut: between banner variables, else between their categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Heading


def runs(headings: Sequence[Heading], widths: Sequence[float], room: float) -> Iterator[list[int]]:
    """Columns side by side, as many banner variables as fit; one that is wider than all the room
    is cut between its categories. widths, room: in the same measure."""
    run: list[int] = []
    for group in _groups(headings, depth=1):
        pieces = [group]
        if sum(widths[column] for column in group) > room:
            pieces = _even(_within(headings, group), widths, room)
        for piece in pieces:
            if run and sum(widths[column] for column in [*run, *piece]) > room:
                yield run
                run = []
            run = [*run, *piece]
    if run:
        yield run


def _even(units: Sequence[Sequence[int]], widths: Sequence[float], room: float) -> list[list[int]]:
    """As few runs as fit, of much the same width: no part for a last lone column."""
    sizes = [sum(widths[column] for column in unit) for unit in units]
    ends = list(accumulate(sizes))
    for count in range(ceil(ends[-1] / room), len(units) + 1):
        share = ends[-1] / count
        found: list[list[int]] = [[] for _part in range(count)]
        for unit, size, end in zip(units, sizes, ends, strict=True):
            found[int((end - size / 2) / share)].extend(unit)
        if all(sum(widths[column] for column in run) <= room for run in found):
            break
    return [run for run in found if run]


def _within(headings: Sequence[Heading], group: Sequence[int]) -> list[list[int]]:
    """The columns of a group by category: what stands under one heading stays together."""
    wanted = set(group)
    return [unit for unit in _groups(headings, depth=2) if wanted.issuperset(unit)]


def _groups(headings: Sequence[Heading], *, depth: int) -> Iterator[list[int]]:
    """Columns side by side whose first `depth` headings are the same."""
    keys = [(heading.variable, heading.path[:depth]) for heading in headings]
    for _key, columns in groupby(range(len(keys)), key=keys.__getitem__):
        yield list(columns)
