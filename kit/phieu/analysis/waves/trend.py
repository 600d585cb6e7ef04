"""Figures of several waves side by side, and what changed between them with its uncertainty."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from phieu.analysis.comparisons.adjusting import Adjustment, adjusted
from phieu.analysis.estimation.design import Design
from phieu.analysis.estimation.estimates import mean
from phieu.analysis.estimation.intervals import check_level
from phieu.analysis.estimation.proportions import proportion
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.analysis.survey import FACTS
from phieu.analysis.tables.model import Table

from .comparable import Caution, Wave, require_comparable
from .figures import FEWEST_UNITS, Figure, Measure, figure, groups_of, values_of
from .trend_table import trend_table

Against = Literal["previous", "first"]
UNIT = "unit_code"
EVERYBODY = ""


@dataclass(frozen=True)
class Estimate:
    """One figure of one wave. units: independent ones behind it, forms or communes. The interval
    is None below FEWEST_UNITS, and everything is where nobody answered."""

    variable: str
    group: str
    wave: str
    value: float | None
    se: float | None
    interval: tuple[float, float] | None
    n: int
    units: int


@dataclass(frozen=True)
class Change:
    """Between two waves. df: Satterthwaite's. adjusted: p put up for all changes of the trend;
    None where no correction was asked for. Below FEWEST_UNITS only the difference stands."""

    variable: str
    group: str
    before: str
    after: str
    difference: float | None
    se: float | None
    interval: tuple[float, float] | None
    df: float | None
    p: float | None
    adjusted: float | None


@dataclass(frozen=True)
class Trend:
    """by: the fact or variable that groups are of; None for everybody together. clustered:
    whether forms of one commune were taken together."""

    waves: tuple[Wave, ...]
    variables: tuple[str, ...]
    figure: Figure
    by: str | None
    against: Against
    estimates: tuple[Estimate, ...]
    changes: tuple[Change, ...]
    level: float
    adjustment: Adjustment | None
    clustered: bool
    cautions: tuple[Caution, ...]
    at_least: int

    @property
    def table(self) -> Table:
        """As readers see it."""
        return trend_table(self)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def frame(self) -> pd.DataFrame:
        """A row an estimate."""
        columns = ["variable", "group", "wave", "estimate", "se", "ci_low", "ci_high", "n"]
        rows = [
            (e.variable, e.group, e.wave, e.value, e.se, *(e.interval or (None, None)), e.n)
            for e in self.estimates
        ]
        table = pd.DataFrame(rows, columns=columns)
        return table.astype(dict.fromkeys(columns[3:7], "Float64") | {"n": "Int64"})

    def changes_frame(self) -> pd.DataFrame:
        """A row a change."""
        columns = ["variable", "group", "before", "after"]
        figures = ["difference", "se", "ci_low", "ci_high", "df", "p", "p_adjusted"]
        rows = [
            (c.variable, c.group, c.before, c.after, c.difference, c.se,
             *(c.interval or (None, None)), c.df, c.p, c.adjusted)
            for c in self.changes
        ]  # fmt: skip
        table = pd.DataFrame(rows, columns=columns + figures)
        return table.astype(dict.fromkeys(figures, "Float64"))


def trend(
    waves: Sequence[Wave],
    variables: Sequence[str],
    *,
    measure: Measure = "mean",
    levels: Collection[int] | None = None,
    by: str | None = None,
    against: Against = "previous",
    adjustment: Adjustment | None = None,
    level: float = 0.95,
    at_least: int = MIN_RESPONDENTS,
) -> Trend:
    """Waves from the oldest to the newest, as independent samples.

    A change is a claim about a process that goes on, not about these communes in those months:
    no interval here has a finite population correction. Weights of a survey are used; forms of
    one commune are taken together where every wave knows the commune. Where the same communes
    answered in both waves and agree with themselves, the intervals are too wide rather than too
    narrow: match them with `paired_change`. Raises WavesError, NotComparableError, NoFigureError.
    """
    check_level(level)
    wanted = figure(measure, levels)
    grouped = [by] if by is not None and by not in FACTS else []
    found = require_comparable(waves, [*variables, *grouped])
    clustered = all(_knows_units(wave) for wave in waves)
    estimates = [
        estimate
        for name in variables
        for at in range(len(waves))
        for estimate in _estimates(waves, at, name, wanted, by, level, clustered=clustered)
    ]
    estimates = _complete(estimates, waves, variables)
    changes = list(_changes(estimates, waves, wanted, against, level))
    if adjustment is not None:
        changes = _adjusted(changes, adjustment)
    used = {*variables, *grouped}
    return Trend(
        waves=tuple(waves),
        variables=tuple(variables),
        figure=wanted,
        by=by,
        against=against,
        estimates=tuple(estimates),
        changes=tuple(changes),
        level=level,
        adjustment=adjustment,
        clustered=clustered,
        cautions=tuple(caution for caution in found.cautions if caution.variable in used),
        at_least=at_least,
    )


def _knows_units(wave: Wave) -> bool:
    data = wave.survey.valid
    return UNIT in data and bool(data[UNIT].notna().all())


def _estimates(
    waves: Sequence[Wave],
    at: int,
    name: str,
    wanted: Figure,
    by: str | None,
    level: float,
    *,
    clustered: bool,
) -> Iterator[Estimate]:
    """By group, in the order of the wave's own classification."""
    survey = waves[at].survey
    forms = pd.DataFrame({"y": values_of(waves, at, name, wanted)})
    forms["unit"] = survey.valid[UNIT] if clustered else np.arange(len(forms))
    forms["weight"] = 1.0 if survey.weights is None else survey.weights.reindex(forms.index)
    if by is None:
        groups: dict[object, str] = {EVERYBODY: EVERYBODY}
        forms["group"] = EVERYBODY
    else:
        groups = groups_of(waves, at, by)
        forms["group"] = survey.valid[by]
    forms = forms.dropna(subset=["y", "group"])
    for value, label in groups.items():
        of_group = forms[forms["group"] == value]
        yield _estimate(of_group, name, label, waves[at].label, wanted, level)


