import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.questionnaire.bubbles import is_valid
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.fields import DateField, NumberField
from phieu.questionnaire.kinds import AGREE, Cascade, Integer, Matrix, MultipleChoice, Ranking
from phieu.questionnaire.yaml_text import load
from phieu.rehearsal.answers import respond
from phieu.rehearsal.phrases import REHEARSED

DISTRICTS = ("Núi Thành", "Đại Lộc", "Duy Xuyên", "Tây Giang", "Hội An", "Phú Ninh")


def many(survey, body="DU", count=900):
    return [
        respond(survey, body, "Xã", DISTRICTS[number % 6], np.random.default_rng((5, number)))
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def crowd(survey):
    return many(survey)


def ratings(crowd, survey):
    matrix = next(q for q in survey.questions() if isinstance(q, Matrix))
    return [
        answers.get(row.id) for answers in crowd if answers.get("DY0") != 2 for row in matrix.rows
    ]


@given(data=st.data(), seed=st.integers(0, 2**32))
def test_answers_to_any_questionnaire_are_within_its_codebook(questionnaires, data, seed):
    questionnaire = data.draw(questionnaires)
    variables = {variable.name: variable for variable in codebook(questionnaire)}
    answers = respond(questionnaire, "DU", "Xã", "Núi Thành", np.random.default_rng(seed))
    assert set(answers) <= set(variables)
    for name, answer in answers.items():
        variable = variables[name]
        if variable.kind == "text":
            assert isinstance(answer, str)
            assert answer.startswith(REHEARSED)
        elif isinstance(variable.field, NumberField | DateField):
            assert is_valid(variable.field, answer)
        else:
            assert answer in {value for value, _label in variable.values}
    for question in questionnaire.questions():
        match question:
            case Ranking():
                places = range(1, question.place_count + 1)
                chosen = [answers.get(f"{question.id}_{place}") for place in places]
                given_places = [code for code in chosen if code is not None]
                assert len(set(given_places)) == len(given_places)
                assert chosen[: len(given_places)] == given_places
            case MultipleChoice():
                flags = [answers.get(f"{question.id}_{code.value}") for code in question.codes]
                assert set(flags) == {None} or 1 in flags
                alone = [f for f, c in zip(flags, question.codes, strict=True) if c.exclusive]
                assert 1 not in alone or flags.count(1) == 1
            case Cascade():
                wide, narrow = question.levels
                place = answers.get(narrow.id)
                parents = {code.value: code.parent for code in narrow.codes}
                assert place is None or parents[place] == answers[wide.id]
            case Integer():
                assert question.least <= answers.get(question.id, question.least) <= question.most


def test_the_same_generator_gives_the_same_answers(survey):
    assert many(survey, count=3) == many(survey, count=3)


@pytest.mark.parametrize("body", ["DU", "UB"])
def test_satisfaction_is_as_high_as_published_rates(survey, body):
    valid = [level for level in ratings(many(survey, body), survey) if level not in (None, 9)]
    satisfied = sum(level >= 4 for level in valid) / len(valid)
    assert 0.81 <= satisfied <= 0.96


def test_a_reversed_question_is_answered_the_other_way_round(crowd):
    levels = [answers["E2"] for answers in crowd if answers.get("E2", 9) != 9]
    assert sum(level <= 2 for level in levels) / len(levels) > 0.8


def test_unknown_and_blank_rows_are_as_frequent_as_in_the_field(crowd, survey):
    rows = ratings(crowd, survey)
    assert 0.02 <= rows.count(9) / len(rows) <= 0.08
    assert 0.01 <= rows.count(None) / len(rows) <= 0.02


def test_rows_of_one_form_go_together(crowd):
    pairs = [
        (answers["C1_1"], answers["C1_8"])
        for answers in crowd
        if answers.get("C1_1", 9) != 9 and answers.get("C1_8", 9) != 9
    ]
    assert np.corrcoef(np.array(pairs).T)[0, 1] > 0.25


def test_a_refusal_is_rare_and_holds_only_what_was_printed(survey):
    crowd = many(survey, count=1500)
    refusals = [answers for answers in crowd if answers.get("DY0", AGREE) != AGREE]
    assert 0.008 <= len(refusals) / len(crowd) <= 0.025
    assert all(set(answers) == {"DY0", "A1"} for answers in refusals)


def test_what_the_frame_knows_is_answered_by_its_label(survey):
    assert all(answers["A1"] == 1 for answers in many(survey, "DU", 20))
    assert all(answers["A1"] == 2 for answers in many(survey, "UB", 20))


def test_frequent_contact_goes_with_many_meetings_and_none_with_none(crowd):
    meetings = {
        contact: [a["C4"] for a in crowd if a.get("A5") == contact and "C4" in a]
        for contact in (1, 3, 5)
    }
    assert np.mean(meetings[1]) > np.mean(meetings[3]) > np.mean(meetings[5]) == 0


def test_about_a_third_write_an_open_answer(crowd):
    assert 0.3 <= sum("H2" in answers for answers in crowd) / len(crowd) <= 0.4


SKIPPING = """\
id: F
version: "1"
bodies: {DU: Đảng ủy}
introduction: {title: Phiếu, running_title: Phiếu}
sections:
  - id: S
    title: Phần
    questions:
      - {id: A, kind: single, text: Có đến không, codes: {1: Có, 2: Không}}
      - {id: B, kind: decimal, most: 5, least: 1, decimals: 2, text: Điểm trung bình, when: A = 1}
      - {id: C, kind: month, earliest: 2023-01, latest: 2023-12, text: Tháng, when: B is answered}
      - {id: K, kind: calculated, expression: B * 20, text: Thang 100}
      - {id: D, kind: short_text, text: Vì sao cao, when: K >= 80}
"""


@pytest.fixture(scope="module")
def skipping_crowd():
    return many(load(SKIPPING, "f.yaml"), count=300)


def test_respondents_go_where_the_questionnaire_leads_them(skipping_crowd):
    assert all(("B" in answers) <= (answers.get("A") == 1) for answers in skipping_crowd)
    assert all(("C" in answers) <= ("B" in answers) for answers in skipping_crowd)
    assert sum("C" in answers for answers in skipping_crowd) > 50


def test_a_calculation_leads_respondents_too(skipping_crowd):
    assert {answers["B"] >= 400 for answers in skipping_crowd if "D" in answers} == {True}


def test_decimals_are_spread_over_their_range(skipping_crowd):
    means = [answers["B"] for answers in skipping_crowd if "B" in answers]
    assert len(set(means)) > len(means) / 2
    assert min(means) < 300 < 450 < max(means)
