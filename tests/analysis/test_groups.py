"""What a form's own answers skip is in no base; numbers with codes, and decimals."""

from __future__ import annotations

import pandas as pd
import pytest

from phieu.analysis.bases import base_of
from phieu.analysis.charts.likert_shares import common_items, item_shares
from phieu.analysis.frequencies import frequencies
from phieu.analysis.satisfaction import satisfaction
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.yaml_text import load

FORM = """\
id: F
version: "1"
bodies: {ND: Người dân, DN: Doanh nghiệp}
introduction: {title: Phiếu, running_title: Phiếu}
scales:
  HL:
    name: Hài lòng
    satisfied: [4, 5]
    codes: {1: Rất kém, 2: Kém, 3: Vừa, 4: Tốt, 5: Rất tốt, 9: {label: KĐG, missing: true}}
sections:
  - id: A
    title: Chung
    questions:
      - {id: A1, kind: single, text: Có đến không, codes: {1: Có, 2: Không}}
  - id: C
    title: Khi đến
    topic: T
    when: A1 = 1
    questions:
      - {id: C1, kind: matrix, scale: HL, text: Hài lòng, rows: {C1_1: Một, C1_2: Hai}}
      - {id: C2, kind: integer, most: 99, text: Mấy lần}
      - {id: C3, kind: decimal, most: 5, decimals: 1, text: Điểm trung bình}
      - id: C4
        kind: score
        text: Điểm
        codes: {99: {label: Không đánh giá, missing: true}}
"""
ROWS = {
    "body": ["ND"] * 6,
    "status": ["complete"] * 6,
    "A1": [1, 1, 1, 1, 2, 2],
    "C1_1": [5, 4, 2, None, 6, 6],
    "C1_2": [5, 5, None, None, 6, 6],
    "C2": [3, 3, 1, None, -6, -6],
    "C3": [4.5, 4.5, 2.0, None, -6, -6],
    "C4": [10, 0, 99, None, 96, 96],
}


@pytest.fixture(scope="module")
def form():
    return load(FORM, "f.yaml")


@pytest.fixture(scope="module")
def data():
    kinds = {"body": "string", "status": "string", "C3": "Float64"}
    return pd.DataFrame(
        {name: pd.array(cells, dtype=kinds.get(name, "Int64")) for name, cells in ROWS.items()}
    )


@pytest.fixture
def counted(form, data):
    def counted(name):
        (variable,) = (v for v in codebook(form) if v.name == name)
        table = frequencies(data, variable, form, base_of(data, 6), by=None, at_least=1)
        return table[["value", "label", "kind", "n", "percent"]].to_dict("records")

    return counted


def _shown(rows, kind):
    return [(row["value"], row["label"], row["n"]) for row in rows if row["kind"] == kind]


def test_a_number_that_can_be_skipped_is_counted_by_its_values(counted):
    rows = counted("C2")
    assert _shown(rows, "valid") == [(1, "1", 1), (3, "3", 2)]
    assert _shown(rows, "missing") == []
    assert [row["n"] for row in rows if row["kind"] == "blank"] == [1]


def test_decimals_are_counted_as_they_are(counted):
    assert _shown(counted("C3"), "valid") == [(2.0, "2,0", 1), (4.5, "4,5", 2)]


def test_points_are_counted_over_the_whole_line_and_who_could_not_judge_apart(counted):
    rows = counted("C4")
    assert [row["value"] for row in rows if row["kind"] == "valid"] == list(range(11))
    assert _shown(rows, "missing") == [(99, "Không đánh giá", 1)]


def test_an_index_is_of_those_who_were_asked(form, data):
    found = satisfaction(data, form, base_of(data, 6), by=None, at_least=1)
    item = found[found["variable"] == "C1_1"].iloc[0]
    topic = found[found["variable"].isna()].iloc[0]

    assert (item["forms"], item["valid"], item["blank"], item["not_assessed"]) == (4, 3, 1, 0)
    assert item["index"] == 66.67
    assert (topic["forms"], topic["valid"], topic["index"]) == (4, 5, 80.0)


def test_shares_leave_out_who_was_not_asked(form, data):
    item = common_items(form)[0]
    shares = item_shares(data, item, form)
    assert shares.valid == 3
    assert shares.not_assessed == 0


def test_a_questionnaire_without_scored_scales_has_an_empty_index(data):
    plain = load(FORM.replace("    satisfied: [4, 5]\n", ""), "f.yaml")
    assert satisfaction(data, plain, base_of(data, 6), by=None).empty
    assert common_items(plain) == ()
