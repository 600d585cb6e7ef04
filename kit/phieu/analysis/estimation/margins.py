"""Known totals of the population, held against the columns that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _

from .coding import Codes, Floats, coding, column, sums
from .stages import listed

Population = Mapping[Any, float] | pd.Series

_AGREE = 1e-6  # population sizes of two margins that differ by a smaller share are the same


class BadMarginsError(ProblemsFoundError):
    """Population totals that do not fit the data; every problem at once."""


@dataclass(frozen=True)
class Margin:
    """A column's levels and how many of the population have each. codes: each row's level."""

    name: str
    codes: Codes
    population: Floats

    @property
    def size(self) -> int:
        return len(self.population)


def margins(
    data: pd.DataFrame, populations: Mapping[Any, Population], weights: Floats
) -> list[Margin]:
    """The margins of one or several columns; a key may be a tuple of columns, whose levels then
    are tuples.

    Raises BadMarginsError for levels without a population or without a weight in the sample,
    missing values, and margins that add up to different populations. Raises UnknownColumnError.
    """
    problems: list[Problem] = []
    found = [
        margin
        for names, population in populations.items()
        if (margin := _margin(data, names, dict(population.items()), weights, problems))
    ]
    if not problems:
        problems += _disagreeing(found)
    if problems:
        raise BadMarginsError(problems)
    return found


def _margin(
    data: pd.DataFrame,
    names: str | Sequence[str],
    population: Mapping[Any, float],
    weights: Floats,
    problems: list[Problem],
) -> Margin | None:
    several = not isinstance(names, str)
    label = ", ".join(names) if several else str(names)
    series = (
        pd.Series(list(map(tuple, data[_known(data, names)].itertuples(index=False))))
        if several
        else column(data, str(names))
    )
    missing = data[list(names)].isna().any(axis=1) if several else series.isna()
    found = coding(series)
    levels = found.levels.tolist()
    totals = np.array([population.get(level, np.nan) for level in levels], dtype=np.float64)
    inside = found.codes >= 0
    sample = sums(found.codes[inside], weights[inside], len(levels))
    wrong = list(
        _wrong(label, int(missing.sum()), population, dict(zip(levels, sample, strict=True)))
    )
    problems += wrong
    if wrong:
        return None
    return Margin(label, found.codes, np.nan_to_num(totals))


def _known(data: pd.DataFrame, names: Sequence[str]) -> list[str]:
    return [str(column(data, name).name) for name in names]


def _wrong(
    label: str, missing: int, population: Mapping[Any, float], sample: Mapping[Any, float]
) -> Iterator[Problem]:
    fix = _("Give the population of every level that the sample has, and of no other.")
    if missing:
        yield Problem(
            label,
            "margin-missing",
            _("{column} is missing in {rows} rows.").format(column=label, rows=missing),
            _("Fill the column in, or give its missing values a level of their own."),
        )
    bad = [str(level) for level, total in population.items() if not 0 <= total < np.inf]
    if bad:
        yield Problem(
            label,
            "population-not-a-count",
            _("The populations of {levels} are missing or negative.").format(levels=listed(bad)),
            fix,
        )
    unknown = [
        str(level) for level, total in sample.items() if total > 0 and not population.get(level)
    ]
    if unknown:
        yield Problem(
            label,
            "population-missing",
            _("{column} has levels without a population: {levels}.").format(
                column=label, levels=listed(unknown)
            ),
            fix,
        )
    unseen = [
        str(level) for level, total in population.items() if total > 0 and not sample.get(level)
    ]
    if unseen:
        yield Problem(
            label,
            "level-not-sampled",
            _("The sample has nobody of these levels of {column}: {levels}.").format(
                column=label, levels=listed(unseen)
            ),
            _("Merge them with other levels, in the data and in the population."),
        )


def _disagreeing(found: Sequence[Margin]) -> Iterator[Problem]:
    sizes = [float(margin.population.sum()) for margin in found]
    for margin, size in zip(found[1:], sizes[1:], strict=True):
        if abs(size - sizes[0]) > _AGREE * sizes[0]:
            yield Problem(
                margin.name,
                "margins-disagree",
                _(
                    "{column} adds up to a population of {size}, but {first} to one of {other}."
                ).format(
                    column=margin.name,
                    size=f"{size:g}",
                    first=found[0].name,
                    other=f"{sizes[0]:g}",
                ),
                _("Margins are of one population: take them from one source, or scale one."),
            )
