from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.paper.geometry import Box
from phieu.questionnaire.bubbles import bubble_rows, printed_offset
from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.fields import CodeField, DateField, NumberField
from phieu.rehearsal import marks
from phieu.rehearsal.answers import respond
from phieu.rehearsal.hands import MIXED, Mishaps, Style, draw_hand
from phieu.rehearsal.marks import Meaning, fill_in

HAND = replace(
    draw_hand(MIXED, np.random.default_rng(1)), style=Style.CROSS, erasable=True, mishaps=Mishaps()
)
ANSWERS = {
    "DY0": 1, "A1": 1, "A5": 3, "C1_1": 4, "C1_2": 9, "E2": 1, "C4": 27, "B3_1": 7, "B3_2": 2,
    "C3_1": 1, "C3_2": 0, "C3_3": 0, "C3_4": 1, "C3_5": 0, "C3_6": 0, "H2": "[diễn tập] ý kiến",
}  # fmt: skip


def _is_written(field):
    return isinstance(field, NumberField) or (isinstance(field, CodeField) and not field.boxed)


@pytest.fixture(scope="module")
def fill(survey, lay_out):
    layout, variables = lay_out(survey), codebook(survey)

    def filled(answers=ANSWERS, hand=HAND, **mishaps):
        hand = replace(hand, mishaps=Mishaps(**mishaps))
        return fill_in(answers, layout, variables, hand, np.random.default_rng(8))

    return filled


def boxes(filled, meaning):
    return {
        (mark.box.variable, mark.box.place, mark.box.code)
        for mark in filled.marks
        if mark.meaning is meaning
    }


def test_a_steady_hand_marks_exactly_what_is_meant(fill):
    filled = fill()
    assert boxes(filled, Meaning.ANSWER) == {
        ("DY0", 0, 1), ("A5", 0, 3), ("C1_1", 0, 4), ("C1_2", 0, 9), ("E2", 0, 1),
        ("C4", 10, 2), ("C4", 1, 7), ("B3_1", 0, 7), ("B3_2", 0, 2), ("C3", 0, 1), ("C3", 0, 4),
    }  # fmt: skip
    assert boxes(filled, Meaning.WORDS) == {("H2", 0, 0)}
    assert filled.invalid == filled.unclear == frozenset()


def test_a_number_below_ten_has_its_leading_nought_marked(fill):
    assert boxes(fill({"C4": 8}), Meaning.ANSWER) == {("C4", 10, 0), ("C4", 1, 8)}


def test_nothing_is_marked_for_what_was_left_blank(fill):
    assert fill({}).marks == ()


def test_two_marks_on_one_row_make_it_blank_and_unclear(fill):
    filled = fill(doubled=1.0)
    singles = {"DY0", "A5", "C1_1", "C1_2", "E2", "C4", "B3_1", "B3_2"}
    assert filled.invalid == filled.unclear == singles
    assert len([box for box in boxes(filled, Meaning.ANSWER) if box[0] == "C1_1"]) == 2
    assert len([box for box in boxes(filled, Meaning.ANSWER) if box[0] == "C3"]) == 2


def test_a_correction_blackens_another_box_and_leaves_the_answer(fill):
    filled = fill(corrected=1.0)
    cancelled = boxes(filled, Meaning.CANCELLED)
    assert boxes(filled, Meaning.ANSWER) == boxes(fill(), Meaning.ANSWER)
    assert not cancelled & boxes(filled, Meaning.ANSWER)
    assert {name for name, _place, _code in cancelled} == {
        "DY0", "A5", "C1_1", "C1_2", "E2", "C4", "B3_1", "B3_2", "C3",
    }  # fmt: skip
    assert filled.invalid == filled.unclear == frozenset()


def test_a_half_finished_correction_is_unclear_but_still_an_answer(fill):
    filled = fill(corrected=1.0, unfinished=1.0)
    assert "C1_1" in filled.unclear
    assert filled.invalid == frozenset()


def test_an_erased_mark_is_unclear_and_only_pencils_can_be_erased(fill):
    assert "C1_1" in fill(erased=1.0).unclear
    ink = fill(hand=replace(HAND, erasable=False), erased=1.0)
    assert boxes(ink, Meaning.ERASED) == set()
    assert ink.unclear == frozenset()


def test_stray_dots_fall_on_boxes_that_were_not_meant_and_change_nothing(fill):
    filled = fill(dotted=1.0)
    stray = boxes(filled, Meaning.STRAY)
    assert stray
    assert not stray & boxes(filled, Meaning.ANSWER)
    assert filled.invalid == filled.unclear == frozenset()


def test_a_hand_that_fills_is_unclear_wherever_it_answers(fill):
    filled = fill(hand=replace(HAND, style=Style.FILL), corrected=1.0)
    assert boxes(filled, Meaning.CANCELLED) == set()
    assert {"DY0", "A5", "C1_1", "C4", "B3_1", "C3_1", "C3_2"} <= filled.unclear
    assert "H2" not in filled.unclear


def test_a_slip_is_near_the_answer(fill):
    for mark in fill({"C4": 55}, corrected=1.0).marks:
        if mark.meaning is Meaning.CANCELLED:
            assert abs(mark.box.code - 5) <= 2


@given(data=st.data(), seed=st.integers(0, 2**32))
def test_marks_and_answers_agree_on_any_questionnaire(questionnaires, lay_out, data, seed):
    questionnaire = data.draw(questionnaires)
    rng = np.random.default_rng(seed)
    answers = respond(questionnaire, "DU", "Xã", "Núi Thành", rng)
    variables = codebook(questionnaire)
    filled = fill_in(answers, lay_out(questionnaire), variables, HAND, rng)
    read: dict[str, int] = {}
    for mark in filled.marks:
        if mark.meaning is Meaning.ANSWER:
            box = mark.box
            flag = f"{box.variable}_{box.code}"
            if any(v.name == flag and v.kind == "flag" for v in variables):
                read[flag] = 1
            else:
                read[box.variable] = read.get(box.variable, 0) + box.code * (box.place or 1)
    meant = {}
    for variable in variables:
        answer, field = answers.get(variable.name), variable.field
        if isinstance(field, NumberField | DateField) and answer is not None and bubble_rows(field):
            meant[variable.name] = answer - printed_offset(field)
        elif isinstance(answer, int) and not _is_written(field):
            meant[variable.name] = answer  # an option that was not chosen is no mark: 0
    assert {name: value for name, value in read.items() if value} == {
        name: value for name, value in meant.items() if value
    }


@pytest.mark.parametrize(
    ("variable", "answer", "written"),
    [
        (Variable("C1", "", "code", "C1", "nominal", ((3, "Núi Thành"),)), 3, "Núi Thành"),
        (Variable("B1", "", "number", "B1", "scale"), -12, "-12"),
        (Variable("B2", "", "number", "B2", "scale", decimals=2), -105, "-1,05"),
        (Variable("H2", "", "text", "H2", "nominal"), "ý kiến", "ý kiến"),
    ],
)
def test_a_person_writes_names_and_decimal_commas(
    variable, answer, written, lay_out, survey, monkeypatch
):
    box = Box(variable.name, 0, "text", 40, 30, 100, 6, 0)
    page = replace(lay_out(survey).pages[0], boxes=(box,))
    layout = replace(lay_out(survey), pages=(page,))
    seen = []
    monkeypatch.setattr(marks, "handwriting", lambda _rect, words, *_rest: seen.append(words) or ())

    fill_in({variable.name: answer}, layout, [variable], HAND, np.random.default_rng(1))

    assert seen == [written]
