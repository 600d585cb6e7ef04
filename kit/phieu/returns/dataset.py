"""Returned forms as a table: one row a form, the codebook's variables as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, assert_never

import pandas as pd
from pandas.api.extensions import ExtensionArray

from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.model import Questionnaire

from .model import USABLE, FormReturn, Status, status_of

Confidentiality = Literal["identified", "confidential"]

# A case or a commune's code is a respondent: one body, one form.
IDENTIFYING = ("case", "unit_code")
FACTS = ("serial", *IDENTIFYING, "body", "district", "unit_type", "channel", "status")


def dataset(
    forms: Iterable[FormReturn], questionnaire: Questionnaire, *, confidentiality: Confidentiality
) -> pd.DataFrame:
    """One row a returned form: the facts, then every variable of the codebook in its order.

    Blank (NA) is no answer: left empty, not asked of that body, or waiting for a person. A form
    without consent keeps its row and its consent, and nothing else that it answered. Rows stand
    by serial, which is random: neither print nor scan order shows.
    """
    variables = codebook(questionnaire)
    rows = [
        _row(form, status_of(form, questionnaire), variables, questionnaire)
        for form in sorted(forms, key=lambda form: form.serial)
    ]
    numbers = {variable.name for variable in variables if variable.kind != "text"}
    columns: dict[str, ExtensionArray] = {}
    for name in (*facts(confidentiality), *(variable.name for variable in variables)):
        values = [row.get(name) for row in rows]
        columns[name] = _numbers(values) if name in numbers else _words(values)
    return pd.DataFrame(columns)


def facts(confidentiality: Confidentiality) -> tuple[str, ...]:
    """The columns before the answers."""
    match confidentiality:
        case "identified":
            return FACTS
        case "confidential":
            return tuple(name for name in FACTS if name not in IDENTIFYING)
        case _:
            assert_never(confidentiality)


def _words(values: list[Any]) -> ExtensionArray:
    return pd.array(values, dtype="string")


def _numbers(values: list[Any]) -> ExtensionArray:
    return pd.array(values, dtype="Int64")


def _row(
    form: FormReturn,
    status: Status,
    variables: Sequence[Variable],
    questionnaire: Questionnaire,
) -> dict[str, int | str | None]:
    consent = questionnaire.consent.id if questionnaire.consent else None
    row: dict[str, int | str | None] = {name: getattr(form, name) for name in FACTS[:-1]}
    row["status"] = str(status)
    for variable in variables:
        used = status in USABLE or variable.name == consent
        if used and variable.asked_of(form.body):
            row[variable.name] = _answer(variable, form, questionnaire)
    return row


def _answer(variable: Variable, form: FormReturn, questionnaire: Questionnaire) -> int | str | None:
    if variable.prefilled:
        return _from_the_frame(variable, form, questionnaire)
    if variable.kind == "text":
        return form.texts.get(variable.name) or None
    field = form.fields.get(variable.name)
    return None if field is None else field.value


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
