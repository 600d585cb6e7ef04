"""The door to the tests: answers of a survey compared by the test that the researcher names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

import numpy as np
import pandas as pd

from phieu.analysis.counts import CountTable
from phieu.analysis.estimation.design import Design
from phieu.analysis.survey import Survey
from phieu.analysis.tables.answers import label_of
from phieu.analysis.tables.calls import Argument, call
from phieu.analysis.tables.model import Row
from phieu.errors import PhieuError
from phieu.messages import _

from .answers import (
    Grouping,
    answer_counts,
    by_group,
    complete_counts,
    crossed_counts,
    grouping,
    numbers_of,
    require_unweighted,
    turned_note,
)
from .categories import chi_square, fisher, mcnemar
from .design_ranks import RankTest, rank_test
from .findings import (
    Finding,
    Shown,
    count_headings,
    count_rows,
    finding,
    sources_of,
    summary_headings,
    summary_row,
    weighted_headings,
    weighted_row,
)
from .groups import kruskal_wallis, mann_whitney
from .pairs import signed_rank
from .ranks import mid_ranks
from .repeated import friedman
from .results import Alternative, Floats

GroupTest = Literal["mann_whitney", "kruskal_wallis", "chi_square", "fisher"]
PairedTest = Literal["signed_rank", "friedman", "mcnemar"]
RANK_TESTS = ("mann_whitney", "kruskal_wallis", "signed_rank", "friedman")


class OptionNotOfTestError(PhieuError):
    """An option that the named test does not have: silence would say that it was heeded."""

    def __init__(self, test: str, options: Sequence[str]) -> None:
        self.test, self.options = test, tuple(options)
        super().__init__(
            _("The test {test} has no option {options}. Leave it out.").format(
                test=test, options=", ".join(options)
            )
        )


@dataclass(frozen=True)
class Options:
    """How a test is carried out, beyond its name."""

    alternative: Alternative
    exact: bool | None
    correct: bool = field(kw_only=True)

    def require_fit(self, test: str) -> None:
        """Raises OptionNotOfTestError with every option that the test does not have."""
        ranked_twos = ("mann_whitney", "signed_rank")
        has = {
            "alternative": self.alternative == "two-sided" or test in ranked_twos,
            "exact": self.exact is None or test in (*ranked_twos, "mcnemar"),
            "correct": self.correct or test in (*ranked_twos, "mcnemar", "chi_square"),
        }
        if wrong := [name for name, fits in has.items() if not fits]:
            raise OptionNotOfTestError(test, wrong)

    @property
    def as_call(self) -> dict[str, tuple[Argument, Argument]]:
        """With their defaults, for the line that makes a table again."""
        return {
            "alternative": (self.alternative, "two-sided"),
            "exact": (self.exact, None),
            "correct": (self.correct, True),
        }


class HowManyVariablesError(PhieuError):
    """Too few or too many variables for a paired test, or one of them twice."""

    def __init__(self, test: str, variables: Sequence[str]) -> None:
        self.test, self.variables = test, tuple(variables)
        super().__init__(
            _(
                "signed_rank and mcnemar compare two different variables, friedman three or more; "
                "{test} was given: {variables}."
            ).format(test=test, variables=", ".join(variables) or "–")
        )


class OtherAnswersError(PhieuError):
    """Two variables with different lists of answers, between which nobody can move."""

    def __init__(self, variables: Sequence[str]) -> None:
        self.variables = tuple(variables)
        super().__init__(
            _("{variables} do not have the same answers to choose from.").format(
                variables=", ".join(variables)
            )
        )


def compare(
    survey: Survey,
    variable: str,
    *,
    by: str,
    test: GroupTest,
    alternative: Alternative = "two-sided",
    exact: bool | None = None,
    correct: bool = True,
    ignore_weights: bool = False,
) -> Finding:
    """Answers to a variable compared between the groups of `by`, a variable or a fact.

    Only valid answers count; items that the codebook reverses are turned round for rank tests.
    exact, alternative: of mann_whitney; correct: of mann_whitney and chi_square, where False
    leaves the continuity correction out. Raises
    UnknownVariableError, NoCategoriesError, NoOrderError, WeightedSurveyError,
    OptionNotOfTestError, NoComparisonError.
    """
    require_unweighted(survey, ignore_weights=ignore_weights)
    options = Options(alternative, exact, correct=correct)
    options.require_fit(test)
    group = grouping(survey, by, survey.asked(variable))
    counts = answer_counts(survey, group, variable)
    shown = Shown(
        _by_words(survey, variable, group),
        call(
            "compare",
            variable,
            by=(by, None),
            test=(test, None),
            **options.as_call,
            ignore_weights=(ignore_weights, False),
        ),
        turned_note(survey, [variable]) if test in RANK_TESTS else (),
    )
    match test:
        case "mann_whitney":
            named = by_group(survey, variable, group)
            result = mann_whitney(named, alternative=alternative, exact=exact, correct=correct)
        case "kruskal_wallis":
            named = by_group(survey, variable, group)
            result = kruskal_wallis(named)
        case "chi_square" | "fisher":
            return _of_counts(survey, shown, group, counts, test, correct=correct)
        case _:
            assert_never(test)
    return finding(
        survey, shown, result, summary_headings(), _summary_rows(named, counts), [counts]
    )


def compare_paired(
    survey: Survey,
    variables: Sequence[str],
    *,
    test: PairedTest,
    alternative: Alternative = "two-sided",
    exact: bool | None = None,
    correct: bool = True,
    ignore_weights: bool = False,
) -> Finding:
    """Answers of the same forms to several variables: two, or for friedman three or more.

    Only forms with valid answers to all count; items that the codebook reverses are turned round
    for rank tests. exact: of signed_rank and mcnemar; alternative: of signed_rank. Raises as
    `compare` does.
    """
    require_unweighted(survey, ignore_weights=ignore_weights)
    options = Options(alternative, exact, correct=correct)
    options.require_fit(test)
    _require_several(variables, test)
    labels = [label_of(survey, name) for name in variables]
    shown = Shown(
        _("{variables}, by the same forms").format(variables="; ".join(labels)),
        call(
            "compare_paired",
            tuple(variables),
            test=(test, None),
            **options.as_call,
            ignore_weights=(ignore_weights, False),
        ),
        turned_note(survey, variables) if test in RANK_TESTS else (),
    )
    if test == "mcnemar":
        return _of_changes(survey, shown, variables, exact=bool(exact), correct=correct)
    table = np.column_stack([numbers_of(survey, name) for name in variables])
    if test == "signed_rank":
        result = signed_rank(*table.T, alternative=alternative, exact=exact, correct=correct)
    else:
        result = friedman(table)
    counts = complete_counts(survey, variables)
    whole = table[~np.isnan(table).any(axis=1)]
    ranks = np.apply_along_axis(mid_ranks, 1, whole)
    rows = [
        summary_row(label, whole[:, i], ranks[:, i], sources_of(i, counts[i]))
        for i, label in enumerate(labels)
    ]
    return finding(survey, shown, result, summary_headings(), rows, counts)


def compare_by_design(
    survey: Survey,
    variable: str,
    *,
    by: str,
    test: RankTest,
    strata: str | None = None,
    clusters: str | None = None,
) -> Finding:
    """Answers compared between groups with the survey's weights, strata and clusters.

    strata, clusters: facts or variables of the survey, such as "district" and "unit_code".
    Without a finite population correction: a test is of a process, not of these forms. Raises
    UnknownVariableError, NoCategoriesError, NoOrderError, BadDesignError, NoComparisonError.
    """
    group = grouping(survey, by, survey.asked(variable))
    forms = pd.DataFrame({"y": numbers_of(survey, variable)}, index=survey.valid.index)
    # Groups are numbered, so that they stay in the questionnaire's order.
    forms["group"] = pd.Series(group.codes, forms.index).where(group.codes >= 0)
    design = _design(survey, forms, strata, clusters)
    result = rank_test(design, "y", "group", test=test)
    counts = answer_counts(survey, group, variable)
    shown = Shown(
        _by_words(survey, variable, group),
        call(
            "compare_by_design",
            variable,
            by=(by, None),
            test=(test, None),
            strata=(strata, None),
            clusters=(clusters, None),
        ),
        turned_note(survey, [variable]),
    )
    rows = [
        weighted_row(category.label, design.data[group.codes == i], sources_of(0, counts, first=i))
        for i, category in enumerate(group.groups)
    ]
    return finding(survey, shown, result, weighted_headings(), rows, [counts])


def _design(
    survey: Survey, forms: pd.DataFrame, strata: str | None, clusters: str | None
) -> Design:
    """Of the valid forms, with the survey's weights or each counting once."""
    forms["weight"] = 1.0 if survey.weights is None else survey.weights.reindex(forms.index)
    for role, name in (("strata", strata), ("clusters", clusters)):
        if name is not None:
            survey.classification(name)
            forms[role] = survey.valid[name]
    return Design(
        forms,
        weights="weight",
        strata=None if strata is None else "strata",
        clusters=None if clusters is None else "clusters",
    )


