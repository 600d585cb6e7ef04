"""The satisfaction index worked out by hand."""

from __future__ import annotations

import pytest
from table_texts import section, texts

from phieu.analysis.tables import matrix_table, satisfaction_table
from phieu.analysis.tables.matrices import NotAMatrixError

TOPIC, FIRST, SECOND, ONE_BODY = (
    "Phối hợp", "B1_1. Kịp thời", "B1_2. Chủ động", "B1_3. Chỉ hỏi Đảng ủy",
)  # fmt: skip


@pytest.fixture
def survey(make_survey):
    return make_survey(
        ["DU"] * 6 + ["UB"] * 6,
        B1_1=[5, 4, 4, 3, 9, None, 5, 5, 5, 4, 4, 1],
        B1_2=[4, 4, 4, 2, 1, 8, 5, 5, 9, 9, 3, 4],
        B1_3=[5, 5, 5, 5, 2, 9] + [None] * 6,
    )


def test_the_index_is_the_one_worked_out_by_hand(survey):
    table = satisfaction_table(survey)

    # asked, satisfied, valid, not assessed, invalid, blank, index
    assert section(table, FIRST) == {
        "Đảng ủy": ["6", "3", "4", "1", "0", "1", "75,00%"],
        "Ủy ban nhân dân": ["6", "5", "6", "0", "0", "0", "83,33%"],
        "Tổng cộng": ["12", "8", "10", "1", "0", "1", "80,00%"],
    }
    assert section(table, SECOND)["Tổng cộng"][4] == "1"  # two marks on one row
    topic = section(table, TOPIC)
    # 3/4 + 3/5 + 4/5, nothing of B2, which is all blank
    assert topic["Đảng ủy"] == ["6", "10", "14", "2", "1", "7", "71,43%"]
    # 5/6 + 3/4; B1_3 is not asked of them
    assert topic["Ủy ban nhân dân"] == ["6", "8", "10", "2", "0", "6", "80,00%"]
    assert topic["Tổng cộng"][:3] == ["12", "18", "24"]


def test_a_body_that_was_not_asked_has_no_row(survey):
    assert list(section(satisfaction_table(survey), ONE_BODY)) == ["Đảng ủy", "Tổng cộng"]


def test_topics_can_stand_alone(survey):
    table = satisfaction_table(survey, items=False)

    assert {row.path[0] for row in table.rows} == {TOPIC}


def test_without_groups_a_topic_stands_over_its_items(survey):
    table = satisfaction_table(survey, by=None)

    assert list(texts(table))[:2] == [TOPIC, FIRST]
    assert [row.total for row in table.rows[:2]] == [True, False]
    assert texts(table)[TOPIC][-1] == "75,00%"


def test_on_a_reversed_item_the_low_levels_are_the_satisfied_ones(make_survey):
    survey = make_survey(["DU"] * 5, B2=[1, 2, 3, 4, 9])

    assert texts(satisfaction_table(survey, by=None))["B2. Phiền hà"][-1] == "50,00%"


def test_an_item_that_nobody_answered_has_no_index(make_survey):
    survey = make_survey(["DU"] * 6, B1_1=[4] * 6)

    table = texts(satisfaction_table(survey, by=None))

    assert table[SECOND] == ["6", "0", "0", "0", "0", "6", "–"]
    assert table[TOPIC][-1] == "100,00%"


def test_the_index_is_weighted_and_its_counts_are_not(make_survey):
    survey = make_survey(["DU"] * 2, B1_1=[5, 1], weights=[3, 1])

    assert texts(satisfaction_table(survey, by=None))[FIRST][1:3] == ["1", "2"]
    assert texts(satisfaction_table(survey, by=None))[FIRST][-1] == "75,00%"


def test_a_matrix_shows_levels_mean_and_satisfied_share_of_its_valid_answers(survey):
    table = matrix_table(survey, "B1")

    assert [heading.path[0] for heading in table.headings] == [
        "Rất kém", "Kém", "Vừa", "Tốt", "Rất tốt", "Trung bình cộng", "Tỷ lệ hài lòng",
        "Không đánh giá", "Lượt hợp lệ",
    ]  # fmt: skip
    assert texts(table) == {
        "Kịp thời": [
            "10,00%", "0,00%", "10,00%", "40,00%", "40,00%", "4,00", "80,00%", "1", "10",
        ],
        "Chủ động": [
            "11,11%", "11,11%", "11,11%", "44,44%", "22,22%", "3,56", "66,67%", "2", "9",
        ],
        "Chỉ hỏi Đảng ủy": [
            "0,00%", "20,00%", "0,00%", "0,00%", "80,00%", "4,40", "80,00%", "1", "5",
        ],
    }  # fmt: skip


@pytest.mark.parametrize("items", ["A1", "C3", "X", ["A1", "A2"], ["B1_1", "A1"]])
def test_what_is_no_matrix_is_refused(survey, items):
    with pytest.raises(NotAMatrixError):
        matrix_table(survey, items)
