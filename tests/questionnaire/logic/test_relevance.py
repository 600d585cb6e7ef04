"""What a form's answers skip, and what they come to."""

from __future__ import annotations

import pytest
from small_form import FORM, single_choices

from phieu.questionnaire.kinds import Calculated
from phieu.questionnaire.logic.relevance import logic_of
from phieu.questionnaire.logic.resolving import UnresolvedError
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.variants import variant


def _with(*questions: Calculated) -> Questionnaire:
    (section,) = FORM.sections
    longer = section.model_copy(update={"questions": (*section.questions, *questions)})
    return FORM.model_copy(update={"sections": (longer,)})


def test_a_question_is_asked_where_its_section_and_itself_are():
    logic = logic_of(
        single_choices(
            {"A": None, "A1": None, "A2": None, "B": "A1 = 1", "B1": "A2 = 2", "B2": None}
        )
    )
    assert logic.outcome({"A1": 1, "A2": 2}).skipped == frozenset()
    assert logic.outcome({"A1": 1, "A2": 1}).skipped == {"B1"}
    assert logic.outcome({"A1": 2, "A2": 2}).skipped == {"B1", "B2"}
    assert logic.outcome({}).skipped == {"B1", "B2"}


def test_what_stands_on_paper_counts_though_it_should_have_been_skipped():
    logic = logic_of(single_choices({"A": None, "A1": None, "A2": "A1 = 1", "A3": "A2 = 1"}))
    assert logic.outcome({"A1": 2, "A2": 1}).skipped == {"A2"}


def test_calculations_see_earlier_ones_and_are_rounded():
    twice = Calculated(kind="calculated", id="K2", text="Gấp đôi", expression="K1 * 2")
    logic = logic_of(_with(twice))
    assert logic.outcome({"C3": 2, "C4": 0.305}).calculated == {"K1": 2.31, "K2": 5.0}


def test_a_calculation_with_a_blank_or_by_zero_is_blank():
    share = Calculated(kind="calculated", id="K2", text="Tỷ lệ", expression="C4 / C3", decimals=1)
    logic = logic_of(_with(share))
    assert logic.outcome({"C3": 2}).calculated == {}
    assert logic.outcome({"C3": 0, "C4": 2.0}).calculated == {"K1": 2.0}


def test_a_missing_code_is_no_number():
    mean = Calculated(kind="calculated", id="K2", text="Trung bình", expression="(A2 + B1_1) / 2")
    logic = logic_of(_with(mean))
    assert logic.outcome({"A2": 4, "B1_1": 9}).calculated == {}
    assert logic.outcome({"A2": 4, "B1_1": 2}).calculated == {"K2": 3.0}


def test_a_variant_may_name_what_it_leaves_out():
    (section,) = FORM.sections
    last = section.questions[-2].model_copy(update={"when": "A3 = 1 or C3 > 5"})
    whole = FORM.model_copy(
        update={
            "sections": (section.model_copy(update={"questions": (*section.questions[:-2], last)}),)
        }
    )
    other_body = variant(whole, "UB", {})
    with pytest.raises(UnresolvedError):
        logic_of(other_body)
    logic = logic_of(other_body, partial=True)
    assert logic.outcome({"C3": 3}).skipped == {last.id}
    assert logic.outcome({"C3": 6}).skipped == frozenset()


def test_an_option_that_a_variant_leaves_out_is_never_chosen():
    (section,) = FORM.sections
    first, *rest = section.questions
    fewer = first.model_copy(update={"codes": first.codes[1:]})  # without “daily”
    last = rest[-1].model_copy(update={"when": "A1 != daily and A1 not in [daily, 9]"})
    form = FORM.model_copy(
        update={"sections": (section.model_copy(update={"questions": (fewer, last)}),)}
    )
    logic = logic_of(form.model_copy(update={"sections": form.sections}), partial=True)
    assert logic.outcome({"A1": 2}).skipped == frozenset()
    assert logic.outcome({"A1": 9}).skipped == {last.id}
    assert logic.outcome({}).skipped == {last.id}


def test_a_multiple_choice_without_a_mark_is_blank_whether_zeros_or_nothing_stands_there():
    (section,) = FORM.sections
    last = section.questions[-2].model_copy(update={"when": "C2 is answered"})
    form = FORM.model_copy(
        update={
            "sections": (section.model_copy(update={"questions": (*section.questions[:-2], last)}),)
        }
    )
    logic = logic_of(form)
    zeros = {"C2_1": 0, "C2_2": 0, "C2_3": 0}
    assert logic.outcome({}).skipped == logic.outcome(zeros).skipped == {last.id}
    assert logic.outcome({**zeros, "C2_3": 1}).skipped == frozenset()
