"""Answers to one variable counted: levels, missing kinds apart, blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from phieu.questionnaire.codebook import Variable


@dataclass(frozen=True)
class Tally:
    """Counts of forms. levels: by valid code or number. missing: by user-missing code."""

    levels: Mapping[float, int]
    missing: Mapping[int, int]
    blank: int

    @property
    def valid(self) -> int:
        return sum(self.levels.values())

    @property
    def answered(self) -> int:
        return self.valid + sum(self.missing.values())

    @property
    def forms(self) -> int:
        return self.answered + self.blank

    @property
    def respondents(self) -> int:
        """How many stand behind the figures: the valid, or all where nobody could judge."""
        return self.valid or self.answered


def tally(forms: pd.DataFrame, variable: Variable) -> Tally:
    """Counts over the forms that were asked. A number's levels are the numbers that occur, in
    order; of its codes all are counted."""
    column = forms[variable.name]
    found = Counter(column.dropna().tolist())
    codes = [code for code, _ in variable.values]
    if variable.kind == "number":
        codes += sorted(found.keys() - set(codes))
    return Tally(
        levels={code: found[code] for code in codes if code not in variable.missing},
        missing={code: found[code] for code in codes if code in variable.missing},
        blank=int(column.isna().sum()),
    )


def unusable_of(variable: Variable) -> frozenset[int]:
    """The codes of answers that cannot be used: illegible, or several marks for one."""
    if variable.reserved is None:
        return frozenset()
    return frozenset({variable.reserved.illegible, variable.reserved.multiple_marks})
