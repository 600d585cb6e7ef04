"""Which sums behind a survey's tables a few respondents make up, by the rules of dominance.py."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from phieu.analysis.counts import CountCell, CountTable, Dimension, Value
from phieu.analysis.groups import UNSTATED
from phieu.analysis.survey import Survey
from phieu.analysis.tables.model import Source, Table

from .dominance import Dominance, is_dominated

Mask = npt.NDArray[np.bool_]


def dominated_bases(
    tables: Sequence[Table], survey: Survey, rule: Dominance | None = None
) -> frozenset[tuple[int, Source]]:
    """By table, the bases of means and sums of numbers that must not be shown.

    A mean with its base gives the sum. Numbers below zero have no dominance and are passed over.
    """
    numbers = {v.name for v in survey.codebook if v.kind == "number" and v.name in survey.valid}
    judged = rule or Dominance()
    return frozenset(
        (place, Source(number, cell))
        for place, table in enumerate(tables)
        for number, counts in enumerate(table.counts)
        for cell in _dominated(counts, survey.valid, numbers, judged)
    )


def _dominated(
    table: CountTable, valid: pd.DataFrame, numbers: set[str], rule: Dominance
) -> Iterator[CountCell]:
    """The bases of one table's number, if it counts one and the data have its other columns."""
    names = [dimension.variable for dimension in table.dimensions]
    counted = [axis for axis, name in enumerate(names) if name in numbers]
    if len(counted) != 1 or any(name not in valid for name in names):
        return
    axis = counted[0]
    base = _base_of(table.dimensions[axis])
    values = valid[names[axis]].to_numpy(dtype=float, na_value=np.nan)
    groups = [
        [_inside(category, valid[dimension.variable]) for category in dimension.categories]
        if place != axis
        else [_inside(dimension.categories[base], valid[dimension.variable])]
        for place, dimension in enumerate(table.dimensions)
    ]
    for found in product(*(range(len(members)) for members in groups)):
        cell = (*found[:axis], base, *found[axis + 1 :])
        members = np.logical_and.reduce([rows[at] for rows, at in zip(groups, found, strict=True)])
        given = values[members]
        if len(given) and given.min() >= 0 and is_dominated(given, rule):
            yield cell


def _base_of(numbers: Dimension) -> int:
    """The place of everybody who gave a number: the widest category without a blank."""
    sizes = [-1 if None in category else len(category) for category in numbers.categories]
    return int(np.argmax(sizes))


def _inside(category: Collection[Value], column: pd.Series) -> Mask:
    """Which valid forms are in a category; a blank is None, of a fact UNSTATED."""
    blank = column.isna().to_numpy()
    named = column.isin([value for value in category if value is not None]).to_numpy(dtype=bool)
    return named | (blank & (None in category or UNSTATED in category))
