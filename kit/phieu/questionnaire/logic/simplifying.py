"""A resolved condition with some answers known: what is left to decide, or that it is settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from .evaluating import Given, holds
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

Facts = Mapping[str, Given | None]  # by variable; None: blank. What is not there is not known


def variables_of(expression: Expression) -> frozenset[str]:
    """The variables that an expression looks at; a multiple choice's are its flags."""
    return frozenset(_variables(expression))


def simplified(condition: Condition, facts: Facts) -> Condition:
    """The same condition for whoever gave these answers; Always where nothing else matters."""
    match condition:
        case Compare():
            seen = variables_of(condition)
            # A comparison with a blank is false, whatever stands on the other side.
            blank = any(name in facts and facts[name] is None for name in _needed(condition))
            return Always(False) if blank else _settled(condition, seen, facts)
        case In():
            return _settled(condition, variables_of(condition), facts)
        case Includes():
            return _includes(condition, facts)
        case Answered():
            return _answered(condition, facts)
        case Not():
            inner = simplified(condition.condition, facts)
            return Always(not inner.value) if isinstance(inner, Always) else Not(inner)
        case And():
            return joined(And, [simplified(part, facts) for part in condition.conditions])
        case Or():
            return joined(Or, [simplified(part, facts) for part in condition.conditions])
        case Always():
            return condition
        case _:
            assert_never(condition)


def joined(kind: type[And] | type[Or], parts: list[Condition]) -> Condition:
    """And or Or of parts, without those that change nothing."""
    decides = kind is Or  # one true part makes an Or true, one false part an And false
    if Always(decides) in parts:
        return Always(decides)
    kept = tuple(dict.fromkeys(part for part in parts if not isinstance(part, Always)))
    if not kept:
        return Always(not decides)
    return kept[0] if len(kept) == 1 else kind(kept)


def _settled(condition: Condition, seen: frozenset[str], facts: Facts) -> Condition:
    if not all(name in facts for name in seen):
        return condition
    answers = {name: value for name in seen if (value := facts[name]) is not None}
    return Always(holds(condition, answers))


def _includes(node: Includes, facts: Facts) -> Condition:
    if not node.variables:
        return _settled(node, variables_of(node), facts)
    if any(facts.get(name) == node.code for name in node.variables):
        return Always(True)
    open_places = tuple(name for name in node.variables if name not in facts)
    return replace(node, variables=open_places) if open_places else Always(False)


def _answered(node: Answered, facts: Facts) -> Condition:
    known = {name: value for name in node.variables if (value := facts.get(name)) is not None}
    if holds(replace(node, variables=tuple(known)), known):
        return Always(True)
    return node if any(name not in facts for name in node.variables) else Always(False)


def _needed(node: Compare) -> Iterator[str]:
    """The variables without which a comparison is false; a count of nothing is 0."""
    for side in (node.left, node.right):
        yield from _operands(side)


def _operands(node: Value) -> Iterator[str]:
    match node:
        case Answer(option=None):
            yield node.variable
        case Arithmetic():
            yield from _operands(node.left)
            yield from _operands(node.right)
        case Answer() | Number() | Text() | Day() | Count():
            return
        case _:
            assert_never(node)


def _variables(node: Expression) -> Iterator[str]:
    match node:
        case Answer():
            yield node.variable
        case Count():
            yield from (f"{node.question}_{code}" for code in node.codes)
        case Arithmetic() | Compare():
            yield from _variables(node.left)
            yield from _variables(node.right)
        case In():
            yield from _variables(node.answer)
        case Includes():
            yield from node.variables or (f"{node.question}_{node.code}",)
        case Answered():
            yield from node.variables
        case Not():
            yield from _variables(node.condition)
        case And() | Or():
            for part in node.conditions:
                yield from _variables(part)
        case Number() | Text() | Day() | Always():
            return
        case _:
            assert_never(node)
