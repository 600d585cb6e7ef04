"""Whom a part of a questionnaire is for, as a condition over one question that knows the body.

Our forms are printed for a body and a type of unit; other programs have one form for everybody and
hide what is not for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from phieu.interchange.losses import Loss
from phieu.messages import _
from phieu.questionnaire.codes import Code
from phieu.questionnaire.fields import Known
from phieu.questionnaire.kinds import Cascade, Matrix, NumberTable, Question, SingleChoice
from phieu.questionnaire.logic.tree import Always, And, Answer, Condition, In, Number
from phieu.questionnaire.model import Questionnaire


@dataclass(frozen=True)
class Asked:
    """A question that knows something of a respondent: its variable, and a code for each value,
    casefolded. added: no question of the questionnaire; the other program has to ask it."""

    variable: str
    codes: Mapping[str, int]
    labels: tuple[str, ...] = ()
    added: bool = False


@dataclass(frozen=True)
class Audience:
    body: Asked | None = None
    unit_type: Asked | None = None
    losses: tuple[Loss, ...] = field(default=())

    def condition(self, only: tuple[str, ...], only_types: tuple[str, ...]) -> Condition:
        """Always, where nothing limits it or nothing in the form could tell."""
        parts = [*_among(self.body, only), *_among(self.unit_type, only_types)]
        return _both(parts)


def audience(questionnaire: Questionnaire) -> Audience:
    """The questions that tell the body and the type of unit; a body question is added if needed."""
    limited = any(only for _place, only, _types in _limits(questionnaire))
    body = _prefilled(questionnaire, "body")
    if body is None and limited:
        labels = tuple(questionnaire.bodies.values())
        codes = {key.casefold(): code for code, key in enumerate(questionnaire.bodies, start=1)}
        body = Asked(_free_name(questionnaire), codes, labels, added=True)
    unit_type = _prefilled(questionnaire, "unit_type")
    losses = []
    if unit_type is None:
        why = _("No question of the form tells the type of unit, so everybody sees this part.")
        losses = [
            Loss(place, _("asked of some types of unit only"), why)
            for place, _only, types in _limits(questionnaire)
            if types
        ]
    losses += [
        Loss(
            question.id,
            _("answers for some respondents only"),
            _("A list of answers is the same for everybody there."),
        )
        for question in questionnaire.questions()
        if any(code.only or code.only_types for code in _codes(question))
    ]
    return Audience(body, unit_type, tuple(losses))


def _both(parts: list[Condition]) -> Condition:
    if not parts:
        return Always(True)
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _among(asked: Asked | None, names: tuple[str, ...]) -> list[Condition]:
    if asked is None or not names:
        return []
    codes = (asked.codes.get(name.casefold()) for name in names)
    options = tuple(Number(code) for code in codes if code is not None)
    return [In(Answer(asked.variable), options)] if options else [Always(False)]


def _prefilled(questionnaire: Questionnaire, known: Known) -> Asked | None:
    """The question that is printed for it, if it comes before every part that depends on it."""
    for question in questionnaire.questions():
        if isinstance(question, SingleChoice) and question.prefilled == known:
            labels = {code.label.casefold(): code.value for code in question.codes}
            if known == "unit_type":
                return Asked(question.id, labels)
            names = questionnaire.bodies.items()
            codes = {key.casefold(): labels.get(name.casefold()) for key, name in names}
            known_codes = {key: code for key, code in codes.items() if code is not None}
            return Asked(question.id, known_codes) if len(known_codes) == len(codes) else None
        if known == "body" and (question.only or question.only_types):
            return None
    return None


def _limits(
    questionnaire: Questionnaire,
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for section in questionnaire.sections:
        yield f"section.{section.id}", section.only, section.only_types
        for question in section.questions:
            yield question.id, question.only, question.only_types
            if isinstance(question, Matrix | NumberTable):
                for row in question.rows:
                    yield row.id, row.only, row.only_types


def _codes(question: Question) -> Iterator[Code]:
    if isinstance(question, Cascade):
        for level in question.levels:
            yield from level.codes
    yield from getattr(question, "codes", ())


def _free_name(questionnaire: Questionnaire) -> str:
    """A name that no question, row or level has."""
    taken = {question.id.casefold() for question in questionnaire.questions()}
    name = "BODY"
    while name.casefold() in taken:
        name += "X"
    return name
