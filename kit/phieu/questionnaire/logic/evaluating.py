"""Resolved expressions worked out over answers, in Python."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, assert_never

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
    In,
    Includes,
    Not,
    Number,
    Or,
    Text,
    Value,
)

Given = int | float | str | date
Answers = Mapping[str, Given]  # by variable; a blank is not there

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether a condition is true. A comparison with a blank is not; nor is its opposite."""
    match condition:
        case Compare():
            ordering = condition.comparator not in ("=", "!=")
            left = _value(condition.left, answers, levels_only=ordering)
            right = _value(condition.right, answers, levels_only=ordering)
            if left is None or right is None:
                return False
            return _COMPARE[condition.comparator](left, right)
        case In():
            given = _value(condition.answer, answers, levels_only=False)
            return given is not None and any(given == o.value for o in condition.options)
        case Includes():
            if condition.variables:
                return any(answers.get(name) == condition.code for name in condition.variables)
            return answers.get(f"{condition.question}_{condition.code}") == 1
        case Answered():
            return any(
                answers.get(name) == 1
                if name in condition.options
                else not _blank(answers.get(name))
                for name in condition.variables
            )
        case Not():
            return not holds(condition.condition, answers)
        case And():
            return all(holds(part, answers) for part in condition.conditions)
        case Or():
            return any(holds(part, answers) for part in condition.conditions)
        case Always():
            return condition.value
        case _:
            assert_never(condition)


def number(value: Value, answers: Answers) -> float | None:
    """What a value comes to; None where a blank, a missing code or a division by zero is in it."""
    found = _value(value, answers, levels_only=True)
    return float(found) if isinstance(found, int | float) else None


def _value(value: Value, answers: Answers, *, levels_only: bool) -> Given | None:
    """levels_only: a user-missing code counts as a blank."""
    match value:
        case Number() | Text() | Day():
            return value.value
        case Answer():
            given = answers.get(value.variable)
            if value.option is not None:
                return int(given == 1)
            if _blank(given) or (levels_only and given in value.missing):
                return None
            return given
        case Count():
            return sum(answers.get(f"{value.question}_{code}") == 1 for code in value.codes)
        case Arithmetic():
            return _worked_out(value, answers)
        case _:
            assert_never(value)


def _worked_out(node: Arithmetic, answers: Answers) -> float | None:
    left, right = number(node.left, answers), number(node.right, answers)
    if left is None or right is None:
        return None
    match node.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if right else None
        case _:
            assert_never(node.operator)


def _blank(given: Given | None) -> bool:
    return given is None or given == ""
