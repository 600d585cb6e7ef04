"""A test of a survey's answers with the table that shows what was compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phieu.analysis.bases import base_line
from phieu.analysis.counts import CountTable
from phieu.analysis.survey import Survey
from phieu.analysis.tables import figures
from phieu.analysis.tables.cells import Cell, Note, Source
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.messages import _

from .results import Comparison, Floats
from .wording import result_line


@dataclass(frozen=True)
class Finding:
    """result: the test as numbers. table: as readers see it, with the counts it rests on."""

    result: Comparison
    table: Table

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def __str__(self) -> str:
        return str(self.table)


@dataclass(frozen=True)
class Shown:
    """What stands around the figures of a test. told: lines that tell of the answers, and go with
    any count that is held back."""

    title: str
    python: str
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    corner: str = ""


def finding(
    survey: Survey,
    shown: Shown,
    result: Comparison,
    headings: Sequence[Heading],
    rows: Sequence[Row],
    counts: Sequence[CountTable],
) -> Finding:
    """The test stands under the table, and goes with any count that is held back."""
    everything = tuple(
        source for place, table in enumerate(counts) for source in sources_of(place, table)
    )
    lines = (result_line(result), *result.notes, *shown.told)
    return Finding(
        result,
        Table(
            shown.title,
            tuple(headings),
            tuple(rows),
            base=base_line(survey.base),
            notes=shown.notes,
            counts=tuple(counts),
            rehearsed=survey.rehearsed,
            python=shown.python,
            corner=shown.corner,
            tests=tuple(Note(line, everything) for line in lines),
        ),
    )


def sources_of(place: int, table: CountTable, first: int | None = None) -> tuple[Source, ...]:
    """Every count of the table that stands at `place`; of those, with `first` in front."""
    return tuple(
        Source(place, cell)
        for cell in np.ndindex(*table.counts.shape)
        if first is None or cell[0] == first
    )


def summary_headings() -> tuple[Heading, ...]:
    names = (_("Valid answers"), _("Mean"), _("Median"), _("Mean rank"))
    return tuple(Heading((name,)) for name in names)


def summary_row(label: str, values: Floats, ranks: Floats, sources: Sequence[Source]) -> Row:
    """One group, or one of the things that the same forms judge. values: without gaps."""
    return Row((label,), (figures.count(len(values), sources), *_summary(values, ranks, sources)))


def _summary(values: Floats, ranks: Floats, sources: Sequence[Source]) -> Iterator[Cell]:
    for figure in (np.mean(values), np.median(values), np.mean(ranks)):
        yield figures.decimal(float(figure), sources)


def weighted_headings() -> tuple[Heading, ...]:
    return (Heading((_("Valid answers"),)), Heading((_("Weighted mean"),)))


def weighted_row(label: str, forms: pd.DataFrame, sources: Sequence[Source]) -> Row:
    """One group. forms: y, NaN where there is no valid answer, and weight."""
    given = forms.dropna(subset="y")
    n = figures.count(len(given), sources)
    if not given["weight"].sum() > 0:
        return Row((label,), (n, figures.decimal(None, sources)))
    mean = float(np.average(given["y"], weights=given["weight"]))
    return Row((label,), (n, figures.decimal(mean, sources)))


def count_rows(table: CountTable, labels: Sequence[str]) -> tuple[Row, ...]:
    """A row a group (or first answer): forms by answer, and in all."""
    return tuple(
        Row(
            (label,),
            (
                *(figures.count(n, (Source(0, (i, j)),)) for j, n in enumerate(table.counts[i])),
                figures.count(table.counts[i].sum(), sources_of(0, table, first=i)),
            ),
        )
        for i, label in enumerate(labels)
    )


def count_headings(answers: Sequence[str], over: str = "") -> tuple[Heading, ...]:
    paths = ((over, answer) if over else (answer,) for answer in answers)
    return (*map(Heading, paths), Heading((_("Total"),)))
