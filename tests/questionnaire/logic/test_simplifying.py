"""A condition with some answers known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_expressions import answers, conditions
from small_form import FORM

from phieu.questionnaire.logic import resolving
from phieu.questionnaire.logic.evaluating import holds
from phieu.questionnaire.logic.scope import Scope
from phieu.questionnaire.logic.simplifying import simplified, variables_of
from phieu.questionnaire.logic.tree import Always

SCOPE = Scope()
for _question in FORM.questions():
    SCOPE = SCOPE.with_question(_question, FORM.scales)


@pytest.mark.parametrize(
    ("condition", "facts", "left"),
    [
        ("A1 = 1 and C3 > 5", {"A1": 1}, "C3 > 5"),
        ("A1 = 1 or C3 > 5", {"A1": 2}, "C3 > 5"),
        ("A1 = 1 and C3 > 5", {"C3": None}, False),
        ("not C3 > 5", {"C3": None}, True),
        ("C3 > C4", {"C3": None}, False),
        ("C1 includes 2", {"C1_1": 2}, True),
        ("C1 includes 2", {"C1_1": 1, "C1_2": None}, False),
        ("A1 is answered", {"A1": 3}, True),
        ("count(C2) < 1", {"C2_1": None, "C2_2": None, "C2_3": 0}, True),
        ("A1 = 1", {"A2": 5}, "A1 = 1"),
    ],
)
def test_what_is_left_to_decide(condition, facts, left):
    expected = Always(left) if isinstance(left, bool) else resolving.condition(left, SCOPE)
    assert simplified(resolving.condition(condition, SCOPE), facts) == expected


@settings(max_examples=300)
@given(conditions, answers(), st.data())
def test_a_simplified_condition_says_the_same(condition, given_answers, data):
    resolved = resolving.resolve(condition, SCOPE)
    known = [name for name in sorted(variables_of(resolved)) if data.draw(st.booleans())]
    facts = {name: given_answers.get(name) for name in known}
    assert holds(simplified(resolved, facts), given_answers) is holds(resolved, given_answers)
