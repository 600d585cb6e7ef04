"""What is drawn for a question: said once, in the words of the questionnaire's language."""

from __future__ import annotations

from datetime import date

import pytest
from every_kind import EVERY_KIND

from phieu.paper.drawing import drawings, explanations
from phieu.paper.words import row_label, words_of
from phieu.questionnaire.bubbles import bubble_rows
from phieu.questionnaire.fields import DateField, Heading, NumberField
from phieu.questionnaire.kinds import MultipleChoice
from phieu.questionnaire.logic.skipping import Guide, Skip

VIETNAMESE = words_of("vi")
HEADING = Heading("1", "x", "x")


NO_DIRECTIONS = Guide((), {})


def _drawn(questionnaire=EVERY_KIND, guide=NO_DIRECTIONS):
    sections = drawings(questionnaire, VIETNAMESE, {"A1": "Dân"}, guide)
    return {question["id"]: question for section in sections for question in section["questions"]}


def test_what_nobody_is_asked_is_not_drawn():
    drawn = _drawn()

    assert "C4" not in drawn
    assert "C5" not in drawn
    assert len(drawn) == sum(1 for _ in EVERY_KIND.questions()) - 2


def _multiple(**given):
    question = MultipleChoice(id="M", kind="multiple", text="Chọn:", codes=(), **given)
    section = EVERY_KIND.sections[0].model_copy(update={"questions": (question,)})
    return EVERY_KIND.model_copy(update={"sections": (section,)})


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"at_most": 3}, "chọn tối đa 3"),
        ({"at_most": 3, "hint": "đánh dấu (X)"}, "đánh dấu (X); chọn tối đa 3"),
        ({"at_most": 3, "hint": "không quá ba phương án"}, "không quá ba phương án"),
        ({"at_most": 3, "hint": "chọn 3 phương án"}, "chọn 3 phương án"),
        ({"hint": "chọn tất cả"}, "chọn tất cả"),
        ({}, ""),
    ],
)
def test_the_hint_says_how_many_may_be_chosen_but_not_twice(given, hint):
    assert _drawn(_multiple(**given))["M"]["hint"] == hint


def test_directions_stand_with_their_questions():
    skip = Skip("A2", (2,), None, "Nếu chọn 2, …")
    drawn = _drawn(guide=Guide((skip,), {"A3": "Chỉ trả lời nếu …"}))

    assert drawn["A3"]["filter"] == "Chỉ trả lời nếu …"
    assert drawn["A2"]["skips"] == ["Nếu chọn 2, …"]
    assert drawn["A4"]["filter"] == ""


def test_a_unit_is_printed_unless_the_question_says_it():
    drawn = _drawn()

    assert drawn["B1"]["unit"] == ""  # “Số lần …”
    assert drawn["B2"]["unit"] == "Đơn vị tính: %"


def test_short_heads_are_spelt_out_where_a_table_has_them():
    matrices = EVERY_KIND.sections[0]

    assert explanations(EVERY_KIND, VIETNAMESE) == ("KĐG: không đánh giá hoặc chưa có thông tin.")
    without = EVERY_KIND.model_copy(update={"sections": (EVERY_KIND.sections[1],)})
    assert matrices.questions
    assert explanations(without, VIETNAMESE) == ""


def _labels(field, language="vi"):
    return [row_label(words_of(language), row) for row in bubble_rows(field)]


def test_rows_of_digits_say_what_they_count():
    assert _labels(NumberField("X", HEADING, 0, 120)) == ["Hàng trăm", "Hàng chục", "Hàng đơn vị"]
    assert _labels(NumberField("X", HEADING, 0, 99, 1), "en") == ["Units", "Tenths"]
    assert _labels(NumberField("X", HEADING, 0, 9, 1)) == ["Phần mười (0,…)"]
    assert _labels(NumberField("X", HEADING, 0, 9, 1), "en") == ["Tenths (0.…)"]
    assert _labels(NumberField("X", HEADING, 1940, 1999)) == [
        "Hàng chục (19…)",
        "Hàng đơn vị (19…)",
    ]


def test_rows_of_a_day_say_which_part_they_are():
    field = DateField("X", HEADING, date(2022, 1, 1), date(2023, 12, 31), "day")

    assert _labels(field) == [
        "Ngày – chục",
        "Ngày – đơn vị",
        "Tháng – chục",
        "Tháng – đơn vị",
        "Năm 202…",
    ]


def test_a_language_without_words_of_its_own_gets_the_vietnamese_ones():
    assert words_of("ede") == VIETNAMESE
