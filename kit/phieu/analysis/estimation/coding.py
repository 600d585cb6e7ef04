"""Columns of a data frame as arrays: numbers as floats, categories as codes and levels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from phieu.errors import PhieuError
from phieu.messages import _

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_DENSE = 4  # a table may be so many times longer than the rows that it spares a hash


class UnknownColumnError(PhieuError):
    """A name that the data has no column of."""

    def __init__(self, name: str, known: Iterable[object]) -> None:
        self.name = name
        near = nearest(name, known)
        hint = _("Did you mean {names}?").format(names=", ".join(near)) if near else ""
        super().__init__(
            _("The data has no column {name}. {hint}").format(name=name, hint=hint).rstrip()
        )


class NotNumbersError(PhieuError):
    """Words where an estimate needs numbers."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _(
                "{column} does not hold numbers. Estimate its proportions, or turn it into numbers "
                "first."
            ).format(column=name)
        )


class InfiniteValuesError(PhieuError):
    """Infinities among the values that are to be averaged."""

    def __init__(self, name: str, rows: int) -> None:
        self.name = name
        self.rows = rows
        super().__init__(
            _(
                "{column} is infinite in {rows} rows. Set these values right, or make them missing."
            ).format(column=name, rows=rows)
        )


def nearest(name: object, known: Iterable[object]) -> list[str]:
    return get_close_matches(str(name), [str(column) for column in known], n=3)


def column(data: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Raises UnknownColumnError with the nearest names."""
    if name not in data.columns:
        raise UnknownColumnError(name, data.columns)
    return data[name]


def numbers(data: pd.DataFrame, name: str) -> Floats:
    """A column as floats, NaN where it is missing.

    Raises UnknownColumnError, NotNumbersError, InfiniteValuesError.
    """
    values = as_floats(column(data, name), name)
    infinite = int(np.isinf(values).sum())
    if infinite:
        raise InfiniteValuesError(name, infinite)
    return values


def as_floats(series: pd.Series[Any], name: str) -> Floats:
    """Raises NotNumbersError. Infinities pass."""
    if not pd.api.types.is_numeric_dtype(series.dtype):
        if series.dtype != object:
            raise NotNumbersError(name)
        try:
            series = pd.to_numeric(series)
        except (TypeError, ValueError):
            raise NotNumbersError(name) from None
    if pd.api.types.is_complex_dtype(series.dtype):
        raise NotNumbersError(name)
    return series.to_numpy(dtype=np.float64, na_value=np.nan)


@dataclass(frozen=True)
class Coding:
    """A column as codes: codes[i] is the place of row i's value in levels, -1 where missing."""

    codes: Codes
    levels: pd.Index[Any]


def coding(series: pd.Series[Any]) -> Coding:
    """Levels stand in order, of a categorical in its own; its unused ones stand too."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        return Coding(series.cat.codes.to_numpy().astype(np.intp), series.cat.categories)
    if isinstance(series.dtype, np.dtype) and series.dtype.kind in "iub":
        compact = _counted(series.to_numpy())
        if compact is not None:
            codes, values = compact
            return Coding(codes, pd.Index(values.astype(series.dtype)))
    codes, levels = pd.factorize(series)
    return _sorted(codes.astype(np.intp, copy=False), pd.Index(levels))


def _counted(values: npt.NDArray[Any]) -> tuple[Codes, npt.NDArray[Any]] | None:
    """Codes and sorted values of whole numbers by counting; None where they lie too far apart."""
    if not len(values):
        return None
    low = int(values.min())
    span = int(values.max()) - low + 1
    if span > _DENSE * len(values):
        return None
    offsets = values.astype(np.intp) - low
    present = np.bincount(offsets, minlength=span) > 0
    found = np.flatnonzero(present)
    codes = offsets if len(found) == span else (np.cumsum(present) - 1)[offsets]
    return codes, found + low


def _sorted(codes: Codes, levels: pd.Index[Any]) -> Coding:
    try:
        order = levels.argsort()
    except TypeError:  # of mixed kinds: numbers beside words
        order = np.argsort([str(level) for level in levels])
    place = np.empty(len(levels) + 1, dtype=np.intp)
    place[order] = np.arange(len(levels))
    place[-1] = -1  # where code -1, missing, looks
    return Coding(place[codes], levels[order])


@dataclass(frozen=True)
class Crossing:
    """Two codes at once. codes: of the pairs that occur; left, right: what each pair is made of."""

    codes: Codes
    left: Codes
    right: Codes

    @property
    def size(self) -> int:
        return len(self.left)


def crossed(left: Codes, right: Codes, rights: int, *, lefts: int) -> Crossing:
    """Pairs of codes, in order of left, then right. Where a table of all pairs is not much longer
    than the rows, it is taken whole: then some of the pairs are empty."""
    keys = left * rights + right
    if lefts * rights <= max(_DENSE * len(keys), 1):
        every = np.arange(lefts * rights, dtype=np.intp)
        return Crossing(keys, every // rights, every % rights)
    found, codes = np.unique(keys, return_inverse=True)
    return Crossing(codes.astype(np.intp, copy=False), found // rights, found % rights)


def reached(left: Codes, right: Codes, rights: int, *, lefts: int) -> Floats:
    """By right code, with how many different left codes it occurs."""
    pairs = crossed(left, right, rights, lefts=lefts)
    occurs = np.bincount(pairs.codes, minlength=pairs.size) > 0
    return sums(pairs.right, occurs, rights)


def sums(codes: Codes, values: npt.NDArray[Any] | None, size: int) -> Floats:
    """By code the sum of the values, or the number of rows."""
    return np.bincount(codes, values, size).astype(np.float64, copy=False)


def several(names: str | Sequence[str] | None) -> tuple[str, ...]:
    """One name, several or none as a tuple."""
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)
