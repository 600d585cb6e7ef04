"""The groups that a table of answers is broken down by, and the total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pandas as pd

from phieu.frame.collation import sort_key
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire

from .bases import TOTAL, valid_forms

By = Literal["body", "district", "unit_type"]
UNSTATED = ""  # the group of forms whose district or unit type was blanked


def groups(
    data: pd.DataFrame, questionnaire: Questionnaire, by: By | None
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each group with its valid forms, the total last. Bodies stand as in the questionnaire."""
    valid = valid_forms(data)
    if by is not None:
        labels = valid[by].fillna(UNSTATED)
        present = set(labels)
        order = (
            [body for body in questionnaire.bodies if body in present]
            if by == "body"
            else sorted(present, key=sort_key)
        )
        for group in order:
            yield group, valid[labels == group]
    yield TOTAL, valid


def asked(forms: pd.DataFrame, variable: Variable) -> pd.DataFrame:
    """The forms that put this variable's question: not those of another body or type of unit,
    nor those whose answers skip it."""
    if variable.only:
        forms = forms[forms["body"].isin(variable.only)]
    if variable.only_types:
        types = [name.casefold() for name in variable.only_types]
        forms = forms[forms["unit_type"].str.casefold().isin(types)]
    if variable.reserved:
        skipped = forms[variable.name] == variable.reserved.not_applicable
        forms = forms[~skipped.fillna(value=False).astype(bool)]
    return forms
