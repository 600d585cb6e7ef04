"""Two people who saved one file: what the other one changed meanwhile."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Side = Literal["both", "mine", "theirs"]


@dataclass(frozen=True)
class DifferenceLine:
    """mine, theirs: the line's number in each text, from 1; None where it does not stand."""

    side: Side
    text: str
    mine: int | None
    theirs: int | None


@dataclass(frozen=True)
class Difference:
    """lines: those that differ, each with a few around it; the hunks stand apart."""

    hunks: tuple[tuple[DifferenceLine, ...], ...]

    @property
    def only_mine(self) -> int:
        return self._count("mine")

    @property
    def only_theirs(self) -> int:
        return self._count("theirs")

    def _count(self, side: Side) -> int:
        return sum(line.side == side for hunk in self.hunks for line in hunk)


def conflict(base: str, mine: str, theirs: str) -> Difference | None:
    """What stands between my text and the file's, where somebody saved it since I opened it.

    base: the file as I opened it; theirs: as it is now. None where saving mine loses nothing.
    """
    if theirs in (base, mine):
        return None
    return Difference(tuple(_hunks(mine, theirs)))


def _hunks(mine: str, theirs: str, around: int = 2) -> Iterator[tuple[DifferenceLine, ...]]:
    # A line that differs by its end alone (Windows, Unix) differs, too.
    left, right = mine.split("\n"), theirs.split("\n")
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for group in matcher.get_grouped_opcodes(around):
        lines: list[DifferenceLine] = []
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                lines += [
                    DifferenceLine("both", _bare(left[i]), i + 1, j1 + i - i1 + 1)
                    for i in range(i1, i2)
                ]
            else:
                lines += [
                    DifferenceLine("mine", _bare(left[i]), i + 1, None) for i in range(i1, i2)
                ]
                lines += [
                    DifferenceLine("theirs", _bare(right[j]), None, j + 1) for j in range(j1, j2)
                ]
        yield tuple(lines)


def _bare(line: str) -> str:
    return line.removesuffix("\r")
