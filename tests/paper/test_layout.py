"""The laid-out form: every answer has its box, no question is split, no box is too near."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from phieu.paper.geometry import FIDUCIALS, LEFT_TICKS, RIGHT_TICKS, TICKET_WINDOW, Rect
from phieu.paper.heads import Head
from phieu.paper.layout import TooManyPagesError, compile_layout
from phieu.questionnaire.bubbles import bubble_rows
from phieu.questionnaire.fields import CodeField, DateField, FlagsField, NumberField, RanksField
from phieu.questionnaire.kinds import Matrix
from phieu.questionnaire.variants import variant

MARKS = [*FIDUCIALS, *LEFT_TICKS, *RIGHT_TICKS]


def _overlap(one: Rect, other: Rect, margin_mm: float = 0.0) -> bool:
    return (
        one.x_mm < other.x_mm + other.w_mm + margin_mm
        and other.x_mm < one.x_mm + one.w_mm + margin_mm
        and one.y_mm < other.y_mm + other.h_mm + margin_mm
        and other.y_mm < one.y_mm + one.h_mm + margin_mm
    )


def _question_of(variable: str, asked) -> str:
    for question in asked.questions():
        if variable == question.id or variable.startswith(question.id + "_"):
            return question.id
        if isinstance(question, Matrix) and any(row.id == variable for row in question.rows):
            return question.id
    raise AssertionError(variable)


def _places(field):
    """The boxes that a field needs: variable, code, worth of a digit."""
    match field:
        case CodeField() if field.boxed and field.prefilled is None:
            return [(field.variable, code.value, 0) for code in field.codes]
        case FlagsField():
            return [(field.question, code.value, 0) for code in field.codes]
        case RanksField():
            return [(name, code.value, 0) for name in field.variables for code in field.codes]
        case NumberField() | DateField():
            return [
                (field.variable, digit, row.worth)
                for row in bubble_rows(field)
                for digit in row.digits
            ]
    return []


@pytest.mark.parametrize("body", ["DU", "UB", "MT"])
@pytest.mark.parametrize("unit_type", ["xã", "thị trấn"])
def test_every_answer_has_exactly_one_box(lay_out, opinion_form, body, unit_type):
    layout = lay_out(body, unit_type).layout
    boxes = [
        (box.variable, box.code, box.place)
        for page in layout.pages
        for box in page.boxes
        if box.kind != "text"
    ]
    asked = variant(opinion_form, body, {}, unit_type=unit_type)
    wanted = [
        place
        for question in asked.questions()
        for field in question.fields(asked.scales)
        for place in _places(field)
    ]

    assert sorted(boxes) == sorted(wanted)


def test_open_answers_have_a_place_to_write(compiled):
    texts = {
        box.variable for page in compiled.layout.pages for box in page.boxes if box.kind == "text"
    }

    assert texts == {"B3_8_text", "C3_7_text", "H2", "H3"}


def test_no_question_is_split_across_pages(compiled, opinion_form):
    asked = variant(opinion_form, "DU", {})
    pages = defaultdict(set)
    for number, page in enumerate(compiled.layout.pages):
        for box in page.boxes:
            pages[_question_of(box.variable, asked)].add(number)

    assert {question: len(found) for question, found in pages.items() if len(found) != 1} == {}


def test_boxes_keep_three_millimetres_of_white_between_them(compiled):
    for page in compiled.layout.pages:
        marks = [box.rect for box in page.boxes if box.kind != "text"]
        near = [(one, other) for one, other in combinations(marks, 2) if _overlap(one, other, 2.95)]
        assert near == []


def test_nothing_to_answer_lies_on_fiducials_ticks_or_tickets(compiled):
    for page in compiled.layout.pages:
        quiet = Rect(
            page.ticket.x_mm - 3, page.ticket.y_mm - 3, page.ticket.w_mm + 6, page.ticket.h_mm + 6
        )
        for box in page.boxes:
            assert not any(_overlap(box.rect, mark, 1.0) for mark in MARKS)
            assert not _overlap(box.rect, quiet)


def test_every_ticket_stands_where_readers_look_first(compiled):
    window = TICKET_WINDOW
    for page in compiled.layout.pages:
        ticket = page.ticket
        assert window.x_mm <= ticket.x_mm - 3
        assert ticket.x_mm + ticket.w_mm + 3 <= window.x_mm + window.w_mm
        assert window.y_mm <= ticket.y_mm
        assert ticket.y_mm + ticket.h_mm + 3 <= window.y_mm + window.h_mm


def test_the_same_questionnaire_gives_the_same_hash(compiled, lay_out):
    assert lay_out().layout == compiled.layout
    assert lay_out("UB").layout.hash != compiled.layout.hash


def test_a_form_with_too_many_pages_is_refused(opinion_form, compiled):
    sections = tuple(
        section.model_copy(update={"id": f"{section.id}{number}"})
        for number in range(5)
        for section in opinion_form.sections
    )
    long = opinion_form.model_copy(update={"sections": sections})

    with pytest.raises(TooManyPagesError, match="15"):
        compile_layout(
            variant(long, "DU", {}),
            name="long",
            body="DU",
            unit_type="xã",
            head=Head(parent_organ="A", organ="B", number="1", place="C", date=None),
            font=compiled.font,
            has_public_address=False,
        )
