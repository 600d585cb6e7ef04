"""Cells from counts: each figure with the counts that it rests on, or a stated gap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .answers import Answers
from .cells import Cell, Format, Source, State
from .crossing import BASE, ColumnCounts, Shown

PLACES = 2
Numbers = npt.NDArray[np.float64]
_MOST_DECIMALS = 6  # of answers; with more, sums are those of floats
NOTHING = Cell("", "text")  # where a row has no such figure


def count(value: int, sources: Sequence[Source], *, asked: bool = True) -> Cell:
    """asked: whether anybody was; else there is nobody to count, which is no zero."""
    if not asked:
        return _empty("count", sources)
    return Cell(int(value), "count", sources=tuple(sources))


def percent(
    numerator: float,
    denominator: float,
    sources: Sequence[Source],
    *,
    places: int = PLACES,
    letters: str = "",
) -> Cell:
    """Whole numbers are multiplied before they are divided, so that the float nearest to the
    share is found, and a half is rounded as a half."""
    if not denominator:
        return _empty("percent", sources)
    share = float(100 * numerator / denominator)
    return Cell(share, "percent", places, letters, sources=tuple(sources))


def decimal(
    value: float | None, sources: Sequence[Source], *, places: int = PLACES, letters: str = ""
) -> Cell:
    if value is None:
        return _empty("decimal", sources)
    return Cell(float(value), "decimal", places, letters, sources=tuple(sources))


def _empty(format_: Format, sources: Sequence[Source]) -> Cell:
    return Cell(None, format_, state=State.EMPTY, sources=tuple(sources))


def mean_of(column: ColumnCounts, values: Sequence[float]) -> float | None:
    """Of the valid answers, as the float nearest to it; values: by valid line."""
    if not column.weighted_base:
        return None
    whole, unit = _whole(np.asarray(values, dtype=float))
    return float(np.dot(column.weights[: len(values)], whole) / (column.weighted_base * unit))


def _whole(values: Numbers) -> tuple[Numbers, float]:
    """Decimals as whole numbers of a unit, of which sums are exact: three times 0.1 is more than
    0.3 in binary, and a half of a last place would be rounded by chance."""
    for decimals in range(_MOST_DECIMALS + 1):
        unit = 10.0**decimals
        whole = np.rint(values * unit)
        if np.array_equal(whole / unit, values):
            return whole, unit
    return values, 1.0


def variance_of(column: ColumnCounts, values: Sequence[float]) -> float | None:
    """With n − 1 below; of weighted answers, with the effective base for n."""
    mean = mean_of(column, values)
    if mean is None or column.effective <= 1:
        return None
    weights = column.weights[: len(values)]
    spread = float(np.dot(weights, np.square(np.asarray(values) - mean)) / column.weighted_base)
    return spread * column.effective / (column.effective - 1)


def values_of(answers: Answers) -> tuple[float, ...]:
    """By valid line, the number that it stands for."""
    lines = (line for line in answers.lines if not line.missing)
    return tuple(float(value) for line in lines for value in line.values if value is not None)


def level_sources(shown: Shown) -> tuple[Source, ...]:
    """What a mean rests on: the count of every level, and the base."""
    return shown.sources(*range(len(values_of(shown.crossed.answers))), BASE)
