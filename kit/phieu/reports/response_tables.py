"""Response rates as a report shows them: the columns that a page has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from phieu.analysis.charts.rates import rates_of, response_rates
from phieu.analysis.charts.sheet import Caption
from phieu.analysis.response import CaseOutcome
from phieu.analysis.tables import response_table
from phieu.analysis.tables.model import Table
from phieu.messages import _

from .model import Picture, PictureKind
from .pictures import picture


def response_by(
    outcomes: Sequence[CaseOutcome],
    by: Literal["body", "district"],
    names: Mapping[str, str] | None = None,
    *,
    rehearsed: bool = False,
) -> Table:
    """It counts cases of the frame and tells no answer: no rule of disclosure touches it."""
    table = response_table(outcomes, by, names=names, rehearsed=rehearsed)
    left_out = {_("Not issued"), _("Refused"), _("Waiting for a person"), _("Outstanding")}
    kept = [at for at, heading in enumerate(table.headings) if heading.path[-1] not in left_out]
    rows = (replace(row, cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    return replace(
        table,
        headings=tuple(table.headings[at] for at in kept),
        rows=tuple(rows),
        counts=(),
        notes=(*table.notes, _note()),
    )


def response_chart(
    outcomes: Sequence[CaseOutcome],
    bodies: Mapping[str, str],
    kind: PictureKind,
    *,
    rehearsed: bool = False,
) -> Picture | None:
    """Return rates by district and body; None where there is nobody to draw."""
    if not outcomes:
        return None
    chart = response_rates(rates_of(outcomes), Caption("", rehearsed=rehearsed), bodies=bodies)
    return picture(chart, _("Return rates by district and body"), kind)


def _note() -> str:
    return _(
        "Return rate, RR1 (complete forms) and RR2 (also those that lack a page): of the forms "
        "issued and not void."
    )
