"""Letters for the cells of a row, by the tests in letters.py within each banner variable."""

from __future__ import annotations

import numpy as np

from . import figures
from .banners import Part
from .crossing import Crossed
from .letters import Pairs, PairTest, larger_means, larger_proportions

Letters = dict[tuple[int, int] | None, str]  # by part and column of the banner


def letters_of_shares(found: Crossed, line: int, testing: PairTest | None) -> Letters:
    """Of the line's percentages in their columns."""
    letters: Letters = {}
    if testing is None:
        return letters
    for place, part in enumerate(found.banner.parts):
        columns = found.columns[place][: len(part.columns)]
        bases = np.array([column.effective for column in columns])
        shares = np.array(
            [
                column.weights[line] / column.weighted_base if column.weighted_base else np.nan
                for column in columns
            ]
        )
        letters |= _named(place, part, larger_proportions(shares, bases, testing))
    return letters


def letters_of_means(found: Crossed, testing: PairTest | None) -> Letters:
    """Of the columns' means."""
    letters: Letters = {}
    if testing is None:
        return letters
    values = figures.values_of(found.answers)
    for place, part in enumerate(found.banner.parts):
        columns = found.columns[place][: len(part.columns)]
        bases = np.array([column.effective for column in columns])
        means = [figures.mean_of(column, values) for column in columns]
        variances = [figures.variance_of(column, values) for column in columns]
        pairs = larger_means(
            np.array(means, dtype=float), np.array(variances, dtype=float), bases, testing
        )
        letters |= _named(place, part, pairs)
    return letters


def _named(place: int, part: Part, pairs: Pairs) -> Letters:
    return {
        (place, column): " ".join(part.columns[smaller].letter for smaller in np.flatnonzero(row))
        for column, row in enumerate(pairs)
        if row.any()
    }
