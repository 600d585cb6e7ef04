"""Cross tables and banners worked out by hand."""

from __future__ import annotations

import pytest
from table_texts import section, texts

from phieu.analysis.tables import banner_table, cross_table
from phieu.analysis.tables.inputs import BadOptionError


def test_a_cross_table_counts_who_answered_both(make_survey):
    survey = make_survey(["DU"] * 4 + ["UB"] * 4, A1=[1, 1, 2, None, 2, 2, 3, 1])

    table = cross_table(survey, "A1", "body")

    assert [heading.path[1:] for heading in table.headings[:2]] == [
        ("Đảng ủy", "n"),
        ("Đảng ủy", "%"),
    ]
    assert texts(table) == {
        "Dưới 1 năm": ["2", "66,67%", "1", "25,00%", "3", "42,86%"],
        "1–3 năm": ["1", "33,33%", "2", "50,00%", "3", "42,86%"],
        "Trên 3 năm": ["0", "0,00%", "1", "25,00%", "1", "14,29%"],
        "Số phiếu trả lời hợp lệ": ["3", "100,00%", "4", "100,00%", "7", "100,00%"],
    }


def test_percent_can_be_of_the_row_or_left_out(make_survey):
    survey = make_survey(["DU"] * 2 + ["UB"] * 2, A1=[1, 1, 2, 1])

    rows = cross_table(survey, "A1", "body", percent="row", counts=False)
    counts = cross_table(survey, "A1", "body", percent="none")

    assert texts(rows)["Dưới 1 năm"] == ["66,67%", "33,33%", "100,00%"]
    assert texts(rows)["Số phiếu trả lời hợp lệ"] == ["2", "2", "4"]
    assert texts(counts)["Dưới 1 năm"] == ["2", "1", "3"]


def test_the_total_of_a_banner_is_everybody(make_survey):
    survey = make_survey(["DU"] * 2 + ["UB"] * 2, A1=[1, 2, 1, 1], A2=[1, None, 1, 2])

    table = banner_table(survey, ["A1"], ["body", "A2"])

    assert texts(table)["Dưới 1 năm"] == [
        "50,00%",
        "100,00%",
        "100,00%",
        "100,00%",
        "–",
        "75,00%",
    ]
    assert texts(table)["Số phiếu trả lời hợp lệ"] == ["2", "2", "2", "1", "–", "4"]


def test_categories_in_which_no_form_stands_can_be_left_out(make_survey):
    survey = make_survey(["DU"] * 4, A1=[1, 2, 1, 2], A2=[1, 1, 3, None])

    shown = banner_table(survey, ["A1"], ["A2"])
    left_out = banner_table(survey, ["A1"], ["A2"], empty=False)

    assert [h.path[-1] for h in shown.headings] == ["Xã", "Thị trấn", "Phường", "Tổng cộng"]
    assert texts(shown)["Dưới 1 năm"] == ["50,00%", "–", "100,00%", "50,00%"]
    assert [(h.path[-1], h.letter) for h in left_out.headings] == [
        ("Xã", "A"), ("Phường", "B"), ("Tổng cộng", ""),
    ]  # fmt: skip
    assert texts(left_out)["Dưới 1 năm"] == ["50,00%", "100,00%", "50,00%"]


def test_rows_of_several_variables_stand_under_their_labels(make_survey):
    survey = make_survey(
        ["DU"] * 2 + ["UB"] * 2, A1=[1, 2, 1, 1], B1_1=[5, 9, 3, 4], C4=[1, 2, 3, None]
    )

    table = banner_table(survey, ["A1", "B1_1", "C4"], ["body"])

    assert section(table, "B1_1. Kịp thời")["Tốt"] == ["0,00%", "50,00%", "33,33%"]
    assert section(table, "B1_1. Kịp thời")["Trung bình cộng"] == ["5,00", "3,50", "4,00"]
    assert section(table, "C4. Số cuộc") == {
        "Số phiếu trả lời hợp lệ": ["2", "1", "3"],
        "Trung bình cộng": ["1,50", "3,00", "2,00"],
    }


def test_the_rao_scott_test_stands_under_a_cross_table_and_goes_with_any_of_its_counts(make_survey):
    survey = make_survey(["DU"] * 20 + ["UB"] * 20, A1=[1] * 15 + [2] * 5 + [1] * 6 + [2] * 14)

    table = cross_table(survey, "A1", "body")

    # One degree of freedom: Pearson's 8.12 × 39/40 of a simple random sample.
    assert [note.text for note in table.tests] == [
        "Kiểm định Rao–Scott về tính độc lập: F(1,00; 39,00) = 7,92; p = 0,008."
    ]
    safe = table.withholding({table.rows[1].cells[2].sources[0]})
    assert safe.tests == ()
    assert cross_table(survey, "A1", "body", test=False).tests == ()


@pytest.mark.parametrize(
    "option", [{"percent": "cell"}, {"alpha": 5}, {"alpha": 0}, {"places": -1}, {"places": 1.5}]
)
def test_an_option_that_cannot_be_is_told_with_what_can(make_survey, option):
    with pytest.raises(BadOptionError, match=next(iter(option))):
        cross_table(make_survey(["DU"]), "A1", "body", **option)


def test_no_test_of_what_cannot_be_tested(make_survey):
    one_body = make_survey(["DU"] * 4, A1=[1, 2, 1, 2])
    nobody = make_survey(["DU", "UB"])

    assert cross_table(one_body, "A1", "body").tests == ()
    assert cross_table(nobody, "A1", "body").tests == ()
    assert cross_table(one_body, "C3", "body").tests == ()  # one form in several rows
