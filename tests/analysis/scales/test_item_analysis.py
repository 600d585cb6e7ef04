from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scale_survey import SIX, attitude_survey, attitudes, survey_of

from phieu.analysis.scales.item_analysis import item_analysis
from phieu.analysis.scales.overview import reliability_table
from phieu.analysis.scales.topic_scores import NoTopicsError
from phieu.analysis.tables.cells import Source, State
from phieu.errors import ProblemsFoundError


def test_answers_and_gaps_of_an_item_make_up_the_forms_that_were_asked():
    survey = survey_of(["DU", "DU", "DU", "DU", "UB"], C1_7=[4, 9, 8, None, None])

    row = item_analysis(survey, ["C1_7", "C1_1"]).frame().loc["C1_7"]

    assert row[["forms", "valid", "not_assessed", "unusable", "blank"]].tolist() == [4, 1, 1, 1, 1]


def test_the_mean_is_of_the_items_own_valid_answers_and_turned():
    survey = survey_of(["DU"] * 4, C1_1=[1, 5, 5, 9], C1_5=[1, 1, 5, None])

    rows = item_analysis(survey, ["C1_1", "C1_5"]).frame()

    assert rows["mean"].tolist() == pytest.approx([11 / 3, 11 / 3])
    assert rows["score"].tolist() == pytest.approx([200 / 3, 200 / 3])
    assert rows["lowest"].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert rows["highest"].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert rows["sd"].iloc[0] == pytest.approx(np.std([1, 5, 5], ddof=1))


def test_an_item_against_the_others_is_flagged_and_said_under_the_table():
    survey = survey_of(["DU"] * 6, C1_1=[1, 2, 3, 4, 5, 4], C1_2=[1, 2, 3, 4, 5, 5],
                       C1_3=[5, 4, 3, 3, 1, 1])  # fmt: skip

    found = item_analysis(survey, ["C1_1", "C1_2", "C1_3"])

    assert "C1_3" in found.wrong_way_round
    assert any("C1_3" in note.text for note in found.table.tests)


@pytest.mark.parametrize(
    "answers",
    [
        {"C1_1": [9] * 4, "C1_2": [None] * 4},
        {"C1_1": [4] * 4, "C1_2": [1, 2, 3, 4]},
        {"C1_1": [1, 2, 3, 4]},
    ],
)
def test_what_cannot_be_said_is_a_stated_gap_with_its_reason(answers):
    found = item_analysis(survey_of(["DU"] * 4, **answers), list(answers))

    assert found.alpha is None
    assert found.why
    assert found.frame()[["item_rest", "explained", "alpha_without"]].isna().all().all()
    last = found.table.rows[0].cells[-1]
    assert (last.value, last.state) == (None, State.EMPTY)
    assert [note.text for note in found.table.tests] == list(found.why)


def test_of_two_items_there_is_no_alpha_without_one():
    found = item_analysis(attitude_survey(), SIX[:2])

    assert found.alpha is not None
    assert found.frame()["alpha_without"].isna().all()


def test_the_table_counts_every_answer_and_a_coefficient_goes_with_any_that_is_held_back():
    found = item_analysis(attitude_survey(), SIX)
    table = found.table

    levels = attitudes()["C1_1"].value_counts()
    assert table.counts[0].counts[:5].tolist() == [int(levels.get(i, 0)) for i in range(1, 6)]
    held = table.withholding([Source(0, (0,))])
    assert all(cell.state is State.WITHHELD for cell in held.rows[0].cells)
    assert [cell.state for cell in held.rows[1].cells] == [State.SHOWN] * 9 + [State.WITHHELD] * 3
    assert held.tests == ()


def test_it_shows_in_a_notebook():
    html = item_analysis(attitude_survey(), SIX)._repr_html_()

    assert "<table>" in html
    assert "Alpha của Cronbach: 0," in html


def test_all_scales_stand_in_one_table_with_a_gap_where_one_allows_no_coefficient():
    table = reliability_table(attitude_survey(), {"Sáu": SIX, "Một": ["C1_7"], "Hai": SIX[:2]})

    six, one, two = table.rows
    assert six.cells[2].value == pytest.approx(0.868, abs=0.05)
    assert six.cells[4].value == pytest.approx(six.cells[2].value, abs=0.02)
    assert [cell.state for cell in one.cells[1:]] == [State.EMPTY] * 5
    assert two.cells[2].state is State.SHOWN
    assert two.cells[4].state is State.EMPTY  # no omega of two
    assert [note.text.split(": ")[0] for note in table.tests] == ["Một", "Hai"]


def test_the_topics_are_the_scales_without_items_of_some_bodies_only():
    table = reliability_table(attitude_survey())

    assert [row.path[0] for row in table.rows] == ["Phối hợp", "Tư thế"]
    assert table.rows[0].cells[0].value == 6  # not C1_7, asked of the Party committee alone
    assert table.rows[1].cells[5].value == ""  # one factor always fits three items


def test_tables_of_a_weighted_survey_say_that_forms_count_once():
    survey = attitude_survey()
    weighted = survey.with_weights(pd.Series(2.0, survey.data.index))

    for table in (item_analysis(weighted, SIX).table, reliability_table(weighted)):
        assert any("trọng số" in note for note in table.notes)
    assert not any("trọng số" in note for note in item_analysis(survey, SIX).table.notes)


def test_names_that_are_no_items_and_no_scales_at_all_are_refused():
    with pytest.raises(ProblemsFoundError):
        item_analysis(attitude_survey(), ["H2"])
    with pytest.raises(ProblemsFoundError):
        reliability_table(attitude_survey(), {"Sai": ["H2", "C1_1"]})
    with pytest.raises(NoTopicsError):
        reliability_table(attitude_survey(), {})
