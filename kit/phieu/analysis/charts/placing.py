"""Where labels and blocks go, so that none covers another. Numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Places of labels' middles as near to the wanted ones as can be, none over another.

    Least squares under "the next stands at least half of both heights further on": after taking
    away the heights summed so far it is an isotonic regression, which pooling adjacent violators
    solves exactly (Barlow et al. 1972); cutting the solution at the bounds keeps it optimal. Equal
    wishes keep their order. Where all labels together are higher than low … high, they start at
    `low` and leave the room at the far end.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    if not order:
        return []
    gaps = [0.0, *((heights[a] + heights[b]) / 2 for a, b in pairwise(order))]
    shifts = list(accumulate(gaps))
    first = low + heights[order[0]] / 2
    last = max(first, high - heights[order[-1]] / 2 - shifts[-1])
    level = _isotonic([wanted[place] - shift for place, shift in zip(order, shifts, strict=True)])
    found = dict.fromkeys(order, 0.0)
    for place, value, shift in zip(order, level, shifts, strict=True):
        found[place] = min(max(value, first), last) + shift
    return [found[place] for place in range(len(wanted))]


def _isotonic(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls."""
    pools: list[tuple[float, int]] = []  # mean, size
    for value in values:
        mean, size = value, 1
        while pools and pools[-1][0] >= mean:
            earlier, members = pools.pop()
            mean = (earlier * members + mean * size) / (members + size)
            size += members
        pools.append((mean, size))
    return [mean for mean, size in pools for _ in range(size)]


def columns_of(heights: Sequence[float], columns: int) -> list[list[int]]:
    """Blocks in their order over at most so many columns, the highest column as low as can be."""
    low, high = max(heights, default=0.0), sum(heights)
    for _ in range(50):  # halving: exact to a billionth of the sum
        middle = (low + high) / 2
        if len(_filled(heights, middle)) <= columns:
            high = middle
        else:
            low = middle
    return _filled(heights, high)


def _filled(heights: Sequence[float], limit: float) -> list[list[int]]:
    """Columns filled one after the other, none above the limit."""
    found: list[list[int]] = []
    used = limit + 1.0
    for place, height in enumerate(heights):
        if used + height > limit * (1 + 1e-12):
            found.append([])
            used = 0.0
        found[-1].append(place)
        used += height
    return found
