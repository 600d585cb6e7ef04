"""Tests of counts: McNemar and Bowker of paired answers, chi-square and Fisher of two variables."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.stats import contingency

from phieu.errors import Problem
from phieu.messages import _

from .results import Comparison, Effect, NoComparisonError, nothing_to_compare

Counts = npt.NDArray[np.int64]
LEAST_EXPECTED = 5  # Cochran 1954: below it in many cells, chi-square is a poor approximation


def mcnemar(counts: npt.ArrayLike, *, exact: bool = False, correct: bool = True) -> Comparison:
    """Paired answers: counts[i, j] gave i first and j second.

    Two answers: McNemar 1947, with continuity correction where `correct`, as R has it, or the
    exact binomial test. More: Bowker's test of symmetry (1948). Raises NoComparisonError.
    """
    table = _counts(counts)
    if table.shape[0] != table.shape[1]:
        raise nothing_to_compare(
            "–",
            "square",
            _("Paired answers need the same answers in rows and columns."),
            _("Count both questions over the same list of answers."),
        )
    upper, lower = table[np.triu_indices_from(table, 1)], table.T[np.triu_indices_from(table, 1)]
    if not (upper + lower).any():
        raise nothing_to_compare(
            "–",
            "no-difference",
            _("Nobody answered differently the second time."),
            _("There is no difference to test; report that none changed."),
        )
    if len(table) == 2:
        return _of_two(table, exact=exact, correct=correct)
    if exact:
        raise nothing_to_compare(
            "exact",
            "exact",
            _("The exact test is for two answers, and there are {answers}.").format(
                answers=len(table)
            ),
            _("Group the answers into two, or leave exact out."),
        )
    return _bowker(upper, lower, int(table.sum()))


def _of_two(table: Counts, *, exact: bool, correct: bool) -> Comparison:
    b, c = int(table[0, 1]), int(table[1, 0])
    effect = _odds_of_change(b, c)
    if exact:
        return Comparison(
            method=_("McNemar's test, exact binomial"),
            symbol="b",
            statistic=b,
            p=float(stats.binomtest(b, b + c).pvalue),
            n=int(table.sum()),
            effect=effect,
            notes=(_changed(b, c),),
        )
    corrected = correct and b != c  # as R: a difference of none is not made one
    statistic = (abs(b - c) - (1 if corrected else 0)) ** 2 / (b + c)
    return Comparison(
        method=_("McNemar's test with continuity correction")
        if corrected
        else _("McNemar's test without continuity correction"),
        symbol="χ²",
        statistic=statistic,
        p=float(stats.chi2.sf(statistic, 1)),
        n=int(table.sum()),
        effect=effect,
        df=(1,),
        notes=(_changed(b, c),),
    )


def _bowker(upper: Counts, lower: Counts, n: int) -> Comparison:
    """Two answers between which nobody moved have no term and no degree of freedom: nothing could
    have been seen there. (R divides 0 by 0 and has no result.)"""
    moved = upper + lower > 0
    statistic = float(np.sum((upper - lower)[moved] ** 2 / (upper + lower)[moved]))
    df = int(moved.sum())
    changed = int((upper + lower).sum())
    return Comparison(
        method=_("McNemar–Bowker test of symmetry"),
        symbol="χ²",
        statistic=statistic,
        p=float(stats.chi2.sf(statistic, df)),
        n=n,
        effect=Effect(
            _("Cohen's g: how far changes lean to one side"),
            "g",
            float(np.maximum(upper, lower).sum() / changed - 0.5),
            "after Cohen 1988, p. 147",
        ),
        df=(df,),
    )


def _odds_of_change(b: int, c: int) -> Effect:
    """g rather than b / c, which does not exist where all changes go one way."""
    low, high = stats.binomtest(b, b + c).proportion_ci(0.95, method="exact")
    return Effect(
        _("Cohen's g: share of the changes that go from the first answer to the second, less ½"),
        "g",
        b / (b + c) - 0.5,
        "Cohen 1988, p. 147; Clopper & Pearson 1934",
        (float(low) - 0.5, float(high) - 0.5),
    )


def _changed(b: int, c: int) -> str:
    ratio = f"{b / c:.3f}".replace(".", ",") if c else "∞"
    return _(
        "Changed from the first answer to the second: {b}; the other way: {c}; odds ratio {ratio}."
    ).format(b=b, c=c, ratio=ratio)


def chi_square(counts: npt.ArrayLike, *, correct: bool = True) -> Comparison:
    """Pearson's test of independence; two by two with Yates's correction where `correct`, as R."""
    table = _crossed(counts)
    statistic, p, df, expected = contingency.chi2_contingency(table, correction=correct)
    plain = float(contingency.chi2_contingency(table, correction=False)[0])
    n = int(table.sum())
    yates = correct and table.shape == (2, 2)
    return Comparison(
        method=_("Pearson's chi-square test with Yates's correction")
        if yates
        else _("Pearson's chi-square test"),
        symbol="χ²",
        statistic=float(statistic),
        p=float(p),
        n=n,
        effect=Effect(
            _("Cramér's V"),
            "V",
            float(np.sqrt(plain / (n * (min(table.shape) - 1)))),
            "Cramér 1946",
        ),
        df=(int(df),),
        notes=_few_expected(expected),
    )


def fisher(counts: npt.ArrayLike) -> Comparison:
    """Fisher's exact test of a two by two table, with the conditional odds ratio that R gives."""
    table = _crossed(counts)
    if table.shape != (2, 2):
        raise nothing_to_compare(
            "–",
            "two-by-two",
            _("Fisher's test here is for two answers in two groups."),
            _("Group the answers into two, or use chi_square."),
        )
    _odds, p = stats.fisher_exact(table)
    ratio = contingency.odds_ratio(table, kind="conditional")
    low, high = ratio.confidence_interval(0.95)
    return Comparison(
        method=_("Fisher's exact test"),
        symbol="OR",
        statistic=float(ratio.statistic),
        p=float(p),
        n=int(table.sum()),
        effect=Effect(
            _("odds ratio, conditional on the margins"),
            "OR",
            float(ratio.statistic),
            "Fisher 1935",
            (float(low), float(high)),
        ),
    )


