"""Which questions a form's answers skip, and what they come to where something is calculated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..fields import CalculatedField, CodeField, Field, NumberField, RanksField
from ..missing_codes import reserved_below
from ..model import Questionnaire
from . import resolving
from .evaluating import Answers, Given, holds, number
from .resolving import UnresolvedError
from .scope import Scope
from .simplifying import simplified, variables_of
from .tree import Always, And, Condition, Value


@dataclass(frozen=True)
class Outcome:
    """calculated: by variable, what comes to a number. skipped: questions by id. undecided:
    questions of which neither can be said, since they hang on answers that are not known yet."""

    calculated: Mapping[str, float]
    skipped: frozenset[str]
    undecided: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Calculation:
    variable: str
    value: Value
    decimals: int


@dataclass(frozen=True)
class Step:
    """A question with a condition, its own and its section's, or with a calculation."""

    question: str
    when: Condition | None
    calculation: Calculation | None

    def hangs_on(self, unknown: Collection[str], known: Answers) -> bool:
        """Whether what follows here may change with variables that are not known."""
        if self.when is not None:
            facts = {name: known.get(name) for name in variables_of(self.when) - {*unknown}}
            left = simplified(self.when, facts)
            if not isinstance(left, Always):
                return True
            if not left.value:
                return False
        calculation = self.calculation
        return calculation is not None and not variables_of(calculation.value).isdisjoint(unknown)


@dataclass(frozen=True)
class Logic:
    """A questionnaire's conditions and calculations, looked up once for all forms.

    usable: by variable, the field that says which codes and numbers are answers.
    """

    steps: tuple[Step, ...]
    usable: Mapping[str, Field]

    @property
    def when(self) -> dict[str, Condition]:
        """The conditions by question."""
        return {step.question: step.when for step in self.steps if step.when is not None}

    def outcome(self, answers: Answers, unknown: Collection[str] = ()) -> Outcome:
        """What follows from a form's answers, question by question.

        Answers count as they stand on the paper: one to a question that should have been skipped
        is still an answer. unknown: variables that wait for a person, or whose page is not there:
        they may turn out to be anything.
        """
        if not self.steps:
            return Outcome({}, frozenset())
        known = self.counting(answers)
        not_known = set(unknown)
        calculated: dict[str, float] = {}
        skipped: set[str] = set()
        undecided: set[str] = set()
        for step in self.steps:
            if not_known and step.hangs_on(not_known, known):
                undecided.add(step.question)
                if step.calculation is not None:
                    not_known.add(step.calculation.variable)
            elif step.when is not None and not holds(step.when, known):
                skipped.add(step.question)
            elif step.calculation is not None:
                result = number(step.calculation.value, known)
                if result is not None:
                    found = rounded(result, step.calculation.decimals)
                    calculated[step.calculation.variable] = found
                    known[step.calculation.variable] = found
        return Outcome(calculated, frozenset(skipped), frozenset(undecided))

    def counting(self, answers: Answers) -> dict[str, Given]:
        """Without the codes that say why there is no answer (illegible, several marks)."""
        return {name: given for name, given in answers.items() if self._is_answer(name, given)}

    def _is_answer(self, name: str, given: Given) -> bool:
        match self.usable.get(name):
            case CodeField(codes=codes) | RanksField(codes=codes):
                return any(code.value == given for code in codes)
            case NumberField(least=least) if isinstance(given, int):
                return reserved_below(least).why(given) is None
            case _:
                return True


def rounded(value: float, decimals: int) -> float:
    """Half away from zero, by the decimals that a person sees: 2.675 becomes 2.68."""
    unit = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(unit, ROUND_HALF_UP))


def logic_of(questionnaire: Questionnaire, *, partial: bool = False) -> Logic:
    """partial: it is a variant; conditions may name what it leaves out, which is blank.

    Raises UnresolvedError where the linter would find an error.
    """
    scope = Scope(partial=partial)
    steps: list[Step] = []
    usable: dict[str, Field] = {}
    for section in questionnaire.sections:
        of_section = resolving.condition(section.when, scope) if section.when is not None else None
        for question in section.questions:
            own = resolving.condition(question.when, scope) if question.when is not None else None
            both = tuple(part for part in (of_section, own) if part is not None)
            when = (both[0] if len(both) == 1 else And(both)) if both else None
            calculation = None
            for field in question.fields(questionnaire.scales):
                match field:
                    case CalculatedField():
                        value = resolving.value(field.expression, scope)
                        calculation = Calculation(field.variable, value, field.decimals)
                    case CodeField() | NumberField():
                        usable[field.variable] = field
                    case RanksField():
                        usable |= dict.fromkeys(field.variables, field)
                    case _:
                        pass
            if when is not None or calculation is not None:
                steps.append(Step(question.id, when, calculation))
            scope = scope.with_question(question, questionnaire.scales)
    return Logic(tuple(steps), usable)


__all__ = ["Logic", "UnresolvedError", "logic_of"]
