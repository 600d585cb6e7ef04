"""Names for another program: its letters, its length, no two alike; each change is a loss."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from phieu.interchange.losses import Loss
from phieu.messages import _


@dataclass(frozen=True)
class Rules:
    """unwanted: is left out; limit: in characters; start: put before a name that does not begin
    with a letter; reserved: names, casefolded, that mean something else there."""

    unwanted: re.Pattern[str]
    limit: int
    start: str = ""
    lower: bool = False
    reserved: frozenset[str] = frozenset()


def renamed(names: Iterable[str], rules: Rules) -> dict[str, str]:
    """A name there for every name here; what collides gets a number at its end."""
    given: dict[str, str] = {}
    taken = set(rules.reserved)
    for name in names:
        plain = rules.unwanted.sub("", name.lower() if rules.lower else name)
        if not plain[:1].isalpha():
            plain = f"{rules.start}{plain}"
        plain = plain[: rules.limit] or "x"
        candidate, place = plain, 2
        while candidate.casefold() in taken:
            candidate = f"{plain[: rules.limit - len(str(place))]}{place}"
            place += 1
        taken.add(candidate.casefold())
        given[name] = candidate
    return given


def renaming_losses(names: dict[str, str], program: str) -> list[Loss]:
    """One for each name that is not what it was, but for its case."""
    why = _("A name in {program} cannot be written like that.").format(program=program)
    return [
        Loss(name, _("its name: “{new}” there").format(new=new), why)
        for name, new in names.items()
        if name.casefold() != new.casefold()
    ]