def _few_expected(expected: npt.NDArray[np.float64]) -> tuple[str, ...]:
    few = int((expected < LEAST_EXPECTED).sum())
    if not few:
        return ()
    return (
        _(
            "{few} of {cells} expected counts are below 5: the approximation is poor. Merge "
            "answers, or use Fisher's test for two by two."
        ).format(few=few, cells=expected.size),
    )


def _counts(counts: npt.ArrayLike) -> Counts:
    table = np.asarray(counts)
    if table.ndim != 2 or min(table.shape) < 2:
        raise nothing_to_compare(
            "–",
            "one-category",
            _("There are fewer than two answers or groups to compare."),
            _("Choose variables with two answers or more."),
        )
    if (table < 0).any() or (table != np.rint(table)).any():
        raise nothing_to_compare(
            "–",
            "counts",
            _("Counts must be whole numbers from 0."),
            _("Count forms; for weighted data use the design-based tests."),
        )
    return table.astype(np.int64)


def _crossed(counts: npt.ArrayLike) -> Counts:
    """Every answer and every group must occur."""
    table = _counts(counts)
    problems = [
        Problem(
            f"{kind} {place + 1}",
            "comparison-empty-group",
            _("{place} of the counts is empty.").format(place=f"{kind} {place + 1}"),
            _("Leave it out, or merge it with another."),
        )
        for axis, kind in ((1, _("row")), (0, _("column")))
        for place in np.flatnonzero(table.sum(axis=axis) == 0)
    ]
    if problems:
        raise NoComparisonError(problems)
    return table
