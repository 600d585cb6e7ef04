"""What one form answers to each variable: codes as they are, numbers and days as they are meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from phieu.questionnaire.bubbles import meant
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.fields import CalculatedField, DateField, GivenField, NumberField, Source
from phieu.questionnaire.logic.relevance import Logic
from phieu.questionnaire.model import Questionnaire

from .model import FormReturn

Cell = int | float | str | date | None


def answers_of(
    form: FormReturn, variables: Sequence[Variable], questionnaire: Questionnaire
) -> dict[str, Cell]:
    """By variable what was answered, printed or is known of the form; None for a blank."""
    return {variable.name: _answer(variable, form, questionnaire) for variable in variables}


def unknown_in(
    form: FormReturn, answers: dict[str, Cell], variables: Sequence[Variable]
) -> frozenset[str]:
    """What is blank in the answers and yet no blank: it waits for a person, its page is not there,
    or the frame's fact was left out of a confidential round."""
    return frozenset(
        variable.name
        for variable in variables
        if answers.get(variable.name) is None and _is_unknown(variable, form)
    )


def _is_unknown(variable: Variable, form: FormReturn) -> bool:
    if isinstance(variable.field, GivenField | CalculatedField):
        return False
    if variable.prefilled:
        return True
    field = form.fields.get(variable.name)
    return form.lacks_a_page if field is None else field.reason is not None


def worked_out(
    answers: dict[str, Cell],
    variables: Sequence[Variable],
    logic: Logic,
    unknown: Collection[str] = (),
) -> dict[str, Cell]:
    """The same with calculations done, and the code for “not applicable” where the
    questionnaire's logic skips what was left blank.

    What was answered though it should have been skipped is kept: it stands on the paper. What
    hangs on an unknown variable stays blank until that is known.
    """
    given = {name: value for name, value in answers.items() if value is not None}
    outcome = logic.outcome(given, unknown)
    done = {name: outcome.calculated.get(name, value) for name, value in answers.items()}
    for variable in variables:
        code = not_applicable(variable)
        if (
            code is not None
            and variable.question in outcome.skipped
            and variable.name not in unknown
            and done.get(variable.name) is None
        ):
            done[variable.name] = code
    return done


def not_applicable(variable: Variable) -> int | None:
    """The code for an answer that the logic did not ask for; None where none is kept for it."""
    if variable.reserved is None or variable.reserved.not_applicable not in variable.missing:
        return None
    return variable.reserved.not_applicable


def _answer(variable: Variable, form: FormReturn, questionnaire: Questionnaire) -> Cell:
    if variable.prefilled:
        return _from_the_frame(variable, form, questionnaire)
    if isinstance(variable.field, GivenField):
        return variable.field.value or _known(variable.field.source, form, questionnaire)
    if isinstance(variable.field, CalculatedField):
        return None
    if variable.kind == "text":
        return form.texts.get(variable.name) or None
    field = form.fields.get(variable.name)
    return None if field is None or field.value is None else _meant(variable, field.value)


def _meant(variable: Variable, stored: int) -> Cell:
    """A stored number as the number or day that it says; a missing code as it is."""
    if isinstance(variable.field, NumberField | DateField) and stored not in variable.missing:
        return meant(variable.field, stored)
    return stored


def _known(source: Source | None, form: FormReturn, questionnaire: Questionnaire) -> str | None:
    match source:
        case "version":
            return form.version or questionnaire.version
        case "language":
            return questionnaire.language
        case "channel":
            return form.channel
        case None:
            return None


def _from_the_frame(
    variable: Variable, form: FormReturn, questionnaire: Questionnaire
) -> int | None:
    """A prefilled answer: bodies stand in the order of the codes, unit types match a label."""
    if variable.prefilled == "body":
        codes = dict(zip(questionnaire.bodies, (code for code, _ in variable.values), strict=False))
        return codes.get(form.body)
    if form.unit_type is None:
        return None
    labels = {label.casefold(): code for code, label in variable.values}
    return labels.get(form.unit_type.casefold())
