"""Stages of a sample: which units were drawn, out of which strata, out of how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from phieu.errors import Problem
from phieu.messages import _

from .coding import Codes, Floats, as_floats, coding, nearest, sums

Labels = tuple[Codes, "pd.Index[Any]"]  # codes, and the levels that they are the places of

NAMED = 5  # so many strata or clusters are named in a message, the rest counted


@dataclass(frozen=True)
class Stage:
    """One stage of sampling. A stratum of a later stage lies within one unit of the stage before.

    unit: each row's unit; stratum: each unit's stratum; parent: each stratum's unit of the stage
    before (0 at the first). sampled, population: units by stratum, inf where drawn with
    replacement or of an unknown number. carried: by stratum, the product of the sampling
    fractions of the stages before. names: strata as a reader knows them.
    """

    unit: Codes
    stratum: Codes
    parent: Codes
    sampled: Floats
    population: Floats
    carried: Floats
    names: tuple[str, ...]

    @property
    def units(self) -> int:
        return len(self.stratum)

    @property
    def strata(self) -> int:
        return len(self.sampled)

    @property
    def fraction(self) -> Floats:
        """Of each stratum, the share of its units that was sampled; 0 out of infinitely many."""
        return self.sampled / self.population


def stages(
    data: pd.DataFrame,
    strata: Sequence[str],
    clusters: Sequence[str],
    fpc: Sequence[str],
    problems: list[Problem],
) -> tuple[Stage, ...]:
    """The stages by their columns; what is wrong with them goes to `problems`.

    Without clusters each row is a unit. A stage without a column of strata is one stratum, one
    without fpc was drawn with replacement.
    """
    count = max(len(clusters), 1)
    _unmatched(count, strata=strata, fpc=fpc, problems=problems)
    found: list[Stage] = []
    for i in range(count):
        stage = _stage(
            data,
            above=found[-1] if found else None,
            strata=strata[i] if i < len(strata) else None,
            cluster=clusters[i] if i < len(clusters) else None,
            fpc=fpc[i] if i < len(fpc) else None,
            problems=problems,
        )
        if stage is None:
            break
        found.append(stage)
    return tuple(found)


def unknown_columns(data: pd.DataFrame, names: Sequence[str]) -> Iterator[Problem]:
    for name in names:
        if name not in data.columns:
            near = nearest(name, data.columns)
            yield Problem(
                str(name),
                "unknown-column",
                _("The data has no column {name}. {hint}").format(name=name, hint="").rstrip(),
                _("Did you mean {names}?").format(names=", ".join(near))
                if near
                else _("Name a column of the data."),
            )


def _unmatched(
    count: int, *, strata: Sequence[str], fpc: Sequence[str], problems: list[Problem]
) -> None:
    for what, names in (("strata", strata), ("fpc", fpc)):
        if len(names) > count:
            problems.append(
                Problem(
                    what,
                    "more-than-stages",
                    _("{names} columns of {what}, but {stages} stages of clusters.").format(
                        names=len(names), what=what, stages=count
                    ),
                    _("Name the clusters of every stage, or fewer of these columns."),
                )
            )


def _stage(
    data: pd.DataFrame,
    *,
    above: Stage | None,
    strata: str | None,
    cluster: str | None,
    fpc: str | None,
    problems: list[Problem],
) -> Stage | None:
    labels = _labels(data, strata, "stratum-missing", problems)
    units = _labels(data, cluster, "cluster-missing", problems)
    counts = None if fpc is None else _counts(data[fpc], fpc, problems)
    if labels is None or units is None:
        return None
    row_stratum, row_parent, names = _within(above, labels)
    row_unit = _units(above, units, one_a_row=cluster is None)
    stratum = _by_code(row_stratum, row_unit)
    crossing = np.unique(row_unit[stratum[row_unit] != row_stratum])
    if len(crossing):
        problems.append(_crossing(str(cluster), units, row_unit, crossing))
        return None
    sampled = sums(stratum, None, len(names))
    population = np.full(len(names), np.inf)
    if counts is not None:
        population[row_stratum] = counts  # of any of its rows: they are to be the same
        problems += _wrong_counts(str(fpc), counts, population, row_stratum, sampled, names)
    parent = _by_code(row_parent, row_stratum)
    carried = np.ones(len(names))
    if above is not None:
        over = above.stratum[parent]
        carried = above.carried[over] * above.fraction[over]
    return Stage(row_unit, stratum, parent, sampled, population, carried, names)


def _units(above: Stage | None, labels: Labels, *, one_a_row: bool) -> Codes:
    """Each row's unit. Names of a later stage count anew in each unit of the stage before."""
    codes, levels = labels
    if one_a_row:
        return np.arange(len(codes), dtype=np.intp)
    if above is not None:
        codes = above.unit * len(levels) + codes
    return _compact(codes)[0]


