"""Frequencies worked out by hand: missing codes and blanks apart from valid answers."""

from __future__ import annotations

import pytest
from table_texts import texts

from phieu.analysis.survey import NoCategoriesError, UnknownVariableError
from phieu.analysis.tables import frequency_table
from phieu.analysis.tables.inputs import BadWeightsError
from phieu.analysis.tables.model import State
from phieu.errors import ProblemsFoundError


def test_missing_kinds_stand_apart_and_the_rest_is_one_hundred(make_survey):
    survey = make_survey(["DU"] * 9, B1_1=[5, 5, 4, 4, 4, 1, 9, 8, None])

    table = frequency_table(survey, "B1_1")

    assert [heading.path for heading in table.headings] == [
        ("n",), ("Tỷ lệ % trên số được hỏi",), ("Tỷ lệ % trên số hợp lệ",),
    ]  # fmt: skip
    assert texts(table) == {
        "Rất kém": ["1", "11,11%", "16,67%"],
        "Kém": ["0", "0,00%", "0,00%"],
        "Vừa": ["0", "0,00%", "0,00%"],
        "Tốt": ["3", "33,33%", "50,00%"],
        "Rất tốt": ["2", "22,22%", "33,33%"],
        "Lượt hợp lệ": ["6", "66,67%", "100,00%"],
        "Không hợp lệ (đánh dấu nhiều ô)": ["1", "11,11%", ""],
        "KĐG": ["1", "11,11%", ""],
        "Bỏ trống": ["1", "11,11%", ""],
        "Số phiếu được hỏi": ["9", "100,00%", ""],
    }
    assert table.base == "Số phiếu phát ra: 11; thu về: 9; hợp lệ: 9 (gồm cả phiếu thiếu trang)."


def test_codes_that_no_respondent_can_choose_have_a_row_only_where_they_occur(make_survey):
    never = frequency_table(make_survey(["DU"] * 2, B1_1=[5, 4]), "B1_1")
    once = frequency_table(make_survey(["DU"] * 2, B1_1=[5, 7]), "B1_1")

    assert "Không đọc được" not in texts(never)
    assert "KĐG" in texts(never)  # that can be chosen, and nobody did
    assert texts(once)["Không đọc được"][0] == "1"


def test_refused_forms_are_not_counted(make_survey):
    survey = make_survey(
        ["DU"] * 6, status=["complete"] * 5 + ["refused"], B1_1=[4, 4, 4, 4, 4, None]
    )
    assert texts(frequency_table(survey, "B1_1"))["Số phiếu được hỏi"][0] == "5"


def test_a_group_that_was_not_asked_is_a_stated_gap(make_survey):
    survey = make_survey(["DU"] * 5 + ["UB"] * 5, B1_3=[4] * 5 + [None] * 5)

    table = frequency_table(survey, "B1_3", by="body")

    assert texts(table)["Tốt"] == ["5", "100,00%", "–", "–", "5", "100,00%"]
    assert texts(table)["Số phiếu được hỏi"] == ["5", "", "–", "", "5", ""]
    assert table.rows[0].cells[2].state is State.EMPTY


def test_who_was_asked_and_left_it_blank_is_counted_as_such(make_survey):
    survey = make_survey(["DU"] * 2 + ["UB"] * 2, A1=[1, 2, None, None])

    table = frequency_table(survey, "A1", by="body")

    assert texts(table)["Dưới 1 năm"] == ["1", "50,00%", "0", "–", "1", "50,00%"]
    assert texts(table)["Bỏ trống"][2] == "2"


def test_a_number_is_counted_by_the_values_that_occur(make_survey):
    table = frequency_table(make_survey(["DU"] * 5, C4=[12, 12, 0, 3, 3]), "C4")

    assert [row.path[0] for row in table.rows[:3]] == ["0", "3", "12"]


def test_decimals_are_written_with_a_comma(make_survey):
    table = frequency_table(make_survey(["DU"] * 3, C5=[4.5, 4.5, 2]), "C5")

    assert [row.path[0] for row in table.rows[:2]] == ["2,0", "4,5"]
    assert texts(table)["4,5"][0] == "2"


def test_a_fact_of_the_form_has_frequencies_and_blanked_ones_are_said_to_be_so(make_survey):
    survey = make_survey(["DU"] * 3, district=["Đại Lộc", None, "Hội An"])

    table = frequency_table(survey, "district")

    assert [row.path[0] for row in table.rows[:3]] == ["Đại Lộc", "Hội An", "Không ghi"]


def test_percentages_are_weighted_and_counts_are_not(make_survey):
    survey = make_survey(["DU"] * 4, A1=[1, 2, 2, None], weights=[3, 0.5, 0.5, 1])

    table = frequency_table(survey, "A1")

    assert texts(table)["Dưới 1 năm"] == ["1", "60,00%", "75,00%"]
    assert any("quyền số" in note for note in table.notes)


def test_half_a_hundredth_is_rounded_up(make_survey):
    # 1/32 is 3.125 %, which binary floats hold exactly, and 3.12 by rounding half to even.
    survey = make_survey(["DU"] * 32, A1=[1] + [2] * 31)

    assert texts(frequency_table(survey, "A1"))["Dưới 1 năm"][2] == "3,13%"
    assert texts(frequency_table(survey, "A1", places=0))["1–3 năm"][2] == "97%"


def test_words_have_no_frequencies(make_survey):
    with pytest.raises(NoCategoriesError, match="H1"):
        frequency_table(make_survey(["DU"]), "H1")


def test_an_unknown_name_is_told_with_the_nearest(make_survey):
    with pytest.raises(UnknownVariableError, match="B1_1"):
        frequency_table(make_survey(["DU"]), "B1_11")


def test_every_problem_is_told_at_once(make_survey):
    survey = make_survey(["DU"] * 2, weights=[-1, None])

    with pytest.raises(ProblemsFoundError) as raised:
        frequency_table(survey, "H1", by="X9")

    assert [problem.rule for problem in raised.value.problems] == [
        "NoCategoriesError", "UnknownVariableError", "BadWeightsError",
    ]  # fmt: skip
    assert raised.value.problems[2].message.endswith("1 giá trị thiếu, 1 giá trị âm hoặc vô hạn.")
    assert raised.value.problems[2].fix.startswith("Hãy cho mỗi phiếu hợp lệ một quyền số")


@pytest.mark.parametrize("weight", [-0.5, None, float("inf")])
def test_weights_that_cannot_be_are_refused(make_survey, weight):
    survey = make_survey(["DU"] * 2, A1=[1, 2], weights=[1, weight])

    with pytest.raises(BadWeightsError):
        frequency_table(survey, "A1")


def test_weights_of_forms_without_consent_are_not_asked_for(make_survey):
    survey = make_survey(
        ["DU"] * 2, status=["complete", "refused"], A1=[1, None], weights=[2, None]
    )
    assert texts(frequency_table(survey, "A1"))["Dưới 1 năm"] == ["1", "100,00%", "100,00%"]
