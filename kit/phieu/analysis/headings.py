"""Tables as a reader sees them: headings in words, rates as "88,33%", counts as "1.234"."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from phieu.messages import _

from .bases import TOTAL
from .formats import ABSENT, count_text, percent_text
from .groups import UNSTATED

RATES = frozenset({"index", "percent", "return_rate", "rr1", "rr2"})
WORDS = frozenset({"label", "topic", "variable", "reason"})


def headings() -> dict[str, str]:
    """What each column of our tables is called."""
    return {
        "group": _("Group"),
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
        "disposition": _("Disposition"),
        "reason": _("Reason"),
        "n": _("Forms"),
        "value": _("Code"),
        "label": _("Content"),
        "kind": _("Kind of answer"),
        "percent": _("Valid percent"),
        "topic": _("Topic"),
        "variable": _("Variable"),
        "forms": _("Forms asked"),
        "satisfied": _("Satisfied answers"),
        "valid": _("Valid answers"),
        "not_assessed": _("Not assessed"),
        "invalid": _("Invalid"),
        "blank": _("Blank"),
        "index": _("Satisfaction index"),
    }


def presented(table: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The table as text under readers' headings. names: words for groups, e.g. bodies.

    The line with the base stays in `attrs["base"]`: print it under the table.
    """
    words = headings()
    groups = {**(names or {}), TOTAL: _("Total"), UNSTATED: _("Not stated")}
    kinds = {"valid": _("Valid"), "missing": _("Missing code"), "blank": _("Blank")}
    columns: dict[str, pd.Series] = {}
    for key in table.columns:
        column = table[key]
        if key == "published":
            continue
        if key in RATES:
            shown = pd.Series([_rate(value) for value in column], index=column.index, dtype=object)
            if "published" in table:
                shown = shown.where(table["published"].astype(bool), _("not published"))
        elif key == "group":
            shown = column.map(lambda group: groups.get(group, group))
        elif key == "kind":
            shown = column.map(kinds)
        elif key == "disposition":
            shown = column.map(lambda disposition: words.get(disposition, disposition))
        elif key in WORDS:
            shown = column.fillna("")
        else:
            shown = pd.Series([_count(value) for value in column], index=column.index, dtype=object)
        columns[words[key]] = shown
    readable = pd.DataFrame(columns)
    readable.attrs = dict(table.attrs)
    return readable


def _rate(value: float | None) -> str:
    return ABSENT if pd.isna(value) or value is None else percent_text(float(value))


def _count(value: int | None) -> str:
    return ABSENT if pd.isna(value) or value is None else count_text(int(value))
