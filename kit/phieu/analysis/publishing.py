"""Which groups are too small to publish, and which must go with them."""

from __future__ import annotations

from collections.abc import Mapping

MIN_RESPONDENTS = 5  # instruments 1.2: nothing is published of fewer


def withheld(sizes: Mapping[str, int], at_least: int = MIN_RESPONDENTS) -> frozenset[str]:
    """The groups to hold back when their total is published beside them.

    One group alone could be had back by subtracting the others from the total, so the smallest
    others go with it until what the subtraction gives is of two groups and of `at_least`
    respondents. An empty group has nothing to hold back.
    """
    by_size = sorted((size, group) for group, size in sizes.items() if size > 0)
    small = [group for size, group in by_size if size < at_least]
    others = [group for size, group in by_size if size >= at_least]
    held = list(small)
    while held and others and (len(held) == 1 or sum(sizes[g] for g in held) < at_least):
        held.append(others.pop(0))
    return frozenset(held)
