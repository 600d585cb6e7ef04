"""Resolved expressions as JavaScript, for the form on the phone.

`javascript(expression)` is an expression over an object `a`: the answers by variable, codes and
numbers as numbers, days as "2023-05-31", the options of a multiple choice as 0 or 1, a blank left
out or null. RUNTIME stands once before it.
"""

from __future__ import annotations

import json
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

RUNTIME = """\
const phieu = {
  blank: (value) => value === undefined || value === null || value === "",
  // An answer; null for a blank, and for the codes that are no levels.
  answer: (a, name, missing = []) =>
    phieu.blank(a[name]) || missing.includes(a[name]) ? null : a[name],
  chosen: (a, name) => (a[name] === 1 ? 1 : 0),
  count: (a, names) => names.filter((name) => a[name] === 1).length,
  answered: (a, names, options) =>
    names.some((name) => !phieu.blank(a[name])) || options.some((name) => a[name] === 1),
  // A comparison with a blank is false, and a calculation with one is blank.
  compare: (left, sign, right) => {
    if (left === null || right === null) return false;
    switch (sign) {
      case "=": return left === right;
      case "!=": return left !== right;
      case "<": return left < right;
      case "<=": return left <= right;
      case ">": return left > right;
      case ">=": return left >= right;
    }
  },
  calculate: (left, sign, right) => {
    if (left === null || right === null) return null;
    switch (sign) {
      case "+": return left + right;
      case "-": return left - right;
      case "*": return left * right;
      case "/": return right === 0 ? null : left / right;
    }
  },
};
"""


def javascript(expression: Expression) -> str:
    """A condition gives true or false, a value a number or null."""
    match expression:
        case Number() | Text() | Day() | Answer() | Count() | Arithmetic():
            return _value(expression, levels_only=True)
        case _:
            return _condition(expression)


def _condition(node: Condition) -> str:
    match node:
        case Compare(left, sign, right):
            ordering = sign not in ("=", "!=")
            sides = [_value(side, levels_only=ordering) for side in (left, right)]
            return f'phieu.compare({sides[0]}, "{sign}", {sides[1]})'
        case In(answer, options):
            given = _value(answer, levels_only=False)
            tests = [f'phieu.compare({given}, "=", {_constant(o.value)})' for o in options]
            return f"({' || '.join(tests)})" if tests else "false"
        case Includes(question, code, ()):
            return f"a[{_constant(f'{question}_{code}')}] === 1"
        case Includes(_, code, places):
            tests = [f"a[{_constant(name)}] === {code}" for name in places]
            return f"({' || '.join(tests)})"
        case Answered(_, variables, _, options):
            names = [name for name in variables if name not in options]
            return f"phieu.answered(a, {_constant(names)}, {_constant(list(options))})"
        case Not(inner):
            return f"!({_condition(inner)})"
        case And(parts):
            return f"({' && '.join(map(_condition, parts))})"
        case Or(parts):
            return f"({' || '.join(map(_condition, parts))})"
        case Always(value):
            return "true" if value else "false"
        case _:
            assert_never(node)


def _value(node: Value, *, levels_only: bool) -> str:
    match node:
        case Number(value):
            return _constant(value)
        case Text(words):
            return _constant(words)
        case Day(day):
            return _constant(day.isoformat())
        case Answer(name, _, option) if option is not None:
            return f"phieu.chosen(a, {_constant(name)})"
        case Answer(name, missing):
            if missing and levels_only:
                return f"phieu.answer(a, {_constant(name)}, {_constant(list(missing))})"
            return f"phieu.answer(a, {_constant(name)})"
        case Count(question, codes):
            return f"phieu.count(a, {_constant([f'{question}_{code}' for code in codes])})"
        case Arithmetic(left, operator, right):
            sides = [_value(side, levels_only=True) for side in (left, right)]
            return f'phieu.calculate({sides[0]}, "{operator}", {sides[1]})'
        case _:
            assert_never(node)


def _constant(value: float | str | list[str] | list[int]) -> str:
    """Safe inside a script element too: no tag can begin or end in it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value).replace("<", "\\u003c")
