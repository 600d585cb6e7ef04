"""The word lists that ship with this room, one entry a line, # for remarks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .syllables import syllables

Compound = tuple[str, ...]  # its syllables, canonical


@cache
def surnames() -> frozenset[str]:
    return frozenset(_lines("surnames"))


@cache
def titles() -> tuple[str, ...]:
    """What stands before a person's name; longer ones first."""
    return tuple(sorted(_lines("titles"), key=len, reverse=True))


@cache
def stop_words() -> frozenset[Compound]:
    return frozenset(tuple(syllables(line)) for line in _lines("stop_words"))


@cache
def compounds() -> frozenset[Compound]:
    return frozenset(tuple(syllables(line)) for line in _lines("compounds"))


def _lines(name: str) -> list[str]:
    text = (files("phieu.coding") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
