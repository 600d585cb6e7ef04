"""Conditions that nobody, or everybody, fulfils."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from random_expressions import answers, conditions
from small_form import FORM

from phieu.questionnaire.logic import resolving
from phieu.questionnaire.logic.evaluating import holds
from phieu.questionnaire.logic.reachability import always_true, never_true
from phieu.questionnaire.logic.scope import Scope

SCOPE = Scope()
for _question in FORM.questions():
    SCOPE = SCOPE.with_question(_question, FORM.scales)


@pytest.mark.parametrize(
    "condition",
    [
        "A1 = 1 and A1 = 2",
        "A1 = 1 and A1 is blank",
        "not (A1 = 1 or not A1 = 1)",
        "A2 > 5",
        "A2 >= 4 and A2 <= 3",
        "A2 > 3 and A2 = 9",
        "C3 > 5 and C3 < 2",
        "C3 > 99",
        "C3 < 0",
        "C4 > 100 or C4 < 0",
        "D1 > 2023-05-31 and D1 < 2023-05-01",
        "E1 = 'a' and E1 = 'b'",
        "C2 includes 1 and not C2 includes 1",
        "C2_1 = 2",
        "count(C2) > 3",
        "count(C2) < 0",
        "1 = 2",
    ],
)
def test_what_nobody_fulfils(condition):
    assert never_true(resolving.condition(condition, SCOPE), SCOPE)


@pytest.mark.parametrize(
    "condition",
    [
        "A1 = 1 or not A1 = 1",
        "A1 is blank or A1 is answered or C3 > 5",
        "not C3 > 99",
        "count(C2) >= 0",
        "not (E1 = 'a' and E1 = 'b')",
        "1 = 1",
    ],
)
def test_what_everybody_fulfils(condition):
    assert always_true(resolving.condition(condition, SCOPE), SCOPE)


@pytest.mark.parametrize(
    "condition",
    [
        "A1 = 1",
        "A1 in [1, 2, 3, 9]",  # not by who leaves it blank
        "A2 >= 3.5 and A2 < 4.5",
        "C3 > 5 and C3 < 7",
        "C3 = 99",
        "D1 > 2023-05-31",
        "E1 != 'a'",
        "C3 + 1 > C4",  # cannot be told
        "C3 = C4",
    ],
)
def test_what_depends_on_the_answers_or_cannot_be_told(condition):
    resolved = resolving.condition(condition, SCOPE)
    assert not never_true(resolved, SCOPE)
    assert not always_true(resolved, SCOPE)


def test_too_many_combinations_say_nothing():
    many = " and ".join(f"B1_{row} = 1 and A2 = 1" for row in (1, 2))
    impossible = f"{many} and A1 = 1 and S1 = 1 and C1_1 = 1 and C1_2 = 1 and C3 = 1 and A1 = 2"
    assert not never_true(resolving.condition(impossible, SCOPE), SCOPE)


def test_a_list_of_thousands_is_judged_by_the_codes_that_are_named():
    a1 = FORM.sections[0].questions[0]
    code = a1.codes[0].model_copy(update={"name": None})
    codes = tuple(code.model_copy(update={"value": value}) for value in range(1, 3001))
    a1 = a1.model_copy(update={"codes": codes})
    scope = Scope().with_question(a1, {})
    assert never_true(resolving.condition("A1 = 17 and A1 = 2800", scope), scope)
    assert not never_true(resolving.condition("A1 != 17 and A1 != 2800", scope), scope)


@settings(max_examples=300)
@given(conditions, answers())
def test_no_answers_contradict_what_is_said(condition, given_answers):
    resolved = resolving.resolve(condition, SCOPE)
    if never_true(resolved, SCOPE):
        assert not holds(resolved, given_answers)
    if always_true(resolved, SCOPE):
        assert holds(resolved, given_answers)
