"""Quantiles by domain, with Woodruff's intervals (Woodruff 1952), as R's svyquantile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from phieu.errors import PhieuError
from phieu.messages import _

from .coding import Floats, Mask, numbers
from .design import Design
from .domains import Domains, domains
from .estimates import LEVEL, By, Estimates, estimated, framed, of_values
from .intervals import ShareInterval, t_quantile
from .proportions import limits_of_shares

_TIE = 1e-12  # cumulated weights so near to the share, in proportion, have reached it


class ProbabilityError(PhieuError):
    """A quantile of a share outside 0 and 1."""

    def __init__(self, probability: float) -> None:
        self.probability = probability
        super().__init__(
            _("A quantile is of a share between 0 and 1, as 0.5; {share} is not.").format(
                share=probability
            )
        )


@dataclass(frozen=True)
class Ranked:
    """Rows in order of domain, then value. ends: where each domain ends; reached: cumulated
    weights within the domain."""

    values: Floats
    reached: Floats
    ends: npt.NDArray[np.intp]

    def quantile(self, domain: int, share: float) -> float:
        """The least value at which `share` of the domain's weight is reached (R's qrule "math").

        NaN of a domain without rows; unbounded where the share lies beyond 0 or 1.
        """
        start = int(self.ends[domain - 1]) if domain else 0
        part = self.reached[start : self.ends[domain]]
        if not len(part) or np.isnan(share):
            return np.nan
        if share < 0 or share > 1:
            return -np.inf if share < 0 else np.inf
        place = int(np.searchsorted(part, share * part[-1] * (1 - _TIE)))
        return float(self.values[start + min(place, len(part) - 1)])


def quantile(
    design: Design,
    y: str,
    probability: float | Sequence[float] = 0.5,
    by: By = None,
    *,
    interval: ShareInterval = "mean",
    level: float = LEVEL,
) -> pd.DataFrame:
    """Quantiles of a column, a row a domain; of several probabilities a row each, named by a
    column `probability`. The other columns are those of `mean`.

    The interval is that of the share below the estimate, turned back into values; a limit beyond
    the data is infinite. se: half its length over t, as in R; with one limit beyond the data,
    from the other; with both, infinite. deff: of the share below the estimate. Raises
    UnknownColumnError, NotNumbersError, ProbabilityError, LonelyPsuError, UnknownChoiceError.
    """
    values = numbers(design.data, y)
    groups = domains(design.data, by)
    usable = ~np.isnan(values)
    ranked = _ranked(values, design.values, usable, groups)
    several = np.ndim(probability) > 0
    tables = []
    for share in np.atleast_1d(np.asarray(probability, dtype=np.float64)).tolist():
        if not 0 < share < 1:
            raise ProbabilityError(share)
        table = _of_share(
            design, values, usable, groups, ranked, share, interval=interval, level=level
        )
        if several:
            table.insert(groups.labels.shape[1], "probability", share)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _ranked(values: Floats, weights: Floats, usable: Mask, groups: Domains) -> Ranked:
    rows = np.flatnonzero(usable & (weights > 0))
    rows = rows[np.lexsort((values[rows], groups.codes[rows]))]
    counts = np.bincount(groups.codes[rows], minlength=groups.size)
    ends = np.cumsum(counts)
    reached = np.empty(len(rows))
    for start, end in zip(ends - counts, ends, strict=True):
        reached[start:end] = np.cumsum(weights[rows[start:end]])
    return Ranked(values[rows], reached, ends)


def _of_share(
    design: Design,
    values: Floats,
    usable: Mask,
    groups: Domains,
    ranked: Ranked,
    share: float,
    *,
    interval: ShareInterval,
    level: float,
) -> pd.DataFrame:
    estimate = np.array([ranked.quantile(d, share) for d in range(groups.size)])
    below = np.where(usable, values, np.inf) <= estimate[groups.codes]
    found = estimated(design, of_values(below.astype(np.float64), usable, groups))
    freedom = design.domain_degrees_of_freedom(groups, usable & (design.values != 0))
    shares = limits_of_shares(design, found, freedom, interval=interval, level=level)
    low, high = (
        np.array([ranked.quantile(d, float(limit[d])) for d in range(groups.size)])
        for limit in shares
    )
    t = t_quantile(np.maximum(freedom, 1), level)
    of_value = Estimates(estimate, _spread(estimate, low, high, t) ** 2, found.deff, found.n)
    return framed(groups, of_value, low, high)


def _spread(estimate: Floats, low: Floats, high: Floats, t: Floats) -> Floats:
    """The standard error that makes an interval so long; infinite where it has no limit."""
    with np.errstate(invalid="ignore"):
        whole = (high - low) / (2 * t)
        upper, lower = (high - estimate) / t, (estimate - low) / t
    found = np.where(np.isfinite(high), upper, np.where(np.isfinite(low), lower, np.inf))
    found = np.where(np.isfinite(low) & np.isfinite(high), whole, found)
    return np.where(np.isnan(estimate), np.nan, found)
