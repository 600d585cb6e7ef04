"""What an expression may name: the variables and questions before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from ..codes import Code, Scale
from ..fields import (
    CalculatedField,
    CodeField,
    DateField,
    Field,
    FlagsField,
    GivenField,
    NumberField,
    RanksField,
    WordsField,
)
from ..kinds import Question
from ..model import Questionnaire
from .tree import Answered

Type = Literal["code", "level", "number", "day", "text"]


@dataclass(frozen=True)
class Known:
    """A variable that an expression may name. codes: what it can be, empty where it is no code.
    option: the question and code of which it is the 0 or 1. range: its least and most."""

    name: str
    type: Type
    codes: tuple[Code, ...] = ()
    option: tuple[str, int] | None = None
    range: tuple[float, float] | None = None

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(code.value for code in self.codes if code.missing)


@dataclass(frozen=True)
class Scope:
    """What may be named: variables, and questions with all their variables, in lower case.

    later: names that the questionnaire has, but only further on. partial: of a variant, where a
    name or an option that is not there is one that this respondent is not asked: a blank.
    """

    variables: Mapping[str, Known] = field(default_factory=dict)
    flags: Mapping[str, tuple[str, tuple[Code, ...]]] = field(default_factory=dict)
    ranks: Mapping[str, tuple[str, tuple[Code, ...], tuple[str, ...]]] = field(default_factory=dict)
    questions: Mapping[str, Answered] = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    partial: bool = False

    def with_question(self, question: Question, scales: Mapping[str, Scale]) -> Scope:
        """The scope after a question; one with an unknown scale names nothing."""
        try:
            fields = question.fields(scales)
        except KeyError:
            return self
        variables, flags, ranks = dict(self.variables), dict(self.flags), dict(self.ranks)
        names: list[str] = []
        asked: list[str] = []
        for answer_field in fields:
            for known in _known(answer_field):
                variables[known.name.casefold()] = known
                names.append(known.name)
            if isinstance(answer_field, FlagsField):
                flags[answer_field.question.casefold()] = (
                    answer_field.question,
                    answer_field.codes,
                )
                asked.append(answer_field.question)
            else:
                asked += [known.name for known in _known(answer_field)]
            if isinstance(answer_field, RanksField):
                ranks[answer_field.question.casefold()] = (
                    answer_field.question,
                    answer_field.codes,
                    answer_field.variables,
                )
        options = tuple(name for name in names if variables[name.casefold()].option)
        answered = Answered(question.id, tuple(names), tuple(asked), options)
        questions = {**self.questions, question.id.casefold(): answered}
        gone = {question.id.casefold(), *(name.casefold() for name in names)}
        return Scope(variables, flags, ranks, questions, self.later - gone, self.partial)

    def names(self) -> list[str]:
        return [known.name for known in self.variables.values()] + [
            name for name, _codes in self.flags.values()
        ]


def scopes(questionnaire: Questionnaire) -> dict[str, tuple[Scope, Scope]]:
    """By question id: what its `when` may name, and what its constraints may (itself too).

    By `section.<id>` what a section's `when` may name, twice.
    """
    later = Scope()
    for question in questionnaire.questions():
        later = later.with_question(question, questionnaire.scales)
    scope = Scope(later=frozenset({*later.variables, *later.questions}))
    found: dict[str, tuple[Scope, Scope]] = {}
    for section in questionnaire.sections:
        found[f"section.{section.id}"] = (scope, scope)
        for question in section.questions:
            before = scope
            scope = scope.with_question(question, questionnaire.scales)
            found[question.id] = (before, scope)
    return found


def _known(answer_field: Field) -> Iterable[Known]:
    match answer_field:
        case CodeField():
            kind: Type = "code" if answer_field.measure == "nominal" else "level"
            yield Known(answer_field.variable, kind, answer_field.codes)
        case FlagsField():
            for code in answer_field.codes:
                name = answer_field.variable(code.value)
                option = answer_field.question, code.value
                yield Known(name, "number", option=option, range=(0, 1))
        case RanksField():
            for name in answer_field.variables:
                yield Known(name, "code", answer_field.codes)
        case NumberField():
            unit = 10**answer_field.decimals
            ends = answer_field.least / unit, answer_field.most / unit
            yield Known(answer_field.variable, "number", range=ends)
        case CalculatedField():
            yield Known(answer_field.variable, "number")
        case DateField():
            yield Known(answer_field.variable, "day")
        case WordsField() | GivenField():
            yield Known(answer_field.variable, "text")
        case _:
            assert_never(answer_field)
