"""A condition with its blanks written out, for programs in which a blank counts as zero or text.

In our logic a comparison with a blank is false, whatever it compares. LimeSurvey and REDCap know no
such rule, so each comparison gets the tests it stands on, and “not” is carried down to the leaves:
what is left is only `AllOf`, `AnyOf` and simple tests, which every program can say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import assert_never

from phieu.questionnaire.logic.tree import (
    Always,
    And,
    Answer,
    Answered,
    Arithmetic,
    Comparator,
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


@dataclass(frozen=True)
class Filled:
    """`variable` has an answer; where `wanted` is False: has none."""

    variable: str
    wanted: bool = True


@dataclass(frozen=True)
class Relation:
    """A comparison of two values that are there."""

    left: Value
    comparator: Comparator
    right: Value


@dataclass(frozen=True)
class Chosen:
    """An option of a multiple choice is ticked; where `wanted` is False: is not."""

    question: str
    code: int
    wanted: bool = True


@dataclass(frozen=True)
class Fixed:
    value: bool


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Formula, ...]


Formula = Filled | Relation | Chosen | Fixed | AllOf | AnyOf

_OPPOSITE: dict[Comparator, Comparator] = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
}


def all_of(parts: Iterable[Formula]) -> Formula:
    """Their conjunction, flattened; true where there are none."""
    kept: list[Formula] = []
    for part in parts:
        match part:
            case Fixed(True):
                continue
            case Fixed(False):
                return part
            case AllOf(inner):
                kept += inner
            case _:
                kept.append(part)
    kept = list(dict.fromkeys(kept))
    if not kept:
        return Fixed(True)
    return kept[0] if len(kept) == 1 else AllOf(tuple(kept))


def any_of(parts: Iterable[Formula]) -> Formula:
    """Their disjunction, flattened; false where there are none."""
    return opposite(all_of(opposite(part) for part in parts))


def opposite(formula: Formula) -> Formula:
    match formula:
        case Filled(variable, wanted):
            return Filled(variable, not wanted)
        case Chosen(question, code, wanted):
            return Chosen(question, code, not wanted)
        case Fixed(value):
            return Fixed(not value)
        case Relation(left, comparator, right):
            return Relation(left, _OPPOSITE[comparator], right)
        case AllOf(parts):
            return AnyOf(tuple(opposite(part) for part in parts))
        case AnyOf(parts):
            return AllOf(tuple(opposite(part) for part in parts))
        case _:
            assert_never(formula)


def guarded(condition: Condition, flags: Collection[str] = ()) -> Formula:
    """The condition as a formula. flags: variables that are 0 or 1 and never blank."""
    match condition:
        case Always(value):
            return Fixed(value)
        case Not(inner):
            return opposite(guarded(inner, flags))
        case And(conditions):
            return all_of(guarded(part, flags) for part in conditions)
        case Or(conditions):
            return any_of(guarded(part, flags) for part in conditions)
        case Compare(Answer() as left, "=", Number() | Text() as right) if _surely_filled(right):
            return Relation(left, "=", right)
        case Compare(left, comparator, right):
            level = comparator not in ("=", "!=")
            needed = [*there(left, flags, level=level), *there(right, flags, level=level)]
            return all_of([*needed, Relation(left, comparator, right)])
        case In(answer, options):
            return any_of(guarded(Compare(answer, "=", option), flags) for option in options)
        case Includes():
            return _includes(condition, flags)
        case Answered(question, variables):
            return any_of(
                Relation(Answer(name), "=", Number(1)) if name in flags else Filled(name)
                for name in variables or (question,)
            )
        case _:
            assert_never(condition)


def _includes(condition: Includes, flags: Collection[str]) -> Formula:
    if isinstance(condition.code, str):
        raise ValueError(condition)  # the name of an option, which resolving makes a code
    if not condition.variables:
        return Chosen(condition.question, condition.code)
    code = Number(condition.code)
    places = (Compare(Answer(variable), "=", code) for variable in condition.variables)
    return any_of(guarded(place, flags) for place in places)


def _surely_filled(value: Number | Text) -> bool:
    """Whether no blank can be taken for it, so that equality needs no test beside it."""
    return bool(value.value)


def there(value: Value, flags: Collection[str], *, level: bool) -> list[Formula]:
    """What must hold for a value not to be blank. level: user-missing codes count as blank."""
    match value:
        case Number() | Text() | Day() | Count():
            return []
        case Answer(variable, missing):
            if variable in flags:
                return []
            codes = missing if level else ()
            return [Filled(variable), *(Relation(value, "!=", Number(code)) for code in codes)]
        case Arithmetic(left, operator, right):
            needed = [*there(left, flags, level=True), *there(right, flags, level=True)]
            if operator == "/":
                known = isinstance(right, Number)
                divides = Relation(right, "!=", Number(0))
                needed.append(Fixed(right != Number(0)) if known else divides)
            return needed
        case _:
            assert_never(value)
