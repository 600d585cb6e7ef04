"""A sample design: what data frames of answers need so that estimates know their own error."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _

from .choices import check_choice
from .coding import Floats, Mask, NotNumbersError, as_floats, reached, several
from .domains import Domains
from .influences import DomainStatistic, Statistic
from .stages import Stage, stages, unknown_columns
from .variance import LONELY_PSU, LonelyPsu, covariance, domain_variances

Columns = str | Sequence[str] | None


class BadDesignError(ProblemsFoundError):
    """Weights, strata, clusters or population counts that cannot be; every problem at once."""


class Adjustment(Protocol):
    """Weights made to fit known totals: what the fit takes away from the error of estimates."""

    def residuals(self, influence: Floats) -> Floats:
        """The part of (rows, p) influences, weights in it, that the fit does not explain."""


Fit = Callable[[Floats], tuple[Floats, Adjustment | None]]
"""Makes weights of weights, and says what the fit explains; None where nothing."""


class Design:
    """A sample and how it was drawn.

    weights, strata, clusters, fpc: names of columns; several clusters from the first stage on,
    and strata and fpc beside them. fpc: units in the population by stratum, counts and never
    rates. Weights left out are the inverse of the sampling fractions that fpc gives, or 1.
    lonely_psu: what to do with a stratum of one sampled unit: an error, or R's "remove",
    "certainty", "adjust", "average". Raises BadDesignError with every problem of the columns,
    UnknownChoiceError.
    """

    def __init__(
        self,
        data: pd.DataFrame,
        weights: str | None = None,
        strata: Columns = None,
        clusters: Columns = None,
        fpc: Columns = None,
        *,
        lonely_psu: LonelyPsu = "error",
    ) -> None:
        check_choice("lonely_psu", lonely_psu, LONELY_PSU)
        problems = list(_problems_of_data(data, weights, strata, clusters, fpc))
        if problems:
            raise BadDesignError(problems)
        found = stages(data, several(strata), several(clusters), several(fpc), problems)
        if weights is not None:
            values = _weights(data[weights], weights, problems)
        elif fpc and not problems:
            values = _inverse_of_fractions(data, found, problems)
        else:
            values = np.ones(len(data))
        if problems:
            raise BadDesignError(problems)
        self.data = data
        self.stages: tuple[Stage, ...] = found
        self.lonely_psu: LonelyPsu = lonely_psu
        self.adjustments: tuple[Adjustment, ...] = ()
        self._values: Floats = values

    def __repr__(self) -> str:
        stages = "; ".join(f"{s.units} units in {s.strata} strata" for s in self.stages)
        size = f"{len(self.data)} rows weighing {self._values.sum():.10g}"
        return f"<{type(self).__name__}: {size}; {stages}>"

    @property
    def values(self) -> Floats:
        """The weights, a row of data each."""
        return self._values

    @cached_property
    def weights(self) -> pd.Series[float]:
        """The weights on the index of data."""
        return pd.Series(self._values, index=self.data.index, name="weight")

    @cached_property
    def degrees_of_freedom(self) -> int:
        """First-stage units less strata, of those with any weight (as R's degf)."""
        return self._units_less_strata()

    def _units_less_strata(self) -> int:
        first = self.stages[0]
        units = np.bincount(first.unit[self._values != 0], minlength=first.units) > 0
        return int(units.sum()) - len(np.unique(first.stratum[units]))

    @property
    def census(self) -> bool:
        """Whether every unit of the population was taken."""
        return all(bool((stage.fraction == 1).all()) for stage in self.stages)

    def domain_degrees_of_freedom(self, groups: Domains, used: Mask) -> Floats:
        """By domain, first-stage units less strata of its used rows (R's degf of a subset)."""
        first, rows = self.stages[0], np.flatnonzero(used)
        codes, size = groups.codes[rows], groups.size
        units = reached(first.unit[rows], codes, size, lefts=first.units)
        strata = reached(first.stratum[first.unit[rows]], codes, size, lefts=first.strata)
        return units - strata

    def covariance(self, influence: pd.DataFrame | npt.ArrayLike) -> Floats:
        """The covariance (p, p) of the totals of influence columns (rows, p).

        An influence is what a row adds to an estimate, its weight in it: w y of a total,
        w (y − ȳ) / Σw of a mean. Raises LonelyPsuError.
        """
        columns = np.asarray(influence, dtype=np.float64).reshape(len(self.data), -1)
        for adjustment in self.adjustments:
            columns = adjustment.residuals(columns)
        return covariance(self.stages, columns, self.lonely_psu)

    def covariance_of(self, statistic: Statistic) -> Floats:
        """The covariance (p, p) of figures. Raises LonelyPsuError."""
        return self.covariance(statistic.influences(self._values))

    def variances(self, statistic: DomainStatistic, residuals: Floats) -> Floats:
        """The variance of a figure by domain. residuals: the statistic's under these weights.

        Raises LonelyPsuError.
        """
        influence = self._values * residuals
        codes, size = statistic.domains.codes, statistic.domains.size
        if not self.adjustments:
            return domain_variances(self.stages, influence, codes, size, self.lonely_psu)
        found = np.empty(size)
        for i in range(size):  # residuals reach beyond the domain, so each is a whole column
            found[i] = self.covariance(np.where(codes == i, influence, 0.0))[0, 0]
        return found

    def refitted(self, fit: Fit) -> Self:
        """The same sample under the weights that `fit` makes of its own."""
        weights, adjustment = fit(self._values)
        other = self._with_weights(weights)
        if adjustment is not None:
            other.adjustments = (*self.adjustments, adjustment)
        return other

    def _with_weights(self, weights: Floats) -> Self:
        other = copy.copy(self)
        for cached in ("weights", "degrees_of_freedom"):
            other.__dict__.pop(cached, None)
        other._values = weights
        return other


def _problems_of_data(
    data: pd.DataFrame, weights: str | None, strata: Columns, clusters: Columns, fpc: Columns
) -> list[Problem]:
    if not len(data):
        return [
            Problem(
                "data",
                "no-rows",
                _("The data has no rows."),
                _("Give the sampled units, a row each."),
            )
        ]
    names = (*several(weights), *several(strata), *several(clusters), *several(fpc))
    return list(unknown_columns(data, names))


def _weights(series: pd.Series[Any], name: str, problems: list[Problem]) -> Floats:
    """The column; what cannot be a weight goes to `problems`."""
    try:
        values = as_floats(series, name)
    except NotNumbersError as error:
        fix = _("Name a column of numbers.")
        problems.append(Problem(name, "weights-not-numbers", str(error), fix))
        return np.ones(len(series))
    fix = _("Give every sampled unit a weight: how many units of the population it stands for.")
    for rule, wrong, message in (
        ("weight-missing", ~np.isfinite(values), _("{column} is missing in {rows} rows.")),
        ("weight-negative", values < 0, _("{column} is negative in {rows} rows.")),
    ):
        rows = int(wrong.sum())
        if rows:
            text = message.format(column=name, rows=rows)
            problems.append(Problem(name, rule, text, fix))
    if not values.any():
        text = _("All the weights in {column} are zero.").format(column=name)
        problems.append(Problem(name, "weights-all-zero", text, fix))
    return values


def _inverse_of_fractions(
    data: pd.DataFrame, found: Sequence[Stage], problems: list[Problem]
) -> Floats:
    weights = np.ones(len(data))
    for number, stage in enumerate(found, start=1):
        if np.isinf(stage.population).any():
            problems.append(
                Problem(
                    "fpc",
                    "fraction-unknown",
                    _(
                        "Without weights, fpc has to give the population of every stage; stage "
                        "{stage} has none."
                    ).format(stage=number),
                    _("Give the population counts of this stage, or name a column of weights."),
                )
            )
            break
        weights *= (1 / stage.fraction)[stage.stratum[stage.unit]]
    return weights
