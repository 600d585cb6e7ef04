"""Response rates after AAPOR (Standard Definitions, 10th ed.), for a closed frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import pandas as pd

from .bases import TOTAL, Base, base_line
from .formats import percent


class Disposition(StrEnum):
    """Where a case of the frame stands. The first four are the returned forms' statuses."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSED = "refused"
    WAITING = "waiting"  # returned, its consent not settled: AAPOR's "other"
    OUTSTANDING = "outstanding"
    VOID = "void"  # the form was withdrawn, e.g. misprinted: nobody could answer it
    NOT_ISSUED = "not_issued"


RETURNED = (
    Disposition.COMPLETE,
    Disposition.PARTIAL,
    Disposition.REFUSED,
    Disposition.WAITING,
)


@dataclass(frozen=True)
class CaseOutcome:
    """One case of the frame and what became of it. `reason`: why it was not issued, or void.

    unit: the unit's name, where the ledger may say it; unit_code tells units of one name apart.
    """

    body: str
    district: str
    disposition: Disposition
    reason: str | None = None
    unit: str = ""
    unit_type: str = ""
    unit_code: str = ""


def response_data(
    outcomes: Sequence[CaseOutcome], *, by: Literal["body", "district"]
) -> pd.DataFrame:
    """A row a group and the total: counts, then rates in percent.

    return_rate: returned / eligible. rr1: complete / eligible. rr2: complete and partial /
    eligible. eligible: issued and not void. In a closed frame nobody's eligibility is unknown,
    so RR1 = RR3 = RR5 and RR2 = RR4 = RR6.
    """
    groups = {
        group: [outcome for outcome in outcomes if getattr(outcome, by) == group]
        for group in _groups(outcomes, by)
    }
    rows = [_row(group, members) for group, members in groups.items()]
    table = pd.DataFrame([*rows, _row(TOTAL, outcomes)])
    rates = ["return_rate", "rr1", "rr2"]
    table[rates] = table[rates].astype("Float64")
    table.attrs["base"] = base_line(response_base(outcomes))
    return table


def response_base(outcomes: Sequence[CaseOutcome]) -> Base:
    counts = Counter(outcome.disposition for outcome in outcomes)
    return Base(
        issued=len(outcomes) - counts[Disposition.NOT_ISSUED],
        returned=sum(counts[disposition] for disposition in RETURNED),
        valid=counts[Disposition.COMPLETE] + counts[Disposition.PARTIAL],
    )


def reasons_table(outcomes: Sequence[CaseOutcome]) -> pd.DataFrame:
    """Why cases were not issued or their forms void: disposition, reason, n."""
    counts = Counter(
        (str(outcome.disposition), outcome.reason or "")
        for outcome in outcomes
        if outcome.disposition in (Disposition.NOT_ISSUED, Disposition.VOID)
    )
    table = pd.DataFrame(
        [
            {"disposition": disposition, "reason": reason, "n": n}
            for (disposition, reason), n in sorted(counts.items())
        ],
        columns=["disposition", "reason", "n"],
    )
    table.attrs["base"] = base_line(response_base(outcomes))
    return table


def _groups(outcomes: Sequence[CaseOutcome], by: str) -> list[str]:
    """In the frame's order, which is the administrative codes'."""
    return list(dict.fromkeys(str(getattr(outcome, by)) for outcome in outcomes))


def _row(group: str, outcomes: Sequence[CaseOutcome]) -> dict[str, object]:
    counts = Counter(outcome.disposition for outcome in outcomes)
    base = response_base(outcomes)
    eligible = base.issued - counts[Disposition.VOID]
    return {
        "group": group,
        "frame": len(outcomes),
        "not_issued": counts[Disposition.NOT_ISSUED],
        "issued": base.issued,
        "void": counts[Disposition.VOID],
        "returned": base.returned,
        "complete": counts[Disposition.COMPLETE],
        "partial": counts[Disposition.PARTIAL],
        "refused": counts[Disposition.REFUSED],
        "waiting": counts[Disposition.WAITING],
        "outstanding": counts[Disposition.OUTSTANDING],
        "return_rate": _rate(base.returned, eligible),
        "rr1": _rate(counts[Disposition.COMPLETE], eligible),
        "rr2": _rate(base.valid, eligible),
    }


def _rate(numerator: int, denominator: int) -> float | None:
    rate = percent(numerator, denominator)
    return None if rate is None else float(rate)
