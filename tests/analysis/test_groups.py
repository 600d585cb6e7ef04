"""What a form's own answers skip is in no base; numbers with codes, and decimals."""

from __future__ import annotations

import pandas as pd
import pytest

from phieu.analysis.charts.likert_shares import common_items, item_shares
from phieu.analysis.survey import Survey
from phieu.analysis.tables import frequency_table, satisfaction_table
from phieu.analysis.tables.layout import full_text
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
def survey(form, data):
    issued = data[["body"]]
    return Survey("Thử", data, form, issued)


@pytest.fixture
def counted(survey):
    """By answer: forms, and percent of valid answers."""

    def counted(name):
        rows = frequency_table(survey, name).rows
        return {row.path[0]: (full_text(row.cells[0]), full_text(row.cells[2])) for row in rows}

    return counted


def test_a_number_that_can_be_skipped_is_counted_by_its_values(counted):
    assert counted("C2") == {
        "1": ("1", "33,33%"),
        "3": ("2", "66,67%"),
        "Lượt hợp lệ": ("3", "100,00%"),
        "Bỏ trống": ("1", ""),
        "Số phiếu được hỏi": ("4", ""),
    }


def test_decimals_are_counted_as_they_are(counted):
    assert list(counted("C3").items())[:2] == [("2,0", ("1", "33,33%")), ("4,5", ("2", "66,67%"))]


def test_points_are_counted_over_the_whole_line_and_who_could_not_judge_apart(counted):
    rows = counted("C4")
    assert list(rows)[:11] == [str(points) for points in range(11)]
    assert rows["Không đánh giá"] == ("1", "")


def test_an_index_is_of_those_who_were_asked(survey):
    topic, item, *_rest = satisfaction_table(survey, by=None).rows

    # asked, satisfied, valid, not assessed, invalid, blank, index
    assert [full_text(cell) for cell in item.cells] == ["4", "2", "3", "0", "0", "1", "66,67%"]
    assert [full_text(cell) for cell in topic.cells] == ["4", "4", "5", "0", "0", "3", "80,00%"]


def test_shares_leave_out_who_was_not_asked(form, data):
    item = common_items(form)[0]
    shares = item_shares(data, item, form)
    assert shares.valid == 3
    assert shares.not_assessed == 0


def test_a_questionnaire_without_scored_scales_has_an_empty_index(data):
    plain = load(FORM.replace("    satisfied: [4, 5]\n", ""), "f.yaml")
    survey = Survey("Thử", data, plain, data[["body"]])
    assert satisfaction_table(survey).rows == ()
    assert common_items(plain) == ()
