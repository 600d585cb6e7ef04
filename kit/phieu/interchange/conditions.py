"""When each part of a questionnaire is asked, as conditions: its `when`, its body, its consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from phieu.interchange.audience import Audience, audience
from phieu.interchange.losses import Loss
from phieu.questionnaire.codes import Row
from phieu.questionnaire.kinds import AGREE, Question
from phieu.questionnaire.logic.tree import Always, And, Answer, Compare, Condition, Number, Value
from phieu.questionnaire.model import Questionnaire, Section


@dataclass(frozen=True)
class Check:
    """A constraint: what must hold, and what the respondent reads where it does not."""

    condition: Condition
    message: str


@dataclass(frozen=True)
class Logic:
    """What is written as text in the questionnaire, as resolved trees, by the id of its part."""

    sections: Mapping[str, Condition]
    questions: Mapping[str, Condition]
    constraints: Mapping[str, Mapping[int, Condition]]  # by question, then by place from 0
    calculations: Mapping[str, Value]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Conditions:
    """agreed: what the sections (`section.A`) and questions after the consent wait for."""

    audience: Audience
    logic: Logic
    agreed: Mapping[str, Condition]
    losses: tuple[Loss, ...]

    def of_section(self, section: Section) -> Condition:
        return _joined(
            self.agreed.get(f"section.{section.id}"),
            self.audience.condition(section.only, section.only_types),
            self.logic.sections.get(section.id),
        )

    def of_question(self, question: Question) -> Condition:
        """Beside its section's own."""
        return _joined(
            self.agreed.get(question.id),
            self.audience.condition(question.only, question.only_types),
            self.logic.questions.get(question.id),
        )

    def of_row(self, row: Row) -> Condition:
        """Beside its question's and its section's own."""
        return self.audience.condition(row.only, row.only_types)

    def checks(self, question: Question) -> tuple[Check, ...]:
        """Its constraints, with the messages of the question as it is given (in any language)."""
        messages = tuple(question.constraints.values())
        found = self.logic.constraints.get(question.id, {})
        return tuple(Check(condition, messages[place]) for place, condition in found.items())


def conditions_of(
    questionnaire: Questionnaire, read: Callable[[Questionnaire], Logic]
) -> Conditions:
    """read: makes trees of the questionnaire's own expressions."""
    known = audience(questionnaire)
    logic = read(questionnaire)
    return Conditions(known, logic, _agreed(questionnaire), (*known.losses, *logic.losses))


def _agreed(questionnaire: Questionnaire) -> dict[str, Condition]:
    """After a consent everything waits for it: without it the form is a refusal."""
    consent = questionnaire.consent
    if consent is None:
        return {}
    agreed = Compare(Answer(consent.id), "=", Number(AGREE))
    waiting: dict[str, Condition] = {}
    passed = False
    for section in questionnaire.sections:
        if passed:
            waiting[f"section.{section.id}"] = agreed
            continue
        for question in section.questions:
            if passed:
                waiting[question.id] = agreed
            passed = passed or question.id == consent.id
    return waiting


def _joined(*conditions: Condition | None) -> Condition:
    parts: list[Condition] = []
    for condition in conditions:
        match condition:
            case None | Always(True):
                continue
            case And(inner):
                parts += inner
            case _:
                parts.append(condition)
    if not parts:
        return Always(True)
    return parts[0] if len(parts) == 1 else And(tuple(parts))
