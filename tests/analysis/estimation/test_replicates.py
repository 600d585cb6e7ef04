"""Replicate weights beside linearisation, and the rules of drawing them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from design_samples import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.analysis import Design, bootstrap, jackknife, mean, proportion, total
from phieu.analysis.estimation.choices import UnknownChoiceError
from phieu.analysis.estimation.replicates import (
    ReplicateFailedError,
    StratifiedJackknifeError,
    TooFewReplicatesError,
)
from phieu.analysis.estimation.variance import LonelyPsuError

CLUSTERS = samples()["clusters"]


def design(data: pd.DataFrame = CLUSTERS) -> Design:
    return Design(data, weights="w", strata="stratum", clusters="commune")


@settings(max_examples=25)
@given(st.lists(st.integers(-1000, 1000), min_size=3, max_size=30), st.integers(0, 100))
def test_the_jackknife_of_a_simple_sample_is_linearisation_exactly(values: list[int], more: int):
    data = pd.DataFrame({"y": values, "N": len(values) + more})
    simple = Design(data, fpc="N")
    if len(set(values)) == 1 or more == 0:
        return

    assert mean(jackknife(simple), "y")["se"][0] == pytest.approx(
        mean(simple, "y")["se"][0], rel=1e-10
    )


def test_the_jackknife_of_a_total_is_linearisation_exactly_in_any_design():
    assert total(jackknife(design()), "y", by="g")["se"].tolist() == pytest.approx(
        total(design(), "y", by="g")["se"].tolist(), rel=1e-10
    )


@pytest.mark.parametrize("kind", ["rao-wu", "canty-davison"])
def test_the_bootstrap_comes_near_to_linearisation(kind):
    drawn = bootstrap(design(), 1500, np.random.default_rng(2), kind=kind)

    assert mean(drawn, "y")["se"][0] == pytest.approx(mean(design(), "y")["se"][0], rel=0.12)


def test_the_canty_davison_bootstrap_knows_the_population():
    data = CLUSTERS.assign(N=CLUSTERS.groupby("stratum")["commune"].transform("nunique") * 2)
    half = Design(data, weights="w", strata="stratum", clusters="commune", fpc="N")

    drawn = bootstrap(half, 1500, np.random.default_rng(3), kind="canty-davison")

    assert mean(drawn, "y")["se"][0] == pytest.approx(mean(half, "y")["se"][0], rel=0.12)


def test_the_same_generator_draws_the_same_replicates():
    first, second = (bootstrap(design(), 10, np.random.default_rng(4)) for _ in range(2))

    assert mean(first, "y").equals(mean(second, "y"))


def test_each_replicate_keeps_as_many_units_of_a_stratum_as_were_sampled():
    drawn = bootstrap(design(), 30, np.random.default_rng(5)).replicates
    strata = design().stages[0].stratum

    for replicate in range(30):
        sums = np.bincount(strata, drawn.factors.column(replicate))
        assert sums == pytest.approx(np.bincount(strata))


def test_jk1_is_not_for_strata():
    with pytest.raises(StratifiedJackknifeError, match="JKn"):
        jackknife(design(), "JK1")


def test_kinds_of_replicates_that_do_not_exist_are_refused():
    with pytest.raises(UnknownChoiceError, match="JKn"):
        jackknife(design(), "BRR")  # type: ignore[arg-type]
    with pytest.raises(UnknownChoiceError, match="rao-wu"):
        bootstrap(design(), 9, np.random.default_rng(1), kind="efron")  # type: ignore[arg-type]


def test_a_bootstrap_of_one_replicate_is_refused():
    with pytest.raises(TooFewReplicatesError):
        bootstrap(design(), 1, np.random.default_rng(1))


def test_a_stratum_of_one_unit_is_an_error_here_too():
    data = samples()["lonely"]
    lonely = Design(data, weights="w", strata="stratum", clusters="commune")

    with pytest.raises(LonelyPsuError):
        jackknife(lonely)
    with pytest.raises(LonelyPsuError):
        bootstrap(lonely, 10, np.random.default_rng(1))


def test_a_domain_that_a_replicate_loses_is_named():
    data = CLUSTERS.assign(here=CLUSTERS["commune"] == "s0c0")

    with pytest.raises(ReplicateFailedError) as caught:
        mean(jackknife(design(data)), "y", by="here")
    assert caught.value.replicates == 1


def test_a_domain_that_nobody_is_in_stays_a_row_of_n_0():
    data = CLUSTERS.assign(g=pd.Categorical(CLUSTERS["g"], ["a", "b", "c", "d"]))

    table = mean(jackknife(design(data)), "y", by="g")

    assert table["n"].tolist()[-1] == 0
    assert np.isnan(table["se"].iloc[-1])
    assert table["se"].iloc[:3].notna().all()


def test_influences_give_the_linearised_error_under_replicates_too():
    replicated = jackknife(design())
    weights = replicated.values

    found = replicated.covariance(weights * CLUSTERS["y"])

    assert np.sqrt(found[0, 0]) == pytest.approx(total(replicated, "y")["se"][0], rel=1e-10)


def test_thousands_of_replicates_take_no_table_of_their_square():
    rng = np.random.default_rng(6)
    data = pd.DataFrame({"y": rng.normal(size=4000), "g": rng.integers(0, 2, 4000)})
    replicated = jackknife(Design(data))

    assert replicated.degrees_of_freedom == 3999
    assert mean(replicated, "y")["se"][0] == pytest.approx(
        mean(Design(data), "y")["se"][0], rel=1e-9
    )
    assert proportion(replicated, "g")["ci_low"].tolist() == pytest.approx(
        proportion(Design(data), "g")["ci_low"].tolist(), rel=1e-6
    )
