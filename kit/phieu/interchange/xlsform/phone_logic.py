"""A questionnaire's conditions, constraints and calculations as XLSForm's columns have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from phieu.interchange.losses import Loss
from phieu.messages import _
from phieu.questionnaire.kinds import Calculated
from phieu.questionnaire.logic import resolving, scope
from phieu.questionnaire.logic.resolving import UnresolvedError
from phieu.questionnaire.logic.tree import Always, Condition
from phieu.questionnaire.logic.xpath import calculation, xpath
from phieu.questionnaire.model import Questionnaire


@dataclass(frozen=True)
class Checks:
    """By question. constraints: the place of each, from 0, and its XPath."""

    constraints: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    calculations: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


def checks_of(questionnaire: Questionnaire) -> Checks:
    """What cannot be looked up is a loss; the linter reports it as an error."""
    scopes = scope.scopes(questionnaire)
    constraints: dict[str, tuple[tuple[int, str], ...]] = {}
    calculations: dict[str, str] = {}
    losses: list[Loss] = []
    for question in questionnaire.questions():
        before, after = scopes[question.id]
        tests = []
        for place, text in enumerate(question.constraints):
            try:
                condition = resolving.condition(text, after)
                tests.append((place, xpath(condition, itself=question.id)))
            except UnresolvedError as error:
                losses.append(_unread(question.id, text, error))
        constraints[question.id] = tuple(tests)
        if isinstance(question, Calculated):
            try:
                value = resolving.value(question.expression, before)
                calculations[question.id] = calculation(value)
            except UnresolvedError as error:
                losses.append(_unread(question.id, question.expression, error))
    return Checks(constraints, calculations, tuple(losses))


def relevant(condition: Condition) -> str:
    """For the column “relevant”; blank where it always holds."""
    return "" if condition == Always(True) else xpath(condition)


def _unread(where: str, text: str, error: UnresolvedError) -> Loss:
    return Loss(where, _("the expression “{text}”").format(text=text), str(error))
