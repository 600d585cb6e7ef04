"""The fields that wait for a person, form by form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire
from phieu.reading.model import Reason

from .model import FormReturn, Status, status_of


@dataclass(frozen=True)
class WaitingField:
    serial: str
    variable: str
    reason: Reason


def waiting(forms: Iterable[FormReturn], questionnaire: Questionnaire) -> tuple[WaitingField, ...]:
    """Every field that waits, by serial and then in questionnaire order.

    While a form's consent waits its answers wait with it: every answer that the dataset leaves
    blank stands here. A refused form's answers are never used, so nobody has to look at them.
    """
    order = {variable.name: place for place, variable in enumerate(codebook(questionnaire))}
    return tuple(
        found
        for form in sorted(forms, key=lambda form: form.serial)
        for found in _of_form(form, status_of(form, questionnaire), order)
    )


def _of_form(form: FormReturn, status: Status, order: dict[str, int]) -> Iterator[WaitingField]:
    if status is Status.REFUSED:
        return
    for name in sorted(form.fields, key=lambda name: (order.get(name, len(order)), name)):
        field = form.fields[name]
        if field.reason is not None and name not in form.texts:
            yield WaitingField(form.serial, name, field.reason)
        elif status is Status.WAITING and (field.value is not None or name in form.texts):
            yield WaitingField(form.serial, name, Reason.CONSENT_WAITS)
