"""Domains: the groups that an estimate is broken down by, a row of a table each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phieu.errors import PhieuError
from phieu.messages import _

from .coding import Codes, Coding, coding, column, several

FIGURES = ("estimate", "se", "ci_low", "ci_high", "deff", "n", "level", "probability")


class ReservedNameError(PhieuError):
    """A column to break down by that bears the name of a figure."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _("{column} is the name of a figure. Rename the column to break down by it.").format(
                column=name
            )
        )


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
    Raises UnknownColumnError, ReservedNameError.
    """
    names = several(by)
    for name in names:
        if name in FIGURES:
            raise ReservedNameError(name)
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
    kind = getattr(found.levels.dtype, "kind", "O")
    dtype = {"i": "Int64", "u": "UInt64", "b": "boolean"}.get(kind, found.levels.dtype)
    levels = pd.Index([*found.levels, None], dtype=dtype)
    return Coding(np.where(missing, len(found.levels), found.codes), levels)
