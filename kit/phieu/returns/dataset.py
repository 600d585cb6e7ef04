"""Returned forms as a table: one row a form, the codebook's variables as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, assert_never

import pandas as pd
from pandas.api.extensions import ExtensionArray

from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.logic.relevance import Logic, logic_of
from phieu.questionnaire.model import Questionnaire

from .answering import Cell, answers_of, unknown_in, worked_out
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
    variables, logic = codebook(questionnaire), logic_of(questionnaire)
    rows = [
        _row(form, status_of(form, questionnaire), variables, questionnaire, logic)
        for form in sorted(forms, key=lambda form: form.serial)
    ]
    columns: dict[str, ExtensionArray] = {
        name: _words([row.get(name) for row in rows]) for name in facts(confidentiality)
    }
    for variable in variables:
        columns[variable.name] = _column(variable, [row.get(variable.name) for row in rows])
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


def _column(variable: Variable, values: list[Any]) -> ExtensionArray:
    match variable.kind:
        case "text":
            return _words(values)
        case "date":
            return pd.array(values, dtype="datetime64[s]")
        case "number" if variable.decimals:
            return pd.array(values, dtype="Float64")
        case "code" | "flag" | "number":
            return pd.array(values, dtype="Int64")
        case _:
            assert_never(variable.kind)


def _words(values: list[Any]) -> ExtensionArray:
    return pd.array(values, dtype="string")


def _row(
    form: FormReturn,
    status: Status,
    variables: Sequence[Variable],
    questionnaire: Questionnaire,
    logic: Logic,
) -> dict[str, Cell]:
    consent = questionnaire.consent.id if questionnaire.consent else None
    row: dict[str, Cell] = {name: getattr(form, name) for name in FACTS[:-1]}
    row["status"] = str(status)
    if status not in USABLE:
        used = [variable for variable in variables if variable.name == consent]
        return row | answers_of(form, used, questionnaire)
    asked = [v for v in variables if v.asked_of(form.body, form.unit_type)]
    answers = answers_of(form, asked, questionnaire)
    return row | worked_out(answers, asked, logic, unknown_in(form, answers, asked))
