"""What two publications say together of the few forms that only one of them counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from phieu.analysis.counts import Event, Value

from .components import NOT_NEW, Figure, Piece
from .model import COUNTED, Outsiders
from .rules import Rule


def changed_figures(
    pieces: Sequence[Piece], figures: Mapping[Event, Figure], rule: Rule, outsiders: Outsiders
) -> dict[Event, Figure]:
    """By group, the answers of those who came since an earlier publication, or left, where they
    are too few: sums in no table, which the difference of two tables would be."""
    new = {piece.counted for piece in pieces if piece.table != NOT_NEW} - {None}
    earlier = {piece.counted for piece in pieces if piece.table == NOT_NEW} - {None}
    found: dict[Event, Figure] = {}
    for event, figure in figures.items():
        counted = dict(event).get(COUNTED)
        if counted is None or figure.tells <= outsiders.variables:
            continue
        for only in _differences(counted, earlier if counted in new else new):
            part = frozenset({*(pair for pair in event if pair[0] != COUNTED), (COUNTED, only)})
            size = outsiders.number(part)
            if 0 < size < rule.at_least and part not in figures:
                width = min(rule.uncertain_by, size)
                found[part] = Figure(width=width, tells=figure.tells)
    return found


def _differences(
    counted: frozenset[Value], others: set[frozenset[Value] | None]
) -> Iterator[frozenset[Value]]:
    for other in others:
        if other is not None and (only := counted - other):
            yield only
