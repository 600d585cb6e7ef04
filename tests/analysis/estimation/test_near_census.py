"""Everybody was invited and some are silent: what error is left, and what silence could hide."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from design_samples import near_census as census_sample
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.analysis import near_census
from phieu.analysis.estimation.choices import UnknownChoiceError
from phieu.analysis.estimation.near_census import (
    MoreAnswersThanIssuedError,
    NoOrderError,
    NoSatisfiedLevelsError,
    UnknownFactError,
    WeightedSurveyError,
)
from phieu.analysis.estimation.stratum_errors import Item, NearCensusRow, estimates
from phieu.analysis.survey import NoCategoriesError, Survey, UnknownVariableError
from phieu.questionnaire.model import Questionnaire

GOLDENS = json.loads((Path(__file__).parent / "goldens.json").read_text())
Make = Callable[..., Survey]


@pytest.fixture
def survey(questionnaire: Questionnaire, table: Callable[..., pd.DataFrame]) -> Make:
    """Answers by body, out of so many issued forms of each: survey({"DU": [5, 4]}, issued=…)."""

    def make(answers: dict[str, list[int | None]], issued: dict[str, int]) -> Survey:
        body = [key for key, values in answers.items() for _value in values]
        values = [value for given in answers.values() for value in given]
        data = table(body, C1_1=values, C4=values)
        data["unit_type"] = pd.array(["xã"] * len(data), dtype="string")
        forms = [key for key, count in issued.items() for _form in range(count)]
        population = pd.DataFrame(
            {"body": forms, "district": "Hội An", "unit_type": "xã"}, dtype="string"
        )
        return Survey("", data, questionnaire, population)

    return make


def item(
    values: list[float], population: list[float], stratum: list[int] | None = None, **more: object
) -> Item:
    given = {"least": 0.0, "most": 1.0, "share": True} | more
    return Item.collapsed(
        population=np.array(population, dtype=float),
        stratum=np.array(stratum or [0] * len(values), dtype=np.intp),
        values=np.array(values, dtype=float),
        **given,  # type: ignore[arg-type]
    )


def row(values: list[float], population: list[float], **more: object) -> NearCensusRow:
    finite = bool(more.pop("finite", True))
    return estimates(item(values, population, **more), finite=finite, level=0.95)  # type: ignore[arg-type]


def test_the_stratified_mean_and_its_error_are_r_surveys():
    sample = census_sample()
    stratum, bodies = pd.factorize(sample["body"])

    found = row(
        sample["y"].tolist(),
        [211.0] * len(bodies),
        stratum=list(stratum),
        least=-10.0,
        most=30.0,
        share=False,
    )

    assert [found.estimate, found.se] == pytest.approx(GOLDENS["census mean"][:2], rel=1e-9)
    assert [found.ci_low, found.ci_high] == pytest.approx(GOLDENS["census mean"][2:4], rel=1e-9)


def test_answers_that_are_all_alike_keep_an_error_while_someone_is_silent():
    nearly, everyone = row([1.0] * 20, [21]), row([1.0] * 20, [20])

    assert nearly.se > 0
    assert nearly.ci_low < nearly.estimate == nearly.ci_high == 1
    assert (everyone.se, everyone.ci_low, everyone.ci_high) == (0, 1, 1)


def test_that_error_is_of_jeffreys_posterior_of_the_silent():
    # The silent are 4 of 24; the posterior of their count is beta-binomial with (20.5, 0.5).
    a, b, silent = 20.5, 0.5, 4
    variance = silent * a * b * (a + b + silent) / ((a + b) ** 2 * (a + b + 1))

    assert row([1.0] * 20, [24]).se == pytest.approx(np.sqrt(variance) / 24, rel=1e-12)


def test_a_scale_answered_alike_takes_its_error_from_the_ends_of_the_scale():
    found = row([4.0] * 9, [12], least=1.0, most=5.0, share=False)

    weights, values = np.array([9, 0.5, 0.5]) / 10, np.array([4, 1, 5])
    spread = weights @ values**2 - (weights @ values) ** 2
    assert found.se == pytest.approx(np.sqrt(3 * 13 / (11 * 144) * spread), rel=1e-12)
    assert found.ci_low < 4 < found.ci_high


@settings(max_examples=60)
@given(st.integers(1, 40), st.data())
def test_an_error_is_zero_only_where_everybody_answered(answers: int, data: st.DataObject):
    yes = data.draw(st.integers(0, answers))
    silent = data.draw(st.integers(0, 30))

    found = row([1.0] * yes + [0.0] * (answers - yes), [answers + silent])

    assert (found.se > 0) == (silent > 0)
    assert found.bound_low <= found.ci_low <= found.estimate <= found.ci_high <= found.bound_high
    assert found.bound_low == pytest.approx(yes / (answers + silent))
    assert found.bound_high == pytest.approx((yes + silent) / (answers + silent))


@pytest.mark.parametrize(("share", "response"), [(0.9, 0.8), (0.98, 0.85), (0.5, 0.6)])
def test_intervals_cover_as_they_say_where_silence_is_chance(share: float, response: float):
    rng = np.random.default_rng(17)
    covered = 0
    for _trial in range(400):
        truth = (rng.random(211) < share).astype(float)
        found = row(truth[rng.random(211) < response].tolist(), [211])
        covered += found.ci_low <= truth.mean() <= found.ci_high

    assert 0.92 <= covered / 400 <= 0.99  # two standard errors of 400 trials are 0.02


def test_a_claim_about_the_process_has_no_finite_population_correction():
    values = [1.0] * 30 + [0.0] * 10
    these, process = row(values, [50]), row(values, [50], finite=False)

    assert process.se == pytest.approx(these.se / np.sqrt(1 - 40 / 50))
    assert row(values, [40], finite=False).se == pytest.approx(process.se)
    assert row([1.0] * 40, [40], finite=False).se > 0


def test_a_silent_stratum_is_stood_for_by_the_others():
    found = row([1.0, 0.0, 1.0, 1.0], [5, 5], stratum=[0, 0, 0, 0])

    assert found.estimate == 0.75
    assert (found.n, found.population, found.response_rate) == (4, 10, 0.4)


def test_one_answer_alone_is_told_with_the_bounds_as_its_limits():
    found = row([4.0], [3], least=1.0, most=5.0, share=False)

    assert (found.ci_low, found.ci_high) == (found.bound_low, found.bound_high) == (2, 14 / 3)
    assert found.se > 0


def test_answers_alike_that_nothing_limits_have_an_error_without_limit():
    found = row([4.0, 4.0], [3], least=-np.inf, most=np.inf, share=False)

    assert (found.se, found.ci_low, found.ci_high) == (np.inf, -np.inf, np.inf)


def test_forms_that_it_does_not_concern_count_as_known_but_not_as_answers():
    found = row([1.0, 0.0, 1.0, 1.0, np.nan, np.nan], [8])

    assert found.n == 4
    assert found.response_rate == 6 / 8
    assert found.estimate == 0.75
    assert (found.bound_low, found.bound_high) == (3 / 6, 5 / 6)


def test_shares_of_levels_stand_by_body_and_in_all(survey: Make):
    made = survey({"DU": [5, 5, 4, None], "UB": [4, 4, 9]}, {"DU": 6, "UB": 4, "MT": 0})

    found = near_census(made, "C1_1", by="body")

    assert list(found) == [
        "body", "level", "label", "estimate", "se", "ci_low", "ci_high",
        "n", "population", "response_rate", "bound_low", "bound_high",
    ]  # fmt: skip
    five = found[found["level"] == 5].set_index("body")
    assert five.index.tolist() == ["DU", "UB", "total"]
    assert five["n"].tolist() == [3, 2, 5]  # neither the blank nor “Không đánh giá”
    assert five["population"].tolist() == [6, 4, 10]
    assert five["estimate"].tolist() == pytest.approx([2 / 3, 0, 2 / 3 * 6 / 10])
    assert five["bound_high"].tolist() == pytest.approx([5 / 6, 2 / 4, 7 / 10])
    assert (found["se"] > 0).all()


def test_the_satisfied_share_and_the_mean(survey: Make):
    made = survey({"DU": [5, 3, 4, 2]}, {"DU": 5})

    satisfied = near_census(made, "C1_1", of="satisfied").iloc[0]
    average = near_census(made, "C1_1", of="mean").iloc[0]

    assert satisfied["estimate"] == 0.5
    assert average["estimate"] == 3.5
    assert (average["bound_low"], average["bound_high"]) == (15 / 5, 19 / 5)


def test_a_number_is_bounded_by_what_the_form_takes(survey: Make):
    found = near_census(survey({"DU": [10, 20]}, {"DU": 3}), "C4").iloc[0]

    assert found["estimate"] == 15
    assert (found["bound_low"], found["bound_high"]) == (30 / 3, 129 / 3)


def test_a_body_that_is_not_asked_has_no_part_in_the_population(survey: Make):
    made = survey({"DU": [5, 4], "UB": [1]}, {"DU": 3, "UB": 7})
    made = replace(made, data=made.data.assign(C1_3=made.data["C1_1"]))

    found = near_census(made, "C1_3", of="mean")

    assert found["population"].tolist() == [3]
    assert found["estimate"].tolist() == [4.5]


def test_a_group_that_nobody_answered_in_has_bounds_alone(survey: Make):
    found = near_census(survey({"DU": [5, 4]}, {"DU": 3, "UB": 2}), "C1_1", "body", of="mean")

    silent = found.set_index("body").loc["UB"]
    assert (silent["n"], silent["response_rate"]) == (0, 0)
    assert silent[["estimate", "se", "ci_low", "ci_high"]].isna().all()
    assert (silent["bound_low"], silent["bound_high"]) == (1, 5)


def test_what_a_near_census_cannot_say_is_refused_by_name(survey: Make):
    made = survey({"DU": [5, 4]}, {"DU": 3})

    with pytest.raises(UnknownVariableError):
        near_census(made, "C1_9")
    with pytest.raises(UnknownFactError, match="channel"):
        near_census(made, "C1_1", by="channel")  # type: ignore[arg-type]
    with pytest.raises(UnknownChoiceError, match="satisfied"):
        near_census(made, "C1_1", of="index")  # type: ignore[arg-type]
    with pytest.raises(NoCategoriesError):
        near_census(made, "H2")
    with pytest.raises(NoCategoriesError):
        near_census(made, "C4", of="levels")
    with pytest.raises(NoOrderError):
        near_census(made, "DY0", of="mean")
    with pytest.raises(NoSatisfiedLevelsError):
        near_census(made, "C3", of="satisfied")
    with pytest.raises(WeightedSurveyError):
        near_census(made.with_weights(pd.Series([1.0, 2.0])), "C1_1")
    with pytest.raises(MoreAnswersThanIssuedError, match="DU"):
        near_census(survey({"DU": [5, 4]}, {"DU": 1}), "C1_1", by="body")
