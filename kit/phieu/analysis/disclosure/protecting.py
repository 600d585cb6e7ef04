"""Tables made safe to publish, together with all that was published before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from phieu.analysis.counts import CountTable, Value
from phieu.analysis.tables.model import Source, Table
from phieu.returns.dataset import Confidentiality

from .components import NOT_NEW, Piece, components, earlier_pieces, figures_of, new_pieces
from .hubs import Counter, settle_by_hubs
from .model import Outsiders, Protected, Published, ShownCounts
from .populations import UndecidedError
from .refusals import by_commune, internal_note, refuse_communes
from .rules import Reason, Rule
from .settling import Settled, held_whole, solve
from .worlds import TooWideError


def protect(
    tables: Sequence[Table],
    rule: Rule | None = None,
    *,
    outsiders: Outsiders | None = None,
    published: Sequence[Published] = (),
    counted: frozenset[Value] | None = None,
    confidentiality: Confidentiality = "confidential",
    counter: Counter | None = None,
    dominated: Collection[tuple[int, Source]] = (),
) -> Protected:
    """The tables without what gives a respondent's answers away.

    published: what is out already, which the new tables could be set against. counted: by which
    values of COUNTED the forms of the new tables are known, where earlier ones counted others.
    counter: counts the respondents by variables; without it, tables that cross one variable with
    many others are held back whole. dominated: by table, the bases of sums that dominance.py
    forbids. Raises CommuneTablesError outside identified rounds; in them, tables by commune stay
    whole and say that they are not for publication.
    """
    rule, outsiders = rule or Rule(), outsiders or Outsiders()
    refuse_communes(tables, confidentiality)
    counts = [() if by_commune(table) else table.counts for table in tables]
    pieces = [*new_pieces(counts, counted, dominated), *earlier_pieces(published)]
    settled: list[Settled] = []
    for component in components(pieces, outsiders.variables):
        if any(piece.table != NOT_NEW for piece in component):
            settled += _settled(component, rule, outsiders, counter)
    return _put_together(tables, counts, settled)


def _settled(
    pieces: Sequence[Piece], rule: Rule, outsiders: Outsiders, counter: Counter | None
) -> list[Settled]:
    try:
        return [solve(pieces, rule, outsiders).settled]
    except UndecidedError:
        return [held_whole(figures_of(pieces, rule))]
    except TooWideError:
        by_hubs = None if counter is None else settle_by_hubs(pieces, rule, outsiders, counter)
        return by_hubs or [held_whole(figures_of(pieces, rule))]


def _put_together(
    tables: Sequence[Table],
    counts: Sequence[Sequence[CountTable]],
    settled: Sequence[Settled],
) -> Protected:
    reasons: list[dict[Source, Reason]] = [{} for _table in tables]
    exposed: list[set[Source]] = [set() for _table in tables]
    widths: dict[tuple[int, Source], int] = {}
    for part in settled:
        for event, reason in part.reasons.items():
            figure = part.figures[event]
            for table, number, cell in figure.places:
                reasons[table][Source(number, cell)] = reason
                widths[table, Source(number, cell)] = part.widths.get(event, 0)
        for event in part.exposed:
            for table, number, cell in part.figures[event].places:
                exposed[table].add(Source(number, cell))
    return Protected(
        tuple(
            _without(table, frozenset(held)) for table, held in zip(tables, reasons, strict=True)
        ),
        tuple(reasons),
        tuple(
            _shown(count_table, number, reasons[place], widths, place)
            for place, count_tables in enumerate(counts)
            for number, count_table in enumerate(count_tables)
        ),
        tuple(map(frozenset, exposed)),
    )


def _without(table: Table, held: frozenset[Source]) -> Table:
    if by_commune(table):
        return replace(table, notes=(*table.notes, internal_note()))
    return table.withholding(held)


def _shown(
    table: CountTable,
    number: int,
    reasons: dict[Source, Reason],
    widths: dict[tuple[int, Source], int],
    place: int,
) -> ShownCounts:
    shown = np.ones(table.counts.shape, dtype=bool)
    kept = np.zeros(table.counts.shape, dtype=np.int64)
    for source in reasons:
        if source.table == number:
            shown[source.cell] = False
            kept[source.cell] = widths[place, source]
    return ShownCounts(table.dimensions, np.where(shown, table.counts, 0), shown, kept)
