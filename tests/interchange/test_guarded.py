"""A guarded formula, read as a program reads it that takes a blank for nothing special."""

from __future__ import annotations

import operator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from phieu.interchange import guarded as g
from phieu.questionnaire.logic.evaluating import holds
from phieu.questionnaire.logic.tree import (
    And,
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Count,
    In,
    Includes,
    Not,
    Number,
    Or,
)

FLAGS = ("C_1", "C_2", "C_3")
_SIGNS: dict[str, Any] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge, "+": operator.add, "-": operator.sub,
    "*": operator.mul, "/": lambda a, b: a / b if b else 0.0,
}  # fmt: skip

numbers = st.integers(0, 9).map(Number)
coded = st.sampled_from([Answer("A", (9,)), Answer("B", (8, 9))])
terms = st.one_of(
    numbers,
    coded,
    st.sampled_from([Answer("N"), Answer("C_1", option=("C", 1))]),
    st.just(Count("C", (1, 2, 3))),
)
values = st.recursive(
    terms, lambda inner: st.builds(Arithmetic, inner, st.sampled_from("+-*/"), inner), max_leaves=3
)
leaves = st.one_of(
    st.builds(Compare, values, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), values),
    st.builds(In, coded, st.lists(numbers, min_size=1, max_size=3).map(tuple)),
    st.builds(Includes, st.just("C"), st.integers(1, 3)),
    st.builds(Includes, st.just("R"), st.integers(1, 3), st.just(("R_1", "R_2"))),
    st.sampled_from(
        [Answered("A", ("A",)), Answered("C", FLAGS, options=FLAGS), Answered("N", ("N",))]
    ),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
answers = st.fixed_dictionaries(
    {name: st.integers(0, 1) for name in FLAGS},
    optional={name: st.integers(0, 9) for name in ("A", "B", "N", "R_1", "R_2")},
)


def naive(formula: g.Formula, given_answers: dict[str, int]) -> bool:
    """As a program says it in which a blank is zero."""
    match formula:
        case g.Fixed(value):
            return value
        case g.Filled(variable, wanted):
            return (variable in given_answers) == wanted
        case g.Chosen(question, code, wanted):
            return bool(given_answers[f"{question}_{code}"]) == wanted
        case g.Relation(left, sign, right):
            return bool(_SIGNS[sign](number(left, given_answers), number(right, given_answers)))
        case g.AllOf(parts):
            return all(naive(part, given_answers) for part in parts)
        case g.AnyOf(parts):
            return any(naive(part, given_answers) for part in parts)


def number(value: Any, given_answers: dict[str, int]) -> float:
    match value:
        case Number(plain):
            return plain
        case Answer(variable):
            return given_answers.get(variable, 0)
        case Count(question, codes):
            return sum(given_answers[f"{question}_{code}"] for code in codes)
        case Arithmetic(left, sign, right):
            return float(_SIGNS[sign](number(left, given_answers), number(right, given_answers)))
    raise AssertionError(value)


@given(conditions, answers)
def test_a_program_that_takes_blanks_for_zero_comes_to_the_same(
    condition: Any, given_answers: dict[str, int]
) -> None:
    assert naive(g.guarded(condition, FLAGS), given_answers) == holds(condition, given_answers)


@given(conditions, answers)
def test_the_opposite_is_never_true_at_once(condition: Any, given_answers: dict[str, int]) -> None:
    formula = g.guarded(condition, FLAGS)
    assert naive(formula, given_answers) != naive(g.opposite(formula), given_answers)


def test_what_always_holds_leaves_no_trace() -> None:
    assert g.all_of([g.Fixed(True), g.Filled("A")]) == g.Filled("A")
    assert g.any_of([g.Fixed(False), g.Filled("A")]) == g.Filled("A")
    assert g.all_of([]) == g.Fixed(True)
    assert g.any_of([]) == g.Fixed(False)
    assert g.any_of([g.Filled("A"), g.Fixed(True)]) == g.Fixed(True)
