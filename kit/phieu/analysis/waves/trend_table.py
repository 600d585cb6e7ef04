"""A trend as the table that readers see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from phieu.analysis.comparisons.adjusting import adjustment_words
from phieu.analysis.comparisons.answers import value_sets
from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.analysis.tables import figures
from phieu.analysis.tables.answers import label_of
from phieu.analysis.tables.calls import call
from phieu.analysis.tables.cells import Cell, Source, State
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.messages import _

from .figures import groups_of, values_of
from .words import (
    P_PLACES,
    bases,
    caution_notes,
    few_units_note,
    figure_words,
    interval_cell,
    interval_words,
)

if TYPE_CHECKING:
    from .trend import Change, Estimate, Trend


def trend_table(found: Trend) -> Table:
    """A row a variable and group: each wave's figure with interval and n, then each change."""
    newest = found.waves[-1].survey
    steps = list(dict.fromkeys((c.before, c.after) for c in found.changes))
    rows, counts = _trend_rows(found)
    return Table(
        _("Over the waves: {figure}").format(figure=figure_words(found.figure)),
        (*_wave_headings(found), *_step_headings(found, steps)),
        rows,
        base=bases(found.waves),
        notes=tuple(_trend_notes(found)),
        counts=counts,
        rehearsed=any(wave.survey.rehearsed for wave in found.waves),
        corner="" if found.by is None else label_of(newest, found.by),
        python=_trend_call(found),
    )


def _trend_call(found: Trend) -> str:
    levels = [str(level) for level in sorted(found.figure.levels)]
    written = call(
        "trend",
        found.variables,
        measure=(found.figure.measure, "mean"),
        by=(found.by, None),
        against=(found.against, "previous"),
        adjustment=(found.adjustment, None),
        level=(found.level, 0.95),
        at_least=(found.at_least, MIN_RESPONDENTS),
    ).replace("survey", "waves", 1)
    return f"{written[:-1]}, levels=[{', '.join(levels)}])" if levels else written


def _trend_rows(found: Trend) -> tuple[tuple[Row, ...], tuple[CountTable, ...]]:
    rows: list[Row] = []
    counts: list[CountTable] = []
    newest = found.waves[-1].survey
    for name in found.variables:
        places = {}
        for at, wave in enumerate(found.waves):
            places[wave.label] = len(counts)
            counts.append(_wave_counts(found, at, name))
        estimates = [e for e in found.estimates if e.variable == name]
        for place, group in enumerate(dict.fromkeys(e.group for e in estimates)):
            sources = {w: _sources(at, counts[at], place) for w, at in places.items()}
            label = label_of(newest, name)
            of_group = [e for e in estimates if e.group == group]
            cells = (
                *_estimate_cells(of_group, sources),
                *_change_cells(found, name, group, sources),
            )
            row = Row((label,) if found.by is None else (label, group), cells)
            small = {e.wave for e in of_group if 0 < e.n < found.at_least}
            rows.append(_withholding(row, {s for wave in small for s in sources[wave]}))
    return tuple(rows), tuple(counts)


def _withholding(row: Row, held: set[Source]) -> Row:
    """Without the figures that rest on what too few answered."""

    def shown(cell: Cell) -> Cell:
        if held.isdisjoint(cell.sources):
            return cell
        return replace(cell, value=None, state=State.WITHHELD)

    return replace(row, cells=tuple(map(shown, row.cells)))


def _wave_counts(found: Trend, at: int, name: str) -> CountTable:
    """Forms of one wave by group and valid answer. The wave stands in the variable's name: its
    forms are not those of the same variable in another wave."""
    wave, survey = found.waves[at], found.waves[at].survey
    used = values_of(found.waves, at, name, found.figure).notna()
    answers = survey.valid.loc[used, name]
    sets = value_sets(survey, name)
    groups = dict.fromkeys(e.group for e in found.estimates if e.variable == name)
    of_form = _group_labels(found, at).loc[used]
    counts = [
        [int(((of_form == group) & answers.isin(list(values))).sum()) for values in sets]
        for group in groups
    ]
    by = Dimension(f"{wave.label}: {found.by or name}", tuple(frozenset({g}) for g in groups))
    return CountTable(
        (by, Dimension(f"{wave.label}: {name}", sets)),
        np.array(counts, dtype=np.int64).reshape(len(groups), len(sets)),
    )


def _group_labels(found: Trend, at: int) -> pd.Series:
    """By valid form, its group in words."""
    data = found.waves[at].survey.valid
    if found.by is None:
        return pd.Series("", index=data.index, dtype="object")
    return data[found.by].map(groups_of(found.waves, at, found.by)).astype("object")


def _sources(place: int, table: CountTable, group: int) -> tuple[Source, ...]:
    return tuple(Source(place, (group, answer)) for answer in range(table.counts.shape[1]))


def _estimate_cells(
    estimates: Sequence[Estimate], sources: dict[str, tuple[Source, ...]]
) -> Iterator[Cell]:
    for e in estimates:
        yield figures.decimal(e.value, sources[e.wave])
        yield interval_cell(e.interval, sources[e.wave])
        yield Cell(e.n, "count", sources=sources[e.wave])


def _change_cells(
    found: Trend, name: str, group: str, sources: dict[str, tuple[Source, ...]]
) -> Iterator[Cell]:
    for change in found.changes:
        if (change.variable, change.group) == (name, group):
            both = (*sources[change.before], *sources[change.after])
            yield figures.decimal(change.difference, both)
            yield interval_cell(change.interval, both)
            yield figures.decimal(_shown_p(change), both, places=P_PLACES)


def _shown_p(change: Change) -> float | None:
    return change.p if change.adjusted is None else change.adjusted


def _wave_headings(found: Trend) -> Iterator[Heading]:
    for wave in found.waves:
        for words in (_short_figure(found), interval_words(found.level), _("Valid answers")):
            yield Heading((wave.label, words))


def _step_headings(found: Trend, steps: Sequence[tuple[str, str]]) -> Iterator[Heading]:
    p = "p" if found.adjustment is None else _("corrected p")
    for before, after in steps:
        for words in (_("Change"), interval_words(found.level), p):
            yield Heading((f"{before} → {after}", words))


def _short_figure(found: Trend) -> str:
    return _("Mean") if found.figure.measure == "mean" else _("Percent")


def _trend_notes(found: Trend) -> Iterator[str]:
    yield _(
        "The waves are compared as independent samples, without a finite population correction: a "
        "change is a claim about a process, not about these units alone."
    )
    if found.clustered:
        yield _("Forms of one unit are taken together.")
    if any(c.difference is not None and c.p is None for c in found.changes):
        yield few_units_note()
    if found.adjustment is not None:
        yield _("p corrected for {tests} comparisons after {method}.").format(
            tests=sum(change.p is not None for change in found.changes),
            method=adjustment_words(found.adjustment),
        )
    elif sum(change.p is not None for change in found.changes) > 1:
        yield _("p not corrected for the number of changes.")
    yield from caution_notes(found.cautions)
