"""Conditions and calculations in REDCap's own language: `[a5] = '1' and [c3(7)] = '1'`."""

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
    "=": "=",
    "!=": "<>",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}


@dataclass(frozen=True)
class Names:
    """fields: our variables and questions, as they are called there. flags: a tick's question and
    code, by variable. dates, numbers: variables that hold days and numbers; the rest are codes or
    words."""

    fields: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    dates: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def of(self, variable: str) -> str:
        if variable in self.flags:
            return self.tick(*self.flags[variable])
        return f"[{self.fields.get(variable, variable)}]"

    def tick(self, question: str, code: int) -> str:
        return f"[{self.fields.get(question, question)}({code})]"


def branching(condition: Condition, names: Names) -> str:
    """For “Show field only if…”; empty where it always holds."""
    formula = guarded(condition, names.flags)
    return "" if formula == Fixed(True) else _written(formula, names, outermost=True)


def calculation(expression: Value, names: Names, decimals: int) -> str:
    """The number, rounded; empty where one of its answers is missing."""
    number = f"round({_value(expression, names)}, {decimals})"
    needed = all_of(there(expression, names.flags, level=True))
    if needed == Fixed(True):
        return number
    parts = needed.parts if isinstance(needed, AllOf) else (needed,)
    tests = " and ".join(_written(part, names) for part in parts)
    return f"if({tests}, {number}, '')"


def _written(formula: Formula, names: Names, *, outermost: bool = False) -> str:
    match formula:
        case Fixed(value):
            return "1 = 1" if value else "1 = 0"
        case Filled(variable, wanted):
            return f"{names.of(variable)} {'<>' if wanted else '='} ''"
        case Chosen(question, code, wanted):
            return f"{names.tick(question, code)} = '{int(wanted)}'"
        case Relation():
            return _relation(formula, names)
        case AllOf(parts):
            joined = " and ".join(_written(part, names) for part in parts)
        case AnyOf(parts):
            joined = " or ".join(_written(part, names) for part in parts)
        case _:
            assert_never(formula)
    return joined if outermost else f"({joined})"


def _relation(relation: Relation, names: Names) -> str:
    left, right = relation.left, relation.right
    comparator = _COMPARATORS[relation.comparator]
    if _is_day(left, names) or _is_day(right, names):
        # The days from right to left: as text, dates there have the order of their day first.
        days = f"datediff({_value(right, names)}, {_value(left, names)}, 'd', true)"
        return f"{days} {comparator} 0"
    equal = comparator in ("=", "<>")
    if equal and _is_code(left, names) and isinstance(right, Number):
        return f"{_value(left, names)} {comparator} '{right.value:.15g}'"
    return f"{_value(left, names)} {comparator} {_value(right, names)}"


def _value(value: Value, names: Names) -> str:
    match value:
        case Number(number):
            return f"{number:.15g}"
        case Text(text):
            quote = '"' if "'" in text else "'"
            return f"{quote}{text}{quote}"
        case Day(day):
            return f"'{day.isoformat()}'"
        case Answer(variable):
            return names.of(variable)
        case Count(question, codes):
            return "sum(" + ", ".join(names.tick(question, code) for code in codes) + ")"
        case Arithmetic(left, operator, right):
            return f"({_value(left, names)} {operator} {_value(right, names)})"
        case _:
            assert_never(value)


def _is_day(value: Value, names: Names) -> bool:
    return isinstance(value, Day) or (isinstance(value, Answer) and value.variable in names.dates)


def _is_code(value: Value, names: Names) -> bool:
    return isinstance(value, Answer) and value.variable not in names.numbers
