"""Codes as words, for reading in a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from phieu.messages import _
from phieu.questionnaire.codebook import Variable

from .model import Status


def status_labels() -> dict[str, str]:
    return {
        Status.COMPLETE: _("Complete"),
        Status.PARTIAL: _("Partial (a page is missing)"),
        Status.REFUSED: _("Refused"),
        Status.WAITING: _("Waiting for a person"),
    }


def channel_labels() -> dict[str, str]:
    return {
        "scan": _("Paper, scanned"),
        "rehearsal": _("Rehearsed, no real answer"),
        "web": _("Phone form"),
        "keyed": _("Paper, keyed"),
        "import": _("Imported file"),
    }


def labelled(
    data: pd.DataFrame, variables: Sequence[Variable], bodies: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The same rows with labels for codes. Categories stand in code order.

    Numbers stay numbers; where one has a code for why it is not there, it is blank. Categories are
    not `ordered`: "không đánh giá" would then count as more than "rất hài lòng".
    """
    columns = {
        variable.name: _without_codes(data[variable.name], variable)
        if variable.kind == "number"
        else _categories(data[variable.name], dict(variable.values))
        for variable in variables
        if variable.values and variable.name in data
    }
    facts = {"status": status_labels(), "channel": channel_labels(), "body": dict(bodies or {})}
    for name, labels in facts.items():
        if labels and name in data:
            columns[name] = _categories(data[name], labels)
    return data.assign(**columns)


def _categories(column: pd.Series, labels: Mapping[int, str] | Mapping[str, str]) -> pd.Series:
    words = column.map(dict(labels), na_action="ignore")
    return pd.Series(
        pd.Categorical(words, categories=list(dict.fromkeys(labels.values()))), index=column.index
    )


def _without_codes(column: pd.Series, variable: Variable) -> pd.Series:
    return column.mask(column.isin(variable.missing).fillna(value=False).astype(bool))
