"""Who was asked: not every body, type of unit or form is put every question."""

from __future__ import annotations

import pandas as pd

from phieu.questionnaire.codebook import Variable

UNSTATED = ""  # the group of forms whose district or unit type was blanked


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
