"""Conditions as sentences that a respondent reads: “câu A5 chọn “Hằng ngày” hoặc “Hằng tuần””."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from ..model import Questionnaire
from .evaluating import holds
from .naming import Named, named_variables
from .phrases import Phrases, phrases_of
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
    In,
    Includes,
    Not,
    Number,
    Or,
    Text,
    Value,
)

_SIDES_SWAPPED: dict[Comparator, Comparator] = {
    "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
}  # fmt: skip
_OPPOSITE: dict[Comparator, Comparator] = {
    "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<",
}  # fmt: skip
_SPELT_OUT = 3  # options named one by one; more neighbours are “from … to …”


def sentence(condition: Condition, questionnaire: Questionnaire, language: str) -> str:
    """A resolved condition in words, without a capital letter or full stop.

    questionnaire: with its texts in that language, best a variant: what it says is what is printed.
    """
    return Speaker(questionnaire, language).sentence(condition)


class Speaker:
    """One questionnaire's sentences; its names are looked up once."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.phrases: Phrases = phrases_of(language)
        self._names = named_variables(questionnaire, self.phrases)

    def sentence(self, condition: Condition) -> str:
        return self._said(_inward(condition))

    def options(self, variable: str, codes: Sequence[int]) -> str:
        """Options as a respondent sees them: “a”, “b” hoặc “c”."""
        named = self._named(variable)
        order = [code for code in named.labels if code in codes]
        texts = [self._label(named, code) for code in order]
        if len(order) > _SPELT_OUT and _neighbours(order, list(named.labels)):
            return self.phrases.from_to.format(first=texts[0], last=texts[-1])
        return self._listed(texts)

    # ---- conditions ------------------------------------------------------------------------------

    def _said(self, node: Condition) -> str:
        whole = self._of_one_list(node)
        if whole is not None:
            return whole
        match node:
            case And():
                return self._all(node)
            case Or():
                return self._any(node)
            case Not(Includes() as inner):
                return self._of_options([inner], self.phrases.not_chosen)
            case Not(In() as inner):
                return self._written(inner, self.phrases.not_written)
            case Not(Answered() as inner):
                return self.phrases.blank.format(subject=self._named(inner.question).subject)
            case Not(inner):
                return self.phrases.not_so.format(sentence=self._said(inner))
            case Compare():
                return self._compared(node)
            case In():
                return self._written(node, self.phrases.written)
            case Includes():
                return self._of_options([node], self.phrases.chosen)
            case Answered():
                return self.phrases.answered.format(subject=self._named(node.question).subject)
            case Always():
                return ""
            case _:
                assert_never(node)

    def _all(self, node: And) -> str:
        parts = self._grouped(node.conditions, And)
        texts = [
            f"({self._said(part)})" if isinstance(part, Or) and self._of_one_list(part) is None
            else self._said(part)
            for part in parts
        ]  # fmt: skip
        return self.phrases.and_.join(dict.fromkeys(texts))

    def _any(self, node: Or) -> str:
        asked: dict[str, list[Includes]] = {}
        texts: list[str] = []
        for part in self._grouped(node.conditions, Or):
            if isinstance(part, Includes):
                asked.setdefault(part.question, []).append(part)
                if len(asked[part.question]) > 1:
                    continue  # said together with the first
                same = [p for p in node.conditions if isinstance(p, Includes)]
                same = [p for p in same if p.question == part.question]
                texts.append(self._of_options(same, self.phrases.chosen))
            elif isinstance(part, And) and self._of_one_list(part) is None:
                texts.append(f"({self._said(part)})")
            else:
                texts.append(self._said(part))
        return self.phrases.or_.join(dict.fromkeys(texts))

    def _grouped(self, parts: Sequence[Condition], kind: type[And] | type[Or]) -> list[Condition]:
        """What looks at the same list of answers put together, where it stood first."""
        groups: dict[object, list[Condition]] = {}
        for place, part in enumerate(parts):
            groups.setdefault(self._one_list(part) or place, []).append(part)
        return [group[0] if len(group) == 1 else kind(tuple(group)) for group in groups.values()]

    def _one_list(self, node: Condition) -> str | None:
        """The variable with a list of answers that a condition is about, and nothing else."""
        seen = variables_of(node)
        if len(seen) != 1:
            return None
        (name,) = seen
        named = self._names.get(name)
        return name if named is not None and named.sort == "code" and named.labels else None

    def _of_one_list(self, node: Condition) -> str | None:
        """Said by the answers that fulfil it, however it was written."""
        name = self._one_list(node)
        if name is None:
            return None
        named, phrases = self._named(name), self.phrases
        fits = [code for code in named.labels if holds(node, {name: code})]
        others = [code for code in named.labels if code not in fits]
        match holds(node, {}), bool(fits), bool(others):
            case (True, _, False):
                return phrases.any_answer.format(subject=named.subject)
            case (True, False, _):
                return phrases.blank.format(subject=named.subject)
            case (True, _, _):
                options = self.options(name, others)
                return phrases.not_chosen.format(subject=named.subject, options=options)
            case (False, False, _):
                return phrases.no_answer.format(subject=named.subject)
            case (False, _, False):
                return phrases.answered.format(subject=named.subject)
        if len(others) == 1 and len(fits) > _SPELT_OUT - 1:
            return phrases.other.format(subject=named.subject, options=self.options(name, others))
        return phrases.chosen.format(subject=named.subject, options=self.options(name, fits))

    def _of_options(self, nodes: Sequence[Includes], phrase: str) -> str:
        codes = [node.code for node in nodes if isinstance(node.code, int)]
        name = nodes[0].question
        return phrase.format(subject=self._named(name).subject, options=self.options(name, codes))

    def _written(self, node: In, phrase: str) -> str:
        texts = [
            self.phrases.quoted.format(text=option.value)
            if isinstance(option, Text)
            else self._number(option.value)
            for option in node.options
        ]
        subject = self._named(node.answer.variable).subject
        return phrase.format(subject=subject, options=self._listed(texts))

    def _compared(self, node: Compare) -> str:
        left, sign, right = node.left, node.comparator, node.right
        if isinstance(left, Number | Text | Day):
            left, sign, right = right, _SIDES_SWAPPED[sign], left
        match left, right:
            case Answer(option=(question, code)), Number(worth):
                chosen = holds(Compare(Number(1), sign, Number(worth)), {})
                phrase = self.phrases.chosen if chosen else self.phrases.not_chosen
                return self._of_options([Includes(question, code)], phrase)
            case Answer(), Number(worth):
                subject = self._named(left.variable).subject
                return self.phrases.numbers[sign].format(subject=subject, value=self._number(worth))
            case Answer(), Text(text):
                same = sign == "="
                phrase = self.phrases.written if same else self.phrases.written_otherwise
                quoted = self.phrases.quoted.format(text=text)
                return phrase.format(subject=self._named(left.variable).subject, options=quoted)
            case Answer(), Day(day):
                named = self._named(left.variable)
                said = self.phrases.months if named.sort == "month" else self.phrases.days
                return said[sign].format(subject=named.subject, value=self._day(day, named.sort))
            case Count(), Number(worth):
                subject = self._named(left.question).subject
                return self.phrases.counts[sign].format(subject=subject, value=self._number(worth))
            case _:
                return self.phrases.general[sign].format(
                    left=self._value(left), right=self._value(right)
                )

    # ---- values ----------------------------------------------------------------------------------

    def _value(self, node: Value) -> str:
        match node:
            case Number():
                return self._number(node.value)
            case Text():
                return self.phrases.quoted.format(text=node.value)
            case Day():
                return self._day(node.value, "day")
            case Answer():
                named = self._named(node.variable)
                return self.phrases.number_of.format(subject=named.subject)
            case Count():
                subject = self._named(node.question).subject
                return self.phrases.count_of.format(subject=subject)
            case Arithmetic():
                sign = {"*": "×", "/": ":", "-": "−", "+": "+"}[node.operator]
                return f"({self._value(node.left)} {sign} {self._value(node.right)})"
            case _:
                assert_never(node)

    def _number(self, value: float) -> str:
        return f"{value:.10g}".replace(".", self.phrases.comma)

    def _day(self, day: date, sort: str) -> str:
        pattern = self.phrases.month if sort == "month" else self.phrases.day
        return pattern.format(day=day.day, month=day.month, year=day.year)

    def _named(self, name: str) -> Named:
        """A name that this questionnaire does not have is said as it is written."""
        return self._names.get(name) or Named(self.phrases.question.format(number=name), "words")

    def _label(self, named: Named, code: int) -> str:
        label = named.labels[code]
        return label if label.isdecimal() else self.phrases.quoted.format(text=label)

    def _listed(self, texts: Sequence[str]) -> str:
        if len(texts) < 2:
            return "".join(texts)
        return f"{', '.join(texts[:-1])}{self.phrases.or_}{texts[-1]}"


def _neighbours(codes: Sequence[int], of: Sequence[int]) -> bool:
    first = of.index(codes[0])
    return list(codes) == list(of[first : first + len(codes)])


def _inward(node: Condition, *, negated: bool = False) -> Condition:
    """The same with every “not” at a single test, and none around what has an opposite."""
    match node:
        case Not():
            return _inward(node.condition, negated=not negated)
        case And() | Or():
            kind = And if isinstance(node, And) != negated else Or
            return kind(tuple(_inward(part, negated=negated) for part in node.conditions))
        case Always():
            return Always(node.value != negated)
        case Compare(Answer(option=None) as answer, sign, Number() | Text() | Day() as right):
            if not negated:
                return node
            if answer.missing and sign not in ("=", "!="):
                return Not(node)  # a missing code fulfils neither
            # What does not fulfil a comparison fulfils the opposite, or is not there.
            opposite = Compare(answer, _OPPOSITE[sign], right)
            blank = Not(Answered(answer.variable, (answer.variable,), (answer.variable,)))
            return Or((opposite, blank))
        case Compare(Count() | Answer() as left, sign, Number() as right) if negated:
            return Compare(left, _OPPOSITE[sign], right)
        case _:
            return Not(node) if negated else node
