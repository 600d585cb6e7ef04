"""A table laid out in words: what stands in every cell, the same for every kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phieu.analysis.formats import ABSENT, WITHHELD, count_text, decimal_text, percent_text
from phieu.messages import _

from .cells import Cell, State

if TYPE_CHECKING:
    from .model import Heading, Table


@dataclass(frozen=True)
class Span:
    """A heading over some columns of figures and lines of headings."""

    text: str
    column: int
    columns: int
    line: int
    lines: int
    letter: str = ""

    @property
    def label(self) -> str:
        return f"{self.text} ({self.letter})" if self.letter else self.text


@dataclass(frozen=True)
class Section:
    """Rows under one heading; "" where they have none."""

    heading: str
    rows: tuple[LaidRow, ...]


@dataclass(frozen=True)
class LaidRow:
    heading: str
    cells: tuple[Cell, ...]
    total: bool


@dataclass(frozen=True)
class Layout:
    """spans: by line of headings, from the left."""

    title: str
    corner: str
    spans: tuple[tuple[Span, ...], ...]
    sections: tuple[Section, ...]
    width: int
    warning: str
    under: tuple[str, ...]

    @property
    def rows(self) -> Iterator[LaidRow]:
        return (row for section in self.sections for row in section.rows)

    @property
    def room_for_letters(self) -> tuple[int, ...]:
        """By column, the characters of its longest letters: with that room, figures stand straight
        whether they have letters or not."""
        return tuple(
            max((len(row.cells[place].letters) for row in self.rows), default=0)
            for place in range(self.width)
        )


def layout(table: Table) -> Layout:
    return Layout(
        title=table.title,
        corner=table.corner,
        spans=tuple(_spans(table.headings)),
        sections=tuple(_sections(table)),
        width=len(table.headings),
        warning=_("REHEARSED DATA – NOT SURVEY RESULTS") if table.rehearsed else "",
        under=tuple(_under(table)),
    )


def cell_text(cell: Cell) -> str:
    """The figure as readers see it, without its letters."""
    if cell.state is State.WITHHELD:
        return WITHHELD
    if cell.state is State.EMPTY or cell.value is None:
        return ABSENT
    if isinstance(cell.value, str):
        return cell.value
    match cell.format:
        case "percent":
            return percent_text(cell.value, cell.places)
        case "decimal":
            return decimal_text(cell.value, cell.places)
        case "count" | "text":
            return count_text(int(cell.value))


def full_text(cell: Cell) -> str:
    """The figure with its letters, where there is but plain text for them."""
    return f"{cell_text(cell)} {cell.letters}" if cell.letters else cell_text(cell)


def _spans(headings: Sequence[Heading]) -> Iterator[tuple[Span, ...]]:
    """Equal headings side by side under the same outer heading become one; a heading with
    nothing under it reaches to the last line."""
    depth = max((len(heading.path) for heading in headings), default=0)
    for line in range(depth):
        found: list[Span] = []
        place = 0
        while place < len(headings):
            end = place + 1
            while end < len(headings) and _joined(headings[place], headings[end], line):
                end += 1
            heading = headings[place]
            if line < len(heading.path):
                last = line == len(heading.path) - 1
                found.append(
                    Span(
                        heading.path[line],
                        place,
                        end - place,
                        line,
                        depth - line if last else 1,
                        _letter(headings[place:end], line),
                    )
                )
            place = end
        yield tuple(found)


def _joined(left: Heading, right: Heading, line: int) -> bool:
    """Whether two columns share the heading on this line; the innermost is each one's own."""
    return (
        left.variable == right.variable
        and len(left.path) > line + 1
        and left.path[: line + 1] == right.path[: line + 1]
        and len(right.path) > line + 1
    )


def _letter(headings: Sequence[Heading], line: int) -> str:
    """A column's letter stands on its category, which is the second heading of a banner."""
    heading = headings[0]
    return heading.letter if line == min(1, len(heading.path) - 1) else ""


def _sections(table: Table) -> Iterator[Section]:
    heading, rows = "", list[LaidRow]()
    for row in table.rows:
        outer = " – ".join(row.path[:-1])
        if outer != heading and rows:
            yield Section(heading, tuple(rows))
            rows = []
        heading = outer
        rows.append(LaidRow(row.path[-1], row.cells, row.total))
    if rows:
        yield Section(heading, tuple(rows))


def _under(table: Table) -> Iterator[str]:
    states = {cell.state for row in table.rows for cell in row.cells}
    if State.EMPTY in states:
        yield _("{sign} nobody to count.").format(sign=ABSENT)
    if State.WITHHELD in states:
        yield _("{sign} not published, to protect those who answered.").format(sign=WITHHELD)
    yield from (note.text for note in table.tests)
    yield from table.notes
    if table.base:
        yield table.base
