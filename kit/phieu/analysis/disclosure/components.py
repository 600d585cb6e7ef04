"""Tables that bear on each other, brought together: every sum once, wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from phieu.analysis.counts import CountCell, CountTable, Dimension, Event, Value
from phieu.analysis.tables.model import Source

from .model import COUNTED, Published
from .rules import Reason, Rule
from .unsafe import Unsafe, told_by, unsafe_counts

Place = tuple[int, int, CountCell]  # table, count table in it, count
NOT_NEW = -1


@dataclass(frozen=True)
class Piece:
    """One count table. table and number: where it stands among the new ones, or NOT_NEW.

    counted: whose forms it counts, where not all publications count the same. shown and widths:
    of an earlier publication, what readers got, and how uncertain the rest must stay. dominated:
    bases of sums that must not be shown.
    """

    counts: CountTable
    counted: frozenset[Value] | None = None
    table: int = NOT_NEW
    number: int = 0
    shown: npt.NDArray[np.bool_] | None = None
    widths: npt.NDArray[np.int64] | None = None
    dominated: frozenset[CountCell] = frozenset()

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        if self.counted is None:
            return self.counts.dimensions
        return (*self.counts.dimensions, Dimension(COUNTED, (self.counted,)))

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(dimension.variable for dimension in self.dimensions)

    def event(self, cell: CountCell) -> Event:
        event = self.counts.event(cell)
        return event if self.counted is None else event | {(COUNTED, self.counted)}


@dataclass
class Figure:
    """A sum that tables hold. fixed: readers have it already. count: None where nobody, not even
    we, can know it: it was withheld of forms that have changed since."""

    count: int | None = None
    places: list[Place] = field(default_factory=list)
    fixed: bool = False
    reason: Reason | None = None
    width: int = 0
    tells: frozenset[str] = frozenset()  # of which variables it says something


def new_pieces(
    tables: Sequence[Sequence[CountTable]],
    counted: frozenset[Value] | None,
    dominated: Collection[tuple[int, Source]] = (),
) -> Iterator[Piece]:
    for place, count_tables in enumerate(tables):
        for number, counts in enumerate(count_tables):
            bases = frozenset(
                source.cell
                for table, source in dominated
                if (table, source.table) == (place, number)
            )
            yield Piece(counts, counted, place, number, dominated=bases)


def earlier_pieces(published: Sequence[Published]) -> Iterator[Piece]:
    for earlier in published:
        for table in earlier.tables:
            counts = CountTable(table.dimensions, table.counts)
            yield Piece(counts, earlier.counted, shown=table.shown, widths=table.widths)


def components(pieces: Sequence[Piece], common: frozenset[str]) -> list[list[Piece]]:
    """Pieces that share a variable, directly or through others, leaving common ones aside.

    Pieces of common variables alone come together as one component.
    """
    groups: list[tuple[frozenset[str], list[Piece]]] = []
    alone: list[Piece] = []
    for piece in pieces:
        names = piece.variables - common
        if not names:
            alone.append(piece)
            continue
        touched = [group for group in groups if group[0] & names]
        groups = [group for group in groups if not group[0] & names]
        joined = [one for _, members in touched for one in members]
        groups.append((names.union(*(n for n, _ in touched)), [*joined, piece]))
    return [members for _, members in groups] + ([alone] if alone else [])


def variables_of(pieces: Sequence[Piece]) -> frozenset[str]:
    return frozenset[str]().union(*(piece.variables for piece in pieces))


def figures_of(pieces: Sequence[Piece], rule: Rule) -> dict[Event, Figure]:
    """Every sum of the pieces once, with what makes it unsafe."""
    figures: dict[Event, Figure] = {}
    for piece in pieces:
        if piece.table == NOT_NEW:
            _take_earlier(figures, piece)
        else:
            unsafe = {found.cell: found for found in unsafe_counts(piece.counts, rule)}
            for cell in piece.dominated:
                unsafe[cell] = Unsafe(cell, Reason.DOMINATED, rule.uncertain_by)
            _take_new(figures, piece, unsafe)
    return figures


def _take_new(
    figures: dict[Event, Figure], piece: Piece, unsafe: Mapping[CountCell, Unsafe]
) -> None:
    told = told_by(piece.counts)
    for cell in piece.counts.cells():
        figure = figures.setdefault(piece.event(cell), Figure())
        _count(figure, int(piece.counts.counts[cell]))
        figure.tells |= told(cell)
        figure.places.append((piece.table, piece.number, cell))
        found = unsafe.get(cell)
        if found is not None and (figure.reason is None or figure.width < found.width):
            figure.reason, figure.width = found.reason, found.width


def _take_earlier(figures: dict[Event, Figure], piece: Piece) -> None:
    assert piece.shown is not None and piece.widths is not None
    told = told_by(piece.counts)
    for cell in piece.counts.cells():
        figure = figures.setdefault(piece.event(cell), Figure())
        figure.tells |= told(cell)
        if piece.shown[cell]:
            _count(figure, int(piece.counts.counts[cell]))
            figure.fixed = True
        else:
            figure.width = max(figure.width, int(piece.widths[cell]))


def _count(figure: Figure, count: int) -> None:
    if figure.count not in (None, count):
        raise ValueError(f"the same respondents counted as {figure.count} and as {count}")
    figure.count = count
