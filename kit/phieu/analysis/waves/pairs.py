"""Change within the same communes: pairs of answers from two waves, matched by unit and body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats

from phieu.analysis.comparisons.pairs import signed_rank
from phieu.analysis.comparisons.results import Comparison, NoComparisonError
from phieu.analysis.estimation.design import Design
from phieu.analysis.estimation.estimates import mean
from phieu.analysis.estimation.intervals import check_level
from phieu.analysis.tables.model import Table
from phieu.errors import PhieuError
from phieu.frame.crosswalk import Crosswalk
from phieu.messages import _

from .comparable import Caution, Wave, require_comparable
from .figures import FEWEST_UNITS, Figure, Measure, figure, values_of
from .pairs_table import pairs_table, unmatched_table
from .trend import UNIT
from .units import Unmatched, match_units


class NotIdentifiedError(PhieuError):
    """A wave whose answers are kept apart from the units that gave them."""

    def __init__(self, waves: Sequence[str]) -> None:
        self.waves = tuple(waves)
        super().__init__(
            _(
                "The answers of {waves} do not tell the unit, as confidential rounds must not, so "
                "units cannot be matched. Compare the waves by group with trend()."
            ).format(waves=", ".join(waves))
        )


class NothingMatchedError(PhieuError):
    """No unit of one wave has a counterpart in the other."""

    def __init__(self, unmatched: Sequence[Unmatched]) -> None:
        self.unmatched = tuple(unmatched)
        super().__init__(
            _(
                "None of {units} units could be matched. Look whether the crosswalk is the one of "
                "these waves and whether both asked the same units."
            ).format(units=len(unmatched))
        )


@dataclass(frozen=True)
class Pair:
    """One body of one unit, in both waves. before: of several merged units, their mean, each
    counting once; old_units: their codes."""

    unit: str
    name: str
    body: str
    old_units: tuple[str, ...]
    before: float
    after: float

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True)
class PairedChange:
    """What became of one figure within the same units.

    difference: mean of the pairs' changes. se, interval, df: with the pairs of one unit taken
    together; None below FEWEST_UNITS units, when nothing is claimed beyond these pairs. test: the
    signed rank test of the units' mean changes, None likewise, or where no unit changed.
    """

    waves: tuple[Wave, Wave]
    variable: str
    figure: Figure
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    difference: float
    se: float | None
    interval: tuple[float, float] | None
    df: int | None
    p: float | None
    test: Comparison | None
    level: float
    cautions: tuple[Caution, ...]

    @property
    def units(self) -> int:
        return len({pair.unit for pair in self.pairs})

    @property
    def described_only(self) -> bool:
        """Whether there are too few units to say anything beyond them."""
        return self.units < FEWEST_UNITS

    @property
    def table(self) -> Table:
        """As readers see it."""
        return pairs_table(self)

    @property
    def unmatched_table(self) -> Table:
        """The units without a counterpart, as readers see them."""
        return unmatched_table(self)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def frame(self) -> pd.DataFrame:
        """A row a pair."""
        rows = [
            (p.unit, p.name, p.body, ", ".join(p.old_units), p.before, p.after, p.change)
            for p in self.pairs
        ]
        columns = ["unit_code", "unit_name", "body", "old_units", "before", "after", "change"]
        return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[:4], "string"))

    def by_wave(self) -> pd.DataFrame:
        """A row a pair and wave: what a slope chart is drawn from. n: units that stand behind."""
        names = [wave.label for wave in self.waves]
        several = len({pair.body for pair in self.pairs}) > 1
        rows = [
            (f"{pair.name or pair.unit}{f' – {pair.body}' if several else ''}", wave, value, n)
            for pair in self.pairs
            for wave, value, n in zip(
                names, (pair.before, pair.after), (len(pair.old_units), 1), strict=True
            )
        ]
        return pd.DataFrame(rows, columns=["unit", "wave", "estimate", "n"])

    def unmatched_frame(self) -> pd.DataFrame:
        """A row a unit and body that has no counterpart, and why."""
        rows = [(u.wave, u.code, u.name, u.body, str(u.why), u.reason) for u in self.unmatched]
        columns = ["wave", "unit_code", "unit_name", "body", "why", "reason"]
        return pd.DataFrame(rows, columns=columns, dtype="string")


def paired_change(
    before: Wave,
    after: Wave,
    variable: str,
    *,
    crosswalk: Crosswalk | None,
    measure: Measure = "mean",
    levels: Collection[int] | None = None,
    at_least: float = 1.0,
    level: float = 0.95,
) -> PairedChange:
    """Units are matched by code, over the change of the map that the crosswalk tells of.

    crosswalk None: the map did not change between the waves. Of a merged unit, at least this share
    of the old units must have answered. Several forms of one body and unit count as their mean.
    Only identified rounds know the unit. Raises NotIdentifiedError, NotComparableError,
    NoFigureError, NothingMatchedError.
    """
    waves = (before, after)
    check_level(level)
    wanted = figure(measure, levels)
    found = require_comparable(waves, [variable])
    _require_units(waves)
    old, new = (_by_unit(waves, at, variable, wanted) for at in (0, 1))
    labels = (before.label, after.label)
    bodies = tuple(after.survey.questionnaire.bodies)
    pairs, unmatched = _pairs(old, new, crosswalk, labels, bodies, at_least)
    if not pairs:
        raise NothingMatchedError(unmatched)
    difference, se, interval, df = _mean_change(pairs, level)
    return PairedChange(
        waves=waves,
        variable=variable,
        figure=wanted,
        pairs=pairs,
        unmatched=unmatched,
        difference=difference,
        se=se,
        interval=interval,
        df=df,
        p=None if se is None or df is None else float(2 * stats.t.sf(abs(difference) / se, df)),
        test=_test(pairs),
        level=level,
        cautions=tuple(c for c in found.cautions if c.variable == variable),
    )


def _require_units(waves: Sequence[Wave]) -> None:
    unknown = [wave.label for wave in waves if UNIT not in wave.survey.data]
    if unknown:
        raise NotIdentifiedError(unknown)


def _by_unit(waves: Sequence[Wave], at: int, name: str, wanted: Figure) -> pd.Series:
    """The mean by unit and body of those who gave a valid answer; weighted where forms are."""
    survey = waves[at].survey
    forms = pd.DataFrame({"y": values_of(waves, at, name, wanted)})
    forms["weight"] = 1.0 if survey.weights is None else survey.weights.reindex(forms.index)
    forms[[UNIT, "body"]] = survey.valid[[UNIT, "body"]]
    forms = forms.dropna(subset=["y", UNIT, "body"])
    forms["weighted"] = forms["y"] * forms["weight"]
    sums = forms.groupby([UNIT, "body"])[["weighted", "weight"]].sum()
    return sums["weighted"] / sums["weight"]


def _pairs(
    old: pd.Series,
    new: pd.Series,
    crosswalk: Crosswalk | None,
    labels: tuple[str, str],
    bodies: Sequence[str],
    at_least: float,
) -> tuple[tuple[Pair, ...], tuple[Unmatched, ...]]:
    """Matched body by body: a unit of which one body answered twice is matched for that body."""
    pairs: list[Pair] = []
    unmatched: list[Unmatched] = []
    for body in bodies:
        here, there = _of_body(old, body), _of_body(new, body)
        found = match_units(list(here), list(there), crosswalk, waves=labels, at_least=at_least)
        for match in found.matches:
            before = float(np.mean([here[code] for code in match.old]))
            after = there[match.new]
            pairs.append(Pair(match.new, match.name, body, match.old, before, after))
        unmatched += (replace(unit, body=body) for unit in found.unmatched)
    pairs.sort(key=lambda pair: pair.unit)  # a unit's bodies stay together, in their order
    unmatched.sort(key=lambda unit: (labels.index(unit.wave), unit.code))
    return tuple(pairs), tuple(unmatched)


def _of_body(values: pd.Series, body: str) -> dict[str, float]:
    if body not in values.index.get_level_values("body"):
        return {}
    return {str(code): float(y) for code, y in values.xs(body, level="body").items()}


def _mean_change(
    pairs: Sequence[Pair], level: float
) -> tuple[float, float | None, tuple[float, float] | None, int | None]:
    """With the unit as the one that was drawn: its bodies answer about the same thing."""
    forms = pd.DataFrame({"y": [p.change for p in pairs], "unit": [p.unit for p in pairs]})
    difference = float(forms["y"].mean())
    if forms["unit"].nunique() < FEWEST_UNITS:
        return difference, None, None, None
    design = Design(forms, clusters="unit")
    row = mean(design, "y", level=level).iloc[0]
    se = float(row["se"])
    if se == 0:  # every pair changed alike: the scatter of changes was not seen
        return difference, None, None, None
    interval = (float(row["ci_low"]), float(row["ci_high"]))
    return difference, se, interval, design.degrees_of_freedom


def _test(pairs: Sequence[Pair]) -> Comparison | None:
    """Of units, whose mean changes are independent; None where there are few, or none changed."""
    forms = pd.DataFrame(
        {
            "unit": [p.unit for p in pairs],
            "before": [p.before for p in pairs],
            "after": [p.after for p in pairs],
        }
    )
    by_unit = forms.groupby("unit")[["after", "before"]].mean()
    if len(by_unit) < FEWEST_UNITS:
        return None
    try:
        return signed_rank(by_unit["after"], by_unit["before"])
    except NoComparisonError:
        return None
