"""Which questions a form's answers skip, and what they come to where something is calculated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..fields import CalculatedField
from ..model import Questionnaire
from . import resolving
from .evaluating import Answers, Given, holds, number
from .resolving import Scope, UnresolvedError
from .tree import And, Condition, Value


@dataclass(frozen=True)
class Logic:
    """A questionnaire's conditions and calculations, looked up once for all forms.

    when: by question, its own and its section's. calculations: by variable, in order, with the
    number of decimals.
    """

    when: Mapping[str, Condition]
    calculations: Mapping[str, tuple[Value, int]]

    def calculated(self, answers: Answers) -> dict[str, float]:
        """Every calculation that comes to a number; later ones see the earlier ones."""
        known: dict[str, Given] = dict(answers)
        found: dict[str, float] = {}
        for name, (value, decimals) in self.calculations.items():
            result = number(value, known)
            if result is not None:
                found[name] = known[name] = round(result, decimals)
        return found

    def skipped(self, answers: Answers) -> frozenset[str]:
        """The questions that the answers rule out, as they stand on the paper: an answer to a
        question that should have been skipped is still an answer."""
        return frozenset(name for name, when in self.when.items() if not holds(when, answers))


def logic_of(questionnaire: Questionnaire, *, partial: bool = False) -> Logic:
    """partial: it is a variant; conditions may name what it leaves out, which is blank.

    Raises UnresolvedError where the linter would find an error.
    """
    scope = Scope(partial=partial)
    when: dict[str, Condition] = {}
    calculations: dict[str, tuple[Value, int]] = {}
    for section in questionnaire.sections:
        of_section = resolving.condition(section.when, scope) if section.when is not None else None
        for question in section.questions:
            own = resolving.condition(question.when, scope) if question.when is not None else None
            both = tuple(part for part in (of_section, own) if part is not None)
            if both:
                when[question.id] = both[0] if len(both) == 1 else And(both)
            for field in question.fields(questionnaire.scales):
                if isinstance(field, CalculatedField):
                    value = resolving.value(field.expression, scope)
                    calculations[field.variable] = value, field.decimals
            scope = scope.with_question(question, questionnaire.scales)
    return Logic(when, calculations)


__all__ = ["Logic", "UnresolvedError", "logic_of"]
