"""What other programs must spell out about blanks taken away again, where we mean it anyway."""

from __future__ import annotations

from collections.abc import Iterable

from .simplifying import joined, variables_of
from .tree import (
    And,
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Condition,
    In,
    Not,
    Number,
    Value,
)


def conjunction(conditions: Iterable[Condition]) -> Condition:
    """All of them: `A is answered and not A = 1` is `A != 1`."""
    parts: list[Condition] = []
    for condition in conditions:
        parts += condition.conditions if isinstance(condition, And) else [condition]
    there = {part.question for part in parts if isinstance(part, Answered)}
    parts = [_plain(part, there) for part in parts]
    implied = {name for part in parts for name in _needed(part)}
    divided = [
        d
        for part in parts
        if isinstance(part, Compare)
        for side in (part.left, part.right)
        for d in divisors(side)
    ]

    def matters(part: Condition) -> bool:
        match part:
            case Answered(question):
                return question not in implied
            case Compare(left, "!=", Number(0)):
                return left not in divided
            case _:
                return True

    return joined(And, [part for part in parts if matters(part)])


def divisors(value: Value) -> list[Value]:
    """What must not be 0 for a value to be there."""
    if not isinstance(value, Arithmetic):
        return []
    own = [value.right] if value.operator == "/" else []
    return [*own, *divisors(value.left), *divisors(value.right)]


def _plain(part: Condition, there: set[str]) -> Condition:
    match part:
        case Not(Compare(left, "=", right) as inner) if variables_of(inner) <= there:
            return Compare(left, "!=", right)
    return part


def _needed(part: Condition) -> Iterable[str]:
    """The variables that must have an answer for it to hold."""
    match part:
        case Compare():
            return variables_of(part)
        case In(Answer(name)):
            return (name,)
        case _:
            return ()
