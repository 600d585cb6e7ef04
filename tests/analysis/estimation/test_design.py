"""What a design refuses, all at once, and what it makes of weights that were left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from phieu.analysis import Design, mean, total
from phieu.analysis.estimation.choices import UnknownChoiceError
from phieu.analysis.estimation.design import BadDesignError
from phieu.analysis.estimation.variance import LonelyPsuError

DATA = pd.DataFrame(
    {
        "y": [1.0, 2, 4, 3, 5, 9],
        "w": [2.0, 2, 2, 3, 3, 3],
        "stratum": ["a", "a", "a", "b", "b", "b"],
        "commune": ["c1", "c1", "c2", "c3", "c4", "c4"],
        "N": [10, 10, 10, 20, 20, 20],
    }
)


def rules(**design: object) -> list[str]:
    """The rules that a design breaks."""
    data = design.pop("data", DATA)
    with pytest.raises(BadDesignError) as caught:
        Design(data, **design)  # type: ignore[arg-type]
    return [problem.rule for problem in caught.value.problems]


def changed(**columns: object) -> pd.DataFrame:
    return DATA.assign(**columns)


@pytest.mark.parametrize(
    ("weights", "rule"),
    [
        ([1, 1, -1, 1, 1, 1], "weight-negative"),
        ([1, 1, np.nan, 1, 1, 1], "weight-missing"),
        ([1, 1, np.inf, 1, 1, 1], "weight-missing"),
        ([0] * 6, "weights-all-zero"),
        (list("abcdef"), "weights-not-numbers"),
    ],
)
def test_a_weight_that_cannot_be_is_refused(weights, rule):
    assert rules(data=changed(w=weights), weights="w") == [rule]


@pytest.mark.parametrize(
    ("counts", "rule"),
    [
        ([2, 2, 2, 20, 20, 20], "fpc-below-sample"),
        ([0.1, 0.1, 0.1, 0.3, 0.3, 0.3], "fpc-is-a-rate"),
        ([1.0] * 6, "fpc-is-a-rate"),
        ([0.5, 0.5, 0.5, 20, 20, 20], "fpc-is-a-rate"),
        ([10, 10, 11, 20, 20, 20], "fpc-varies"),
        ([10, 10, np.nan, 20, 20, 20], "fpc-missing"),
    ],
)
def test_a_population_that_is_no_count_of_the_stratum_is_refused(counts, rule):
    assert rules(data=changed(N=counts), strata="stratum", fpc="N") == [rule]


def test_a_population_below_the_sample_is_named_with_its_stratum_and_both_numbers():
    with pytest.raises(BadDesignError, match=r"(?s)b.*2.*3"):
        Design(changed(N=[10, 10, 10, 2, 2, 2]), strata="stratum", fpc="N")


def test_clusters_that_lie_in_two_strata_are_refused_and_named():
    data = changed(commune=["c1", "c1", "c2", "c2", "c3", "c3"])

    with pytest.raises(BadDesignError, match="c2"):
        Design(data, strata="stratum", clusters="commune")


def test_second_stage_names_may_repeat_from_cluster_to_cluster():
    data = changed(household=[1, 2, 1, 1, 1, 2])

    design = Design(data, strata="stratum", clusters=["commune", "household"])

    assert [stage.units for stage in design.stages] == [4, 6]


@pytest.mark.parametrize("column", ["stratum", "commune"])
def test_a_row_without_stratum_or_cluster_is_refused(column):
    names = {"strata": "stratum", "clusters": "commune"}

    found = rules(data=changed(**{column: ["c1", "c1", None, "c3", "c4", "c4"]}), **names)

    assert found[0] == {"stratum": "stratum-missing", "commune": "cluster-missing"}[column]


def test_an_unknown_column_comes_with_the_nearest_name():
    with pytest.raises(BadDesignError, match="stratum"):
        Design(DATA, strata="stratun")


def test_every_problem_is_listed_at_once():
    data = changed(w=[1, 1, -1, 1, 1, np.nan], N=[2, 2, 2, 20, 20, 20])

    found = rules(data=data, weights="w", strata="stratum", fpc="N")

    assert sorted(found) == ["fpc-below-sample", "weight-missing", "weight-negative"]
    crossing = changed(commune=["c1", "c1", "c2", "c2", "c3", "c3"], N=0.2, w=-1)
    assert sorted(
        rules(data=crossing, weights="w", strata="stratum", clusters="commune", fpc="N")
    ) == ["clusters-cross-strata", "fpc-is-a-rate", "weight-negative"]
    assert rules(weights="a", strata="b", clusters="c", fpc="d") == ["unknown-column"] * 4


def test_data_without_rows_is_refused():
    assert rules(data=DATA.iloc[:0]) == ["no-rows"]


def test_more_columns_of_strata_than_stages_are_refused():
    assert rules(strata=["stratum", "commune"]) == ["more-than-stages"]


def test_weights_left_out_are_the_inverse_of_the_sampling_fractions():
    data = changed(household=range(6), M=[4, 4, 3, 6, 2, 2])
    design = Design(data, strata="stratum", clusters=["commune", "household"], fpc=["N", "M"])

    assert design.weights.tolist() == pytest.approx(
        [10 / 2 * 4 / 2, 10 / 2 * 4 / 2, 10 / 2 * 3, 20 / 2 * 6, 20 / 2 * 2 / 2, 20 / 2 * 2 / 2]
    )


def test_weights_cannot_be_left_out_where_a_stage_has_no_population():
    assert rules(clusters=["stratum", "commune"], fpc="N") == ["fpc-varies"]
    data = changed(N=20)
    assert rules(data=data, clusters=["stratum", "commune"], fpc="N") == ["fraction-unknown"]


def test_without_weights_and_populations_every_row_weighs_one():
    assert Design(DATA).weights.tolist() == [1] * 6


def test_weights_stand_on_the_index_of_the_data():
    data = DATA.set_index(pd.Index(list("uvwxyz")))

    assert Design(data, weights="w").weights["x"] == 3


def test_a_stratum_of_one_unit_is_an_error_that_names_it():
    data = changed(commune=["c1", "c1", "c1", "c3", "c4", "c4"])
    design = Design(data, strata="stratum", clusters="commune")

    with pytest.raises(LonelyPsuError, match=r"\ba\b") as caught:
        mean(design, "y")

    assert (caught.value.stage, caught.value.strata) == (1, ("a",))


def test_a_stratum_of_one_unit_that_is_its_whole_population_has_no_variance():
    data = changed(commune=["c1", "c1", "c1", "c3", "c4", "c4"], N=[1, 1, 1, 20, 20, 20])
    design = Design(data, weights="w", strata="stratum", clusters="commune", fpc="N")
    rest = Design(data, weights="w", strata="stratum", clusters="commune", lonely_psu="remove")

    assert total(design, "y")["se"][0] == pytest.approx(total(rest, "y")["se"][0] * np.sqrt(0.9))


def test_averaging_needs_a_stratum_to_average():
    design = Design(DATA, clusters=["stratum"], strata="stratum", lonely_psu="average")

    with pytest.raises(LonelyPsuError):
        mean(design, "y")


def test_a_rule_for_lonely_units_that_does_not_exist_is_refused():
    with pytest.raises(UnknownChoiceError, match="adjust"):
        Design(DATA, lonely_psu="fail")  # type: ignore[arg-type]


def test_the_covariance_of_influences_gives_what_the_estimates_give():
    design = Design(DATA, weights="w", strata="stratum", clusters="commune")
    weights = design.values
    centred = DATA["y"] - weights @ DATA["y"] / weights.sum()
    influences = pd.DataFrame(
        {"mean": weights * centred / weights.sum(), "total": weights * DATA["y"]}
    )

    found = design.covariance(influences)

    assert found.shape == (2, 2)
    assert np.sqrt(found[0, 0]) == pytest.approx(mean(design, "y")["se"][0], rel=1e-12)
    assert np.sqrt(found[1, 1]) == pytest.approx(total(design, "y")["se"][0], rel=1e-12)
    assert found[0, 1] == found[1, 0]


def test_a_column_alone_is_an_influence_too():
    design = Design(DATA, weights="w")

    assert design.covariance(DATA["y"]).shape == (1, 1)
