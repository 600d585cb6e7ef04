"""XPath of a form as expressions of ours: names looked up, choices' names made codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from phieu.messages import _
from phieu.questionnaire.logic.tree import (
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
from phieu.questionnaire.logic.writing import text as written
from phieu.questionnaire.logic.xpath_reading import Unreadable, read_xpath

from .drafts import Variable


class NotCarriedError(Exception):
    """An expression that ours cannot say; its text is the reason, for the researcher."""


@dataclass(frozen=True)
class Expressions:
    """variables: what names of the form stand for; gone: names of questions not carried over."""

    variables: Mapping[str, Variable]
    gone: frozenset[str] = frozenset()

    def condition(self, xpath: str, itself: str = "") -> str:
        """The condition as ours is written. itself: the form's name of the question that `.` is.

        Raises NotCarriedError.
        """
        found = self._read(xpath, itself)
        if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
            raise NotCarriedError(_("It is a value, not something that is true or false."))
        return written(found)

    def all_of(self, xpaths: Sequence[str], itself: str = "") -> str:
        """One condition of several, each of which can be read by itself."""
        parts: list[Condition] = []
        for xpath in xpaths:
            found = self._read(xpath, itself)
            if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
                raise NotCarriedError(_("It is a value, not something that is true or false."))
            parts += found.conditions if isinstance(found, And) else (found,)
        kept = tuple(dict.fromkeys(parts))
        return written(kept[0] if len(kept) == 1 else And(kept))

    def value(self, xpath: str) -> str:
        """A calculation as ours is written. Raises NotCarriedError."""
        found = self._read(xpath, "")
        if isinstance(found, Number | Answer | Count | Arithmetic):
            return written(found)
        raise NotCarriedError(_("It is no number that is calculated."))

    def _read(self, xpath: str, itself: str) -> Expression:
        several = [name for name, one in self.variables.items() if one.sort in ("flags", "ranks")]
        found = read_xpath(xpath, itself or None, several)
        if isinstance(found, Unreadable):
            raise NotCarriedError(found.reason)
        return self._expression(found)

    def _expression(self, node: Expression) -> Expression:
        match node:
            case Number() | Text() | Day() | Answer() | Count() | Arithmetic():
                return self._value(node)
            case _:
                return self._condition(node)

    def _condition(self, node: Condition) -> Condition:
        match node:
            case Compare():
                return self._compare(node)
            case In(answer, options):
                found = self._variable(answer.variable)
                return In(Answer(found.id), tuple(_option(found, option) for option in options))
            case Includes(question, code):
                return self._includes(self._variable(question), str(code))
            case Answered(question):
                return Answered(self._variable(question).id)
            case Not(inner):
                return Not(self._condition(inner))
            case And(parts):
                return And(tuple(map(self._condition, parts)))
            case Or(parts):
                return _listed(Or(tuple(map(self._condition, parts))))
            case Always():
                return node
            case _:
                assert_never(node)

    def _compare(self, node: Compare) -> Condition:
        left, right = node.left, node.right
        for answer, other in ((left, right), (right, left)):
            if isinstance(answer, Answer) and isinstance(other, Text | Number):
                found = self._variable(answer.variable)
                if found.sort in ("flags", "ranks"):
                    if node.comparator in ("=", "!=") and found.sort == "flags":
                        raise NotCarriedError(
                            _("It compares all the answers of {name} at once.").format(
                                name=answer.variable
                            )
                        )
                    raise NotCarriedError(
                        _("{name} holds several answers.").format(name=answer.variable)
                    )
                value = _option(found, other)
                sides = (Answer(found.id), value) if answer is left else (value, Answer(found.id))
                return Compare(sides[0], node.comparator, sides[1])
        return Compare(self._value(left), node.comparator, self._value(right))

    def _includes(self, found: Variable, code: str) -> Condition:
        """`selected` is also said of a question with one answer."""
        value = _option(found, Text(code))
        if not isinstance(value, Number):
            raise NotCarriedError(_("{name} has no list of choices.").format(name=found.id))
        if found.sort in ("flags", "ranks"):
            return Includes(found.id, int(value.value))
        return Compare(Answer(found.id), "=", value)

    def _value(self, node: Value) -> Value:
        match node:
            case Answer(name):
                return Answer(self._variable(name).id)
            case Count(name):
                found = self._variable(name)
                if found.sort != "flags":
                    raise NotCarriedError(_("{name} is no multiple choice.").format(name=name))
                return Count(found.id)
            case Arithmetic(left, operator, right):
                return Arithmetic(self._value(left), operator, self._value(right))
            case Number() | Text() | Day():
                return node
            case _:
                assert_never(node)

    def _variable(self, name: str) -> Variable:
        found = self.variables.get(name)
        if found is not None:
            return found
        question, _sign, choice = name.rpartition("_")
        option = self.variables.get(question)
        if option is not None and option.sort == "flags" and choice in option.codes:
            return Variable(f"{option.id}_{option.codes[choice]}", "number")
        if name in self.gone:
            raise NotCarriedError(_("“{name}” was not carried over.").format(name=name))
        raise NotCarriedError(_("There is no question “{name}”.").format(name=name))


def _same_number(name: str, codes: Mapping[str, int]) -> int | None:
    """The one choice whose name is this number written another way: 01 for 1."""
    if not name.isdecimal():
        return None
    same = [code for key, code in codes.items() if key.isdecimal() and int(key) == int(name)]
    return same[0] if len(same) == 1 else None


def _listed(node: Or) -> Condition:
    """`A5 in [1, 2]` for `A5 = 1 or A5 = 2`."""
    options: list[Number] = []
    names: set[str] = set()
    for part in node.conditions:
        match part:
            case Compare(Answer(name), "=", Number() as code):
                names.add(name)
                options.append(code)
            case _:
                return node
    return In(Answer(names.pop()), tuple(options)) if len(names) == 1 else node


def _option(found: Variable, value: Number | Text) -> Number | Text:
    """A choice's name as its code; figures in quotes as the number that they are."""
    name = f"{value.value:g}" if isinstance(value, Number) else value.value
    if found.sort in ("code", "flags", "ranks") and found.codes:
        code = found.codes.get(name, _same_number(name, found.codes))
        if code is None:
            raise NotCarriedError(
                _("{question} has no choice “{name}”.").format(question=found.id, name=name)
            )
        return Number(float(code))
    if found.sort == "number" and isinstance(value, Text):
        try:
            return Number(float(value.value))
        except ValueError:
            return value
    return value
