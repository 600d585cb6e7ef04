"""A tree back as the text that a person would write; parsing it gives the same tree."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from .tree import (
    Always,
    And,
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Condition,
    Count,
    Day,
    Expression,
    In,
    Includes,
    Not,
    Number,
    Or,
    Text,
    Value,
)

_EVERYONE = "1 = 1"  # Always has no word of its own: nobody needs to write it
_NOBODY = "1 = 0"


def text(expression: Expression) -> str:
    """Resolved trees lose what resolving added; Always comes back as a comparison of numbers."""
    match expression:
        case Number() | Text() | Day() | Answer() | Count() | Arithmetic():
            return _value(expression)
        case _:
            return _condition(expression)


def _condition(node: Condition) -> str:
    match node:
        case Compare(left, comparator, right):
            return f"{_value(left)} {comparator} {_value(right)}"
        case In():
            return _in(node, "in")
        case Includes(question, code):
            option = _quoted(code) if isinstance(code, str) else str(code)
            return f"{question} includes {option}"
        case Answered(question):
            return f"{question} is answered"
        case Not(Answered(question)):
            return f"{question} is blank"
        case Not(In() as inner):
            return _in(inner, "not in")
        case Not(inner):
            return f"not {_in_brackets(inner, And, Or)}"
        case And(parts):
            return " and ".join(_in_brackets(part, And, Or) for part in parts)
        case Or(parts):
            return " or ".join(_in_brackets(part, Or) for part in parts)
        case Always(value):
            return _EVERYONE if value else _NOBODY
        case _:
            assert_never(node)


def _in(node: In, word: str) -> str:
    return f"{node.answer.variable} {word} [{', '.join(map(_value, node.options))}]"


def _in_brackets(node: Condition, *kinds: type[Condition]) -> str:
    written = _condition(node)
    return f"({written})" if isinstance(node, kinds) else written


def _value(node: Value) -> str:
    match node:
        case Number(value):
            return digits(value)
        case Text(words):
            return _quoted(words)
        case Day(day):
            return day.isoformat()
        case Answer(variable):
            return variable
        case Count(question):
            return f"count({question})"
        case Arithmetic(Number(0), "-", right) if not isinstance(right, Number):
            return f"-{_operand(right)}"
        case Arithmetic(left, operator, right):
            return f"{_left(left, operator)} {operator} {_right(right, operator)}"
        case _:
            assert_never(node)


def _left(node: Value, operator: str) -> str:
    """A sum before × or ÷ needs brackets; else the left side is worked out first anyway."""
    return _operand(node) if operator in "*/" and _is_sum(node) else _value(node)


def _right(node: Value, operator: str) -> str:
    binds = operator in "*/" or _is_sum(node)
    return _operand(node) if binds else _value(node)


def _operand(node: Value) -> str:
    return f"({_value(node)})" if isinstance(node, Arithmetic) else _value(node)


def _is_sum(node: Value) -> bool:
    return isinstance(node, Arithmetic) and node.operator in "+-"


def digits(value: float) -> str:
    """A number without an exponent, which neither our language nor XPath has."""
    # A code is a whole number without a point, which before Python 3.12 has no is_integer.
    return str(int(value)) if float(value).is_integer() else format(Decimal(repr(value)), "f")


def _quoted(words: str) -> str:
    """In the first kind of quotes that the words do not use themselves."""
    for opening, closing in ('""', "''", "“”"):
        if closing not in words:
            return f"{opening}{words}{closing}"
    raise ValueError(words)  # the language has no text that holds all three
