"""A crosswalk of letters: a stays, b and c merge, d is split, e joins a part of it."""

from __future__ import annotations

from phieu.frame.crosswalk import Crosswalk, Succession, fate_of
from phieu.frame.units import Unit, UnitType


def unit(code: str) -> Unit:
    return Unit(code, f"Xã {code}", UnitType.XA, "", "")


def crosswalk(links: dict[str, str]) -> Crosswalk:
    """By old unit, the new ones in one text: {"a": "X", "b": "XY"}."""
    sharing = {new: sum(new in into for into in links.values()) for new in "".join(links.values())}
    return Crosswalk(
        tuple(
            Succession(
                unit(old),
                tuple(map(unit, into)),
                fate_of(unit(old), map(unit, into), sharing[into[0]] if into else 0),
            )
            for old, into in links.items()
        )
    )


LINKS = crosswalk({"a": "a", "b": "X", "c": "X", "d": "YZ", "e": "Z", "f": ""})
