"""Communes of two waves brought together over a change of the map, and those that cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from phieu.frame.crosswalk import Crosswalk, Fate, Succession
from phieu.messages import _


class Why(StrEnum):
    """Why a unit of one wave has no counterpart in the other."""

    NOT_LISTED = "not_listed"  # in the crosswalk
    UNKNOWN = "unknown"
    SPLIT = "split"
    WITH_PART = "with_part"  # its successor also holds a part of a split unit
    ABSENT = "absent"  # no answer of its counterpart
    INCOMPLETE = "incomplete"  # too few of the units that were merged answered


@dataclass(frozen=True)
class UnitMatch:
    """old: the codes of the first wave that make up the new unit and answered; of: how many old
    units make it up in all."""

    new: str
    name: str
    old: tuple[str, ...]
    of: int


@dataclass(frozen=True)
class Unmatched:
    """A unit of one wave without a counterpart in the other. body: empty for the whole unit."""

    wave: str
    code: str
    name: str
    why: Why
    detail: str = ""
    body: str = ""

    @property
    def reason(self) -> str:
        return reason_words(self.why, self.detail)


@dataclass(frozen=True)
class UnitMatching:
    matches: tuple[UnitMatch, ...]
    unmatched: tuple[Unmatched, ...]


def match_units(
    old: Collection[str],
    new: Collection[str],
    crosswalk: Crosswalk | None,
    *,
    waves: tuple[str, str],
    at_least: float = 1.0,
) -> UnitMatching:
    """By code. old, new: the units that answered in each wave; waves: their names.

    crosswalk None: the map did not change between the two. A merged unit is matched with those of
    its old units that answered, where they are at least this share of all of them. Whoever went
    into several units, or into one that also holds a part of another, is not matched.
    """
    if crosswalk is None:
        return _by_code(old, new, waves)
    matches: list[UnitMatch] = []
    unmatched: list[Unmatched] = []
    for code in sorted(new):
        found = _match(code, set(old), crosswalk, at_least)
        if isinstance(found, UnitMatch):
            matches.append(found)
        else:
            why, name, detail = found
            unmatched.append(Unmatched(waves[1], code, name, why, detail))
    used = {code for match in matches for code in match.old}
    lost = {unit.code: unit for unit in unmatched}
    left = [_left_over(c, crosswalk, lost, waves[0]) for c in sorted(set(old) - used)]
    return UnitMatching(tuple(matches), (*left, *unmatched))


def _by_code(old: Collection[str], new: Collection[str], waves: tuple[str, str]) -> UnitMatching:
    both = set(old) & set(new)
    sides = ((waves[0], set(old) - both), (waves[1], set(new) - both))
    return UnitMatching(
        tuple(UnitMatch(code, "", (code,), 1) for code in sorted(both)),
        tuple(Unmatched(wave, c, "", Why.ABSENT) for wave, codes in sides for c in sorted(codes)),
    )


def _match(
    code: str, old: set[str], crosswalk: Crosswalk, at_least: float
) -> UnitMatch | tuple[Why, str, str]:
    before = crosswalk.before(code)
    if not before:
        return Why.NOT_LISTED, "", ""
    name = _name_of(code, before)
    if parts := [s.old.name for s in before if s.fate is Fate.SPLIT]:
        return Why.WITH_PART, name, ", ".join(parts)
    answered = tuple(s.old.code for s in before if s.old.code in old)
    if not answered:
        return Why.ABSENT, name, ""
    if len(answered) < at_least * len(before):
        missing = [s.old.name for s in before if s.old.code not in old]
        return Why.INCOMPLETE, name, ", ".join(missing)
    return UnitMatch(code, name, answered, len(before))


def _left_over(code: str, crosswalk: Crosswalk, lost: dict[str, Unmatched], wave: str) -> Unmatched:
    """Why an old unit is in no match."""
    succession = crosswalk.of(code)
    if succession is None:
        return Unmatched(wave, code, "", Why.NOT_LISTED)
    name, into = succession.old.name, ", ".join(unit.name for unit in succession.new)
    match succession.fate:
        case Fate.UNKNOWN:
            return Unmatched(wave, code, name, Why.UNKNOWN)
        case Fate.SPLIT:
            return Unmatched(wave, code, name, Why.SPLIT, into)
        case Fate.SAME | Fate.RENAMED | Fate.MERGED:
            successor = lost.get(succession.new[0].code)
            if successor is None:
                return Unmatched(wave, code, name, Why.ABSENT, into)
            return Unmatched(wave, code, name, successor.why, successor.detail)


def _name_of(code: str, before: tuple[Succession, ...]) -> str:
    names: Iterator[str] = (unit.name for s in before for unit in s.new if unit.code == code)
    return next(names)


def reason_words(why: Why, detail: str) -> str:
    match why:
        case Why.NOT_LISTED:
            return _("not in the crosswalk")
        case Why.UNKNOWN:
            return _("what became of it is not known")
        case Why.SPLIT:
            return _("split: {units}").format(units=detail)
        case Why.WITH_PART:
            return _("the new unit also holds a part of {units}").format(units=detail)
        case Why.ABSENT if detail:
            return _("no answer of its successor {units}").format(units=detail)
        case Why.ABSENT:
            return _("no answer in the other wave")
        case Why.INCOMPLETE:
            return _("no answer before the change of {units}, merged into it").format(units=detail)
