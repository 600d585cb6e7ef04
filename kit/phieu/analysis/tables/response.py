"""Response rates as a table: where the cases of the frame stand, by body or district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import numpy as np

from phieu.analysis.bases import base_line
from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.response import RETURNED, CaseOutcome, Disposition, response_base
from phieu.messages import _

from . import figures
from .cells import Cell, Source
from .model import Heading, Row, Table

Dispositions = frozenset[Disposition]
_FRAME: Dispositions = frozenset(Disposition)
_ISSUED = _FRAME - {Disposition.NOT_ISSUED}
_ELIGIBLE = _ISSUED - {Disposition.VOID}
_COMPLETE: Dispositions = frozenset({Disposition.COMPLETE})
_USABLE: Dispositions = _COMPLETE | {Disposition.PARTIAL}
_RETURNED: Dispositions = frozenset(RETURNED)
_SELDOM = (Disposition.VOID, Disposition.PARTIAL, Disposition.WAITING)  # shown where they occur


def response_table(
    outcomes: Sequence[CaseOutcome],
    by: Literal["body", "district"] = "body",
    *,
    names: Mapping[str, str] | None = None,
    rehearsed: bool = False,
) -> Table:
    """A row a group and the total: counts of cases, then rates in percent (AAPOR).

    names: words for groups, as the questionnaire's bodies. Return rate: returned / eligible; RR1:
    complete / eligible; RR2: complete and partial / eligible; eligible: issued and not void.
    """
    groups = list(dict.fromkeys(str(getattr(outcome, by)) for outcome in outcomes))
    members = [[o for o in outcomes if getattr(o, by) == group] for group in groups]
    counts = _counts(by, groups, [*members, list(outcomes)])
    labels = [*((names or {}).get(group, group) for group in groups), _("Total")]
    columns = _columns({outcome.disposition for outcome in outcomes})
    return Table(
        title={"body": _("Response by body"), "district": _("Response by district")}[by],
        headings=tuple(Heading((label,)) for label in (*columns, *_rates())),
        rows=tuple(
            Row(
                (label,), tuple(_cells(counts, place, columns.values())), total=place == len(groups)
            )
            for place, label in enumerate(labels)
        ),
        base=base_line(response_base(outcomes)),
        counts=(counts,),
        rehearsed=rehearsed,
        corner={"body": _("Body that answered"), "district": _("District")}[by],
    )


def _columns(found: set[Disposition]) -> dict[str, Dispositions]:
    columns = {
        _("In the frame"): _FRAME,
        _("Not issued"): _FRAME - _ISSUED,
        _("Issued"): _ISSUED,
        _("Void"): frozenset({Disposition.VOID}),
        _("Returned"): _RETURNED,
        _("Complete"): _COMPLETE,
        _("Missing a page"): frozenset({Disposition.PARTIAL}),
        _("Refused"): frozenset({Disposition.REFUSED}),
        _("Waiting for a person"): frozenset({Disposition.WAITING}),
        _("Outstanding"): frozenset({Disposition.OUTSTANDING}),
    }
    seldom = [frozenset({one}) for one in _SELDOM if one not in found]
    return {label: held for label, held in columns.items() if held not in seldom}


def _rates() -> dict[str, Dispositions]:
    """What each rate counts, of the eligible."""
    return {
        _("Return rate"): _RETURNED,
        _("RR1 (complete)"): _COMPLETE,
        _("RR2 (with partial)"): _USABLE,
    }


def _sets() -> tuple[Dispositions, ...]:
    """Every set of dispositions that a figure counts."""
    shown = _columns(set(Disposition)).values()
    return tuple(dict.fromkeys([*shown, _USABLE, _ELIGIBLE]))


def _counts(by: str, groups: Sequence[str], members: Sequence[Sequence[CaseOutcome]]) -> CountTable:
    sets = _sets()
    counts = [
        [sum(outcome.disposition in held for outcome in group) for held in sets]
        for group in members
    ]
    return CountTable(
        (
            Dimension(by, (*(frozenset({group}) for group in groups), frozenset(groups))),
            Dimension("disposition", tuple(frozenset(map(str, held)) for held in sets)),
        ),
        np.array(counts, dtype=np.int64).reshape(len(groups) + 1, len(sets)),
    )


def _cells(counts: CountTable, group: int, columns: Iterable[Dispositions]) -> Iterator[Cell]:
    sets = _sets()

    def found(held: Dispositions) -> tuple[int, Source]:
        place = (group, sets.index(held))
        return int(counts.counts[place]), Source(0, place)

    for held in columns:
        count, source = found(held)
        yield figures.count(count, [source])
    eligible, below = found(_ELIGIBLE)
    for held in _rates().values():
        count, above = found(held)
        yield figures.percent(count, eligible, [above, below])
