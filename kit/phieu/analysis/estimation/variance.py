"""Variances of totals by Taylor linearisation, stage by stage, with finite population corrections.

At each stage the totals of the units vary around their stratum's mean:
    V = Σ_h c_h (1 − n_h/N_h) n_h/(n_h − 1) Σ_i (t_hi − t̄_h)²,
c_h being the product of the sampling fractions of the stages before (Särndal, Swensson &
Wretman 1992, result 4.3.1, as R's survey has it). Units outside a domain have the total 0, so a
domain never loses the units that it does not reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from phieu.errors import PhieuError
from phieu.messages import _

from .coding import Codes, Floats, Mask, crossed, sums
from .stages import Stage, listed

LonelyPsu = Literal["error", "remove", "certainty", "adjust", "average"]
LONELY_PSU: tuple[LonelyPsu, ...] = ("error", "remove", "certainty", "adjust", "average")

_CENSUS = 1e-7  # a stratum of which a smaller share was left out has no sampling variance, as in R


class LonelyPsuError(PhieuError):
    """Strata of one sampled unit, out of several: nothing to measure variance by."""

    def __init__(self, stage: int, strata: Sequence[str]) -> None:
        self.stage = stage
        self.strata = tuple(strata)
        super().__init__(
            _(
                "At stage {stage}, only one unit was sampled in the strata {strata}, so they show "
                "no variance. Merge strata, or say how to go on: "
                'lonely_psu="adjust", "average", "remove" or "certainty".'
            ).format(stage=stage, strata=listed([name or "1" for name in strata]))
        )


def covariance(stages: Sequence[Stage], influence: Floats, lonely_psu: LonelyPsu) -> Floats:
    """Of the totals of the columns. influence: (rows, p), weights in it. (p, p)."""
    columns = influence.shape[1]
    found = np.zeros((columns, columns))
    for number, stage in enumerate(stages, start=1):
        if number > 1 and not stage.carried.any():
            break
        factor, centred = _factors(stage, number, lonely_psu)
        totals = np.column_stack([sums(stage.unit, column, stage.units) for column in influence.T])
        means = np.column_stack([sums(stage.stratum, column, stage.strata) for column in totals.T])
        means *= (centred / stage.sampled)[:, None]
        totals -= means[stage.stratum]
        found += totals.T @ (totals * factor[stage.stratum][:, None])
    return found


def domain_variances(
    stages: Sequence[Stage], influence: Floats, domain: Codes, size: int, lonely_psu: LonelyPsu
) -> Floats:
    """Of each domain's total. influence: a row's share in its own domain, weights in it. (size,)"""
    found = np.zeros(size)
    for number, stage in enumerate(stages, start=1):
        if number > 1 and not stage.carried.any():
            break
        factor, centred = _factors(stage, number, lonely_psu)
        cells = crossed(stage.unit, domain, size, lefts=stage.units)
        totals = sums(cells.codes, influence, cells.size)
        groups = crossed(stage.stratum[cells.left], cells.right, size, lefts=stage.strata)
        means = sums(groups.codes, totals, groups.size)
        means *= (centred / stage.sampled)[groups.left]
        squares = sums(groups.codes, (totals - means[groups.codes]) ** 2, groups.size)
        absent = stage.sampled[groups.left] - sums(groups.codes, None, groups.size)
        squares += absent * means**2  # units that the domain does not reach, with total 0
        found += sums(groups.right, factor[groups.left] * squares, size)
    return found


def _factors(stage: Stage, number: int, lonely_psu: LonelyPsu) -> tuple[Floats, Floats]:
    """By stratum: what its sum of squares counts for, and 1 where it is taken around the mean.

    Raises LonelyPsuError.
    """
    left_out = np.where(np.isinf(stage.population), 1.0, 1 - stage.fraction)
    left_out[left_out < _CENSUS] = 0
    lonely = (stage.sampled == 1) & (left_out > 0) & (stage.carried > 0)
    factor = stage.carried * left_out * stage.sampled / np.maximum(stage.sampled - 1, 1)
    centred = np.ones(stage.strata)
    if not lonely.any():
        return factor, centred
    match lonely_psu:
        case "error":
            raise LonelyPsuError(number, [stage.names[i] for i in np.flatnonzero(lonely)])
        case "adjust":
            centred[lonely] = 0
        case "average":
            factor *= _shared_out(stage, lonely, number)
        case "remove" | "certainty":
            pass  # around its own mean, a single unit does not vary
    return factor, centred


def _shared_out(stage: Stage, lonely: Mask, number: int) -> Floats:
    """What makes up for strata without variance: as many others, of the same unit above."""
    parents = int(stage.parent.max()) + 1
    every = sums(stage.parent, None, parents)
    usable = sums(stage.parent[~lonely], None, parents)
    without = (every > 0) & (usable == 0)
    if without.any():
        alone = without[stage.parent]
        raise LonelyPsuError(number, [stage.names[i] for i in np.flatnonzero(alone)])
    ratio: Floats = (every / np.maximum(usable, 1))[stage.parent]
    return ratio
