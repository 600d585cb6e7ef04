"""The XPath that public XLSForms use, read as our expressions; what we cannot say gives a reason.

A blank means something else there: `${A} != 1` is true where A is blank, ours is not. What is read
means what it meant there, except that two blanks are not equal here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from phieu.messages import _

from .simplifying import variables_of
from .tree import (
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
    Expression,
    Includes,
    Not,
    Number,
    Operator,
    Or,
    Text,
    Value,
)
from .unguarding import conjunction, divisors
from .xpath_tokens import Token, UnknownSignError, tokens

MAX_DEPTH = 60  # of brackets; nobody reads ten
_COMPARATORS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_SIGNS: dict[str, Operator] = {"+": "+", "-": "-", "*": "*", "div": "/"}


@dataclass(frozen=True)
class Unreadable:
    """reason: a sentence for the researcher."""

    reason: str


def read_xpath(
    text: str,
    itself: str | None = None,
    several: Collection[str] | None = None,
    missing: Mapping[str, Collection[int]] | None = None,
) -> Expression | Unreadable:
    """The tree of an XPath expression, its names not yet looked up.

    itself: the question that `.` means. several: the questions with several answers; `selected` of
    others is a comparison. Where left out, `selected` is always read as “includes”. missing: by
    question, codes that are no levels, which a calculation there has to leave out by name. Answers
    in quotes stay texts: only the questionnaire tells whether '1' is a code.
    """
    try:
        return _Reader(tokens(text), itself, several, missing or {}).whole()
    except UnknownSignError as error:
        return Unreadable(_("“{sign}” cannot be read.").format(sign=error))
    except _UnreadableError as error:
        return Unreadable(str(error))


class _UnreadableError(ValueError):
    pass


class _Reader:
    def __init__(
        self,
        found: list[Token],
        itself: str | None,
        several: Collection[str] | None,
        missing: Mapping[str, Collection[int]],
    ) -> None:
        self._tokens = found
        self._at = 0
        self._depth = 0
        self._itself = itself
        self._several = several
        self._missing = missing

    def whole(self) -> Expression:
        found = self._or()
        if self._next.kind != "end":
            raise self._unexpected()
        return found

    # ---- conditions ------------------------------------------------------------------------------

    def _or(self) -> Expression:
        parts = [self._and()]
        while self._take("word", "or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(tuple(map(_condition, parts)))

    def _and(self) -> Expression:
        parts = [self._comparison()]
        while self._take("word", "and"):
            parts.append(self._comparison())
        return parts[0] if len(parts) == 1 else conjunction(map(_condition, parts))

    def _comparison(self) -> Expression:
        left = self._sum()
        sign = self._next
        if sign.kind != "sign" or sign.text not in _COMPARATORS:
            return left
        self._at += 1
        right = self._sum()
        following = self._next
        if following.kind == "sign" and following.text in _COMPARATORS:
            raise _UnreadableError(_("Two comparisons in a row cannot be read."))
        return _compared(left, cast(Comparator, sign.text), right)

    # ---- values ----------------------------------------------------------------------------------

    def _sum(self) -> Expression:
        left = self._product()
        while self._next in (Token("sign", "+"), Token("sign", "-")):
            sign = _SIGNS[self._step().text]
            left = Arithmetic(_value(left), sign, _value(self._product()))
        return left

    def _product(self) -> Expression:
        left = self._one()
        while True:
            if self._next == Token("word", "mod"):
                raise _UnreadableError(_("“mod” (the rest of a division) is not known here."))
            if self._next not in (Token("sign", "*"), Token("word", "div")):
                return left
            sign = _SIGNS[self._step().text]
            left = Arithmetic(_value(left), sign, _value(self._one()))

    def _one(self) -> Expression:
        token = self._step()
        match token:
            case Token("name", name):
                return Answer(name)
            case Token("number", digits):
                return Number(float(digits))
            case Token("text", words):
                return Text(words)
            case Token("sign", "."):
                return Answer(self._own_name())
            case Token("sign", "-"):
                return self._negative()
            case Token("sign", "("):
                return self._inside()
            case Token("function", name):
                return self._function(name)
            case Token("path", path):
                raise _UnreadableError(
                    _("The path “{path}” cannot be read; only names such as ${{A1}} can.").format(
                        path=path
                    )
                )
        self._at -= token.kind != "end"
        raise self._unexpected()

    def _negative(self) -> Value:
        self._deeper()
        value = _value(self._one())
        self._depth -= 1
        return Number(-value.value) if isinstance(value, Number) else _minus(value)

    def _inside(self) -> Expression:
        self._deeper()
        found = self._or()
        self._expect(")")
        self._depth -= 1
        return found

    def _own_name(self) -> str:
        if self._itself is None:
            raise _UnreadableError(_("“.” stands for a question only in its own constraint."))
        return self._itself

    # ---- functions -------------------------------------------------------------------------------

    def _function(self, name: str) -> Expression:
        self._expect("(")
        self._deeper()
        given: list[Expression] = []
        while not self._take("sign", ")"):
            if given:
                self._expect(",")
            given.append(self._or())
        self._depth -= 1
        match name, given:
            case (("true" | "false"), []):
                return Always(name == "true")
            case ("not", [inside]):
                return _opposite(_condition(inside))
            case ("selected", [Answer(question), Text(code)]):
                return self._selected(question, code)
            case ("selected", [Answer(question), Number(code)]):
                return self._selected(question, f"{code:g}")
            case ("count-selected", [Answer(question)]):
                return Count(question)
            case (("number" | "string" | "boolean"), [Answer() as answer]):
                return answer
            case ("number", [Number() as number]):
                return number
            case (("date" | "date-time"), [Text(day)]):
                return _day(day)
            case ("string-length", [Answer(question)]):
                return _Length(question)
            case ("concat", parts) if all(isinstance(part, Text) for part in parts):
                return Text("".join(part.value for part in parts if isinstance(part, Text)))
            case ("if", [condition, first, second]):
                return self._if(condition, first, second)
        raise _UnreadableError(_unknown_function(name))

    def _if(self, condition: Expression, first: Expression, second: Expression) -> Value:
        """Only what we write: the number of an option, and a value guarded against blanks."""
        match condition, first, second:
            case (Includes(question, int(code)), Number(1), Number(0)):
                return Answer(f"{question}_{code}")
            case (_, _, Text("")):
                guards = _condition(condition)
                parts = guards.conditions if isinstance(guards, And) else (guards,)
                if all(_is_guard(part, _value(first), self._missing) for part in parts):
                    return _value(first)
        raise _UnreadableError(_unknown_function("if"))

    def _selected(self, question: str, code: str) -> Condition:
        if self._several is not None and question not in self._several:
            return Compare(Answer(question), "=", Text(code))
        return Includes(question, int(code) if code.lstrip("-").isdecimal() else code)

    # ---- steps -----------------------------------------------------------------------------------

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _step(self) -> Token:
        token = self._next
        self._at += token.kind != "end"
        return token

    def _take(self, kind: str, text: str) -> bool:
        found = self._next == Token(kind, text)
        self._at += found
        return found

    def _expect(self, sign: str) -> None:
        if not self._take("sign", sign):
            raise self._unexpected()

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _UnreadableError(
                _("The expression is nested more than {limit} deep.").format(limit=MAX_DEPTH)
            )

    def _unexpected(self) -> _UnreadableError:
        found = self._next.text or _("the end")
        return _UnreadableError(_("“{text}” stands in a wrong place.").format(text=found))


class _Length(Count):
    """`string-length(${A})`, which only says whether there is an answer."""


def _compared(left: Expression, sign: Comparator, right: Expression) -> Condition:
    match left, sign, right:
        case (_Length(question), _, Number(number)) if number in (0, 1):
            return _by_length(question, sign, number)
        case (_Length(), _, _) | (_, _, _Length()):
            raise _UnreadableError(_unknown_function("string-length"))
        case (Answer(name), "=", Text("")) | (Text(""), "=", Answer(name)):
            return Not(_answered(name))
        case (Answer(name), "!=", Text("")) | (Text(""), "!=", Answer(name)):
            return _answered(name)
        case (Answer(), "!=", Answer()):
            return Compare(left, sign, right)
        case (_, "!=", _):
            return Not(Compare(_value(left), "=", _value(right)))
    return Compare(_value(left), sign, _value(right))


def _by_length(question: str, sign: Comparator, number: float) -> Condition:
    match sign, number:
        case (">", 0) | ("!=", 0) | (">=", 1):
            return _answered(question)
        case ("=", 0) | ("<=", 0) | ("<", 1):
            return Not(_answered(question))
    raise _UnreadableError(_unknown_function("string-length"))


def _answered(name: str) -> Answered:
    return Answered(name, (name,), (name,))


def _opposite(condition: Condition) -> Condition:
    return condition.condition if isinstance(condition, Not) else Not(condition)


def _is_guard(part: Condition, value: Value, missing: Mapping[str, Collection[int]]) -> bool:
    """Whether a value comes to nothing anyway where this does not hold."""
    match part:
        case Answered(question):
            return question in variables_of(value)
        case Compare(Answer(name), "!=", Number(code)) if code in missing.get(name, ()):
            return name in variables_of(value)
        case Compare(left, "!=", Number(0)) | Not(Compare(left, "=", Number(0))):
            return left in divisors(value)
        case _:
            return False


def _minus(value: Value) -> Value:
    return Arithmetic(Number(0), "-", value)


def _day(text: str) -> Day:
    try:
        return Day(date.fromisoformat(text[:10]))
    except ValueError as error:
        raise _UnreadableError(_("{day} is no day of the calendar.").format(day=text)) from error


def _condition(found: Expression) -> Condition:
    if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
        raise _UnreadableError(_("A value stands where a condition is needed."))
    return found


def _value(found: Expression) -> Value:
    if isinstance(found, _Length):
        raise _UnreadableError(_unknown_function("string-length"))
    if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
        return found
    raise _UnreadableError(_("A condition stands where a value is needed."))


def _unknown_function(name: str) -> str:
    return _("The function “{name}” cannot be said in our expressions.").format(name=name)
