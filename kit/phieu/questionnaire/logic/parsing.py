"""Expressions as a person writes them, e.g. `A2 = 1 and C3 includes 7`, made into trees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from phieu.messages import _

from .tree import (
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
    In,
    Includes,
    Not,
    Number,
    Operator,
    Or,
    Text,
    Value,
)

MAX_DEPTH = 30  # of brackets and “not”; a questionnaire needs three
MAX_CHARACTERS = 2_000
MAX_TOKENS = 300  # each may be a level of the tree, and Python ends at a thousand

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<day>\d{4}-\d{2}-\d{2}(?!\d))
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<text>"[^"]*"|“[^”]*”|'[^']*')
  | (?P<word>[^\W\d]\w*)
  | (?P<sign><=|>=|!=|<>|==|[=<>()\[\],+*/-])
  )""",
    re.VERBOSE,
)
_COMPARATORS = {"=": "=", "==": "=", "!=": "!=", "<>": "!=", "<": "<", "<=": "<=", ">": ">",
                ">=": ">="}  # fmt: skip
_KEYWORDS = frozenset({"and", "or", "not", "in", "includes", "is", "answered", "blank", "count"})


class LogicSyntaxError(ValueError):
    """A text that is no expression. position: where it goes wrong, in characters from 0."""

    def __init__(self, position: int, message: str, fix: str) -> None:
        self.position = position
        self.message = message
        self.fix = fix
        super().__init__(message)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The tree of an expression, its names not yet looked up. Raises LogicSyntaxError."""
    if len(text) > MAX_CHARACTERS:
        raise LogicSyntaxError(
            MAX_CHARACTERS,
            _("The expression is longer than {limit} characters.").format(limit=MAX_CHARACTERS),
            _("Split it: put a part into a question of the kind “calculated”."),
        )
    tokens = _tokens(text)
    if len(tokens) > MAX_TOKENS:
        raise LogicSyntaxError(
            tokens[MAX_TOKENS].position,
            _("The expression has more than {limit} parts.").format(limit=MAX_TOKENS),
            _("Split it: put a part into a question of the kind “calculated”."),
        )
    return _Parser(tokens).whole()


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    position: int

    @property
    def keyword(self) -> str | None:
        word = self.text.casefold()
        return word if self.kind == "word" and word in _KEYWORDS else None

    @property
    def shown(self) -> str:
        return f"“{self.text}”" if self.text else _("the end")


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    stripped = text.rstrip()
    while at < len(stripped):
        match = _TOKEN.match(stripped, at)
        if match is None:
            start = at + len(stripped[at:]) - len(stripped[at:].lstrip())
            raise LogicSyntaxError(
                start,
                _("“{sign}” has no meaning in an expression.").format(sign=stripped[start]),
                _("Remove it; words to compare with stand in quotes."),
            )
        kind = str(match.lastgroup)
        tokens.append(_Token(kind, match[kind], match.start(kind)))
        at = match.end()
    return [*tokens, _Token("end", "", len(text))]


class _Parser:
    """Recursive descent: or < and < not < comparison < sum < product < one value."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        found = self._or()
        if self._next.kind != "end":
            self._refuse_rest()
        return found

    # ---- conditions ------------------------------------------------------------------------------

    def _or(self) -> Expression:
        parts = [self._and()]
        while self._take_keyword("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(tuple(map(self._condition, parts)))

    def _and(self) -> Expression:
        parts = [self._not()]
        while self._take_keyword("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(tuple(map(self._condition, parts)))

    def _not(self) -> Expression:
        if not self._take_keyword("not"):
            return self._comparison()
        self._deeper()
        negated = Not(self._condition(self._not()))
        self._depth -= 1
        return negated

    def _comparison(self) -> Expression:
        left = self._sum()
        token = self._next
        if token.kind == "sign" and token.text in _COMPARATORS:
            self._at += 1
            right = self._sum()
            self._refuse_chain()
            comparator = cast(Comparator, _COMPARATORS[token.text])
            return Compare(self._value(left), comparator, self._value(right))
        match token.keyword:
            case "in":
                self._at += 1
                return In(self._answer(left, token), self._list())
            case "not":
                self._at += 1
                self._expect_keyword("in")
                return Not(In(self._answer(left, token), self._list()))
            case "includes":
                self._at += 1
                return Includes(self._answer(left, token).variable, self._code())
            case "is":
                self._at += 1
                return self._answered(self._answer(left, token))
        return left

    def _answered(self, answer: Answer) -> Condition:
        negated = self._take_keyword("not")
        found: Condition = Answered(answer.variable)
        if self._take_keyword("blank"):
            found = Not(found)
        else:
            self._expect_keyword("answered")
        return Not(found) if negated else found

    def _list(self) -> tuple[Number | Text, ...]:
        self._expect("[")
        options = [self._code_or_text()]
        while self._take(","):
            options.append(self._code_or_text())
        self._expect("]")
        return tuple(options)

    def _code(self) -> int | str:
        at = self._next
        found = self._code_or_text()
        if isinstance(found, Text):
            return found.value
        if not found.value.is_integer():
            raise self._unexpected(at, _("a code such as 7, or the name of an option"))
        return int(found.value)

    def _code_or_text(self) -> Number | Text:
        """A code, its name, or words; a name and words are told apart when names are looked up."""
        token = self._step()
        sign = -1 if token.text == "-" else 1
        if sign < 0:
            token = self._step()
        match token.kind:
            case "number":
                return Number(sign * float(token.text))
            case "text" if sign > 0:
                return Text(token.text[1:-1])
            case "word" if sign > 0 and token.keyword is None:
                return Text(token.text)
        raise self._unexpected(token, _("a code such as 7, or the name of an option"))

    # ---- values ----------------------------------------------------------------------------------

    def _sum(self) -> Expression:
        left = self._product()
        while self._next.text in ("+", "-") and self._next.kind == "sign":
            sign = cast(Operator, self._step().text)
            left = Arithmetic(self._value(left), sign, self._value(self._product()))
        return left

    def _product(self) -> Expression:
        left = self._one()
        while self._next.text in ("*", "/") and self._next.kind == "sign":
            sign = cast(Operator, self._step().text)
            left = Arithmetic(self._value(left), sign, self._value(self._one()))
        return left

    def _one(self) -> Expression:
        token = self._step()
        match token.kind:
            case "number":
                return Number(float(token.text))
            case "text":
                return Text(token.text[1:-1])
            case "day":
                return _day(token)
            case "sign" if token.text == "(":
                return self._bracketed()
            case "sign" if token.text == "-":
                return self._negative(token)
            case "word" if token.keyword == "count":
                self._expect("(")
                name = self._step()
                if name.kind != "word" or name.keyword:
                    raise self._unexpected(name, _("a multiple-choice question's id"))
                self._expect(")")
                return Count(name.text)
            case "word" if token.keyword is None:
                return Answer(token.text)
        raise self._unexpected(token, _("a question's id, a number or words in quotes"))

    def _bracketed(self) -> Expression:
        self._deeper()
        inside = self._or()
        self._expect(")")
        self._depth -= 1
        return inside

    def _negative(self, sign: _Token) -> Expression:
        self._deeper()
        value = self._value(self._one())
        self._depth -= 1
        if isinstance(value, Number):
            return Number(-value.value)
        if isinstance(value, Text | Day):
            raise self._unexpected(sign, _("a number after the minus"))
        return Arithmetic(Number(0), "-", value)

    # ---- steps -----------------------------------------------------------------------------------

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _step(self) -> _Token:
        token = self._next
        if token.kind != "end":
            self._at += 1
        return token

    def _take(self, sign: str) -> bool:
        found = self._next.kind == "sign" and self._next.text == sign
        self._at += found
        return found

    def _take_keyword(self, keyword: str) -> bool:
        found = self._next.keyword == keyword
        self._at += found
        return found

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            self._refuse_comma()
            raise self._unexpected(self._next, f"“{sign}”")

    def _expect_keyword(self, keyword: str) -> None:
        if not self._take_keyword(keyword):
            raise self._unexpected(self._next, f"“{keyword}”")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise LogicSyntaxError(
                self._next.position,
                _("The expression is nested more than {limit} deep.").format(limit=MAX_DEPTH),
                _("Remove brackets that change nothing."),
            )

    def _condition(self, found: Expression) -> Condition:
        if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
            raise LogicSyntaxError(
                max(0, self._next.position - 1),
                _("“{text}” is a value, where something that is true or not is needed.").format(
                    text=_brief(found)
                ),
                _("Compare it, e.g. “A2 = 1”, or write “A2 is answered”."),
            )
        return found

    def _value(self, found: Expression) -> Value:
        if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
            return found
        raise LogicSyntaxError(
            self._next.position,
            _("A condition stands where a value is needed."),
            _("Join conditions with “and” or “or”."),
        )

    def _answer(self, found: Expression, token: _Token) -> Answer:
        if isinstance(found, Answer):
            return found
        raise LogicSyntaxError(
            token.position,
            _("Before “{word}” a question's id is needed.").format(word=token.text),
            _("Write e.g. “C3 includes 7” or “A5 in [1, 2]”."),
        )

    def _refuse_chain(self) -> None:
        if self._next.kind == "sign" and self._next.text in _COMPARATORS:
            raise LogicSyntaxError(
                self._next.position,
                _("Two comparisons in a row cannot be read."),
                _("Write “1 <= C4 and C4 <= 5” instead of “1 <= C4 <= 5”."),
            )

    def _refuse_rest(self) -> None:
        self._refuse_comma()
        raise self._unexpected(self._next, _("“and”, “or” or the end"))

    def _refuse_comma(self) -> None:
        before, token = self._tokens[self._at - 1], self._next
        if token.text == "," and before.kind == "number":
            raise LogicSyntaxError(
                token.position,
                _("A comma stands in a number."),
                _("Write decimals with a point: 12.5."),
            )

    @staticmethod
    def _unexpected(token: _Token, wanted: str) -> LogicSyntaxError:
        return LogicSyntaxError(
            token.position,
            _("{found} stands where {wanted} is needed.").format(found=token.shown, wanted=wanted),
            _("Correct the expression, e.g. “A2 = 1 and C3 includes 7”."),
        )


def _brief(value: Value) -> str:
    match value:
        case Answer():
            return value.variable
        case Number():
            return f"{value.value:g}"
        case Text():
            return value.value
        case _:
            return "…"


def _day(token: _Token) -> Day:
    try:
        return Day(date.fromisoformat(token.text))
    except ValueError as error:
        raise LogicSyntaxError(
            token.position,
            _("{day} is no day of the calendar.").format(day=token.text),
            _("Write year-month-day, as 2023-05-31."),
        ) from error
