"""Coded answers as a multiple response question of the survey."""

from __future__ import annotations

import pandas as pd
import pytest

from phieu.analysis.survey import UnknownVariableError
from phieu.coding.answers import answers_in
from phieu.coding.coded_survey import NOT_CODABLE, OPEN, SAYS_NOTHING, TakenNameError, coded_survey
from phieu.coding.codings import NO_CONTENT, UNCODABLE, Decision, Plan
from phieu.coding.work import CodingWork
from phieu.questionnaire.fields import FlagsField


@pytest.fixture
def decisions(key_of):
    return {
        key_of("AAAA"): Decision.coded(21),
        key_of("BBBB"): Decision.coded(21, 1),
        key_of("CCCC"): NO_CONTENT,
        key_of("DDDD"): UNCODABLE,
        key_of("FFFF"): None,
    }


def _column(survey, name: str) -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in survey.data[name]]


def test_each_code_is_a_flag_and_why_one_is_missing_is_said(survey, frame, decisions):
    coded = coded_survey(survey, "H3", frame, decisions)

    # AAAA, BBBB, CCCC, DDDD, EEEE (wrote nothing), FFFF
    assert _column(coded, "H3_21") == [1, 1, SAYS_NOTHING, NOT_CODABLE, None, OPEN]
    assert _column(coded, "H3_1") == [0, 1, SAYS_NOTHING, NOT_CODABLE, None, OPEN]
    assert _column(coded, "H3_22")[:2] == [0, 0]


def test_the_top_of_the_frame_has_all_that_stands_under_it(survey, frame, decisions):
    coded = coded_survey(survey, "H3", frame, decisions, level="top")

    assert [v.name for v in coded.added] == ["H3_top_1", "H3_top_2"]
    assert _column(coded, "H3_top_2")[:2] == [1, 1]
    assert _column(coded, "H3_top_1")[:2] == [0, 1]


def test_the_flags_are_variables_as_those_of_any_multiple_choice(survey, frame, decisions):
    coded = coded_survey(survey, "H3", frame, decisions)
    flag = coded.variable("H3_21")

    assert (flag.kind, flag.question, flag.label) == ("flag", "H3", "H3. Thiếu biên chế")
    assert isinstance(flag.field, FlagsField)
    assert [flag.field.variable(c.value) for c in flag.field.codes] == [v.name for v in coded.added]
    assert [c.value for c in coded.classification("H3_21").valid] == [0, 1]
    assert len(coded.asked("H3_21")) == 6


def test_both_levels_stand_beside_each_other_but_none_twice(survey, frame, decisions):
    coded = coded_survey(survey, "H3", frame, decisions, level="top")
    both = coded_survey(coded, "H3", frame, decisions)

    assert len(both.added) == 7
    with pytest.raises(TakenNameError, match="H3_1, H3_11"):
        coded_survey(both, "H3", frame, decisions)


def test_of_two_coders_work_only_what_is_final_counts(survey, frame, desk):
    desk.codes("AAAA", "An", 21)
    desk.codes("AAAA", "Bình", 21)
    desk.codes("BBBB", "An", 21)
    desk.codes("BBBB", "Bình", 22)

    coded = coded_survey(survey, "H3", frame, desk.work)

    assert _column(coded, "H3_21")[:2] == [1, OPEN]


def test_answers_come_by_serial_from_forms_that_may_be_used(survey, frame):
    data = survey.data.assign(status=["complete", "refused", *["complete"] * 4])
    refused = type(survey)(survey.title, data[::-1], survey.questionnaire, survey.issued)
    keyed = {"EEEE": "  ý kie\u0302\u0301n\n ", "AAAA": ""}

    answers = answers_in(refused, "H3", keyed)

    assert [a.serial for a in answers] == ["CCCC", "DDDD", "EEEE", "FFFF"]
    assert answers[2].text == "ý kiến"
    with pytest.raises(UnknownVariableError):
        answers_in(survey, "H9")
    assert CodingWork.of(Plan(("An",)), frame, answers).progress().answers == 4
