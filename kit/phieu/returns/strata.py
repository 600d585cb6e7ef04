"""Local suppression: what a form may say of its place before its answers are stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

AT_LEAST = 3  # issued forms a cell; with two, each of the two knows which the other one is


class Stratum(NamedTuple):
    """Body, district and unit type of a form. None: blanked."""

    body: str
    district: str | None
    unit_type: str | None


def safe_strata(
    units: Sequence[tuple[str, str, str]], at_least: int = AT_LEAST
) -> tuple[Stratum, ...]:
    """What each issued form may carry, in the order given: (body, district, unit_type) or less.

    Every stratum that results is shared by `at_least` issued forms or more; only a body with
    fewer than that in all cannot be hidden, and then shows nothing but itself. The steps are
    argued in README.md.
    """
    of_body: dict[str, set[Stratum]] = defaultdict(set)
    sizes = Counter(Stratum(*unit) for unit in units)
    for cell in sizes:
        of_body[cell.body].add(cell)
    shown: dict[Stratum, Stratum] = {}
    for cells in of_body.values():
        shown |= _of_body(cells, sizes, at_least)
    return tuple(shown[Stratum(*unit)] for unit in units)


def _of_body(cells: set[Stratum], sizes: Counter[Stratum], at_least: int) -> dict[Stratum, Stratum]:
    shown = {
        cell: cell if sizes[cell] >= at_least else cell._replace(district=None) for cell in cells
    }
    for unit_type in sorted({str(cell.unit_type) for cell in cells}):
        pool = [c for c in cells if c.unit_type == unit_type and shown[c].district is None]
        others = [c for c in cells if c.unit_type == unit_type and shown[c].district is not None]
        # The smallest neighbour of the same type joins: it loses its district, not its type.
        while pool and _size(pool, sizes) < at_least and others:
            pool.append(_pop_smallest(others, sizes))
        short = _size(pool, sizes) < at_least
        for cell in pool:
            shown[cell] = cell._replace(district=None, unit_type=None if short else unit_type)
    return _with_a_safe_rest(shown, sizes, at_least)


def _with_a_safe_rest(
    shown: dict[Stratum, Stratum], sizes: Counter[Stratum], at_least: int
) -> dict[Stratum, Stratum]:
    """Whole strata join the forms that show only their body until those are enough."""
    safe = dict(shown)
    while True:
        rest = [cell for cell in safe if safe[cell].unit_type is None]
        strata = Counter[Stratum]()
        for cell, stratum in safe.items():
            if stratum.unit_type is not None:
                strata[stratum] += sizes[cell]
        if not rest or _size(rest, sizes) >= at_least or not strata:
            return safe
        smallest = _pop_smallest(list(strata), strata)
        for cell, stratum in safe.items():
            if stratum == smallest:
                safe[cell] = Stratum(cell.body, None, None)


def _size(cells: Iterable[Stratum], sizes: Counter[Stratum]) -> int:
    return sum(sizes[cell] for cell in cells)


def _pop_smallest(cells: list[Stratum], sizes: Counter[Stratum]) -> Stratum:
    """Ties go by name, so that a repeated run blanks the same places."""
    smallest = min(cells, key=lambda c: (sizes[c], c.district or "", c.unit_type or ""))
    cells.remove(smallest)
    return smallest
