"""What other programs must spell out about blanks taken away again, where we mean it anyway."""

from __future__ import annotations

from collections.abc import Iterable

from .simplifying import joined, variables_of
from .tree import And, Answer, Answered, Arithmetic, Compare, Condition, Count, In, Not, Value


def conjunction(conditions: Iterable[Condition]) -> Condition:
    """All of them: `A is answered and not A = 1` is `A != 1`."""
    parts: list[Condition] = []
    for condition in conditions:
        parts += condition.conditions if isinstance(condition, And) else [condition]
    there = {part.question for part in parts if isinstance(part, Answered)}
    parts = [_plain(part, there) for part in parts]
    implied = {name for part in parts for name in _needed(part)}
    kept = [p for p in parts if not (isinstance(p, Answered) and p.question in implied)]
    return joined(And, kept)


def _plain(part: Condition, there: set[str]) -> Condition:
    match part:
        case Not(Compare(left, "=", right) as inner) if variables_of(inner) <= there:
            if not _counts(left) and not _counts(right):
                return Compare(left, "!=", right)
    return part


def _counts(value: Value) -> bool:
    """Whether an unresolved count is in it: what it looks at is not known yet."""
    match value:
        case Count():
            return True
        case Arithmetic(left, _, right):
            return _counts(left) or _counts(right)
        case _:
            return False


def _needed(part: Condition) -> Iterable[str]:
    """The variables that must have an answer for it to hold."""
    match part:
        case Compare():
            return variables_of(part)
        case In(Answer(name)):
            return (name,)
        case _:
            return ()
