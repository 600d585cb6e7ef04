"""Replicate weights: the sample drawn again from itself, by jackknife or bootstrap.

The variance of a figure is scale Σ_r c_r (θ_r − θ̄)², over its values under each replicate's
weights (Wolter 2007; scales as R's survey has them).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol, Self, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from phieu.errors import PhieuError
from phieu.messages import _

from .choices import check_choice
from .coding import Codes, Floats, Mask, sums
from .design import Design, Fit
from .domains import Domains
from .influences import DomainStatistic, Statistic
from .stages import Stage
from .variance import LonelyPsu, LonelyPsuError

Jackknife = Literal["JK1", "JKn"]
Bootstrap = Literal["rao-wu", "canty-davison"]

_LARGE = 5_000_000  # numbers in a table whose rank takes longer than it is worth
_RANK = 1e-7  # a replicate so near to a mix of others, in proportion, adds no degree of freedom


class StratifiedJackknifeError(PhieuError):
    """JK1 leaves one unit of the whole sample out, as if it had no strata."""

    def __init__(self) -> None:
        super().__init__(
            _('The design has strata. Use kind="JKn", which leaves one unit of a stratum out.')
        )


class ReplicateFailedError(PhieuError):
    """A figure that some replicates do not have."""

    def __init__(self, replicates: int) -> None:
        self.replicates = replicates
        super().__init__(
            _(
                "The figure cannot be had under {replicates} of the replicate weights: a domain "
                "lost all its rows. Use larger domains, or a linearised design."
            ).format(replicates=replicates)
        )


class TooFewReplicatesError(PhieuError):
    """A bootstrap that is asked for fewer than two replicates."""

    def __init__(self, replicates: int) -> None:
        self.replicates = replicates
        super().__init__(
            _("A bootstrap needs at least 2 replicates, not {replicates}.").format(
                replicates=replicates
            )
        )


class Factors(Protocol):
    """What base weights are multiplied by: a column (units,) a replicate."""

    @property
    def count(self) -> int: ...

    def column(self, replicate: int) -> Floats: ...


@dataclass(frozen=True)
class Drawn:
    """factors: (units, R)."""

    factors: Floats

    @property
    def count(self) -> int:
        return int(self.factors.shape[1])

    def column(self, replicate: int) -> Floats:
        found: Floats = self.factors[:, replicate]
        return found


@dataclass(frozen=True)
class LeftOut:
    """Each replicate leaves one unit out, and multiplies the rest inside its stratum and outside.

    stratum: of each unit. unit, inside, outside: of each replicate. The table that `Drawn` has
    would be as long as it is wide, in thousands.
    """

    stratum: Codes
    unit: Codes
    inside: Floats
    outside: Floats

    @property
    def count(self) -> int:
        return len(self.unit)

    def column(self, replicate: int) -> Floats:
        unit = self.unit[replicate]
        same = self.stratum == self.stratum[unit]
        found: Floats = np.where(same, self.inside[replicate], self.outside[replicate])
        found[unit] = 0
        return found


@dataclass(frozen=True)
class Replicates:
    """unit: each row's, whose factor its base weight is multiplied by.

    scale, scales: of the sum and of each replicate. mse: deviations from the estimate of the full
    sample, not from the replicates' mean (R's mse).
    """

    base: Floats
    factors: Factors
    unit: Codes
    scale: float
    scales: Floats
    mse: bool = False

    @property
    def large(self) -> bool:
        return self.factors.count * (int(self.unit.max()) + 1) > _LARGE

    def weights(self) -> Iterator[Floats]:
        for replicate in range(self.factors.count):
            yield self.base * self.factors.column(replicate)[self.unit]

    def rank(self, rows: Mask) -> int:
        """Of the replicate weights of these rows."""
        units = np.unique(self.unit[rows])
        if not len(units):
            return 0
        columns = [self.factors.column(r)[units] for r in range(self.factors.count)]
        table = np.column_stack(columns)
        return int(np.linalg.matrix_rank(table, tol=_RANK * np.linalg.norm(table)))

    def covariance(self, values: Floats, full: Floats) -> Floats:
        """Of figures: values (R, p) under the replicates, full (p,) under the full sample."""
        failed = ~np.isfinite(values).all(axis=1)
        if failed.any():
            raise ReplicateFailedError(int(failed.sum()))
        deviations = values - self._centre(values, full)
        found: Floats = self.scale * deviations.T @ (deviations * self.scales[:, None])
        return found

    def variances(self, values: Floats, full: Floats) -> Floats:
        """The diagonal of `covariance`; NaN for figures that the full sample lacks too."""
        known = np.isfinite(full)
        failed = ~np.isfinite(values[:, known]).all(axis=1)
        if failed.any():
            raise ReplicateFailedError(int(failed.sum()))
        deviations = values - self._centre(values, full)
        found: Floats = self.scale * (deviations**2 * self.scales[:, None]).sum(axis=0)
        return found

    def _centre(self, values: Floats, full: Floats) -> Floats:
        return full if self.mse else values[self.scales > 0].mean(axis=0)


class ReplicateDesign(Design):
    """A design whose errors come from replicate weights; estimates take it as any other."""

    replicates: Replicates

    @classmethod
    def of(cls, design: Design, replicates: Replicates) -> Self:
        """The sample of `design` with replicate weights."""
        other = cls.__new__(cls)
        other.__dict__.update(
            {key: value for key, value in vars(design).items() if key != "degrees_of_freedom"}
        )
        other.replicates = replicates
        return other

    @cached_property
    def degrees_of_freedom(self) -> int:
        """The rank of the replicate weights less one (as R's degf); of a large table of them, units
        less strata, or the replicates less one if those are fewer."""
        if self.replicates.large:
            return min(self._units_less_strata(), self.replicates.factors.count - 1)
        return self.replicates.rank(self.values != 0) - 1

    def domain_degrees_of_freedom(self, groups: Domains, used: Mask) -> Floats:
        """By domain, the rank of its rows' replicate weights less one (R's degf of a subset)."""
        if self.replicates.large:
            found = super().domain_degrees_of_freedom(groups, used)
            return np.minimum(found, self.replicates.factors.count - 1)
        ranks = [self.replicates.rank(used & (groups.codes == i)) for i in range(groups.size)]
        return np.array(ranks, dtype=np.float64) - 1

    def covariance(self, influence: pd.DataFrame | npt.ArrayLike) -> Floats:
        columns = np.asarray(influence, dtype=np.float64).reshape(len(self.data), -1)
        weights = self.values
        used = weights != 0
        values = np.empty((self.replicates.factors.count, columns.shape[1]))
        for r, replicate in enumerate(self.replicates.weights()):
            values[r] = (replicate[used] / weights[used]) @ columns[used]
        return self.replicates.covariance(values, columns.sum(axis=0))

    def covariance_of(self, statistic: Statistic) -> Floats:
        return self.replicates.covariance(
            np.array([statistic.values(weights) for weights in self.replicates.weights()]),
            statistic.values(self.values),
        )

    def variances(self, statistic: DomainStatistic, residuals: Floats) -> Floats:  # noqa: ARG002
        return self.replicates.variances(
            np.array([statistic.values(weights) for weights in self.replicates.weights()]),
            statistic.values(self.values),
        )

    def refitted(self, fit: Fit) -> Self:
        """Under new weights, fitted anew in every replicate."""
        weights, _adjustment = fit(self.values)
        columns = [fit(replicate)[0] for replicate in self.replicates.weights()]
        rows = len(self.data)
        other = self._with_weights(weights)
        other.replicates = replace(
            self.replicates,
            base=np.ones(rows),
            factors=Drawn(np.column_stack(columns)),
            unit=np.arange(rows, dtype=np.intp),
        )
        return other


def jackknife(
    design: Design, kind: Jackknife | None = None, *, mse: bool = False
) -> ReplicateDesign:
    """Replicates that each leave one first-stage unit out: of the whole sample (JK1), or of its
    stratum (JKn, the default where there are strata).

    The first stage's population counts scale the replicates; those of later stages are dropped,
    as in R. Weights that were fitted before are taken as they are: fit them after, so that
    each replicate is fitted. Raises StratifiedJackknifeError, UnknownChoiceError,
    LonelyPsuError.
    """
    first = design.stages[0]
    kind = kind or ("JKn" if first.strata > 1 else "JK1")
    check_choice("kind", kind, get_args(Jackknife))
    if kind == "JK1" and first.strata > 1:
        raise StratifiedJackknifeError
    factors, scales, scale = _left_out(first, design.lonely_psu)
    base = design.values
    return ReplicateDesign.of(design, Replicates(base, factors, first.unit, scale, scales, mse))


def _left_out(first: Stage, rule: LonelyPsu) -> tuple[LeftOut, Floats, float]:
    """Factors, scales and the common scale. Units alone in their strata go by the rule: they are
    never left out, but by "adjust"; "average" scales the rest up."""
    left_out = np.where(np.isinf(first.population), 1.0, 1 - first.fraction)
    single = first.sampled == 1
    alone = single & (left_out > 0)
    if alone.any() and rule == "error":
        raise LonelyPsuError(1, [first.names[i] for i in np.flatnonzero(alone)])
    inside = first.sampled / np.maximum(first.sampled - 1, 1)
    scales = left_out * (first.sampled - 1) / first.sampled
    outside = np.ones(first.strata)
    kept = ~single
    if rule == "adjust" and first.strata > 1:
        outside[alone] = first.strata / (first.strata - 1)
        scales[alone] = 1 / outside[alone]
        kept = kept | alone
    units = np.flatnonzero(kept[first.stratum])
    if not len(units):
        raise LonelyPsuError(1, first.names)
    stratum = first.stratum[units]
    factors = LeftOut(first.stratum, units, inside[stratum], outside[stratum])
    averaged = rule == "average" and alone.any()
    return factors, scales[stratum], first.units / len(units) if averaged else 1.0


def bootstrap(
    design: Design,
    replicates: int,
    rng: np.random.Generator,
    *,
    kind: Bootstrap = "rao-wu",
    mse: bool = False,
) -> ReplicateDesign:
    """Replicates that each draw first-stage units anew, with replacement within strata.

    "rao-wu": n − 1 of n units, rescaled (Rao & Wu 1988; R's "subbootstrap"); it has no finite
    population correction. "canty-davison": n of a population that repeats the sample's units
    (Canty & Davison 1999; R's "bootstrap"), which has one. Raises LonelyPsuError,
    TooFewReplicatesError, UnknownChoiceError.
    """
    check_choice("kind", kind, get_args(Bootstrap))
    if replicates < 2:
        raise TooFewReplicatesError(replicates)
    first = design.stages[0]
    alone = first.sampled == 1
    if alone.any():
        raise LonelyPsuError(1, [first.names[i] for i in np.flatnonzero(alone)])
    factors = np.zeros((first.units, replicates))
    for stratum in range(first.strata):
        members = np.flatnonzero(first.stratum == stratum)
        population = first.population[stratum]
        for r in range(replicates):
            factors[members, r] = _drawn(len(members), population, rng, kind)
    scale = 1 / (replicates - 1)
    if kind == "canty-davison":
        typical = 1 / np.mean(1 / first.sampled)  # as many units as a stratum has
        scale *= float(typical / (typical - 1))
    parts = Replicates(design.values, Drawn(factors), first.unit, scale, np.ones(replicates), mse)
    return ReplicateDesign.of(design, parts)


def _drawn(units: int, population: float, rng: np.random.Generator, kind: Bootstrap) -> Floats:
    """How often each unit of a stratum is drawn, rescaled."""
    if kind == "rao-wu":
        drawn = rng.multinomial(units - 1, np.full(units, 1 / units)).astype(np.float64)
        return drawn * (units / (units - 1))
    if np.isinf(population):
        return rng.multinomial(units, np.full(units, 1 / units)).astype(np.float64)
    repeated = np.resize(rng.permutation(units), round(population))
    return sums(rng.choice(repeated, size=units, replace=False), None, units)