def _estimate(
    forms: pd.DataFrame, name: str, group: str, wave: str, wanted: Figure, level: float
) -> Estimate:
    """Answers all alike have no interval of a mean: their scatter was not seen. A share has."""
    units = forms["unit"].nunique()
    if forms.empty:
        return Estimate(name, group, wave, None, None, None, 0, 0)
    if units < FEWEST_UNITS:
        value = float(np.average(forms["y"], weights=forms["weight"]))
        return Estimate(name, group, wave, value, None, None, len(forms), units)
    design = Design(forms.reset_index(drop=True), weights="weight", clusters="unit")
    row = mean(design, "y", level=level).iloc[0]
    value, se = float(row["estimate"]), float(row["se"])
    interval = (float(row["ci_low"]), float(row["ci_high"])) if se > 0 else None
    if wanted.percent:
        interval = _share_interval(design, value, level)
    return Estimate(name, group, wave, value, se, interval, len(forms), units)


def _share_interval(design: Design, percent: float, level: float) -> tuple[float, float]:
    """Wilson's, which stays within 0 and 100. Where nobody hit, of those who did not, mirrored."""
    shares = proportion(design, "y", interval="wilson", level=level)
    row = shares[shares["level"] == (100.0 if percent else 0.0)].iloc[0]
    low, high = 100 * float(row["ci_low"]), 100 * float(row["ci_high"])
    return (low, high) if percent else (100 - high, 100 - low)


def _complete(
    estimates: Sequence[Estimate], waves: Sequence[Wave], variables: Sequence[str]
) -> list[Estimate]:
    """Every group of any wave in every wave, the newest wave's order first: gaps are stated."""
    found = {(e.variable, e.group, e.wave): e for e in estimates}
    newest = [e.group for e in estimates if e.wave == waves[-1].label]
    groups = dict.fromkeys([*newest, *(e.group for e in estimates)])
    return [
        found.get((name, group, wave.label))
        or Estimate(name, group, wave.label, None, None, None, 0, 0)
        for name in variables
        for group in groups
        for wave in waves
    ]


def _changes(
    estimates: Sequence[Estimate],
    waves: Sequence[Wave],
    wanted: Figure,
    against: Against,
    level: float,
) -> Iterator[Change]:
    labels = [wave.label for wave in waves]
    steps = pairwise(labels) if against == "previous" else ((labels[0], x) for x in labels[1:])
    found = {(e.variable, e.group, e.wave): e for e in estimates}
    places = dict.fromkeys((e.variable, e.group) for e in estimates)
    ways = list(steps)
    for variable, group in places:
        for before, after in ways:
            yield _change(
                found[variable, group, before],
                found[variable, group, after],
                level=level,
                share=wanted.percent,
            )


def _change(old: Estimate, new: Estimate, *, level: float, share: bool) -> Change:
    """Student's t on √(se₁² + se₂²), df after Satterthwaite 1946.

    The interval of a mean is of the same t; that of a share is made of the two waves' intervals
    (Newcombe 1998, method 10; Zou & Donner 2008), so that it has a width at 0 and 100 % too.
    """
    found = Change(old.variable, old.group, old.wave, new.wave, None, None, None, None, None, None)
    if old.value is None or new.value is None:
        return found
    difference = new.value - old.value
    found = replace(found, difference=difference)
    if old.se is None or new.se is None:
        return found
    variances = old.se**2, new.se**2
    se = float(np.sqrt(sum(variances)))
    interval = _of_intervals(old, new, difference) if share else None
    if se == 0:  # everybody answered alike in both waves: nothing to test by
        return replace(found, interval=interval)
    df = sum(variances) ** 2 / (
        variances[0] ** 2 / (old.units - 1) + variances[1] ** 2 / (new.units - 1)
    )
    reach = float(stats.t.ppf((1 + level) / 2, df)) * se
    return replace(
        found,
        se=se,
        interval=interval or (difference - reach, difference + reach),
        df=float(df),
        p=float(2 * stats.t.sf(abs(difference) / se, df)),
    )


def _of_intervals(old: Estimate, new: Estimate, difference: float) -> tuple[float, float] | None:
    if old.value is None or new.value is None or old.interval is None or new.interval is None:
        return None
    below, above = (
        float(np.hypot(new.value - new.interval[side], old.interval[1 - side] - old.value))
        for side in (0, 1)
    )
    return difference - below, difference + above


def _adjusted(changes: Sequence[Change], method: Adjustment) -> list[Change]:
    p = [np.nan if change.p is None else change.p for change in changes]
    return [
        change if change.p is None else replace(change, adjusted=float(put_up))
        for change, put_up in zip(changes, adjusted(p, method), strict=True)
    ]