def _by_code(values: Codes, codes: Codes) -> Codes:
    """By code, the value of a row that has it."""
    found = np.zeros(int(codes.max()) + 1, dtype=np.intp)
    found[codes] = values
    return found


def _labels(
    data: pd.DataFrame, name: str | None, rule: str, problems: list[Problem]
) -> Labels | None:
    """Codes and levels of a column; one level without a name. None where values are missing."""
    if name is None:
        return np.zeros(len(data), dtype=np.intp), pd.Index([""])
    found = coding(data[name])
    missing = int((found.codes < 0).sum())
    if missing:
        problems.append(
            Problem(
                name,
                rule,
                _("{column} is missing in {rows} rows.").format(column=name, rows=missing),
                _("Every row of a sample belongs to a stratum and a cluster: fill the column in."),
            )
        )
        return None
    return found.codes, found.levels


def _within(above: Stage | None, labels: Labels) -> tuple[Codes, Codes, tuple[str, ...]]:
    """Each row's stratum and the unit it lies in, and the names of the strata."""
    codes, levels = labels
    if above is None:
        compact, found = _compact(codes)
        names = tuple(str(levels[level]) for level in found)
        return compact, np.zeros_like(compact), names
    compact, found = _compact(above.unit * len(levels) + codes)
    names = tuple(
        str(levels[key % len(levels)]) or str(key // len(levels) + 1) for key in found.tolist()
    )
    return compact, above.unit, names


def _compact(codes: Codes) -> tuple[Codes, Codes]:
    """Codes from 0 without gaps, and what each stands for."""
    found = coding(pd.Series(codes))
    return found.codes, found.levels.to_numpy().astype(np.intp)


def _crossing(name: str, units: Labels, row_unit: Codes, crossing: Codes) -> Problem:
    codes, levels = units
    level_of = _by_code(codes, row_unit)
    return Problem(
        name,
        "clusters-cross-strata",
        _("Clusters of {column} lie in several strata: {clusters}.").format(
            column=name, clusters=listed([str(levels[level_of[unit]]) for unit in crossing])
        ),
        _("Give every cluster its own name, as stratum and number together, or mend the strata."),
    )


def _counts(series: pd.Series[Any], name: str, problems: list[Problem]) -> Floats | None:
    """The population counts by row; None where they cannot be such, whatever the strata."""
    values = as_floats(series, name)
    missing = int(np.isnan(values).sum())
    if missing:
        text = _("{column} is missing in {rows} rows.").format(column=name, rows=missing)
        fix = _("Give the number of units in the population of every stratum.")
        problems.append(Problem(name, "fpc-missing", text, fix))
    elif (values < 1).any():
        problems.append(_rate(name))
    else:
        return values
    return None


def _rate(name: str) -> Problem:
    return Problem(
        name,
        "fpc-is-a-rate",
        _("{column} holds values of 1 or less: rates, not population counts.").format(column=name),
        _("Give the number of units in the population of the stratum, not a sampling rate."),
    )


def _wrong_counts(
    name: str,
    values: Floats,
    population: Floats,
    row_stratum: Codes,
    sampled: Floats,
    names: tuple[str, ...],
) -> Iterator[Problem]:
    """What is wrong with the counts; the first kind of it, for the others would follow from it."""
    varying = np.unique(row_stratum[population[row_stratum] != values])
    below = np.flatnonzero(population < sampled)
    if (values <= 1).all() and len(below):
        yield _rate(name)
    elif len(varying):
        text = _("{column} differs within the strata {strata}.").format(
            column=name, strata=listed([names[i] or "1" for i in varying])
        )
        fix = _("A stratum has one population count. Mend the column, or the strata.")
        yield Problem(name, "fpc-varies", text, fix)
    elif len(below):
        text = _(
            "{column} says that the population is smaller than the sample in the strata {strata}; "
            "the first has {population} units of which {sampled} were sampled."
        ).format(
            column=name,
            strata=listed([names[i] or "1" for i in below]),
            population=f"{population[below[0]]:g}",
            sampled=f"{sampled[below[0]]:g}",
        )
        fix = _("Give the number of units in the population of every stratum.")
        yield Problem(name, "fpc-below-sample", text, fix)


def listed(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return shown if more <= 0 else _("{names} and {more} more").format(names=shown, more=more)
