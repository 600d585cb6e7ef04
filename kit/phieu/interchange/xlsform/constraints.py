"""Limits that a kind of question sets itself, as parts of an XLSForm's constraint, both ways.

A constraint is a list of tests joined by `and`. Those written here are read back to the same kind
and numbers; what is left over is a constraint of the questionnaire's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from phieu.questionnaire.kinds import MultipleChoice, Ranking, SingleChoice

from .lines import Line
from .words import Words

_NUMBER = r"\(?\s*['\"]?(-?\d+(?:\.\d+)?)['\"]?\s*\)?"
_DAY = r"(?:date\(\s*)?['\"](\d{4}-\d{2}-\d{2})['\"]\s*\)?"
_SIGN = r"\s*(<=|>=|<|>)\s*"
_LIMIT = {
    kind: (re.compile(rf"\.{_SIGN}{value}"), re.compile(rf"{value}{_SIGN}\."))
    for kind, value in (("number", _NUMBER), ("day", _DAY))
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_AT_MOST = re.compile(r"count-selected\(\s*\.\s*\)\s*(<=|<)\s*(\d+)")
_EXCLUSIVE = (
    re.compile(
        r"not\(\s*selected\(\s*\.\s*,\s*'([^']+)'\s*\)"
        r"\s+and\s+count-selected\(\s*\.\s*\)\s*(?:>\s*1|>=\s*2)\s*\)"
    ),
    re.compile(
        r"not\(\s*count-selected\(\s*\.\s*\)\s*(?:>\s*1|>=\s*2)"
        r"\s+and\s+selected\(\s*\.\s*,\s*'([^']+)'\s*\)\s*\)"
    ),
)
_LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*(<=|<)\s*(\d+)")
_OTHER_THAN = re.compile(r"\.\s*!=\s*\$\{([^}]+)\}")


@dataclass(frozen=True)
class Limits:
    """What stands in the columns constraint and constraint_message."""

    constraint: str
    message: str

    def on(self, line: Line) -> Line:
        return replace(line, constraint=self.constraint, constraint_message=self.message)


def number_range(least: int | Decimal, most: int | Decimal, words: Words) -> Limits:
    low, high = (
        f"{number:f}" if isinstance(number, Decimal) else number for number in (least, most)
    )
    message = words.between.format(least=low, most=high)
    return Limits(f". >= {low} and . <= {high}", message)


def day_range(earliest: date, latest: date, words: Words) -> Limits:
    said = words.between.format(least=f"{earliest:%d/%m/%Y}", most=f"{latest:%d/%m/%Y}")
    return Limits(f". >= date('{earliest}') and . <= date('{latest}')", said)


def word_limit(characters: int) -> str:
    return f"string-length(.) <= {characters}"


def at_most(count: int) -> str:
    return f"count-selected(.) <= {count}"


def exclusive(code: str) -> str:
    return f"not(selected(., '{code}') and count-selected(.) > 1)"


def other_than(names: Sequence[str]) -> str:
    return " and ".join(f". != ${{{name}}}" for name in names)


def chosen(question: SingleChoice | MultipleChoice | Ranking, code: int) -> str:
    """That an option was chosen: what the words beside it wait for."""
    match question:
        case SingleChoice():
            return f"${{{question.id}}} = '{code}'"
        case MultipleChoice():
            return f"selected(${{{question.id}}}, '{code}')"
        case Ranking():
            names = (f"{question.id}_{place}" for place in range(1, question.place_count + 1))
            return " or ".join(f"${{{name}}} = '{code}'" for name in names)


def together(tests: Iterable[str]) -> str:
    return " and ".join(test for test in tests if test)


@dataclass(frozen=True)
class Test:
    """One test of a constraint, as it was written."""

    written: str


@dataclass(frozen=True)
class Bound(Test):
    """`. >= 5` and its like."""

    sign: str
    value: Decimal | date

    def least(self, step: Decimal | timedelta) -> Decimal | date | None:
        """The lowest that is allowed, where steps are that wide; None for an upper bound."""
        match self.sign:
            case ">=":
                return self.value
            case ">":
                return self.value + step  # type: ignore[operator]
            case _:
                return None

    def most(self, step: Decimal | timedelta) -> Decimal | date | None:
        match self.sign:
            case "<=":
                return self.value
            case "<":
                return self.value - step  # type: ignore[operator]
            case _:
                return None


@dataclass(frozen=True)
class AtMost(Test):
    """So many choices, and no more."""

    count: int


@dataclass(frozen=True)
class Lone(Test):
    """A choice that rules out the others."""

    choice: str


@dataclass(frozen=True)
class Length(Test):
    characters: int


@dataclass(frozen=True)
class Differs(Test):
    """Not the answer to another question, by its name."""

    name: str


def taken_apart(constraint: str) -> tuple[Test, ...]:
    return tuple(map(_test, conjuncts(constraint)))


def _test(written: str) -> Test:
    if bound := _bound(written):
        return bound
    if found := _AT_MOST.fullmatch(written):
        return AtMost(written, int(found[2]) - (found[1] == "<"))
    if found := next((m for pattern in _EXCLUSIVE if (m := pattern.fullmatch(written))), None):
        return Lone(written, found[1])
    if found := _LENGTH.fullmatch(written):
        return Length(written, int(found[2]) - (found[1] == "<"))
    if found := _OTHER_THAN.fullmatch(written):
        return Differs(written, found[1])
    return Test(written)


def conjuncts(text: str) -> list[str]:
    """The tests that `and` joins, brackets and quotes left whole; empty for a blank text."""
    inside = _unwrapped(text.strip())
    parts: list[str] = []
    start = depth = at = 0
    quote = ""
    while at < len(inside):
        sign = inside[at]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif depth == 0 and (word := _JOINT.match(inside, at)):
            if word[1].lower() == "or":
                return [inside]
            parts.append(inside[start:at])
            start = at = word.end()
            continue
        at += 1
    parts.append(inside[start:])
    found = [_unwrapped(part.strip()) for part in parts]
    if len(found) > 1:
        return [test for part in found for test in conjuncts(part)]
    return [test for test in found if test]


_JOINT = re.compile(r"(?<=[\s)])(and|or)(?=[\s(])", re.IGNORECASE)


def _unwrapped(text: str) -> str:
    """Without brackets around the whole."""
    while text.startswith("(") and text.endswith(")") and _closes_at_end(text):
        text = text[1:-1].strip()
    return text


def _closes_at_end(text: str) -> bool:
    depth, quote = 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                return at == len(text) - 1
    return False


def _bound(test: str) -> Bound | None:
    for kind, (own_first, own_last) in _LIMIT.items():
        if found := own_first.fullmatch(test):
            sign, value = found[1], found[2]
        elif found := own_last.fullmatch(test):
            sign, value = _TURNED[found[2]], found[1]
        else:
            continue
        try:
            exact = Decimal(value) if kind == "number" else date.fromisoformat(value)
        except ValueError:
            return None
        return Bound(test, sign, exact)
    return None
