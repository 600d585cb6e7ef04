"""What a person may write in an expression, and what is said about what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from phieu.questionnaire.logic.parsing import MAX_CHARACTERS, MAX_DEPTH, LogicSyntaxError, parse
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

A1, A2, ONE, TWO = Answer("A1"), Answer("A2"), Number(1), Number(2)
FIRST, SECOND = Compare(A1, "=", ONE), Compare(A2, "=", TWO)


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("A1 = 1", FIRST),
        ("A1 == 1", FIRST),
        ("A1 <> 1", Compare(A1, "!=", ONE)),
        ("(A1=1)", FIRST),
        ("A1 = 1 and A2 = 2", And((FIRST, SECOND))),
        ("A1 = 1 OR A2 = 2", Or((FIRST, SECOND))),
        ("A1 = 1 or A2 = 2 and A1 = 1", Or((FIRST, And((SECOND, FIRST))))),
        ("(A1 = 1 or A2 = 2) and A1 = 1", And((Or((FIRST, SECOND)), FIRST))),
        ("not A1 = 1 and A2 = 2", And((Not(FIRST), SECOND))),
        ("A1 in [1, 2]", In(A1, (ONE, TWO))),
        ("A1 not in [1]", Not(In(A1, (ONE,)))),
        ("A1 in [daily, “năm nay”, -1]", In(A1, (Text("daily"), Text("năm nay"), Number(-1)))),
        ("C2 includes 7", Includes("C2", 7)),
        ("C2 includes f", Includes("C2", "f")),
        ("A1 is answered", Answered("A1")),
        ("A1 is blank", Not(Answered("A1"))),
        ("A1 is not blank", Not(Not(Answered("A1")))),
        ("count(C2) >= 2", Compare(Count("C2"), ">=", TWO)),
        ("D1 > 2023-05-31", Compare(Answer("D1"), ">", Day(date(2023, 5, 31)))),
        ("E1 = 'có'", Compare(Answer("E1"), "=", Text("có"))),
        ("A1 < -1.5", Compare(A1, "<", Number(-1.5))),
        ("A1 - A2 - 1", Arithmetic(Arithmetic(A1, "-", A2), "-", ONE)),
        ("A1 + A2 * 2", Arithmetic(A1, "+", Arithmetic(A2, "*", TWO))),
        ("-A1", Arithmetic(Number(0), "-", A1)),
    ],
)
def test_what_is_written_becomes_a_tree(written, tree):
    assert parse(written) == tree


@pytest.mark.parametrize(
    ("written", "position", "said"),
    [
        ("", 0, "cuối"),
        ("A1 =", 4, "cuối"),
        ("A1 = 12,5", 7, "phẩy"),
        ("1 <= C3 <= 5", 8, "so sánh"),
        ("A1", 1, "A1"),
        ("A1 and A2 = 2", 12, "A1"),
        ("A1 = 1 A2 = 2", 7, "A2"),
        ("A1 = 1 && A2 = 2", 7, "&"),
        ("A1 = (1", 7, ")"),
        ("1 in [1]", 2, "in"),
        ("A1 in 1", 6, "["),
        ("D1 = 2023-02-30", 5, "2023-02-30"),
        ("A1 + (A2 = 2)", 13, "điều kiện"),
        ("A1 is 5", 6, "answered"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_a_way_out(written, position, said):
    with pytest.raises(LogicSyntaxError) as refused:
        found = parse(written)
        parse(f"({written}) and A1 = 1" if isinstance(found, Answer) else "")
    assert said in refused.value.message
    assert refused.value.fix
    if written != "A1":
        assert refused.value.position == position


def test_brackets_without_end_are_refused_in_words():
    with pytest.raises(LogicSyntaxError, match=str(MAX_DEPTH)):
        parse("(" * 500 + "A1 = 1" + ")" * 500)
    with pytest.raises(LogicSyntaxError, match=str(MAX_DEPTH)):
        parse("not " * 400 + "A1 = 1")
    with pytest.raises(LogicSyntaxError, match=str(MAX_DEPTH)):
        parse("-" * 1000 + "A1 = 1")


def test_an_expression_of_endless_length_is_refused():
    with pytest.raises(LogicSyntaxError, match=str(MAX_CHARACTERS)):
        parse("A1 = 1 or " * 300 + "A1 = 1")
