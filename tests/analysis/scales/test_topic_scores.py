from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scale_survey import SIX, survey_of

from phieu.analysis.scales.items import UnknownTopicError, items_of, items_of_topic
from phieu.analysis.scales.topic_scores import (
    NameTakenError,
    NoTopicsError,
    scores,
    with_score,
    with_topic_scores,
)
from phieu.errors import ProblemsFoundError


def test_a_score_is_the_mean_of_the_valid_items_from_0_to_100():
    survey = survey_of(["UB"], C1_1=[5], C1_2=[4], C1_3=[1], C1_4=[9], C1_5=[1], C1_6=[None])

    scored = with_topic_scores(survey, ["T2"])

    assert scored.data["T2"].tolist() == [(100 + 75 + 0 + 100) / 4]


@pytest.mark.parametrize(("valid", "score"), [(3, 75.0), (2, None), (0, None)])
def test_half_of_the_items_that_were_asked_must_be_valid(valid, score):
    answers = {name: [4 if i < valid else 9] for i, name in enumerate(SIX[:4] + SIX[5:])}

    survey = survey_of(["UB"], **answers, C1_5=[9])

    (found,) = with_topic_scores(survey, ["T2"]).data["T2"]
    assert (None if pd.isna(found) else found) == score


def test_an_item_that_is_not_asked_of_a_body_does_not_count_for_it():
    answers = {name: [3, 3] for name in SIX[:3]}

    survey = survey_of(["DU", "UB"], **answers)

    # Three of seven for the Party committee, three of six for the People's Committee.
    found = with_topic_scores(survey, ["T2"]).data["T2"]
    assert found.isna().tolist() == [True, False]


def test_items_that_the_logic_skips_do_not_count():
    survey = survey_of(["DU"], D1_1=[6], D1_2=[6], D1_3=[2])

    assert with_topic_scores(survey, ["T3"]).data["T3"].tolist() == [50.0]


def test_another_share_of_valid_items_can_be_asked_for():
    survey = survey_of(["UB"], C1_1=[5])

    assert with_topic_scores(survey, ["T2"], at_least=0.1).data["T2"].tolist() == [100.0]


def test_the_score_is_a_variable_of_the_survey():
    scored = with_topic_scores(survey_of(["DU"], C1_1=[3]))

    variable = scored.variable("T2")
    assert (variable.kind, variable.measure, variable.decimals) == ("number", "scale", 2)
    assert variable.label == "Phối hợp (điểm 0–100)"
    assert "C1_5 (mã hóa ngược)" in variable.text
    assert [v.name for v in scored.added] == ["T2", "T3"]
    assert scored.data["T2"].dtype == "Float64"
    assert scored.asked("T2") is not None


def test_a_form_without_consent_has_no_score():
    survey = survey_of(["DU", "DU"], **{name: [4, 4] for name in SIX})
    survey.data.loc[101, "status"] = "refused"

    assert with_topic_scores(survey, ["T2"]).data["T2"].isna().tolist() == [False, True]


def test_items_of_ones_own_choice_make_a_score_too():
    survey = survey_of(["DU", "UB"], C1_1=[5, 1], H1=[0, 10])

    scored = with_score(survey, "DIEM", ["C1_1", "H1"], label="Điểm riêng")

    assert scored.data["DIEM"].tolist() == [50.0, 50.0]
    assert scored.variable("DIEM").only == ()


def test_a_score_of_items_of_one_body_is_asked_of_that_body():
    scored = with_score(survey_of(["DU"]), "RIENG", ["C1_7"], label="Riêng")

    assert scored.variable("RIENG").only == ("DU",)


def test_what_cannot_be_scored_is_refused():
    survey = survey_of(["DU"])

    with pytest.raises(UnknownTopicError):
        with_topic_scores(survey, ["T9"])
    with pytest.raises(NameTakenError):
        with_score(survey, "c1_1", ["C1_1"], label="")
    with pytest.raises(NameTakenError):
        with_topic_scores(with_topic_scores(survey))
    with pytest.raises(NoTopicsError):
        with_topic_scores(survey, [])
    with pytest.raises(ProblemsFoundError):
        with_score(survey, "X", ["H2"], label="")


level = st.sampled_from([1, 2, 3, 4, 5, 8, 9, None])


@settings(max_examples=30)
@given(st.lists(st.tuples(*[level] * 6), min_size=1, max_size=8))
def test_a_score_lies_between_0_and_100_and_turning_every_answer_turns_it(rows):
    given_ = {name: [row[i] for row in rows] for i, name in enumerate(SIX)}
    turned = {
        name: [6 - x if x in (1, 2, 3, 4, 5) else x for x in column]
        for name, column in given_.items()
    }
    survey, other = (survey_of(["UB"] * len(rows), **each) for each in (given_, turned))
    items = items_of(survey, SIX)

    found, mirrored = scores(survey, items), scores(other, items)

    assert found.dropna().between(0, 100).all()
    assert (found + mirrored).dropna().tolist() == pytest.approx([100.0] * found.count())
    assert found.isna().tolist() == mirrored.isna().tolist()


def test_all_missing_is_no_score_and_no_zero():
    survey = survey_of(["DU"] * 3, **{name: [9, None, 8] for name in SIX})

    assert scores(survey, items_of_topic(survey, "T2")).isna().all()
