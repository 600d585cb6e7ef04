"""Resolved expressions as the XPath of XLSForms (ODK), guarded so that blanks mean the same.

A multiple choice is one field of codes with spaces between; rows and places are fields of their
own. In a constraint `.` is the question itself.
"""

from __future__ import annotations

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
from .writing import digits


def xpath(expression: Expression, itself: str | None = None) -> str:
    """itself: the variable or question that stands as `.`, in its own constraint."""
    return _Writer(itself).expression(expression)


def calculation(value: Value, itself: str | None = None) -> str:
    """A number for the column “calculation”: blank where something that it needs is blank."""
    return _Writer(itself).calculation(value)


class _Writer:
    def __init__(self, itself: str | None) -> None:
        self._itself = itself

    def expression(self, node: Expression) -> str:
        match node:
            case Number() | Text() | Day() | Answer() | Count() | Arithmetic():
                return self.value(node)
            case _:
                return self.condition(node)

    def condition(self, node: Condition) -> str:
        match node:
            case Compare():
                ordering = node.comparator not in ("=", "!=")
                guards = [*self._guards(node.left, ordering), *self._guards(node.right, ordering)]
                compared = f"{self.value(node.left)} {node.comparator} {self.value(node.right)}"
                return _all([*dict.fromkeys(guards), compared])
            case In():
                name = self.value(node.answer)
                # A blank equals no option but the empty text, so no guard is needed.
                real = (option for option in node.options if option != Text(""))
                parts = [f"{name} = {self.value(option)}" for option in real] or ["false()"]
                return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"
            case Includes():
                if node.variables:
                    fields = [f"{self._field(name)} = {node.code}" for name in node.variables]
                    return fields[0] if len(fields) == 1 else f"({' or '.join(fields)})"
                return f"selected({self._field(node.question)}, '{node.code}')"
            case Answered():
                fields = [f"{self._field(name)} != ''" for name in node.fields]
                return fields[0] if len(fields) == 1 else f"({' or '.join(fields)})"
            case Not():
                return f"not({self.condition(node.condition)})"
            case And():
                return _all([self.condition(part) for part in node.conditions])
            case Or():
                return f"({' or '.join(self.condition(part) for part in node.conditions)})"
            case Always():
                return "true()" if node.value else "false()"
            case _:
                assert_never(node)

    def value(self, node: Value) -> str:
        match node:
            case Number():
                return _number(node.value)
            case Text():
                return _quoted(node.value)
            case Day():
                return f"date('{node.value.isoformat()}')"
            case Answer(option=(question, code)):
                return f"if(selected({self._field(question)}, '{code}'), 1, 0)"
            case Answer():
                return self._field(node.variable)
            case Count():
                return f"count-selected({self._field(node.question)})"
            case Arithmetic():
                sign = "div" if node.operator == "/" else node.operator
                return f"({self.value(node.left)} {sign} {self.value(node.right)})"
            case _:
                assert_never(node)

    def calculation(self, node: Value) -> str:
        guards = list(dict.fromkeys(self._guards(node, levels_only=True)))
        written = self.value(node)
        return f"if({' and '.join(guards)}, {written}, '')" if guards else written

    def _guards(self, node: Value, levels_only: bool) -> list[str]:
        """What has to hold for a value to be there at all."""
        match node:
            case Answer(option=None):
                name = self._field(node.variable)
                missing = node.missing if levels_only else ()
                return [f"{name} != ''", *(f"{name} != {code}" for code in missing)]
            case Arithmetic():
                guards = [*self._guards(node.left, True), *self._guards(node.right, True)]
                if node.operator == "/" and not (
                    isinstance(node.right, Number) and node.right.value
                ):
                    guards.append(f"{self.value(node.right)} != 0")
                return guards
            case Answer() | Number() | Text() | Day() | Count():
                return []
            case _:
                assert_never(node)

    def _field(self, name: str) -> str:
        return "." if name == self._itself else f"${{{name}}}"


def _all(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' and '.join(parts)})"


def _number(value: float) -> str:
    return f"({digits(value)})" if value < 0 else digits(value)


def _quoted(text: str) -> str:
    """XPath 1.0 has no escapes: a text with both kinds of quotes is put together."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"
