"""Where a form contradicts itself: broken constraints, warnings, answers that should be skipped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from phieu.messages import _
from phieu.questionnaire.codebook import Variable, codebook, words
from phieu.questionnaire.kinds import Question
from phieu.questionnaire.logic import resolving, scope
from phieu.questionnaire.logic.evaluating import Answers, Given, holds
from phieu.questionnaire.logic.relevance import Logic, logic_of
from phieu.questionnaire.logic.simplifying import variables_of
from phieu.questionnaire.logic.tree import (
    Always,
    And,
    Answered,
    Comparator,
    Compare,
    Condition,
    In,
    Includes,
    Not,
    Or,
)
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.validity import faults

from .answering import answers_of, unknown_in
from .model import USABLE, FormReturn, status_of


class ContradictionKind(StrEnum):
    CONSTRAINT = "constraint"  # hard: one of the answers is wrong
    WARNING = "warning"  # soft: worth a look
    SKIPPED = "skipped"  # answered, though earlier answers say that it is not asked
    IMPOSSIBLE = "impossible"  # no answer that the question has; a reader never gives one


@dataclass(frozen=True)
class Contradiction:
    """variable: the answer; of a constraint or warning, the question that it belongs to."""

    serial: str
    variable: str
    kind: ContradictionKind
    message: str


@dataclass(frozen=True)
class _Rule:
    """A constraint or warning; condition: what must hold."""

    question: Question
    kind: ContradictionKind
    condition: Condition
    message: str


def contradictions(
    forms: Iterable[FormReturn], questionnaire: Questionnaire
) -> tuple[Contradiction, ...]:
    """Every contradiction of the usable forms, by serial and then in questionnaire order.

    What cannot be said is none: where a blank, a “không đánh giá” or an answer that still waits
    for a person stands in a rule, it is neither kept nor broken.
    """
    variables, logic, rules = (
        codebook(questionnaire),
        logic_of(questionnaire),
        _rules(questionnaire),
    )
    return tuple(
        found
        for form in sorted(forms, key=lambda form: form.serial)
        if status_of(form, questionnaire) in USABLE
        for found in _of_form(form, variables, logic, rules, questionnaire)
    )


def _rules(questionnaire: Questionnaire) -> dict[str, list[_Rule]]:
    """By question. Raises UnresolvedError where the linter would find an error."""
    scopes = scope.scopes(questionnaire)
    rules: dict[str, list[_Rule]] = {}
    for question in questionnaire.questions():
        _before, with_itself = scopes[question.id]
        for kind, written in (
            (ContradictionKind.CONSTRAINT, question.constraints),
            (ContradictionKind.WARNING, question.warnings),
        ):
            for text, message in written.items():
                condition = resolving.condition(text, with_itself)
                said = words(message, questionnaire)
                rules.setdefault(question.id, []).append(_Rule(question, kind, condition, said))
    return rules


def _of_form(
    form: FormReturn,
    variables: Sequence[Variable],
    logic: Logic,
    rules: Mapping[str, Sequence[_Rule]],
    questionnaire: Questionnaire,
) -> Iterator[Contradiction]:
    asked = [v for v in variables if v.asked_of(form.body, form.unit_type)]
    cells = answers_of(form, asked, questionnaire)
    unknown = unknown_in(form, cells, asked)
    given = {name: value for name, value in cells.items() if value is not None}
    outcome = logic.outcome(given, unknown)
    known: dict[str, Given] = {**logic.counting(given), **outcome.calculated}
    of_question: dict[str, list[Variable]] = {}
    for variable in asked:
        of_question.setdefault(variable.question, []).append(variable)
    hangs = {*unknown, *(v.name for name in outcome.undecided for v in of_question.get(name, ()))}
    for question, members in of_question.items():
        answered = [v for v in members if v.name in known and not _is_unmarked(v, known)]
        yield from _impossible(form, members)
        if question in outcome.skipped:
            yield from (_not_asked(form.serial, variable) for variable in answered)
        elif answered:
            for rule in rules.get(question, ()):
                if _verdict(rule.condition, known, hangs) is False:
                    yield Contradiction(form.serial, question, rule.kind, rule.message)


def _impossible(form: FormReturn, members: Sequence[Variable]) -> Iterator[Contradiction]:
    """What was keyed or imported and cannot be; codes for answers that are not there can."""
    stored: dict[str, int | str] = dict(form.texts)
    for variable in members:
        field = form.fields.get(variable.name)
        if field is not None and field.value is not None and field.value not in variable.missing:
            stored[variable.name] = field.value
    # Once each: the options of a multiple choice, and the places of a ranking, share their field.
    shapes = {id(v.field): v.field for v in members if v.field is not None}
    for shape in shapes.values():
        for fault in faults(shape, stored):
            yield Contradiction(
                form.serial, fault.variable, ContradictionKind.IMPOSSIBLE, fault.message
            )


def _is_unmarked(variable: Variable, known: Answers) -> bool:
    return variable.kind == "flag" and known[variable.name] == 0


def _not_asked(serial: str, variable: Variable) -> Contradiction:
    text = _("“{label}” is answered, though by earlier answers it is not asked.")
    return Contradiction(
        serial, variable.name, ContradictionKind.SKIPPED, text.format(label=variable.label)
    )


# ---- three-valued, where logic/ has two ----------------------------------------------------------

_OPPOSITE: dict[Comparator, Comparator] = {
    "=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
}  # fmt: skip


def _verdict(condition: Condition, answers: Answers, unknown: Collection[str]) -> bool | None:
    """None: it cannot be said."""
    match condition:
        case Compare() | In() | Includes() | Answered():
            return _of_one(condition, answers, unknown)
        case Not():
            inner = _verdict(condition.condition, answers, unknown)
            return None if inner is None else not inner
        case And() | Or():
            parts = [_verdict(part, answers, unknown) for part in condition.conditions]
            decides = isinstance(condition, Or)
            if decides in parts:
                return decides
            return None if None in parts else not decides
        case Always():
            return condition.value
        case _:
            assert_never(condition)


def _of_one(
    condition: Compare | In | Includes | Answered, answers: Answers, unknown: Collection[str]
) -> bool | None:
    if not variables_of(condition).isdisjoint(unknown):
        return None
    if holds(condition, answers):
        return True
    match condition:
        case Compare():
            # With a blank in it, neither a comparison nor its opposite holds.
            opposite = replace(condition, comparator=_OPPOSITE[condition.comparator])
            return False if holds(opposite, answers) else None
        case In():
            return False if condition.answer.variable in answers else None
        case Includes() | Answered():
            return False
        case _:
            assert_never(condition)
