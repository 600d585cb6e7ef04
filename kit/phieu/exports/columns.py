"""What each column of the dataset is, for files that carry a codebook with the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from phieu.messages import _
from phieu.questionnaire.codebook import Kind, Variable
from phieu.questionnaire.codes import Missing
from phieu.questionnaire.fields import Measure, Precision
from phieu.returns.labelling import channel_labels, status_labels

# What a dialog of SPSS offers a variable for. What names a form, says how it came or is in
# respondents' own words is offered for nothing.
Role = Literal["input", "none"]

WEIGHT = "weight"


@dataclass(frozen=True)
class Column:
    """One column: `values` with their labels, `missing` the user-missing codes among them.

    text: as it was asked. reasons: why the code in the same place of `missing` is there.
    asked_of: names of bodies and types of unit; empty = all. question: its id; empty for a fact.
    """

    name: str
    label: str
    kind: Kind
    measure: Measure
    values: tuple[tuple[int | str, str], ...] = ()
    missing: tuple[int, ...] = ()
    decimals: int = 0
    precision: Precision | None = None  # of a date
    reasons: tuple[Missing | None, ...] = ()
    question: str = ""
    text: str = ""
    topic: str = ""
    scale: str = ""
    reverse: bool = False
    asked_of: tuple[str, ...] = ()
    role: Role = "input"


def columns(
    data: pd.DataFrame, variables: Sequence[Variable], bodies: Mapping[str, str]
) -> tuple[Column, ...]:
    """The columns of `data` in its order: facts of the form, and variables of the codebook.

    bodies: the questionnaire's, by key. Raises KeyError for a column that is neither.
    """
    known = {column.name: column for column in _facts(bodies)} | {
        variable.name: column_of(variable, bodies) for variable in variables
    }
    return tuple(known[str(name)] for name in data.columns)


def column_of(variable: Variable, bodies: Mapping[str, str]) -> Column:
    return Column(
        variable.name,
        variable.label,
        variable.kind,
        variable.measure,
        tuple(variable.values),
        variable.missing,
        variable.decimals,
        variable.precision,
        reasons=tuple(variable.why_missing(code) for code in variable.missing),
        question=variable.question,
        text=variable.text,
        topic=variable.topic or "",
        scale=variable.scale or "",
        reverse=variable.reverse,
        asked_of=(*(bodies.get(key, key) for key in variable.only), *variable.only_types),
        role="none" if variable.kind == "text" else "input",
    )


def _facts(bodies: Mapping[str, str]) -> tuple[Column, ...]:
    def fact(
        name: str, label: str, labels: Mapping[str, str] | None = None, *, role: Role = "none"
    ) -> Column:
        return Column(name, label, "text", "nominal", tuple((labels or {}).items()), role=role)

    return (
        fact("serial", _("Form serial")),
        fact("case", _("Case")),
        fact("unit_code", _("Code of the administrative unit")),
        fact("body", _("Body that answered"), bodies, role="input"),
        fact("district", _("District"), role="input"),
        fact("unit_type", _("Type of administrative unit"), role="input"),
        fact("channel", _("Channel"), channel_labels()),
        fact("status", _("Status of the form"), status_labels()),
        Column(WEIGHT, _("Weight of the form"), "number", "scale", decimals=6, role="none"),
    )
