from __future__ import annotations

import pytest

from phieu.questionnaire.yaml_text import load
from phieu.reading.model import Reason
from phieu.returns.checking import ContradictionKind, contradictions

FORM = """\
id: F
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}
texts: {ky: 6 tháng}
introduction: {title: Phiếu, running_title: Phiếu}
scales:
  HL: {name: Hài lòng, codes: {1: Kém, 2: Tốt, 9: {label: Không đánh giá, missing: true}}}
sections:
  - id: S
    title: Phần
    questions:
      - {id: DY0, kind: consent, text: Đồng ý, codes: {1: Có, 2: Không}}
      - {id: A, kind: scale, scale: HL, text: Hài lòng}
      - id: B
        kind: integer
        most: 99
        text: Mấy lần
        constraints: {B > 0: "Trong {{ky}}: ít nhất 1."}
      - id: C
        kind: integer
        most: 99
        text: Mấy việc
        constraints: {C <= B: Việc không nhiều hơn lần.}
        warnings: {A >= 2 or C < 50: "Nhiều việc mà không tốt?"}
      - {id: D, kind: multiple, text: Vì sao, when: A = 2, codes: {1: Một, 2: Hai}}
      - {id: E, kind: short_text, text: Việc gì, when: A = 2}
      - id: G
        kind: date
        earliest: 2023-01-01
        latest: 2023-12-31
        text: Ngày
        constraints: {G >= 2023-06-01: Từ tháng 6.}
      - {id: K, kind: calculated, expression: B + C, text: Cộng, warnings: {K < 100: Quá nhiều.}}
      - id: H
        kind: matrix
        scale: HL
        text: Bảng
        when: D includes 1
        rows: {H1: Một, H2: Hai}
"""
CONSTRAINT, WARNING, SKIPPED, IMPOSSIBLE = ContradictionKind


@pytest.fixture(scope="module")
def questionnaire():
    return load(FORM, "f.yaml")


@pytest.fixture
def found(form, questionnaire):
    def found(**fields):
        return [(one.variable, one.kind) for one in contradictions([form(**fields)], questionnaire)]

    return found


def test_answers_that_fit_together_are_no_contradiction(found):
    assert found(A=2, B=3, C=3, D_1=1, D_2=0, E="Việc", G=20230601, H1=1, H2=9) == []


def test_a_broken_constraint_is_found_with_its_message(form, questionnaire):
    (one,) = contradictions([form("Q7", B=0)], questionnaire)
    assert (one.serial, one.variable, one.kind) == ("Q7", "B", CONSTRAINT)
    assert one.message == "Trong 6 tháng: ít nhất 1."


def test_a_constraint_on_a_day_is_held_against_the_calendar(found):
    assert found(G=20230531) == [("G", CONSTRAINT)]


def test_a_warning_is_another_kind(found):
    assert found(A=1, B=60, C=60) == [("C", WARNING), ("K", WARNING)]


@pytest.mark.parametrize("nothing", [{}, {"B": Reason.SEVERAL_MARKS}, {"B": None}])
def test_a_rule_with_a_blank_in_it_is_not_broken(found, nothing):
    assert found(C=60, A=2, **nothing) == []


def test_a_rule_about_a_page_not_there_is_not_broken(found):
    assert found(pages=1, C=60) == []


def test_who_could_not_judge_breaks_no_rule_by_that(found):
    assert found(A=9, B=60, C=60) == [("K", WARNING)]
    assert found(A=1, B=60, C=60) == [("C", WARNING), ("K", WARNING)]


def test_what_no_question_has_for_an_answer_is_found_whoever_gave_it(found):
    assert found(A=3) == [("A", IMPOSSIBLE)]
    assert found(B=100) == [("B", IMPOSSIBLE)]
    assert found(A=2, D_1=2) == [("D_1", IMPOSSIBLE)]
    assert found(G=20230631) == [("G", IMPOSSIBLE)]


def test_a_persons_code_for_several_marks_is_no_impossible_answer(found):
    assert found(A=8) == []
    assert found(A=2, D_1=1, D_2=0, H1=7) == []


def test_answers_that_should_have_been_skipped_are_found_one_by_one(found):
    assert found(A=1, D_1=1, D_2=0, E="Việc", H1=1) == [("D_1", SKIPPED), ("E", SKIPPED)]


def test_the_message_names_the_question_as_printed(form, questionnaire):
    (one,) = contradictions([form(A=1, E="Việc")], questionnaire)
    assert one.message == "“E. Việc gì” có trả lời, dù theo các câu trước thì không hỏi."


def test_a_skip_that_hangs_on_a_mark_in_doubt_is_no_contradiction(found):
    assert found(A=Reason.DOUBTFUL_MARK, D_1=0, D_2=1, H1=1) == [("H1", SKIPPED)]


def test_a_refused_form_and_one_whose_consent_waits_are_not_checked(found):
    assert found(DY0=2, B=0) == []
    assert found(DY0=Reason.SEVERAL_MARKS, B=0) == []


def test_forms_stand_by_serial(form, questionnaire):
    forms = [form(serial, B=0) for serial in "QAM"]
    assert [one.serial for one in contradictions(forms, questionnaire)] == ["A", "M", "Q"]
