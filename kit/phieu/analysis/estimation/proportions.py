"""Proportions of a column's levels, by domain, with intervals that suit a share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .coding import Floats, coding, column
from .design import Design
from .domains import Domains, domains
from .estimates import LEVEL, By, Estimates, estimated, framed, of_values
from .intervals import ShareInterval, share_interval


def proportion(
    design: Design,
    y: str,
    by: By = None,
    *,
    interval: ShareInterval = "logit",
    level: float = LEVEL,
) -> pd.DataFrame:
    """The share of each level of a column, a row a domain and level: the columns of `by`, level,
    then estimate, se, ci_low, ci_high, deff, n (the domain's rows that have a value).

    Rows where y is missing are outside every domain. Intervals are those of `share_interval`
    (logit and beta as R's svyciprop), on the domain's own degrees of freedom. A domain without
    values has n = 0 and missing figures. Raises UnknownColumnError, LonelyPsuError,
    UnknownChoiceError.
    """
    found = coding(column(design.data, y))
    usable = found.codes >= 0
    groups = domains(design.data, by)
    freedom = design.domain_degrees_of_freedom(groups, usable & (design.values != 0))
    tables = []
    for place in range(len(found.levels)):
        here = (found.codes == place).astype(np.float64)
        shares = estimated(design, of_values(here, usable, groups))
        limits = limits_of_shares(design, shares, freedom, interval=interval, level=level)
        tables.append(framed(groups, shares, *limits))
    if not tables:  # nobody has a value
        return _of_none(groups)
    rows = pd.concat(tables, keys=range(len(tables)))
    places = rows.index.get_level_values(0).to_numpy()
    rows.insert(groups.labels.shape[1], "level", found.levels.take(places))
    rows = rows.iloc[np.lexsort((places, rows.index.get_level_values(1)))]
    return rows.reset_index(drop=True)


def limits_of_shares(
    design: Design,
    found: Estimates,
    freedom: Floats,
    *,
    interval: ShareInterval,
    level: float,
) -> tuple[Floats, Floats]:
    """Intervals of estimates that are shares. freedom: the domains' own."""
    return share_interval(
        found.estimate,
        found.variance,
        found.n,
        freedom,
        level=level,
        interval=interval,
        census=design.census,
    )


def _of_none(groups: Domains) -> pd.DataFrame:
    nothing = np.full(groups.size, np.nan)
    table = framed(
        groups, Estimates(nothing, nothing, nothing, np.zeros(groups.size)), nothing, nothing
    )
    table.insert(groups.labels.shape[1], "level", [None] * groups.size)
    return table
