"""What each column of the dataset is, for files that carry a codebook with the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from phieu.messages import _
from phieu.questionnaire.codebook import Kind, Variable
from phieu.questionnaire.fields import Measure, Precision
from phieu.returns.labelling import channel_labels, status_labels


@dataclass(frozen=True)
class Column:
    """One column: `values` with their labels, `missing` the user-missing codes among them."""

    name: str
    label: str
    kind: Kind
    measure: Measure
    values: tuple[tuple[int | str, str], ...] = ()
    missing: tuple[int, ...] = ()
    decimals: int = 0
    precision: Precision | None = None  # of a date


def columns(
    data: pd.DataFrame, variables: Sequence[Variable], bodies: Mapping[str, str]
) -> tuple[Column, ...]:
    """The columns of `data` in its order: facts of the form, and variables of the codebook.

    bodies: the questionnaire's, by key. Raises KeyError for a column that is neither.
    """
    known = {column.name: column for column in _facts(bodies)} | {
        v.name: Column(
            v.name,
            v.label,
            v.kind,
            v.measure,
            tuple(v.values),
            v.missing,
            v.decimals,
            v.precision,
        )
        for v in variables
    }
    return tuple(known[str(name)] for name in data.columns)


def _facts(bodies: Mapping[str, str]) -> tuple[Column, ...]:
    def fact(name: str, label: str, labels: Mapping[str, str] | None = None) -> Column:
        return Column(name, label, "text", "nominal", tuple((labels or {}).items()))

    return (
        fact("serial", _("Form serial")),
        fact("case", _("Case")),
        fact("unit_code", _("Code of the administrative unit")),
        fact("body", _("Body that answered"), bodies),
        fact("district", _("District")),
        fact("unit_type", _("Type of administrative unit")),
        fact("channel", _("Channel"), channel_labels()),
        fact("status", _("Status of the form"), status_labels()),
    )
