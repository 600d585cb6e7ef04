"""Domains, missing values, and what no estimate may change by."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from design_samples import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.analysis import Design, mean, proportion, quantile, ratio, total
from phieu.analysis.estimation.coding import (
    InfiniteValuesError,
    NotNumbersError,
    UnknownColumnError,
)
from phieu.analysis.estimation.domains import ReservedNameError
from phieu.analysis.estimation.estimates import ZeroTotalError
from phieu.analysis.estimation.intervals import LevelError, NoDegreesOfFreedomError

FIGURES = ["estimate", "se", "ci_low", "ci_high", "deff"]
CLUSTERS = samples()["clusters"]


def design(data: pd.DataFrame = CLUSTERS) -> Design:
    return Design(data, weights="w", strata="stratum", clusters="commune")


@st.composite
def drawn(draw: st.DrawFn) -> pd.DataFrame:
    """A small stratified sample of clusters."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    rows = draw(st.integers(12, 40))
    commune = np.arange(rows) % 6
    return pd.DataFrame(
        {
            "y": rng.normal(10, 3, rows).round(3),
            "x": rng.uniform(1, 3, rows).round(3),
            "w": rng.uniform(1, 9, rows).round(3),
            "g": rng.choice(["a", "b", "c"], rows),
            "commune": commune,
            "stratum": commune % 2,
        }
    )


def test_a_table_has_the_columns_that_are_promised():
    assert list(mean(design(), "y", by=["g", "k"])) == ["g", "k", *FIGURES, "n"]
    assert list(total(design(), "y")) == [*FIGURES, "n"]
    assert list(proportion(design(), "k", by="g")) == ["g", "level", *FIGURES, "n"]
    assert list(quantile(design(), "y", [0.2, 0.5])) == ["probability", *FIGURES, "n"]


def test_rows_where_y_is_missing_leave_the_domain_but_not_the_sample():
    whole = design()
    known = CLUSTERS["z"].notna()
    alone = design(CLUSTERS[known])

    with_gaps, filtered = mean(whole, "z"), mean(alone, "z")

    assert with_gaps["estimate"][0] == pytest.approx(filtered["estimate"][0], rel=1e-12)
    assert with_gaps["n"][0] == known.sum()


def test_a_domain_keeps_the_units_that_it_does_not_reach():
    data = CLUSTERS.assign(here=CLUSTERS["commune"].isin(["s0c0", "s0c1", "s1c0"]))
    weights = data["w"].to_numpy()
    inside = np.where(data["here"], weights, 0)
    influence = inside * (data["y"] - inside @ data["y"] / inside.sum()) / inside.sum()

    found = mean(design(data), "y", by="here").query("here")

    expected = np.sqrt(design(data).covariance(influence)[0, 0])
    assert found["se"].iloc[0] == pytest.approx(expected, rel=1e-12)


@settings(max_examples=20)
@given(drawn())
def test_a_domain_is_the_ratio_of_what_is_zero_outside_it(data: pd.DataFrame):
    inside = (data["g"] == "a").astype(float)
    if not inside.any():
        return
    data = data.assign(top=data["y"] * inside, bottom=inside)

    domain = mean(design(data), "y", by="g").query("g == 'a'")[["estimate", "se"]]
    outside = ratio(design(data), "top", "bottom")[["estimate", "se"]]

    assert domain.to_numpy() == pytest.approx(outside.to_numpy(), rel=1e-9, abs=1e-12)


@settings(max_examples=20)
@given(drawn(), st.floats(1.5, 1000))
def test_the_scale_of_weights_leaves_means_ratios_and_quantiles_alone(
    data: pd.DataFrame, scale: float
):
    scaled = data.assign(w=data["w"] * scale)
    for make in (
        lambda d: mean(d, "y", by="g"),
        lambda d: ratio(d, "y", "x"),
        lambda d: proportion(d, "g"),
        lambda d: quantile(d, "y", 0.37),
    ):
        before, after = make(design(data)), make(design(scaled))
        columns = ["estimate", "se", "ci_low", "ci_high"]
        assert after[columns].to_numpy() == pytest.approx(
            before[columns].to_numpy(), rel=1e-7, abs=1e-9
        )


