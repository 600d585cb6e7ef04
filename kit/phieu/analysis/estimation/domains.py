"""Domains: the groups that an estimate is broken down by, a row of a table each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .coding import Codes, Coding, coding, column, several


@dataclass(frozen=True)
class Domains:
    """codes: each row's domain. labels: a row a domain, the columns it was made by."""

    codes: Codes
    labels: pd.DataFrame

    @property
    def size(self) -> int:
        return len(self.labels)


def domains(data: pd.DataFrame, by: str | Sequence[str] | None) -> Domains:
    """The domains that occur, in order; of one categorical column also its unused categories.

    Rows whose column is missing are a domain of their own, the last, whose label is missing.
    Raises UnknownColumnError.
    """
    names = several(by)
    if not names:
        return Domains(np.zeros(len(data), dtype=np.intp), pd.DataFrame(index=[0]))
    codings = [_with_missing(coding(column(data, name))) for name in names]
    codes = codings[0].codes
    for further in codings[1:]:
        codes = codes * len(further.levels) + further.codes
    if len(names) == 1:
        present = np.arange(len(codings[0].levels))
    else:
        present, codes = np.unique(codes, return_inverse=True)
    columns = {}
    rest = present
    for name, found in reversed(list(zip(names, codings, strict=True))):
        rest, place = np.divmod(rest, len(found.levels))
        columns[name] = found.levels.take(place)
    return Domains(codes, pd.DataFrame({name: columns[name] for name in names}))


def _with_missing(found: Coding) -> Coding:
    """With missing values, where there are any, as a last level."""
    missing = found.codes < 0
    if not missing.any():
        return found
    codes = np.where(missing, len(found.levels), found.codes)
    levels = found.levels.take(np.append(np.arange(len(found.levels)), -1), allow_fill=True)
    return Coding(codes, levels)
