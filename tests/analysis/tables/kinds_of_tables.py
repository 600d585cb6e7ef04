"""A table of every kind, of the form in conftest.py."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from phieu.analysis import tables
from phieu.analysis.survey import Survey
from phieu.analysis.tables.model import Table

CALLS: dict[str, Callable[[Survey], Table]] = {
    "one way": lambda s: tables.frequency_table(s, "B1_1"),
    "one way, by body": lambda s: tables.frequency_table(s, "A1", by="body"),
    "a number": lambda s: tables.frequency_table(s, "C4"),
    "decimals": lambda s: tables.frequency_table(s, "C5", by="A2"),
    "a fact": lambda s: tables.frequency_table(s, "district"),
    "cross": lambda s: tables.cross_table(s, "A1", "body", means=True),
    "cross, of rows": lambda s: tables.cross_table(s, "B1_1", "district", percent="row"),
    "cross, counts": lambda s: tables.cross_table(s, "C3", "A2", percent="none"),
    "cross, a number": lambda s: tables.cross_table(s, "C4", "body"),
    "cross of ranks": lambda s: tables.cross_table(s, "R1", "A1", bonferroni=False),
    "banner": lambda s: tables.banner_table(
        s, ["A1", "B1_1", "C3", "R1", "C4"], ["body", "A2", "district"]
    ),
    "banner, both": lambda s: tables.banner_table(
        s, ["B1_3", "C5"], ["body", "A2"], counts=True, total=False, empty=False
    ),
    "banner, of rows": lambda s: tables.banner_table(s, ["A1"], ["body", "A2"], percent="row"),
    "several choices": lambda s: tables.multiple_response_table(s, "C3"),
    "several choices, by two": lambda s: tables.multiple_response_table(s, "C3", ["body", "A1"]),
    "ranks as choices": lambda s: tables.multiple_response_table(
        s, "R1", ["body"], responses=False
    ),
    "ranks": lambda s: tables.ranking_table(s, "R1"),
    "matrix": lambda s: tables.matrix_table(s, "B1"),
    "matrix of names": lambda s: tables.matrix_table(s, ["B1_1", "B2"], places=1),
    "means": lambda s: tables.means_table(s, ["B1_1", "C4", "C5"]),
    "means, by two": lambda s: tables.means_table(
        s, ["B1_1", "B1_3", "B2", "C4"], ["body", "A2"], sd=True, alpha=0.1
    ),
    "satisfaction": lambda s: tables.satisfaction_table(s),
    "topics": lambda s: tables.satisfaction_table(s, items=False),
    "satisfaction in all": lambda s: tables.satisfaction_table(s, by=None),
}
every_table = pytest.mark.parametrize("make", CALLS.values(), ids=CALLS.keys())
