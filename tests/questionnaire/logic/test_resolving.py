"""Names looked up: what each stands for, and all that is wrong at once."""

from __future__ import annotations

import pytest
from small_form import FORM

from phieu.questionnaire.logic import resolving, scope
from phieu.questionnaire.logic.resolving import UnresolvedError
from phieu.questionnaire.logic.scope import Scope
from phieu.questionnaire.logic.tree import (
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Count,
    In,
    Includes,
    Number,
)

A1, A2 = Answer("A1", (9,)), Answer("A2", (9,))


def rules(text: str, scope: Scope) -> list[str]:
    with pytest.raises(UnresolvedError) as refused:
        resolving.condition(text, scope)
    assert all(problem.message and problem.fix for problem in refused.value.problems)
    return [problem.rule for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("a1 = 1", Compare(A1, "=", Number(1))),
        ("A1 = daily", Compare(A1, "=", Number(1))),
        ('"Weekly" = A1', Compare(Number(2), "=", A1)),
        ("A1 in [daily, 3]", In(A1, (Number(1), Number(3)))),
        ("A2 >= 4", Compare(A2, ">=", Number(4))),
        ("c2 includes meeting", Includes("C2", 1)),
        ("C1 includes 2", Includes("C1", 2, ("C1_1", "C1_2"))),
        ("C1_1 = 2", Compare(Answer("C1_1"), "=", Number(2))),
        ("C2_1 = 1", Compare(Answer("C2_1", (), ("C2", 1)), "=", Number(1))),
        ("C2_1 is answered", Includes("C2", 1)),
        ("count(c2) > 1", Compare(Count("C2", (1, 2, 3)), ">", Number(1))),
        ("b1 is answered", Answered("B1", ("B1_1", "B1_2"), ("B1_1", "B1_2"))),
        (
            "C2 is answered",
            Answered(
                "C2",
                ("C2_1", "C2_2", "C2_3", "C2_2_text"),
                ("C2", "C2_2_text"),
                ("C2_1", "C2_2", "C2_3"),
            ),
        ),
        (
            "A2 - B1_1 > 1",
            Compare(Arithmetic(A2, "-", Answer("B1_1", (9,))), ">", Number(1)),
        ),
        ("K1 > 3", Compare(Answer("K1"), ">", Number(3))),
    ],
)
def test_names_become_variables_and_codes(written, tree, scope):
    assert resolving.condition(written, scope) == tree


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("A1 =", "logic-syntax"),
        ("A1", "logic-type"),
        ("Z9 = 1", "logic-unknown-name"),
        ("A1 = dayly", "logic-unknown-name"),
        ("A1 = 4", "logic-unknown-code"),
        ("A1 in [1, 4]", "logic-unknown-code"),
        ("A1 in [dayly]", "logic-unknown-code"),
        ("C2 includes 4", "logic-unknown-code"),
        ("A2 = 7", "logic-unknown-code"),
        ("A1 > 1", "logic-type"),
        ("E1 > 'a'", "logic-type"),
        ("E1 = 5", "logic-type"),
        ("A1 includes 1", "logic-type"),
        ("C2 = 1", "logic-type"),
        ("B1 = 1", "logic-type"),
        ("A1 + 1 = 2", "logic-type"),
        ("D1 + 1 = 2", "logic-type"),
        ("D1 = 5", "logic-type"),
        ("A1 = C3", "logic-type"),
        ("count(A1) = 1", "logic-type"),
    ],
)
def test_what_does_not_fit_is_said_by_its_rule(written, rule, scope):
    assert rules(written, scope) == [rule]


def test_everything_that_is_wrong_is_listed_at_once(scope):
    found = rules("Z9 = 1 and A1 = 4 or not C2 = 1 and E1 > 'a' and Z8 is blank", scope)
    assert found == [
        "logic-unknown-name",
        "logic-unknown-code",
        "logic-type",
        "logic-type",
        "logic-unknown-name",
    ]


def test_a_later_question_cannot_be_looked_at():
    before, itself_too = scope.scopes(FORM)["A2"]
    assert rules("C3 = 1", before) == ["logic-forward-reference"]
    assert rules("A2 = 1", before) == ["logic-forward-reference"]
    assert resolving.condition("A2 = 1 and A1 = 1", itself_too)


def test_a_slip_of_the_pen_gets_a_suggestion(scope):
    with pytest.raises(UnresolvedError) as refused:
        resolving.condition("B1_11 = 1", scope)
    assert "B1_1" in refused.value.problems[0].fix


def test_a_calculation_is_a_number_and_nothing_else(scope):
    assert resolving.value("count(C2) / 2", scope)
    with pytest.raises(UnresolvedError):
        resolving.value("A1 = 1", scope)
