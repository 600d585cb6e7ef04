"""Cross tables and banners worked out by hand."""

from __future__ import annotations

from phieu.analysis.tables import banner_table, cross_table
from phieu.analysis.tables.layout import full_text
from phieu.analysis.tables.model import Table


def texts(table: Table) -> dict[str, list[str]]:
    return {row.path[-1]: [full_text(cell) for cell in row.cells] for row in table.rows}


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
