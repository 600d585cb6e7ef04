"""p-values of several tests put up, so that chance does not find something among many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from phieu.messages import _

from .results import Floats

Adjustment = Literal["holm", "bonferroni", "benjamini-hochberg"]


def adjusted(p: Sequence[float], method: Adjustment) -> Floats:
    """In the order given, as R's p.adjust. NaN (no test) stays, and does not count as one.

    holm and bonferroni hold the chance of any false finding; benjamini-hochberg the share of
    false ones among the findings (Holm 1979; Bonferroni 1936; Benjamini & Hochberg 1995).
    """
    values = np.asarray(p, dtype=np.float64)
    tests = ~np.isnan(values)
    found = values.copy()
    found[tests] = _adjusted(values[tests], method)
    return found


def _adjusted(p: Floats, method: Adjustment) -> Floats:
    n = len(p)
    order = np.argsort(p, kind="stable")
    raised = np.empty(n)
    match method:
        case "bonferroni":
            return np.minimum(n * p, 1)
        case "holm":
            steps = (n - np.arange(n)) * p[order]
            raised[order] = np.minimum(np.maximum.accumulate(steps), 1)
        case "benjamini-hochberg":
            steps = n / (np.arange(n) + 1) * p[order]
            raised[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1)
    return raised


def adjustment_words(method: Adjustment) -> str:
    match method:
        case "holm":
            return _("Holm")
        case "bonferroni":
            return _("Bonferroni")
        case "benjamini-hochberg":
            return _("Benjamini–Hochberg")
