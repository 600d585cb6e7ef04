"""Rank tests of groups that answered apart: Mann–Whitney of two, Kruskal–Wallis of several."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy import stats

from phieu.errors import Problem
from phieu.messages import _

from .ranks import EXACT_BELOW, mid_ranks, normal_p, rank_sum_p, settled, tie_term
from .results import (
    Alternative,
    Comparison,
    Effect,
    Floats,
    NoComparisonError,
    nothing_to_compare,
)

Groups = Mapping[str, npt.ArrayLike]


def mann_whitney(
    groups: Groups,
    *,
    alternative: Alternative = "two-sided",
    exact: bool | None = None,
    correct: bool = True,
) -> Comparison:
    """Two groups by name. W: the first's rank sum less its least possible value, as R has it.

    exact None: R's rule, exact where both groups are below 50 and nothing is tied, else the normal
    approximation, with continuity correction where `correct`. exact True: exact also with ties,
    conditional on them. Missing answers (NaN) are left out. Raises NoComparisonError.
    """
    found, left_out = _usable(groups, exactly=2)
    x, y = found.values()
    ranks = mid_ranks(np.concatenate([x, y]))
    w = float(ranks[: len(x)].sum() - len(x) * (len(x) + 1) / 2)
    if exact is None:
        untied = len(np.unique(ranks)) == len(ranks)
        exact = untied and max(len(x), len(y)) < EXACT_BELOW
    if exact:
        p = _exact(ranks, len(x), alternative)
    else:
        p = _approximate(ranks, len(x), w, alternative, correct=correct)
    return Comparison(
        method=_method(exact=exact, correct=correct),
        symbol="W",
        statistic=w,
        p=p,
        n=len(ranks),
        effect=Effect(
            _("rank-biserial correlation (Cliff's delta)"),
            "r",
            2 * w / (len(x) * len(y)) - 1,
            "Wendt 1972; Cliff 1993",
        ),
        alternative=alternative,
        left_out=left_out,
    )


def kruskal_wallis(groups: Groups) -> Comparison:
    """Two groups or more, by name. Missing answers (NaN) are left out. Raises NoComparisonError."""
    found, left_out = _usable(groups)
    statistic, p = stats.kruskal(*found.values())
    n = sum(map(len, found.values()))
    return Comparison(
        method=_("Kruskal–Wallis rank sum test"),
        symbol="H",
        statistic=float(statistic),
        p=float(p),
        n=n,
        effect=Effect(
            _("epsilon squared: part of the ranks' variance between groups"),
            "ε²",
            float(statistic) / (n - 1),
            "Kelley 1935; Tomczak & Tomczak 2014",
        ),
        df=(len(found) - 1,),
        left_out=left_out,
    )


def _exact(ranks: Floats, first: int, alternative: Alternative) -> float:
    """Of the smaller group, whose sum has the smaller table; the other's tail is the mirror's."""
    if first <= len(ranks) - first:
        return rank_sum_p(ranks, first, float(ranks[:first].sum()), alternative)
    mirrored: dict[Alternative, Alternative] = {"less": "greater", "greater": "less"}
    rest = ranks[first:]
    return rank_sum_p(ranks, len(rest), float(rest.sum()), mirrored.get(alternative, alternative))


def _approximate(
    ranks: Floats, first: int, w: float, alternative: Alternative, *, correct: bool
) -> float:
    n, second = len(ranks), len(ranks) - first
    variance = first * second / 12 * (n + 1 - tie_term(ranks) / (n * (n - 1)))
    _z, p = normal_p(w - first * second / 2, float(np.sqrt(variance)), alternative, correct=correct)
    return p


def _method(*, exact: bool, correct: bool) -> str:
    if exact:
        return _("Mann–Whitney test (Wilcoxon rank sum), exact")
    if correct:
        return _(
            "Mann–Whitney test (Wilcoxon rank sum), normal approximation with continuity correction"
        )
    return _("Mann–Whitney test (Wilcoxon rank sum), normal approximation")


def _usable(groups: Groups, exactly: int | None = None) -> tuple[dict[str, Floats], int]:
    """The groups' answers without the missing ones, and how many those are."""
    arrays = {name: np.asarray(values, dtype=np.float64) for name, values in groups.items()}
    found = {name: settled(values[~np.isnan(values)]) for name, values in arrays.items()}
    problems = list(_problems(found, exactly))
    if problems:
        raise NoComparisonError(problems)
    if np.ptp(np.concatenate(list(found.values()))) == 0:
        raise nothing_to_compare(
            ", ".join(found),
            "no-variation",
            _("All valid answers are the same, in every group."),
            _("There is no difference to test; report the answer that all gave."),
        )
    return found, sum(map(len, arrays.values())) - sum(map(len, found.values()))


def _problems(found: Mapping[str, Floats], exactly: int | None) -> list[Problem]:
    if exactly is not None and len(found) != exactly:
        message = _("The test compares {needed} groups, and there are {given}: {groups}.").format(
            needed=exactly, given=len(found), groups=", ".join(found) or "–"
        )
        fix = _("Name two groups, or a test of several groups.")
        return [Problem(", ".join(found) or "–", "comparison-groups", message, fix)]
    if len(found) < 2:
        message = _("There are fewer than two groups to compare.")
        fix = _("Compare by a variable with two answers or more.")
        return [Problem(", ".join(found) or "–", "comparison-groups", message, fix)]
    return [
        Problem(
            name,
            "comparison-empty-group",
            _("The group {group} has no valid answer.").format(group=name),
            _("Leave the group out, or merge it with another."),
        )
        for name, values in found.items()
        if not len(values)
    ]
