from __future__ import annotations

import pytest
from wave_surveys import PLAIN, questionnaire, survey, waves

from phieu.analysis.scales.topic_scores import NameTakenError, with_score
from phieu.analysis.waves.comparable import (
    NotComparableError,
    Wave,
    WavesError,
    comparable,
    require_comparable,
    with_common_scores,
)

REPLACED = questionnaire(("Chủ động tham mưu, đề xuất", "Chi phí đi lại mỗi tháng"), version="2")
TURNED = questionnaire(("Gây phiền hà cho cơ quan, reverse: true", "Gây phiền hà cho cơ quan"))


def some(form=PLAIN):
    return survey(form, C1_1=[4, 5], C1_2=[3, 4], C1_3=[1, 2])


def test_waves_of_one_questionnaire_are_comparable_on_all_of_it():
    found = comparable(waves(some(), some(), some()))

    assert found.variables == ("C1_1", "C1_2", "C1_3", "H0", "H1")
    assert found.excluded == ()
    assert found.cautions == ()


def test_a_question_that_became_another_is_left_out_with_the_reason():
    found = comparable(waves(some(), some(REPLACED)))

    assert "C1_2" not in found.variables
    reason = found.why_not("C1_2")
    assert reason is not None
    assert reason.startswith("2023 → 2024: ")
    assert "Chi phí đi lại mỗi tháng" in reason


def test_a_break_between_any_two_waves_counts_though_the_outer_two_agree():
    assert "C1_2" not in comparable(waves(some(), some(REPLACED), some())).variables


def test_a_variable_of_some_waves_only_says_which_lack_it():
    shorter = questionnaire(
        ("      - {id: H1, kind: integer, most: 99, text: Số cuộc giao ban}\n", ""), version="2"
    )

    found = comparable(waves(some(), some(shorter)))

    assert "H1" not in found.variables
    assert "2024" in str(found.why_not("H1"))


def test_what_is_comparable_with_care_says_what_to_mind():
    found = comparable(waves(some(), some(TURNED)))

    assert "C1_3" in found.variables
    assert [caution.variable for caution in found.cautions] == ["C1_3"]
    assert "Tính lại" in found.cautions[0].advice


def test_scores_made_of_other_items_are_not_comparable():
    old = with_score(some(), "DIEM", ["C1_1", "C1_2"], label="Điểm")
    new = with_score(some(), "DIEM", ["C1_1"], label="Điểm")

    assert "DIEM" in comparable(waves(old, old)).variables
    assert "DIEM" not in comparable(waves(old, new)).variables


def test_common_scores_rest_on_the_items_that_mean_the_same_in_all_waves():
    scored = with_common_scores(waves(some(), some(REPLACED)))

    assert "T2" in comparable(scored).variables
    # C1_1 of 4 is 75, C1_3 of 1 is 100 turned round; C1_2 is another question by now.
    assert [wave.survey.data["T2"].iloc[0] for wave in scored] == [87.5, 87.5]
    with pytest.raises(NameTakenError):
        with_common_scores(scored)


def test_every_variable_that_cannot_be_compared_is_told_at_once():
    with pytest.raises(NotComparableError) as caught:
        require_comparable(waves(some(), some(REPLACED)), ["C1_1", "C1_2", "X9"])

    assert [out.variable for out in caught.value.excluded] == ["C1_2", "X9"]


@pytest.mark.parametrize("labels", [(), ("2023",), ("2023", "2023")])
def test_fewer_than_two_waves_or_two_of_one_name_are_refused(labels):
    with pytest.raises(WavesError):
        comparable([Wave(label, some()) for label in labels])
