"""Well-typed expressions over the small form, as a person could write them, and answers to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from phieu.questionnaire.logic.tree import (
    And,
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Count,
    Day,
    In,
    Includes,
    Not,
    Number,
    Or,
    Text,
)

LEVELS = ("A2", "B1_1", "B1_2")
FLAGS = ("C2_1", "C2_2", "C2_3")
WORDS = ("", "abc", "it's", 'a "b"', "Đúng hẹn", "1", "</script>")
ASKED = ("A1", "A2", "B1_1", "C1_1", "C1", "C2", "C2_1", "C3", "C4", "D1", "D2", "E1", "A1_3_text")
EQUAL = st.sampled_from(["=", "!="])
SIGNS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])

# Quarters: exact as binary fractions, however a program reads decimals.
quarters = st.integers(-40, 400).map(lambda count: Number(count / 4))
numbers = st.one_of(
    st.integers(-3, 12).map(lambda count: Number(float(count))),
    quarters,
    st.sampled_from([*LEVELS, "C3", "C4", "S1", "K1", *FLAGS]).map(Answer),
    st.just(Count("C2")),
)
values = st.recursive(
    numbers,
    lambda inner: st.builds(Arithmetic, inner, st.sampled_from("+-*/"), inner),
    max_leaves=4,
)
codes = st.sampled_from([1, 2, 3, 9]).map(lambda code: Number(float(code)))
levels = st.sampled_from([1, 2, 3, 4, 5, 9]).map(lambda code: Number(float(code)))
days = st.dates(date(2022, 12, 30), date(2023, 1, 2)).map(Day)
words = st.sampled_from(WORDS).map(Text)


def _fits(node: Compare) -> bool:
    """A level beside a number that its scale does not have is refused when names are looked up."""
    kinds = {type(node.left), type(node.right)}
    names = {side.variable for side in (node.left, node.right) if isinstance(side, Answer)}
    return kinds != {Answer, Number} or not names & {*LEVELS, "S1"}


tests = st.one_of(
    st.builds(Compare, values, SIGNS, values).filter(_fits),
    st.builds(Compare, st.just(Answer("A1")), EQUAL, codes),
    st.builds(Compare, st.sampled_from(LEVELS).map(Answer), SIGNS, levels),
    st.builds(Compare, st.sampled_from(["D1", "D2"]).map(Answer), SIGNS, days),
    st.builds(Compare, days, SIGNS, st.just(Answer("D1"))),
    st.builds(Compare, st.just(Answer("E1")), EQUAL, words),
    st.builds(
        In, st.just(Answer("A1")), st.lists(codes, min_size=1, max_size=3, unique=True).map(tuple)
    ),
    st.builds(In, st.just(Answer("E1")), st.lists(words, min_size=1, max_size=2).map(tuple)),
    st.builds(Includes, st.sampled_from(["C1", "C2"]), st.integers(1, 3)),
    st.builds(Answered, st.sampled_from(ASKED)),
)
conditions = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """As they stand on a form; a multiple choice without a mark has zeros or nothing."""
    given: dict[str, Any] = {
        "A1": draw(st.sampled_from([1, 2, 3, 9])),
        **{name: draw(st.sampled_from([1, 2, 3, 4, 5, 9])) for name in LEVELS},
        "C3": draw(st.integers(0, 12)),
        "C4": draw(st.integers(0, 400)) / 4,
        "D1": draw(st.dates(date(2022, 12, 30), date(2023, 1, 2))),
        "D2": draw(st.sampled_from([date(2022, 12, 1), date(2023, 1, 1)])),
        "E1": draw(st.sampled_from(WORDS[1:])),
        "A1_3_text": "khác",
        "S1": draw(st.sampled_from([0, 5, 10, 99])),
        "K1": draw(st.integers(0, 40)) / 4,
    }
    given = {name: value for name, value in given.items() if draw(st.booleans())}
    if draw(st.booleans()):
        given |= {name: draw(st.integers(0, 1)) for name in FLAGS}
    places = draw(st.permutations([1, 2, 3]))[: draw(st.integers(0, 2))]
    return given | {f"C1_{place}": code for place, code in enumerate(places, start=1)}


def as_a_phone_has_them(given: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in given.items()}


def as_an_xform_has_them(given: Mapping[str, Any]) -> dict[str, str]:
    """A multiple choice is one field; days are numbers of days, as ODK compares them."""
    fields = dict.fromkeys((*ASKED, *LEVELS, "C1_2", "S1", "K1"), "")
    for name, value in given.items():
        if name not in FLAGS:
            fields[name] = str(value.toordinal()) if isinstance(value, date) else f"{value}"
    chosen = [name.removeprefix("C2_") for name in FLAGS if given.get(name) == 1]
    return fields | {"C2": " ".join(chosen)}
