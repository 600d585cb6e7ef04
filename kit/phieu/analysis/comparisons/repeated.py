"""Friedman's test: the same forms judge several things."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

from phieu.messages import _

from .ranks import settled
from .results import Comparison, Effect, nothing_to_compare


def friedman(judgements: npt.ArrayLike) -> Comparison:
    """judgements: (forms, things judged), three things or more.

    Forms with a missing judgement (NaN) are left out. Raises NoComparisonError.
    """
    given = np.asarray(judgements, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] < 3:
        raise nothing_to_compare(
            "–",
            "things",
            _("Friedman's test compares three things or more."),
            _("Use the signed rank test for two."),
        )
    whole = settled(given[~np.isnan(given).any(axis=1)])
    n, things = whole.shape
    if n < 2:
        raise nothing_to_compare(
            "–",
            "complete",
            _("{n} forms judged all {things} things, and two are needed.").format(
                n=n, things=things
            ),
            _("Leave out the things that few judged."),
        )
    if (np.ptp(whole, axis=1) == 0).all():
        raise nothing_to_compare(
            "–",
            "no-variation",
            _("Every form judged all things alike."),
            _("There is no difference to test; report that all are judged alike."),
        )
    statistic, p = stats.friedmanchisquare(*whole.T)
    return Comparison(
        method=_("Friedman rank sum test"),
        symbol="χ²",
        statistic=float(statistic),
        p=float(p),
        n=n,
        effect=Effect(
            _("Kendall's coefficient of concordance"),
            "W",
            float(statistic) / (n * (things - 1)),
            "Kendall & Babington Smith 1939",
        ),
        df=(things - 1,),
        left_out=len(given) - n,
    )