def _by_words(survey: Survey, variable: str, group: Grouping) -> str:
    words = _("{variable} by {group}")
    return words.format(variable=label_of(survey, variable), group=group.label)


def _of_counts(
    survey: Survey,
    shown: Shown,
    group: Grouping,
    counts: CountTable,
    test: Literal["chi_square", "fisher"],
    *,
    correct: bool,
) -> Finding:
    variable = counts.dimensions[1].variable
    given = counts.counts.sum(axis=0) > 0
    table = counts.counts[:, given]
    result = chi_square(table, correct=correct) if test == "chi_square" else fisher(table)
    answers = [category.label for category in survey.classification(variable).valid]
    headings = count_headings(answers)
    rows = count_rows(counts, [category.label for category in group.groups])
    absent = [answer for answer, some in zip(answers, given, strict=True) if not some]
    if absent:
        note = _("Answers that nobody gave are not part of the test: {answers}.")
        shown = replace(shown, told=(note.format(answers="; ".join(absent)),))
    return finding(survey, shown, result, headings, rows, [counts])


def _of_changes(
    survey: Survey, shown: Shown, variables: Sequence[str], *, exact: bool, correct: bool
) -> Finding:
    first, second = (survey.classification(name).valid for name in variables)
    if [c.value for c in first] != [c.value for c in second]:
        raise OtherAnswersError(variables)
    counts = crossed_counts(survey, variables)
    result = mcnemar(counts.counts, exact=exact, correct=correct)
    headings = count_headings([c.label for c in second], over=variables[1])
    rows = count_rows(counts, [c.label for c in first])
    shown = replace(shown, corner=variables[0])
    return finding(survey, shown, result, headings, rows, [counts])


def _summary_rows(named: Mapping[str, Floats], counts: CountTable) -> list[Row]:
    ranks = mid_ranks(np.concatenate(list(named.values())))
    ends = np.cumsum([len(values) for values in named.values()])
    return [
        summary_row(label, values, own, sources_of(0, counts, first=i))
        for i, ((label, values), own) in enumerate(
            zip(named.items(), np.split(ranks, ends[:-1]), strict=True)
        )
    ]


def _require_several(variables: Sequence[str], test: PairedTest) -> None:
    given = len(set(variables))
    if given != len(variables) or (given < 3 if test == "friedman" else given != 2):
        raise HowManyVariablesError(test, variables)
