"""One figure of a table: its value, how it is written, and the counts that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from phieu.analysis.counts import CountCell

Format = Literal["count", "percent", "decimal", "text"]


class State(StrEnum):
    SHOWN = "shown"
    WITHHELD = "withheld"  # by disclosure control
    EMPTY = "empty"  # nobody to count: a stated gap, never a zero that was not counted


@dataclass(frozen=True)
class Source:
    """A count that a figure rests on: which of the table's CountTables, and where in it."""

    table: int
    cell: CountCell


@dataclass(frozen=True)
class Cell:
    """One figure, not rounded; a percentage from 0 to 100. letters: the columns whose figure is
    significantly smaller."""

    value: float | int | str | None
    format: Format
    places: int = 2
    letters: str = ""
    state: State = State.SHOWN
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Note:
    """A line under a table that holds figures itself, as the result of a test."""

    text: str
    sources: tuple[Source, ...] = ()