@settings(max_examples=20)
@given(drawn(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(data: pd.DataFrame, random):
    order = list(range(len(data)))
    random.shuffle(order)
    shuffled = data.iloc[order]
    for make in (
        lambda d: mean(d, "y", by="g"),
        lambda d: total(d, "y", by=["stratum", "g"]),
        lambda d: proportion(d, "g", interval="beta"),
        lambda d: quantile(d, "y", [0.1, 0.5]),
    ):
        before, after = make(design(data)), make(design(shuffled))
        pd.testing.assert_frame_equal(before, after, rtol=1e-9, atol=1e-12)


def test_a_category_that_nobody_has_is_a_row_of_n_0_and_missing_figures():
    data = CLUSTERS.assign(g=pd.Categorical(CLUSTERS["g"], ["a", "none", "b", "c"]))

    for table in (mean(design(data), "y", by="g"), total(design(data), "y", by="g")):
        assert table["g"].tolist() == ["a", "none", "b", "c"]
        assert table["n"][1] == 0
        assert table.loc[1, FIGURES].isna().all()
        assert table.loc[[0, 2, 3], FIGURES].notna().all(axis=None)


def test_a_column_that_is_missing_everywhere_gives_n_0_and_missing_figures():
    data = CLUSTERS.assign(y=np.nan)

    for table in (mean(design(data), "y"), quantile(design(data), "y"), total(design(data), "y")):
        assert table["n"][0] == 0
        assert table.loc[0, FIGURES].isna().all()
    shares = proportion(design(data), "y", by="g")
    assert shares["n"].tolist() == [0, 0, 0]
    assert shares["level"].isna().all()


@pytest.mark.parametrize(
    "values",
    [
        np.where(np.arange(len(CLUSTERS)) % 5 == 0, None, "x"),
        pd.array([None if i % 5 == 0 else 7 for i in range(len(CLUSTERS))], dtype="Int64"),
        np.where(np.arange(len(CLUSTERS)) % 5 == 0, np.nan, 7.5),
        pd.Categorical([None if i % 5 == 0 else 3 for i in range(len(CLUSTERS))]),
    ],
)
def test_rows_without_a_domain_stand_last_under_a_missing_label(values):
    data = CLUSTERS.assign(group=values)
    table = mean(design(data), "y", by="group")

    assert table["group"].isna().tolist() == [False, True]
    assert table["n"].tolist() == [len(data) - table["n"][1], (np.arange(len(data)) % 5 == 0).sum()]
    assert table[FIGURES].notna().all(axis=None)


def test_domains_stand_in_the_order_of_their_labels():
    data = CLUSTERS.assign(g=CLUSTERS["g"].map({"a": 10, "b": -3, "c": 900_000_000}))

    assert mean(design(data), "y", by="g")["g"].tolist() == [-3, 10, 900_000_000]


def test_rows_of_weight_0_do_not_count_as_respondents():
    data = CLUSTERS.assign(w=CLUSTERS["w"].where(CLUSTERS["g"] != "a", 0))
    table = mean(design(data), "y", by="g")

    assert table["n"][0] == 0
    assert table.loc[0, FIGURES].isna().all()


def test_nullable_and_boolean_columns_are_numbers_like_others():
    data = CLUSTERS.assign(
        nullable=CLUSTERS["k"].astype("Int64"), above=CLUSTERS["y"] > 8, plain=CLUSTERS["k"]
    )

    pd.testing.assert_frame_equal(mean(design(data), "nullable"), mean(design(data), "plain"))
    shares = proportion(design(data), "above").query("level")
    assert mean(design(data), "above")["se"][0] == pytest.approx(shares["se"].iloc[0], rel=1e-12)


def test_the_total_is_the_sum_of_the_totals_of_domains():
    assert total(design(), "y", by="g")["estimate"].sum() == pytest.approx(
        total(design(), "y")["estimate"][0], rel=1e-12
    )


def test_a_census_has_no_error():
    data = pd.DataFrame({"y": [1.0, 2, 4], "N": [3, 3, 3]})
    table = mean(Design(data, fpc="N"), "y")

    assert table["se"][0] == 0
    assert table["ci_low"][0] == table["ci_high"][0] == pytest.approx(7 / 3)


def test_design_effects_of_weights_that_expand_nothing_are_against_sampling_with_replacement():
    values = np.array([1.0, 2, 5, 4])
    table = mean(Design(pd.DataFrame({"y": values})), "y")

    assert table["se"][0] == pytest.approx(values.std(ddof=1) / 2)
    assert table["deff"][0] == pytest.approx(1)


def test_what_cannot_be_averaged_is_refused_by_name():
    with pytest.raises(UnknownColumnError, match="stratum"):
        mean(design(), "stratumm")
    with pytest.raises(UnknownColumnError):
        mean(design(), "y", by="nowhere")
    with pytest.raises(NotNumbersError, match="region"):
        mean(design(), "region")
    with pytest.raises(InfiniteValuesError):
        mean(design(CLUSTERS.assign(y=np.inf)), "y")
    with pytest.raises(ReservedNameError):
        mean(design(CLUSTERS.assign(n=1)), "y", by="n")
    with pytest.raises(LevelError):
        mean(design(), "y", level=95)


def test_a_ratio_to_nothing_is_refused_with_its_domain():
    data = CLUSTERS.assign(x=CLUSTERS["x"].where(CLUSTERS["g"] != "b", 0))

    with pytest.raises(ZeroTotalError, match="b") as caught:
        ratio(design(data), "y", "x", by="g")
    assert caught.value.groups == ("b",)


def test_no_interval_is_made_up_where_no_degree_of_freedom_is_left():
    data = pd.DataFrame({"y": [1.0, 2, 3, 4], "c": [1, 1, 2, 2], "h": [1, 1, 2, 2]})
    two_stage = Design(
        data.assign(i=range(4), N=2),
        weights="N",
        strata="h",
        clusters=["c", "i"],
        fpc=["h", "N"],
        lonely_psu="adjust",
    )

    with pytest.raises(NoDegreesOfFreedomError):
        mean(two_stage, "y")
