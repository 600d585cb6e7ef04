"""Conditions as a respondent reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_expressions import conditions
from small_form import FORM

from phieu.questionnaire.logic import resolving
from phieu.questionnaire.logic.printing import sentence
from phieu.questionnaire.logic.scope import Scope


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("A1 = 1", "câu A1 chọn “Hằng ngày”"),
        ("A1 in [1, 2]", "câu A1 chọn “Hằng ngày” hoặc “Hằng tuần”"),
        ("A1 = 1 or A1 = 2", "câu A1 chọn “Hằng ngày” hoặc “Hằng tuần”"),
        ("A1 = other", "câu A1 chọn “Khác (ghi rõ)”"),
        ("A1 != 9", "câu A1 chọn phương án khác với “Không nhớ”"),
        ("A1 != 9 and A1 != 3", "câu A1 chọn “Hằng ngày” hoặc “Hằng tuần”"),
        ("A1 not in [1, 2]", "câu A1 không chọn “Hằng ngày” hoặc “Hằng tuần”"),
        ("not A1 = 1", "câu A1 không chọn “Hằng ngày”"),
        ("A1 in [1, 2, 3, 9]", "câu A1 có trả lời"),
        ("A1 is answered", "câu A1 có trả lời"),
        ("A1 is blank", "câu A1 để trống"),
        ("A2 >= 4", "câu A2 chọn “Tốt” hoặc “Rất tốt”"),
        ("A2 > 1", "câu A2 chọn từ “Kém” đến “Rất tốt”"),
        ("not A2 >= 3", "câu A2 không chọn “Trung bình”, “Tốt” hoặc “Rất tốt”"),
        ("B1_2 = 9", "câu B1 dòng 2 chọn “KĐG”"),
        ("S1 >= 7", "câu S1 chọn từ 7 đến 10"),
        ("C1_2 = 3", "câu C1 ở vị trí thứ 2 chọn “Ba”"),
        ("C1 includes 1", "câu C1 chọn “Một”"),
        ("C2 includes 1 or C2 includes 2", "câu C2 chọn “Giao ban” hoặc “Khác (ghi rõ)”"),
        ("not C2 includes 3", "câu C2 không chọn “Chưa”"),
        ("C2_1 = 0", "câu C2 không chọn “Giao ban”"),
        ("C2_1 = 1", "câu C2 chọn “Giao ban”"),
        ("count(C2) >= 2", "câu C2 chọn từ 2 phương án trở lên"),
        ("not count(C2) >= 2", "câu C2 chọn ít hơn 2 phương án"),
        ("C3 > 5", "câu C3 ghi số lớn hơn 5"),
        ("5 < C3", "câu C3 ghi số lớn hơn 5"),
        ("C4 <= 12.5", "câu C4 ghi số không quá 12,5"),
        ("not C3 > 5", "câu C3 ghi số không quá 5 hoặc câu C3 để trống"),
        ("D1 >= 2023-05-31", "câu D1 ghi ngày 31/05/2023 hoặc sau đó"),
        ("D2 < 2023-05-01", "câu D2 ghi trước tháng 05/2023"),
        ("E1 = 'xã'", "câu E1 ghi “xã”"),
        ("E1 in ['xã', 'phường']", "câu E1 ghi “xã” hoặc “phường”"),
        ("C3 + C4 > 10", "(số ghi ở câu C3 + số ghi ở câu C4) lớn hơn 10"),
        ("K1 > 10", "“Tổng” ghi số lớn hơn 10"),
        ("A1 = 1 and A2 = 1", "câu A1 chọn “Hằng ngày” và câu A2 chọn “Rất kém”"),
        (
            "A1 = 1 and (A2 = 1 or C3 = 0)",
            "câu A1 chọn “Hằng ngày” và (câu A2 chọn “Rất kém” hoặc câu C3 ghi số 0)",
        ),
        (
            "A1 = 1 or A2 = 1 and C3 = 0",
            "câu A1 chọn “Hằng ngày” hoặc (câu A2 chọn “Rất kém” và câu C3 ghi số 0)",
        ),
        (
            "not (A1 = 1 and C3 = 0)",
            "câu A1 không chọn “Hằng ngày” hoặc câu C3 ghi số khác 0 hoặc câu C3 để trống",
        ),
    ],
)
def test_a_condition_in_vietnamese(condition, words, scope):
    assert sentence(resolving.condition(condition, scope), FORM, "vi") == words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("A1 in [1, 2]", "question A1 is answered “Hằng ngày” or “Hằng tuần”"),
        ("C4 >= 12.5", "question C4 is 12.5 or more"),
        ("count(C2) = 2 and D1 < 2023-01-31", "exactly 2 answers are chosen in question C2 and "
         "question D1 is before 31/01/2023"),
    ],
)  # fmt: skip
def test_a_condition_in_english(condition, words, scope):
    assert sentence(resolving.condition(condition, scope), FORM, "en") == words


def test_a_language_without_phrases_is_vietnamese(scope):
    condition = resolving.condition("C3 > 5", scope)
    assert sentence(condition, FORM, "km") == sentence(condition, FORM, "vi")


def test_a_long_answer_is_named_by_its_first_words(scope):
    words = " ".join(["chữ"] * 60)
    a1 = FORM.sections[0].questions[0]
    codes = (a1.codes[0].model_copy(update={"label": words}), *a1.codes[1:])
    section = FORM.sections[0].model_copy(
        update={"questions": (a1.model_copy(update={"codes": codes}),)}
    )
    form = FORM.model_copy(update={"sections": (section,)})
    said = sentence(resolving.condition("A1 = 1", scope), form, "vi")
    assert said.startswith("câu A1 chọn “chữ chữ") and said.endswith("chữ…”")
    assert len(said) < 90


@given(conditions)
def test_every_condition_can_be_said(condition):
    scope = Scope()
    for question in FORM.questions():
        scope = scope.with_question(question, FORM.scales)
    for language in ("vi", "en"):
        said = sentence(resolving.resolve(condition, scope), FORM, language)
        assert said.strip() == said and said
        assert "{" not in said
