"""Intervals of shares: known values, order, and answers that are all alike."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from phieu.analysis import Design, crosstab, proportion, quantile
from phieu.analysis.estimation.choices import UnknownChoiceError
from phieu.analysis.estimation.crosstabs import (
    NoSamplingErrorError,
    NothingCrossedError,
    SparseTableError,
    TooFewLevelsError,
)
from phieu.analysis.estimation.intervals import (
    NoDegreesOfFreedomError,
    ShareInterval,
)
from phieu.analysis.estimation.quantiles import ProbabilityError

INTERVALS: tuple[ShareInterval, ...] = ("logit", "beta", "wilson", "clopper-pearson", "mean")


def sample(yes: int, no: int, **columns: object) -> Design:
    """So many ones and noughts, each a unit drawn by itself."""
    return Design(pd.DataFrame({"y": [1] * yes + [0] * no}).assign(**columns))


def limits(design: Design, interval: ShareInterval) -> tuple[float, float]:
    row = proportion(design, "y", interval=interval).query("level == 1").iloc[0]
    return row["ci_low"], row["ci_high"]


@pytest.mark.parametrize(("yes", "no"), [(7, 33), (1, 19), (20, 20)])
def test_a_simple_sample_gives_the_exact_and_the_score_interval(yes: int, no: int):
    # The design's variance is s²/n, so the effective size is n − 1.
    n, share = yes + no - 1, yes / (yes + no)
    exact = (
        stats.beta.ppf(0.025, n * share, n - n * share + 1),
        stats.beta.ppf(0.975, n * share + 1, n - n * share),
    )

    assert limits(sample(yes, no), "clopper-pearson") == pytest.approx(exact, rel=1e-9)
    z = stats.norm.ppf(0.975)
    for limit in limits(sample(yes, no), "wilson"):
        score = (share - limit) / np.sqrt(limit * (1 - limit) / n)
        assert abs(score) == pytest.approx(z, rel=1e-9)


@pytest.mark.parametrize("interval", INTERVALS)
def test_answers_that_are_all_alike_still_leave_room_for_others(interval: ShareInterval):
    low, high = limits(sample(30, 0, other=[1] * 30), interval)

    assert 0.8 < low < 1
    assert high == 1


@settings(max_examples=25)
@given(st.integers(1, 30), st.integers(1, 30), st.sampled_from(INTERVALS))
def test_limits_lie_within_0_and_1_around_the_share(yes: int, no: int, interval: ShareInterval):
    low, high = limits(sample(yes, no), interval)

    if interval != "mean":
        assert 0 <= low <= high <= 1
    assert low < yes / (yes + no) < high


@pytest.mark.parametrize("interval", INTERVALS)
def test_a_higher_level_gives_a_longer_interval(interval: ShareInterval):
    narrow = proportion(sample(9, 21), "y", interval=interval, level=0.8).iloc[0]
    wide = proportion(sample(9, 21), "y", interval=interval, level=0.99).iloc[0]

    assert wide["ci_low"] < narrow["ci_low"] < narrow["ci_high"] < wide["ci_high"]


def test_a_census_leaves_no_room_even_where_all_answers_are_alike():
    design = Design(pd.DataFrame({"y": [1, 1, 1], "N": [3, 3, 3]}), fpc="N")

    row = proportion(design, "y").iloc[0]

    assert (row["estimate"], row["se"], row["ci_low"], row["ci_high"]) == (1, 0, 1, 1)


def test_a_domain_in_one_unit_alone_knows_nothing():
    design = sample(3, 3, g=["a", "b", "b", "b", "b", "b"])

    row = proportion(design, "y", by="g").iloc[0]

    assert (row["ci_low"], row["ci_high"]) == (0, 1)


def test_an_interval_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(UnknownChoiceError, match="clopper-pearson"):
        proportion(sample(3, 3), "y", interval="wald")  # type: ignore[arg-type]


def test_the_shares_of_a_domain_add_up_to_one():
    table = proportion(sample(6, 6, g=list("abc") * 4), "g", by="y")

    assert table.groupby("y")["estimate"].sum().tolist() == pytest.approx([1, 1])


def test_a_quantile_is_the_least_value_that_reaches_the_share():
    design = Design(pd.DataFrame({"y": [5.0, 1, 3, 2, 4], "w": [1.7] * 5}), weights="w")

    found = quantile(design, "y", [0.2, 0.21, 0.4, 0.5, 0.8, 0.81])

    assert found["estimate"].tolist() == [1, 2, 2, 3, 4, 5]


def test_a_limit_beyond_the_data_is_infinite_and_the_error_comes_from_the_other():
    design = Design(pd.DataFrame({"y": np.arange(12.0)}))

    row = quantile(design, "y", 0.9).iloc[0]

    assert row["ci_high"] == np.inf
    t = stats.t.ppf(0.975, 11)
    assert row["se"] == pytest.approx((row["estimate"] - row["ci_low"]) / t, rel=1e-12)


@pytest.mark.parametrize("share", [0, 1, -0.1, 50])
def test_a_quantile_of_a_share_outside_0_and_1_is_refused(share: float):
    with pytest.raises(ProbabilityError):
        quantile(sample(3, 3), "y", share)


def test_a_cross_table_counts_and_expands():
    data = pd.DataFrame({"a": list("xxyy"), "b": [1, 2, 1, None], "w": [2.0, 3, 4, 5]})
    table = crosstab(Design(data, weights="w"), "a", "b")

    assert table.counts.to_numpy().tolist() == [[1, 1], [1, 0]]
    assert table.totals.loc["x", 2] == 3
    assert table.totals.to_numpy().sum() == 9


@pytest.mark.parametrize("of", ["row", "column", "total"])
def test_shares_of_a_cross_table_are_those_of_the_domains(of: str):
    design = sample(18, 22, g=["a", "b", "b", "c"] * 10)
    found = crosstab(design, "g", "y").shares(of)  # type: ignore[arg-type]

    if of == "row":
        expected = proportion(design, "y", by="g")
    elif of == "column":
        expected = proportion(design, "g", by="y").sort_values(["level", "y"])
    else:
        both = design.data.assign(both=design.data["g"] + design.data["y"].astype(str))
        expected = proportion(Design(both), "both")
    columns = ["estimate", "se", "ci_low", "ci_high", "deff", "n"]
    assert found[columns].to_numpy() == pytest.approx(expected[columns].to_numpy(), rel=1e-9)


def test_shares_are_of_rows_of_columns_or_of_the_total():
    with pytest.raises(UnknownChoiceError, match="total"):
        crosstab(sample(3, 3), "y", "y").shares("cells")  # type: ignore[arg-type]


def test_the_test_of_a_simple_sample_is_nearly_pearsons():
    rng = np.random.default_rng(5)
    data = pd.DataFrame({"a": rng.integers(0, 3, 4000), "b": rng.integers(0, 2, 4000)})

    found = crosstab(Design(data), "a", "b").test()

    pearson = stats.chi2_contingency(pd.crosstab(data["a"], data["b"]), correction=False)
    assert found.statistic * 2 == pytest.approx(pearson.statistic, rel=0.01)
    assert found.p == pytest.approx(pearson.pvalue, rel=0.01)


def test_a_test_needs_two_levels_on_each_side():
    with pytest.raises(TooFewLevelsError, match="g") as caught:
        crosstab(sample(3, 3, g="a"), "g", "y").test()
    assert (caught.value.name, caught.value.levels) == ("g", 1)


def test_a_table_too_empty_for_a_test_is_refused():
    data = pd.DataFrame({"a": list("xxyyzz"), "b": list("ppqqrr")})

    with pytest.raises(SparseTableError):
        crosstab(Design(data), "a", "b").test()


@pytest.mark.parametrize("rows", [8, 30, 1000])
def test_answers_that_the_column_settles_leave_nothing_to_test(rows):
    body = np.arange(rows) % 2  # rounding leaves a trace of an error where there is none
    data = pd.DataFrame({"asked": body, "body": body})

    with pytest.raises(NoSamplingErrorError):
        crosstab(Design(data), "asked", "body").test()


def test_a_census_has_nothing_to_test():
    data = pd.DataFrame({"a": list("xxyy"), "b": [1, 2, 2, 2], "N": 4})

    with pytest.raises(NoSamplingErrorError):
        crosstab(Design(data, fpc="N"), "a", "b").test()


def test_columns_that_no_row_has_both_of_have_no_shares_and_no_test():
    empty = crosstab(sample(3, 3, nothing=None), "nothing", "y")

    assert empty.counts.empty
    with pytest.raises(NothingCrossedError, match="nothing"):
        empty.shares()
    with pytest.raises(TooFewLevelsError):
        empty.test()


def test_a_test_needs_a_degree_of_freedom():
    design = Design(
        pd.DataFrame(
            {"a": list("xxyyxyxy"), "b": [1, 2, 2, 2, 1, 1, 1, 2], "c": [1] * 4 + [2] * 4}
        ),
        clusters="c",
        strata="c",
        lonely_psu="adjust",
    )

    with pytest.raises(NoDegreesOfFreedomError):
        crosstab(design, "a", "b").test()
