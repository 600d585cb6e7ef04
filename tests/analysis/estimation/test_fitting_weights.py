"""Weights fitted to known totals, trimmed, or raised for nonresponse; goldens hold their errors."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from design_samples import AGES, REGIONS, samples
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.analysis import (
    Design,
    adjust_nonresponse,
    bootstrap,
    calibrate,
    jackknife,
    mean,
    poststratify,
    rake,
    total,
    trim,
)
from phieu.analysis.estimation.calibration import (
    BadBoundsError,
    CalibrationFailedError,
)
from phieu.analysis.estimation.choices import UnknownChoiceError
from phieu.analysis.estimation.margins import BadMarginsError
from phieu.analysis.estimation.nonresponse import BadCellsError
from phieu.analysis.estimation.raking import (
    EmptyLevelError,
    NegativeWeightsError,
    RakingFailedError,
)
from phieu.analysis.estimation.trimming import TrimmingImpossibleError

CLUSTERS = samples()["clusters"]


def design(data: pd.DataFrame = CLUSTERS) -> Design:
    return Design(data, weights="w", strata="stratum", clusters="commune")


def rules(populations: dict[str, dict[object, float]]) -> list[str]:
    with pytest.raises(BadMarginsError) as caught:
        rake(design(), populations)
    return [problem.rule for problem in caught.value.problems]


def by_level(fitted: Design, column: str) -> dict[object, float]:
    return fitted.weights.groupby(fitted.data[column]).sum().to_dict()


def test_raked_margins_hit_their_populations():
    fitted = rake(design(), {"region": REGIONS, "age": AGES})

    assert by_level(fitted, "region") == pytest.approx(REGIONS, rel=1e-11)
    assert by_level(fitted, "age") == pytest.approx(AGES, rel=1e-11)
    assert (fitted.weights > 0).all()


@settings(max_examples=20)
@given(st.lists(st.floats(100, 5000), min_size=3, max_size=3), st.floats(0.05, 0.6))
def test_any_margins_of_one_population_are_hit(regions: list[float], share: float):
    size = sum(regions)
    populations = {
        "region": dict(zip(REGIONS, regions, strict=True)),
        "age": {1: size * share, 2: size * (0.9 - share), 3: size * 0.1},
        "g": {"a": size * 0.3, "b": size * 0.3, "c": size * 0.4},
    }

    fitted = rake(design(), populations)

    for column, population in populations.items():
        assert by_level(fitted, column) == pytest.approx(population, rel=1e-9)


def test_raking_leaves_what_a_margin_explains_without_error():
    data = CLUSTERS.assign(north=(CLUSTERS["region"] == "north").astype(float))
    fitted = rake(design(data), {"region": REGIONS, "age": AGES})

    assert total(fitted, "north")["estimate"][0] == pytest.approx(2600)
    assert total(fitted, "north")["se"][0] < 1e-4 * total(design(data), "north")["se"][0]


def test_post_strata_may_be_combinations_of_columns():
    size = 8000.0
    cells = {(r, a): size / 9 for r in REGIONS for a in AGES}

    fitted = poststratify(design(), ["region", "age"], cells)

    sums = fitted.weights.groupby([CLUSTERS["region"], CLUSTERS["age"]]).sum()
    assert sums.tolist() == pytest.approx([size / 9] * 9)
    assert mean(fitted, "y")["se"][0] > 0


def test_populations_may_come_as_a_series():
    fitted = poststratify(design(), "region", pd.Series(REGIONS))

    assert by_level(fitted, "region") == pytest.approx(REGIONS)


def test_every_problem_of_margins_is_listed_at_once():
    assert rules({"region": {"north": 10}, "age": {**AGES, 9: 5}}) == [
        "population-missing",
        "level-not-sampled",
    ]
    assert rules({"age": {1: -5, 2: 3, 3: 1}}) == ["population-not-a-count"]
    assert rules({"region": REGIONS, "age": {1: 1, 2: 2, 3: 3}}) == ["margins-disagree"]
    assert rules({"z": {}})[0] == "margin-missing"


def test_margins_that_contradict_each_other_cell_by_cell_are_not_raked():
    data = pd.DataFrame({"a": list("xxyy"), "b": list("ppqq"), "w": 1.0})
    populations = {"a": {"x": 10, "y": 30}, "b": {"p": 20, "q": 20}}

    with pytest.raises(RakingFailedError) as caught:
        rake(Design(data, weights="w"), populations)
    assert caught.value.deviation > 0.1
    assert caught.value.margin == "a"


def test_a_replicate_that_lost_a_level_is_not_fitted():
    data = CLUSTERS.assign(rare=(CLUSTERS["commune"] == "s0c0").astype(int))

    with pytest.raises(EmptyLevelError, match="rare"):
        poststratify(jackknife(design(data)), "rare", {0: 5000, 1: 100})


def test_calibration_hits_totals_of_numbers_and_categories_at_every_distance():
    totals = {"x": 20300.0, "region": REGIONS, "age": AGES}
    for distance, bounds in (
        ("linear", (-np.inf, np.inf)),
        ("linear", (0.3, 3)),
        ("raking", (-np.inf, np.inf)),
        ("raking", (0.3, 3)),
        ("logit", (0.2, 4)),
    ):
        fitted = calibrate(design(), totals, distance=distance, bounds=bounds)
        factors = fitted.values / design().values
        assert fitted.values @ CLUSTERS["x"] == pytest.approx(20300, rel=1e-9)
        assert by_level(fitted, "region") == pytest.approx(REGIONS, rel=1e-9)
        assert by_level(fitted, "age") == pytest.approx(AGES, rel=1e-9)
        assert bounds[0] * (1 - 1e-12) <= factors.min()
        assert factors.max() <= bounds[1] * (1 + 1e-12)


def test_the_raking_distance_gives_the_weights_of_raking():
    margins = {"region": REGIONS, "age": AGES}

    raked, calibrated = rake(design(), margins), calibrate(design(), margins, distance="raking")

    assert calibrated.values == pytest.approx(raked.values, rel=1e-8)


def test_the_size_of_the_population_alone_scales_the_weights():
    fitted = calibrate(design(), {}, size=8000)

    assert fitted.values == pytest.approx(design().values * 8000 / design().values.sum())


def test_totals_out_of_reach_of_the_bounds_are_not_calibrated_to():
    with pytest.raises(CalibrationFailedError):
        calibrate(design(), {"x": 90000.0, "region": REGIONS}, bounds=(0.8, 1.2))


def test_what_calibration_cannot_take_is_refused_by_name():
    with pytest.raises(BadBoundsError):
        calibrate(design(), {"x": 1.0}, bounds=(1.2, 3))
    with pytest.raises(BadBoundsError, match="logit"):
        calibrate(design(), {"x": 1.0}, distance="logit")
    with pytest.raises(UnknownChoiceError, match="raking"):
        calibrate(design(), {"x": 1.0}, distance="entropy")  # type: ignore[arg-type]
    with pytest.raises(BadMarginsError) as caught:
        calibrate(design(), {"z": 1.0, "x": np.nan})
    assert [p.rule for p in caught.value.problems] == ["calibration-missing", "total-missing"]


def test_negative_weights_of_a_calibration_are_not_fitted_again():
    wild = calibrate(design(), {"x": 13000.0, "region": REGIONS})
    assert (wild.weights < 0).any()

    with pytest.raises(NegativeWeightsError):
        rake(wild, {"region": REGIONS})


def test_trimming_keeps_the_total_and_records_what_it_cut():
    trimmed, record = trim(design(), upper=50, lower=14)

    before = design().weights
    outside = before[(before < 14) | (before > 50)]
    assert trimmed.weights.sum() == pytest.approx(before.sum())
    assert record.rows["before"].tolist() == outside.tolist()
    assert set(record.rows["limit"]) == {14, 50}
    assert record.redistributed == pytest.approx((outside - outside.clip(14, 50)).sum())


def test_strict_trimming_leaves_no_weight_beyond_the_limit():
    data = CLUSTERS.assign(w=np.where(CLUSTERS.index < 5, 300.0, 30 + CLUSTERS.index % 20))

    once, strictly = (trim(design(data), upper=50, strict=strict)[0] for strict in (False, True))

    assert once.weights.max() > 50
    assert strictly.weights.max() <= 50 * (1 + 1e-12)
    assert strictly.weights.sum() == pytest.approx(data["w"].sum())


def test_limits_that_leave_nobody_to_take_the_rest_are_refused():
    with pytest.raises(TrimmingImpossibleError):
        trim(design(), upper=5)
    with pytest.raises(TrimmingImpossibleError):
        trim(design(), upper=design().weights.mean() * 0.99, strict=True)


def test_nothing_to_trim_leaves_the_design_alone():
    trimmed, record = trim(design(), upper=1000)

    assert trimmed.weights.tolist() == design().weights.tolist()
    assert (len(record.rows), record.redistributed) == (0, 0)


def test_respondents_take_over_the_weight_of_their_cell():
    data = CLUSTERS.assign(here=CLUSTERS.index % 4 > 0)

    adjusted = adjust_nonresponse(design(data), "here", "region")

    assert by_level(adjusted, "region") == pytest.approx(by_level(design(), "region"))
    assert (adjusted.weights[~data["here"]] == 0).all()
    assert mean(adjusted, "y")["n"][0] == data["here"].sum()


def test_cells_too_small_to_stand_for_the_silent_are_all_named():
    silent = CLUSTERS["region"].isin(["north", "south"])
    data = CLUSTERS.assign(here=(~silent).astype(int))

    with pytest.raises(BadCellsError, match=r"(?s)north.*south") as caught:
        adjust_nonresponse(design(data), "here", "region")
    assert [problem.rule for problem in caught.value.problems] == ["cell-too-small"] * 2


def test_a_small_cell_where_everybody_answered_needs_nobody_to_stand_in():
    data = CLUSTERS.assign(here=1, cell=np.where(CLUSTERS.index < 2, "small", "large"))

    adjusted = adjust_nonresponse(design(data), "here", "cell")

    assert adjusted.values == pytest.approx(design().values)


def test_whether_a_unit_answered_has_to_be_known_of_all():
    data = CLUSTERS.assign(here=np.where(CLUSTERS.index < 2, np.nan, 1), cell=None)

    with pytest.raises(BadCellsError) as caught:
        adjust_nonresponse(design(data), "here", "region")
    assert [problem.rule for problem in caught.value.problems] == ["response-unknown"]
    with pytest.raises(BadCellsError) as caught:
        adjust_nonresponse(design(data.assign(here=1)), "here", "cell")
    assert caught.value.problems[0].rule == "cell-missing"


def test_the_error_of_weights_raised_by_cells_is_that_of_redoing_it_in_every_replicate():
    rng = np.random.default_rng(8)
    many = [CLUSTERS.assign(commune=CLUSTERS["commune"] + str(i)) for i in range(8)]
    data = pd.concat(many, ignore_index=True)
    data["here"] = rng.random(len(data)) < np.where(data["k"] == 3, 0.3, 0.8)
    given_weights = data.assign(w=adjust_nonresponse(design(data), "here", "k").values)

    linearised = mean(adjust_nonresponse(design(data), "here", "k"), "y")["se"][0]
    replicated = mean(adjust_nonresponse(jackknife(design(data)), "here", "k"), "y")["se"][0]
    fixed = mean(design(given_weights), "y")["se"][0]

    assert linearised == pytest.approx(replicated, rel=0.01)
    assert fixed > 1.05 * linearised  # weights taken as given forget that the cells' means vary


def test_fits_on_fits_carry_the_errors_of_both():
    twice = rake(poststratify(design(), "g", {"a": 2500, "b": 2500, "c": 3000}), {"age": AGES})
    replicated = jackknife(design())
    anew = rake(poststratify(replicated, "g", {"a": 2500, "b": 2500, "c": 3000}), {"age": AGES})

    assert mean(twice, "y")["se"][0] == pytest.approx(mean(anew, "y")["se"][0], rel=0.05)


def test_every_replicate_hits_the_margins():
    fitted = rake(
        bootstrap(design(), 20, np.random.default_rng(1)), {"region": REGIONS, "age": AGES}
    )

    for weights in fitted.replicates.weights():
        sums = pd.Series(weights).groupby(CLUSTERS["region"]).sum()
        assert sums.to_dict() == pytest.approx(REGIONS, rel=1e-9)
