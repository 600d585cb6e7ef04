"""Conditions and calculations in ExpressionScript, LimeSurvey's own language.

`.NAOK` lets a question stand in an expression while it is not shown: without it every such
expression would be blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from phieu.interchange.guarded import (
    AllOf,
    AnyOf,
    Chosen,
    Filled,
    Fixed,
    Formula,
    Relation,
    all_of,
    guarded,
    there,
)
from phieu.questionnaire.logic.tree import (
    Answer,
    Arithmetic,
    Comparator,
    Condition,
    Count,
    Day,
    Number,
    Text,
    Value,
)

_COMPARATORS: dict[Comparator, str] = {
    "=": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}


@dataclass(frozen=True)
class Names:
    """What our variables are called there. flags: those that are `Y` or blank there, 1 or 0 here;
    dates: those that hold a day; answers: codes that are others there, by variable."""

    variables: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    answers: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def of(self, variable: str) -> str:
        return f"{self.variables.get(variable, variable)}.NAOK"


def relevance(condition: Condition, names: Names) -> str:
    """An equation for the column “relevance”; `1` where it always holds."""
    return written(guarded(condition, names.flags), names)


def written(formula: Formula, names: Names) -> str:
    match formula:
        case Fixed(value):
            return "1" if value else "0"
        case Filled(variable, wanted):
            return f"{'!' if wanted else ''}is_empty({names.of(variable)})"
        case Chosen(question, code, wanted):
            return _ticked(names.of(f"{question}_{code}"), wanted=wanted)
        case Relation():
            return _relation(formula, names)
        case AllOf(parts):
            return "(" + " and ".join(written(part, names) for part in parts) + ")"
        case AnyOf(parts):
            return "(" + " or ".join(written(part, names) for part in parts) + ")"
        case _:
            assert_never(formula)


def calculation(expression: Value, names: Names, decimals: int) -> str:
    """The number, rounded; empty where one of its answers is missing."""
    number = f"round({_value(expression, names)}, {decimals})"
    needed = all_of(there(expression, names.flags, level=True))
    if needed == Fixed(True):
        return number
    parts = needed.parts if isinstance(needed, AllOf) else (needed,)
    tests = " and ".join(written(part, names) for part in parts)
    return f"if({tests}, {number}, '')"


def _relation(relation: Relation, names: Names) -> str:
    left, right = relation.left, relation.right
    comparator = _COMPARATORS[relation.comparator]
    if _is_day(left, names) or _is_day(right, names):
        return f"{_moment(left, names)} {comparator} {_moment(right, names)}"
    if isinstance(left, Answer) and isinstance(right, Number) and left.variable in names.answers:
        code = names.answers[left.variable].get(int(right.value), "")
        return f"{names.of(left.variable)} {comparator} {quoted(code)}"
    return f"{_value(left, names)} {comparator} {_value(right, names)}"


def _value(value: Value, names: Names) -> str:
    match value:
        case Number(number):
            return f"{number:.15g}"
        case Text(text):
            return quoted(text)
        case Day(day):
            return f"'{day.isoformat()}'"
        case Answer(variable) if variable in names.flags:
            return f"if({_ticked(names.of(variable), wanted=True)}, 1, 0)"
        case Answer(variable):
            return names.of(variable)
        case Count(question, codes):
            return "count(" + ", ".join(names.of(f"{question}_{code}") for code in codes) + ")"
        case Arithmetic(left, operator, right):
            return f"({_value(left, names)} {operator} {_value(right, names)})"
        case _:
            assert_never(value)


def _moment(value: Value, names: Names) -> str:
    # As text a day of there carries its hour, so that equal days would differ.
    return f"strtotime({_value(value, names)})"


def _is_day(value: Value, names: Names) -> bool:
    return isinstance(value, Day) or (isinstance(value, Answer) and value.variable in names.dates)


def _ticked(name: str, *, wanted: bool) -> str:
    return f"{name} {'==' if wanted else '!='} 'Y'"


def quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
