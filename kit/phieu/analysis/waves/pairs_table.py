"""Pairs of two waves, and the units that have none, as tables that readers see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from phieu.analysis.comparisons.wording import p_text, result_line
from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.formats import count_text, decimal_text
from phieu.analysis.tables import figures
from phieu.analysis.tables.answers import label_of
from phieu.analysis.tables.cells import Cell, Note, Source
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.messages import _

from .figures import values_of
from .words import (
    PLACES,
    bases,
    caution_notes,
    few_units_note,
    figure_words,
    interval_text,
)

if TYPE_CHECKING:
    from .pairs import PairedChange

MOST_PAIRS = 60  # so many pairs are listed; of more, the table sums up


def pairs_table(found: PairedChange) -> Table:
    """The pairs, where they are few enough to list; their means; the change and its test."""
    listed = len(found.pairs) <= MOST_PAIRS
    counts, of_pair = _pair_counts(found)
    everything = tuple(source for sources in of_pair for source in sources)
    newest = found.waves[-1].survey
    rows = _pair_rows(found, of_pair) if listed else ()
    before, after = (
        float(np.mean([getattr(pair, side) for pair in found.pairs]))
        for side in ("before", "after")
    )
    total = Row(
        (_("Mean of {pairs} pairs").format(pairs=count_text(len(found.pairs))),),
        tuple(figures.decimal(value, everything) for value in (before, after, found.difference)),
        total=True,
    )
    headings = (*(Heading((wave.label,)) for wave in found.waves), Heading((_("Change"),)))
    return Table(
        _("{variable}: the same units in both waves").format(
            variable=label_of(newest, found.variable)
        ),
        headings,
        (*rows, total),
        base=bases(found.waves),
        notes=tuple(_pair_notes(found)),
        counts=counts,
        rehearsed=any(wave.survey.rehearsed for wave in found.waves),
        tests=tuple(Note(line, everything) for line in _pair_tests(found)),
    )


def _pair_counts(
    found: PairedChange,
) -> tuple[tuple[CountTable, ...], list[tuple[Source, ...]]]:
    """Valid forms of each pair in each wave: a unit's figure is that unit's answer."""
    tables = []
    for at, wave in enumerate(found.waves):
        survey = wave.survey
        used = values_of(found.waves, at, found.variable, found.figure).notna()
        facts = survey.valid.loc[used, ["unit_code", "body"]]
        sets = [set(pair.old_units) if at == 0 else {pair.unit} for pair in found.pairs]
        counts = [
            int((facts["unit_code"].isin(list(codes)) & (facts["body"] == pair.body)).sum())
            for codes, pair in zip(sets, found.pairs, strict=True)
        ]
        names = tuple(frozenset({f"{pair.unit}-{pair.body}"}) for pair in found.pairs)
        dimension = Dimension(f"{wave.label}: unit_code-body", names)
        tables.append(CountTable((dimension,), np.array(counts, dtype=np.int64)))
    sources: list[tuple[Source, ...]] = [
        (Source(0, (i,)), Source(1, (i,))) for i in range(len(found.pairs))
    ]
    return tuple(tables), sources


def _pair_rows(found: PairedChange, sources: Sequence[tuple[Source, ...]]) -> tuple[Row, ...]:
    bodies = found.waves[-1].survey.questionnaire.bodies
    several = len({pair.body for pair in found.pairs}) > 1
    rows = []
    for pair, (old, new) in zip(found.pairs, sources, strict=True):
        unit = f"{pair.name} ({pair.unit})" if pair.name else pair.unit
        path = (unit, bodies[pair.body]) if several else (unit,)
        cells = (figures.decimal(pair.before, [old]), figures.decimal(pair.after, [new]))
        rows.append(Row(path, (*cells, figures.decimal(pair.change, [old, new]))))
    return tuple(rows)


def _pair_tests(found: PairedChange) -> Iterator[str]:
    if found.interval is not None and found.p is not None:
        yield _("Mean change {change} ({level}% interval {interval}); {p}; {units} units.").format(
            change=decimal_text(found.difference, PLACES),
            level=f"{100 * found.level:g}".replace(".", ","),
            interval=interval_text(found.interval),
            p=p_text(found.p),
            units=count_text(found.units),
        )
    if found.test is not None:
        yield result_line(found.test)


def _pair_notes(found: PairedChange) -> Iterator[str]:
    yield _("Figure: {figure}.").format(figure=figure_words(found.figure))
    if found.described_only:
        yield few_units_note()
    else:
        yield _(
            "No finite population correction: a change is a claim about a process. Bodies of one "
            "unit are taken together."
        )
    merged = sum(len(pair.old_units) > 1 for pair in found.pairs)
    if merged:
        yield _(
            "{merged} pairs are of units merged since: before stands the mean of their old units, "
            "each counting once."
        ).format(merged=count_text(merged))
    if found.unmatched:
        yield _("{units} units or bodies have no counterpart; see the list.").format(
            units=count_text(len(found.unmatched))
        )
    yield from caution_notes(found.cautions)


def unmatched_table(found: PairedChange) -> Table:
    """The units without a counterpart, by wave, each with its reason. No answer stands there."""
    bodies = found.waves[-1].survey.questionnaire.bodies
    return Table(
        _("Units without a counterpart"),
        (Heading((_("Wave"),)), Heading((_("Body"),)), Heading((_("Why"),))),
        tuple(
            Row(
                (f"{unit.name} ({unit.code})" if unit.name else unit.code,),
                tuple(Cell(words, "text") for words in (unit.wave, bodies[unit.body], unit.reason)),
            )
            for unit in found.unmatched
        ),
        base=bases(found.waves),
        rehearsed=any(wave.survey.rehearsed for wave in found.waves),
        corner=_("Unit"),
    )
