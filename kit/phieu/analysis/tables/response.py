"""Response rates as a table: where the cases of the frame stand, by body or district."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import numpy as np

from phieu.analysis.bases import TOTAL, base_line
from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.groups import UNSTATED
from phieu.analysis.response import RETURNED, CaseOutcome, Disposition, response_base, response_data
from phieu.messages import _

from . import figures
from .cells import Cell, Source
from .model import Heading, Row, Table

_FRAME = frozenset(Disposition)
_ISSUED = _FRAME - {Disposition.NOT_ISSUED}
# What each count of response_data counts, and the two that rates need besides.
COUNTED: Mapping[str, frozenset[Disposition]] = {
    "frame": _FRAME,
    "not_issued": frozenset({Disposition.NOT_ISSUED}),
    "issued": _ISSUED,
    "void": frozenset({Disposition.VOID}),
    "returned": frozenset(RETURNED),
    "complete": frozenset({Disposition.COMPLETE}),
    "partial": frozenset({Disposition.PARTIAL}),
    "refused": frozenset({Disposition.REFUSED}),
    "waiting": frozenset({Disposition.WAITING}),
    "outstanding": frozenset({Disposition.OUTSTANDING}),
    "usable": frozenset({Disposition.COMPLETE, Disposition.PARTIAL}),
    "eligible": _ISSUED - {Disposition.VOID},
}
RATES = {"return_rate": "returned", "rr1": "complete", "rr2": "usable"}  # of the eligible
_SELDOM = ("void", "partial", "waiting")  # shown where they occur


def response_table(
    outcomes: Sequence[CaseOutcome],
    by: Literal["body", "district"] = "body",
    *,
    names: Mapping[str, str] | None = None,
    rehearsed: bool = False,
) -> Table:
    """A row a group and the total: counts of cases, then rates in percent (see response.py).

    names: words for groups, as the questionnaire's bodies.
    """
    counts, groups = _counts(outcomes, by)
    totals = dict(zip(COUNTED, counts.counts[-1], strict=True))
    columns = [name for name in COUNTED if name in _headings()]
    columns = [name for name in columns if name not in _SELDOM or totals[name]]
    words = {**(names or {}), TOTAL: _("Total"), UNSTATED: _("Not stated")}
    return Table(
        title={"body": _("Response by body"), "district": _("Response by district")}[by],
        headings=tuple(Heading((_headings()[name],)) for name in (*columns, *RATES)),
        rows=tuple(
            Row(
                (words.get(group, group),),
                tuple(_cells(counts, place, columns)),
                total=group == TOTAL,
            )
            for place, group in enumerate(groups)
        ),
        base=base_line(response_base(outcomes)),
        counts=(counts,),
        rehearsed=rehearsed,
        corner={"body": _("Body that answered"), "district": _("District")}[by],
    )


def _headings() -> dict[str, str]:
    """What a reader calls them."""
    return {
        "frame": _("In the frame"),
        "not_issued": _("Not issued"),
        "issued": _("Issued"),
        "void": _("Void"),
        "returned": _("Returned"),
        "complete": _("Complete"),
        "partial": _("Missing a page"),
        "refused": _("Refused"),
        "waiting": _("Waiting for a person"),
        "outstanding": _("Outstanding"),
        "return_rate": _("Return rate"),
        "rr1": _("RR1 (complete)"),
        "rr2": _("RR2 (with partial)"),
    }


def _counts(
    outcomes: Sequence[CaseOutcome], by: Literal["body", "district"]
) -> tuple[CountTable, list[str]]:
    """Of every group and the total, and their names."""
    data = response_data(outcomes, by=by)
    data = data.assign(
        usable=data["complete"] + data["partial"], eligible=data["issued"] - data["void"]
    )
    groups = [str(group) for group in data["group"]]
    parts = groups[:-1]
    rows = Dimension(by, (*(frozenset({group}) for group in parts), frozenset(parts)))
    sets = tuple(frozenset(map(str, held)) for held in COUNTED.values())
    counts = data[list(COUNTED)].to_numpy(dtype=np.int64)
    return CountTable((rows, Dimension("disposition", sets)), counts), groups


def _cells(counts: CountTable, group: int, columns: Sequence[str]) -> Iterator[Cell]:
    order = list(COUNTED)

    def found(name: str) -> tuple[int, Source]:
        place = (group, order.index(name))
        return int(counts.counts[place]), Source(0, place)

    for name in columns:
        count, source = found(name)
        yield figures.count(count, [source])
    eligible, below = found("eligible")
    for counted in RATES.values():
        count, above = found(counted)
        yield figures.percent(count, eligible, [above, below])
