"""Trends and pairs of waves as tables that readers see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from phieu.analysis.comparisons.adjusting import adjustment_words
from phieu.analysis.comparisons.answers import value_sets
from phieu.analysis.comparisons.wording import p_text, result_line
from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.formats import count_text, decimal_text
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.analysis.survey import Survey
from phieu.analysis.tables import figures
from phieu.analysis.tables.answers import label_of
from phieu.analysis.tables.calls import call
from phieu.analysis.tables.cells import Cell, Note, Source, State
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.messages import _

from .comparable import Caution, Wave
from .figures import FEWEST_UNITS, values_of

if TYPE_CHECKING:
    from .pairs import PairedChange
    from .trend import Change, Estimate, Trend

PLACES, P_PLACES = 2, 3
MOST_PAIRS = 60  # so many pairs are listed; of more, the table sums up


def trend_table(found: Trend) -> Table:
    """A row a variable and group: each wave's figure with interval and n, then each change."""
    newest = found.waves[-1].survey
    steps = list(dict.fromkeys((c.before, c.after) for c in found.changes))
    rows, counts = _trend_rows(found)
    return Table(
        _("Over the waves: {figure}").format(figure=_figure_words(found)),
        (*_wave_headings(found), *_step_headings(found, steps)),
        rows,
        base=_bases(found.waves),
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
    of_form = _group_labels(survey, found.by).loc[used]
    counts = [
        [int(((of_form == group) & answers.isin(list(values))).sum()) for values in sets]
        for group in groups
    ]
    by = Dimension(f"{wave.label}: {found.by or name}", tuple(frozenset({g}) for g in groups))
    return CountTable(
        (by, Dimension(f"{wave.label}: {name}", sets)),
        np.array(counts, dtype=np.int64).reshape(len(groups), len(sets)),
    )


def _group_labels(survey: Survey, by: str | None) -> pd.Series:
    if by is None:
        return pd.Series("", index=survey.valid.index, dtype="object")
    words = {c.value: c.label for c in survey.classification(by).valid}
    return survey.valid[by].map(words).astype("object")


def _sources(place: int, table: CountTable, group: int) -> tuple[Source, ...]:
    return tuple(Source(place, (group, answer)) for answer in range(table.counts.shape[1]))


def _estimate_cells(
    estimates: Sequence[Estimate], sources: dict[str, tuple[Source, ...]]
) -> Iterator[Cell]:
    for e in estimates:
        yield figures.decimal(e.value, sources[e.wave])
        yield _interval_cell(e.interval, sources[e.wave])
        yield Cell(e.n, "count", sources=sources[e.wave])


def _change_cells(
    found: Trend, name: str, group: str, sources: dict[str, tuple[Source, ...]]
) -> Iterator[Cell]:
    for change in found.changes:
        if (change.variable, change.group) == (name, group):
            both = (*sources[change.before], *sources[change.after])
            yield figures.decimal(change.difference, both)
            yield _interval_cell(change.interval, both)
            yield figures.decimal(_shown_p(change), both, places=P_PLACES)


def _shown_p(change: Change) -> float | None:
    return change.p if change.adjusted is None else change.adjusted


def _interval_cell(interval: tuple[float, float] | None, sources: Sequence[Source]) -> Cell:
    if interval is None:
        return Cell(None, "text", state=State.EMPTY, sources=tuple(sources))
    return Cell(interval_text(interval), "text", sources=tuple(sources))


def interval_text(interval: tuple[float, float]) -> str:
    low, high = (decimal_text(bound, PLACES) for bound in interval)
    return _("{low} to {high}").format(low=low, high=high)


def _wave_headings(found: Trend) -> Iterator[Heading]:
    for wave in found.waves:
        for words in (_short_figure(found), _interval_words(found.level), _("Valid answers")):
            yield Heading((wave.label, words))


def _step_headings(found: Trend, steps: Sequence[tuple[str, str]]) -> Iterator[Heading]:
    p = "p" if found.adjustment is None else _("corrected p")
    for before, after in steps:
        for words in (_("Change"), _interval_words(found.level), p):
            yield Heading((f"{before} → {after}", words))


def _interval_words(level: float) -> str:
    return _("{level}% interval").format(level=f"{100 * level:g}".replace(".", ","))


def _short_figure(found: Trend) -> str:
    return _("Mean") if found.figure.measure == "mean" else _("Percent")


def _figure_words(found: Trend | PairedChange) -> str:
    match found.figure.measure:
        case "mean":
            return _("means")
        case "satisfied":
            return _("percent at the satisfied levels")
        case "share":
            levels = ", ".join(map(str, sorted(found.figure.levels)))
            return _("percent that answered {levels}").format(levels=levels)


def _bases(waves: Sequence[Wave]) -> str:
    parts = []
    for wave in waves:
        base = wave.survey.base
        parts.append(
            _("{wave}: forms issued {issued}, returned {returned}, valid {valid}").format(
                wave=wave.label,
                issued=count_text(base.issued),
                returned=count_text(base.returned),
                valid=count_text(base.valid),
            )
        )
    return "; ".join(parts) + "."


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


def few_units_note() -> str:
    return _(
        "Fewer than {units} units, or answers without variation: described only, no interval and "
        "no test. Nothing is generalised."
    ).format(units=FEWEST_UNITS)


def caution_notes(cautions: Sequence[Caution]) -> Iterator[str]:
    for caution in cautions:
        yield f"{caution.message} {caution.advice}"


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
        base=_bases(found.waves),
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
    yield _("Figure: {figure}.").format(figure=_figure_words(found))
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
        base=_bases(found.waves),
        rehearsed=any(wave.survey.rehearsed for wave in found.waves),
        corner=_("Unit"),
    )
