"""Questions of several choices and of ranks, and means, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from table_texts import texts

from phieu.analysis.formats import decimal_text
from phieu.analysis.tables import means_table, multiple_response_table, ranking_table
from phieu.analysis.tables.inputs import NamedTwiceError, NotSeveralError
from phieu.analysis.tables.layout import cell_text
from phieu.analysis.tables.means import NoMeanError


@pytest.fixture
def survey(make_survey):
    """Four chose 1 + 2 + 1 + 0 options, one left the question blank."""
    return make_survey(
        ["DU", "DU", "UB", "UB", "UB"],
        C3_1=[1, 1, 1, 0, None],
        C3_2=[0, 1, 0, 0, None],
        C3_3=[0, 0, 0, 0, None],
        R1_1=[1, 2, 1, None, None],
        R1_2=[2, 1, None, 3, 7],
    )


def test_both_bases_of_several_choices(survey):
    table = multiple_response_table(survey, "C3")

    assert table.title == "C3. Hình thức"
    assert texts(table) == {
        "Giao ban": ["3", "75,00%", "75,00%"],
        "Văn bản": ["1", "25,00%", "25,00%"],
        "Tuần tra": ["0", "0,00%", "0,00%"],
        "Tổng số lượt chọn": ["4", "100,00%", "100,00%"],
        "Số phiếu trả lời hợp lệ": ["4", "", ""],
    }


def test_answers_can_add_to_more_than_all_forms(make_survey):
    survey = make_survey(["DU"] * 2, C3_1=[1, 1], C3_2=[1, 1], C3_3=[0, 1])

    assert texts(multiple_response_table(survey, "C3"))["Tổng số lượt chọn"] == [
        "5", "250,00%", "100,00%",
    ]  # fmt: skip


def test_several_choices_stand_side_by_side(survey):
    table = multiple_response_table(survey, "C3", ["body"], responses=False)

    assert texts(table)["Văn bản"] == ["1", "50,00%", "0", "0,00%", "1", "25,00%"]


def test_ranks_are_of_those_who_ranked_anything(survey):
    table = ranking_table(survey, "R1")

    # Four ranked; the fifth's only mark could not be read.
    assert texts(table) == {
        "Ma túy": ["50,00%", "25,00%", "75,00%", "3"],
        "Trộm cắp": ["25,00%", "25,00%", "50,00%", "2"],
        "Cờ bạc": ["0,00%", "25,00%", "25,00%", "1"],
        "Số phiếu trả lời hợp lệ": ["75,00%", "75,00%", "", "4"],
    }


def test_a_question_of_one_answer_is_refused_with_those_that_have_several(survey):
    with pytest.raises(NotSeveralError, match="C3, R1"):
        multiple_response_table(survey, "A1")
    with pytest.raises(NotSeveralError, match="R1"):
        ranking_table(survey, "C3")


def test_means_are_of_valid_answers(make_survey):
    survey = make_survey(
        ["DU"] * 4 + ["UB"] * 2, B1_1=[5, 4, 9, None, 1, 2], C5=[0.5, 1, 2, 2, 5, 5]
    )

    table = means_table(survey, ["B1_1", "C5"], ["body"], sd=True)

    assert texts(table) == {
        "B1_1. Kịp thời": ["2", "4,50", "0,71", "2", "1,50", "0,71", "4", "3,00", "1,83"],
        "C5. Điểm": ["4", "1,38", "0,75", "2", "5,00 A", "0,00", "6", "2,58", "1,96"],
    }


# 29.4 / 12 = 2.45, of which the sum in binary floats gives a little less.
@example([13, 21, 27, 33, 22, 7, 47, 35, 2, 41, 37, 9])
@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_a_mean_of_decimals_is_rounded_as_the_exact_one(make_survey, tenths):
    survey = make_survey(["DU"] * len(tenths), C5=[tenth / 10 for tenth in tenths])

    exact = Fraction(sum(tenths), 10 * len(tenths))
    (cell,) = means_table(survey, ["C5"], counts=False, places=1).rows[0].cells
    assert cell_text(cell) == decimal_text(Decimal(floor(exact * 10 + Fraction(1, 2))) / 10, 1)


def test_one_answer_has_a_mean_and_no_deviation(make_survey):
    table = means_table(make_survey(["DU"], C4=[7]), ["C4"], sd=True)

    assert texts(table)["C4. Số cuộc"] == ["1", "7,00", "–"]


def test_a_weighted_mean_and_its_deviation(make_survey):
    survey = make_survey(["DU"] * 3, C4=[0, 3, 6], weights=[1, 1, 2])

    # mean 15/4; Σw(x−m)²/Σw = 6.1875; effective base 16/6: × (8/3) / (5/3)
    assert texts(means_table(survey, ["C4"], sd=True))["C4. Số cuộc"] == ["3", "3,75", "3,15"]


def test_names_have_no_mean(survey):
    with pytest.raises(NoMeanError, match="A1"):
        means_table(survey, ["A1"])


def test_a_banner_names_a_variable_once(survey):
    with pytest.raises(NamedTwiceError, match="body"):
        means_table(survey, ["C4"], ["body", "body"])
