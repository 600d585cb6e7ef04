from __future__ import annotations

import pandas as pd
import pytest
from scale_survey import QUESTIONNAIRE, SIX, survey_of

from phieu.analysis.scales.items import (
    UnknownTopicError,
    answers,
    item_of,
    items_of,
    items_of_topic,
    topics,
)
from phieu.errors import ProblemsFoundError
from phieu.questionnaire.codebook import codebook

VARIABLES = {variable.name: variable for variable in codebook(QUESTIONNAIRE)}


@pytest.mark.parametrize(
    ("name", "least", "most"), [("C1_1", 1, 5), ("D1_1", 1, 3), ("C3_1", 0, 1), ("H1", 0, 10)]
)
def test_the_levels_are_those_of_the_items_own_scale(name, least, most):
    item = item_of(VARIABLES[name])

    assert (item.least, item.most) == (least, most)


def test_a_reversed_item_is_turned_round_by_the_codebook():
    survey = survey_of(["DU"] * 4, C1_1=[1, 2, 5, 9], C1_5=[1, 2, 5, 9])

    table = answers(survey, items_of(survey, ["C1_1", "C1_5"]))

    assert table["C1_1"].tolist()[:3] == [1, 2, 5]
    assert table["C1_5"].tolist()[:3] == [5, 4, 1]
    assert table.iloc[3].isna().all()


def test_missing_codes_blanks_and_questions_not_put_are_no_answers():
    survey = survey_of(["DU", "UB", "DU", "DU"], C1_7=[4, None, 8, 7], C1_1=[9, 3, None, 8])

    table = answers(survey, items_of(survey, ["C1_7", "C1_1"]))

    assert table.isna().to_numpy().tolist() == [
        [False, True], [True, False], [True, True], [True, True]
    ]  # fmt: skip


def test_every_name_that_is_no_item_is_told_at_once():
    survey = survey_of(["DU"])

    with pytest.raises(ProblemsFoundError) as caught:
        items_of(survey, ["C1_1", "H0", "H2", "X1"])

    assert [(p.place, p.rule) for p in caught.value.problems] == [
        ("H0", "scale-item"), ("H2", "scale-item"), ("X1", "scale-unknown")
    ]  # fmt: skip


def test_a_topic_has_the_items_on_named_scales():
    survey = survey_of(["DU"])

    assert topics(survey) == {"T2": (*SIX, "C1_7"), "T3": ("D1_1", "D1_2", "D1_3")}
    assert [item.name for item in items_of_topic(survey, "T3")] == ["D1_1", "D1_2", "D1_3"]
    with pytest.raises(UnknownTopicError, match="T2, T3"):
        items_of_topic(survey, "T9")


def test_an_item_of_100_is_its_place_between_its_outermost_levels():
    item = item_of(VARIABLES["D1_1"])

    assert item.out_of_100(pd.Series([1.0, 2.0, 3.0])).tolist() == [0, 50, 100]
