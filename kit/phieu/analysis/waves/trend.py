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
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.analysis.survey import FACTS
from phieu.analysis.tables.model import Table

from .comparable import Caution, Wave, require_comparable
from .figures import FEWEST_UNITS, Figure, Measure, figure, values_of
from .presenting import trend_table

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
    changes = list(_changes(estimates, waves, against, level))
    if adjustment is not None:
        changes = _adjusted(changes, adjustment)
    used = {*variables, *grouped}
    return Trend(
        waves=tuple(waves),
        variables=tuple(variables),
        figure=wanted,
        by=by,
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
        groups = {c.value: c.label for c in survey.classification(by).valid}
        forms["group"] = survey.valid[by]
    forms = forms.dropna(subset=["y", "group"])
    for value, label in groups.items():
        yield _estimate(forms[forms["group"] == value], name, label, waves[at].label, level)


def _estimate(forms: pd.DataFrame, name: str, group: str, wave: str, level: float) -> Estimate:
    units = forms["unit"].nunique()
    if forms.empty:
        return Estimate(name, group, wave, None, None, None, 0, 0)
    if units < FEWEST_UNITS:
        value = float(np.average(forms["y"], weights=forms["weight"]))
        return Estimate(name, group, wave, value, None, None, len(forms), units)
    design = Design(forms.reset_index(drop=True), weights="weight", clusters="unit")
    row = mean(design, "y", level=level).iloc[0]
    interval = (float(row["ci_low"]), float(row["ci_high"]))
    value, se = float(row["estimate"]), float(row["se"])
    return Estimate(name, group, wave, value, se, interval, len(forms), units)


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
    estimates: Sequence[Estimate], waves: Sequence[Wave], against: Against, level: float
) -> Iterator[Change]:
    labels = [wave.label for wave in waves]
    steps = pairwise(labels) if against == "previous" else ((labels[0], x) for x in labels[1:])
    found = {(e.variable, e.group, e.wave): e for e in estimates}
    places = dict.fromkeys((e.variable, e.group) for e in estimates)
    ways = list(steps)
    for variable, group in places:
        for before, after in ways:
            yield _change(
                found[variable, group, before], found[variable, group, after], level=level
            )


def _change(old: Estimate, new: Estimate, *, level: float) -> Change:
    """Difference ± t · √(se₁² + se₂²), df after Satterthwaite 1946."""
    plain = Change(old.variable, old.group, old.wave, new.wave, None, None, None, None, None, None)
    if old.value is None or new.value is None:
        return plain
    difference = new.value - old.value
    if old.se is None or new.se is None:
        return replace(plain, difference=difference)
    variances = old.se**2, new.se**2
    se = float(np.sqrt(sum(variances)))
    if se == 0:  # everybody answered alike in both waves: no variation to judge a change by
        return replace(plain, difference=difference, se=0.0)
    df = sum(variances) ** 2 / (
        variances[0] ** 2 / (old.units - 1) + variances[1] ** 2 / (new.units - 1)
    )
    reach = float(stats.t.ppf((1 + level) / 2, df)) * se
    return replace(
        plain,
        difference=difference,
        se=se,
        interval=(difference - reach, difference + reach),
        df=float(df),
        p=float(2 * stats.t.sf(abs(difference) / se, df)),
    )


def _adjusted(changes: Sequence[Change], method: Adjustment) -> list[Change]:
    p = [np.nan if change.p is None else change.p for change in changes]
    return [
        change if change.p is None else replace(change, adjusted=float(put_up))
        for change, put_up in zip(changes, adjusted(p, method), strict=True)
    ]
