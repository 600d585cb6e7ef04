"""Estimates of a near-census as a table: what they rest on, and what they say of silence."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from phieu.analysis import near_census
from phieu.analysis.survey import NoCategoriesError, UnknownVariableError
from phieu.analysis.tables import census_table
from phieu.analysis.tables.layout import cell_text
from phieu.analysis.tables.model import State
from phieu.errors import PhieuError

ESTIMATE, LOW, HIGH, ANSWERS, ISSUED, RESPONSE, LEAST, MOST = range(8)


@pytest.fixture
def survey(make_survey):
    """8 of 12 forms of DU answered, 5 of 10 of UB, none of MT's 3."""
    found = make_survey(
        ["DU"] * 8 + ["UB"] * 5,
        B1_1=[5, 4, 4, 2, 3, 5, 9, None, 1, 2, 4, 4, 5],
        C4=[3, 0, 12, 5, 7, 1, 2, 4, 9, 8, None, 2, 6],
    )
    issued = pd.DataFrame({"body": ["DU"] * 12 + ["UB"] * 10 + ["MT"] * 3}, dtype="string")
    issued["district"] = issued["unit_type"] = pd.array([None] * 25, dtype="string")
    return replace(found, issued=issued)


def test_each_row_says_what_the_estimate_says(survey):
    table = census_table(survey, ["B1_1"], by="body")
    estimates = near_census(survey, "B1_1", by="body", of="satisfied").set_index("body")

    for row, body in zip(table.rows, ("DU", "UB", "MT", "total"), strict=True):
        expected = estimates.loc[body]
        if expected["n"]:
            assert row.cells[ESTIMATE].value == pytest.approx(100 * expected["estimate"])
            assert row.cells[LOW].value == pytest.approx(100 * expected["ci_low"])
            assert row.cells[HIGH].value == pytest.approx(100 * expected["ci_high"])
        assert row.cells[ANSWERS].value == expected["n"]
        assert row.cells[ISSUED].value == expected["population"]
        assert row.cells[RESPONSE].value == pytest.approx(100 * expected["response_rate"])
        assert row.cells[MOST].value == pytest.approx(100 * expected["bound_high"])


def test_a_body_that_is_silent_altogether_is_a_stated_gap_with_bounds_alone(survey):
    silent = census_table(survey, ["B1_1"], by="body").rows[2]

    assert silent.path[-1] == "Ủy ban Mặt trận"
    assert [silent.cells[at].state for at in (ESTIMATE, LOW, HIGH)] == [State.EMPTY] * 3
    assert [cell_text(silent.cells[at]) for at in (ANSWERS, ISSUED, RESPONSE)] == [
        "0",
        "3",
        "0,00%",
    ]
    assert [cell_text(silent.cells[at]) for at in (LEAST, MOST)] == ["0,00%", "100,00%"]


def test_a_number_has_its_mean_and_can_be_asked_for_with_a_scale(survey):
    table = census_table(survey, ["C4", "B1_1"], of="mean")

    assert [row.cells[ESTIMATE].format for row in table.rows] == ["decimal", "decimal"]
    assert all("(trung bình)" in row.path[-1] for row in table.rows)


def test_whatever_count_is_held_back_no_figure_that_rests_on_it_is_shown(survey):
    table = census_table(survey, ["B1_1", "C4"], by="body")

    for source in {s for row in table.rows for cell in row.cells for s in cell.sources}:
        for row in table.withholding({source}).rows:
            assert all(cell.state is State.WITHHELD for cell in row.cells if source in cell.sources)


def test_the_line_of_python_makes_the_table_again(survey):
    table = census_table(survey, ["B1_1"], by="body", finite=False)

    assert eval(table.python, {"census_table": census_table, "survey": survey}) == table


def test_all_that_is_wrong_with_the_names_is_said_at_once(survey):
    with pytest.raises(PhieuError) as refused:
        census_table(survey, ["B1_9", "A1"])

    assert "B1_9" in str(refused.value)
    assert "A1" in str(refused.value)
    with pytest.raises(UnknownVariableError):
        census_table(survey, ["B1_9"])
    with pytest.raises(NoCategoriesError):
        census_table(survey, ["H1"])
