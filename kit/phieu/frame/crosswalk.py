"""What became of each unit when the administrative map changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .units import Unit


class Fate(StrEnum):
    """Seen from the old unit."""

    SAME = "same"
    RENAMED = "renamed"  # one to one, with another name, type or code
    MERGED = "merged"  # whole into a new unit, with others or parts of others
    SPLIT = "split"  # into several new units
    UNKNOWN = "unknown"  # nobody has found out


@dataclass(frozen=True)
class Succession:
    """One old unit. new: none for an unknown fate, several for a split. source: whence it is
    known, such as the number of a resolution."""

    old: Unit
    new: tuple[Unit, ...]
    fate: Fate
    source: str = ""


@dataclass(frozen=True)
class Crosswalk:
    """One change of the map: every old unit once, by code."""

    successions: tuple[Succession, ...]

    @cached_property
    def _by_old(self) -> Mapping[str, Succession]:
        return {succession.old.code: succession for succession in self.successions}

    @cached_property
    def _by_new(self) -> Mapping[str, tuple[Succession, ...]]:
        found: dict[str, tuple[Succession, ...]] = {}
        for succession in self.successions:
            for unit in succession.new:
                found[unit.code] = (*found.get(unit.code, ()), succession)
        return found

    def of(self, old_code: str) -> Succession | None:
        """None for a code that the crosswalk does not have."""
        return self._by_old.get(old_code)

    def before(self, new_code: str) -> tuple[Succession, ...]:
        """The old units that the new one is made of, whole or in part."""
        return self._by_new.get(new_code, ())

    def counts(self) -> dict[Fate, int]:
        """Old units by fate; every fate stands."""
        return {fate: sum(s.fate is fate for s in self.successions) for fate in Fate}


def fate_of(old: Unit, new: Iterable[Unit], sharing: int) -> Fate:
    """What the links say. sharing: how many old units the new one is made of."""
    match tuple(new):
        case ():
            return Fate.UNKNOWN
        case (_one,) if sharing > 1:
            return Fate.MERGED
        case (one,):
            alike = (one.code, one.name, one.type) == (old.code, old.name, old.type)
            return Fate.SAME if alike else Fate.RENAMED
        case _:
            return Fate.SPLIT
