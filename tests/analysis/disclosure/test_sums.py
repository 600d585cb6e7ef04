"""Means of numbers that a few respondents make up are found in tables of any kind."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from phieu.analysis.disclosure.protecting import protect
from phieu.analysis.disclosure.rules import Reason
from phieu.analysis.disclosure.sums import dominated_bases
from phieu.analysis.survey import Survey
from phieu.analysis.tables import banner_table, frequency_table, means_table
from phieu.analysis.tables.model import State
from phieu.questionnaire.yaml_text import load

FORM = """\
id: F
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}
introduction: {title: Phiếu, running_title: Phiếu}
sections:
  - id: C
    title: Phối hợp
    questions:
      - {id: C1, kind: single, text: Loại, codes: {1: Xã, 2: Thị trấn}}
      - {id: C4, kind: integer, most: 999, text: Số cuộc}
"""


def _survey(of_du: list[int], of_ub: list[int]) -> Survey:
    body = ["DU"] * len(of_du) + ["UB"] * len(of_ub)
    data = pd.DataFrame(
        {
            "body": pd.array(body, dtype="string"),
            "district": pd.array([None] * len(body), dtype="string"),
            "unit_type": pd.array([None] * len(body), dtype="string"),
            "status": pd.array(["complete"] * len(body), dtype="string"),
            "C1": pd.array(np.arange(len(body)) % 2 + 1, dtype="Int64"),
            "C4": pd.array([*of_du, *of_ub], dtype="Int64"),
        }
    )
    return Survey("Thử", data, load(FORM, "f.yaml"), data[["body", "district", "unit_type"]])


@pytest.fixture
def dominated() -> Survey:
    """Of DU one of twelve held nearly all meetings; of UB everybody about as many."""
    return _survey([900, *[1] * 11], [9, 10, 11, 12, 10, 9, 11, 10, 12, 9, 10, 11])


def test_the_base_of_a_dominated_mean_is_found_in_its_column_alone(dominated):
    table = means_table(dominated, ["C4"], ["body"])

    found = dominated_bases([table], dominated)

    assert {place for place, _source in found} == {0}
    du, ub = (table.rows[0].cells[at] for at in (1, 3))
    assert {source for _table, source in found} & set(du.sources)
    assert not {source for _table, source in found} & set(ub.sources)


def test_the_mean_is_held_back_and_so_is_what_would_give_it_away(dominated):
    tables = [means_table(dominated, ["C4"], ["body"])]

    safe = protect(tables, dominated=dominated_bases(tables, dominated))

    states = [cell.state for cell in safe.tables[0].rows[0].cells]
    assert states[1] is State.WITHHELD
    assert states[3] is State.WITHHELD or states[5] is State.WITHHELD  # else by subtraction
    assert Reason.DOMINATED in safe.reasons[0].values()


def test_numbers_that_many_make_up_and_tables_without_numbers_are_left_alone():
    survey = _survey([9, 10, 11] * 4, [8, 12, 10] * 4)
    tables = [
        means_table(survey, ["C4"], ["body"]),
        banner_table(survey, ["C4", "C1"], ["body"]),
        frequency_table(survey, "C1", "body"),
    ]

    assert dominated_bases(tables, survey) == frozenset()


def test_numbers_below_zero_have_no_dominance(dominated):
    data = dominated.data.assign(C4=-dominated.data["C4"])
    survey = Survey("Thử", data, dominated.questionnaire, dominated.issued)

    assert dominated_bases([means_table(survey, ["C4"], ["body"])], survey) == frozenset()
