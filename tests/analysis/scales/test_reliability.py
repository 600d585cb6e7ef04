from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scale_survey import SIX, attitude_survey, attitudes, survey_of

from phieu.analysis.estimation.intervals import LevelError
from phieu.analysis.scales import one_factor
from phieu.analysis.scales.intervals import NoIntervalError, bootstrap
from phieu.analysis.scales.reliability import NoGeneratorError, alpha, alpha_of, omega
from phieu.errors import ProblemsFoundError


def rules(call) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFoundError) as caught:
        call()
    return [(problem.place, problem.rule) for problem in caught.value.problems]


def test_parallel_items_have_the_alpha_of_spearman_and_brown():
    """Three items with all variances 1 and covariances ½: k r / (1 + (k − 1) r)."""
    rng = np.random.default_rng(3)
    white = np.linalg.qr(rng.normal(size=(60, 4)) - rng.normal(size=(60, 4)).mean(axis=0))[0]
    white = np.linalg.qr(white - white.mean(axis=0))[0] * np.sqrt(59)
    items = np.sqrt(0.5) * white[:, :1] + np.sqrt(0.5) * white[:, 1:]

    assert alpha_of(items) == pytest.approx(3 * 0.5 / (1 + 2 * 0.5))


@given(arrays(np.float64, (12, 4), elements=st.integers(1, 5).map(float)))
def test_alpha_is_at_most_one_and_does_not_mind_the_order_or_the_unit(scores):
    value = alpha_of(scores)
    assume(np.isfinite(value))

    assert value <= 1 + 1e-12
    assert alpha_of(scores[:, ::-1]) == pytest.approx(value, abs=1e-9)
    assert alpha_of(25 * (scores - 1)) == pytest.approx(value, abs=1e-9)


def test_the_same_item_many_times_is_perfectly_reliable():
    column = np.arange(1.0, 6.0)

    assert alpha_of(np.column_stack([column] * 3)) == pytest.approx(1.0)


def test_fewer_than_two_items_or_for_omega_three_are_refused():
    survey = attitude_survey()

    assert rules(lambda: alpha(survey, ["C1_1"])) == [("C1_1", "scale-items")]
    assert rules(lambda: alpha(survey, ["C1_1", "C1_1"])) == [("C1_1", "scale-items")]
    assert rules(lambda: omega(survey, ["C1_1", "C1_2"])) == [("C1_1, C1_2", "scale-items")]


def test_items_that_nobody_varies_on_are_all_named():
    survey = survey_of(["DU"] * 5, C1_1=[4] * 5, C1_2=[1, 2, 3, 4, 5], C1_3=[5] * 5)

    found = rules(lambda: alpha(survey, ["C1_1", "C1_2", "C1_3"]))

    assert found == [("C1_1", "scale-constant"), ("C1_3", "scale-constant")]


def test_items_that_cancel_each_other_out_are_an_error_and_no_silent_gap():
    survey = survey_of(["DU"] * 5, C1_1=[1, 2, 3, 4, 5], C1_2=[5, 4, 3, 2, 1])

    assert rules(lambda: alpha(survey, ["C1_1", "C1_2"])) == [("C1_1, C1_2", "scale-sum")]


def test_a_level_that_is_none_is_refused():
    for level in (0, 1, 95):
        with pytest.raises(LevelError):
            alpha(attitude_survey(), SIX, level=level)


def test_items_that_hardly_anybody_answered_together_say_how_many_answered_each():
    survey = survey_of(["DU", "UB"] * 4, C1_1=[3, 4] * 4, C1_7=[4, None] * 4)
    survey.data["C1_1"] = survey.data["C1_1"].mask(survey.data["body"] == "DU")

    with pytest.raises(ProblemsFoundError, match="C1_1: 4, C1_7: 4"):
        alpha(survey, ["C1_1", "C1_7"])


def test_all_answers_missing_is_an_error_with_a_name():
    survey = survey_of(["DU"] * 5, C1_1=[9] * 5, C1_2=[None] * 5)

    assert rules(lambda: alpha(survey, ["C1_1", "C1_2"])) == [("C1_1, C1_2", "scale-complete")]


def test_a_reversed_item_that_is_not_marked_so_is_flagged():
    table = attitudes()
    table["C1_2"] = table["C1_2"].where(table["C1_2"] == 9, 6 - table["C1_2"])
    answers = {str(name): c.astype("Int64").tolist() for name, c in table.items()}
    survey = survey_of(["DU"] * 240, D0=[1] * 240, **answers)

    assert alpha(survey, SIX).negative == ("C1_2",)
    assert omega(survey, SIX).negative == ("C1_2",)
    assert "C1_2" in str(omega(survey, SIX))
    assert alpha(attitude_survey(), SIX).negative == ()


def test_a_bootstrap_needs_a_generator_and_gives_the_same_figures_again():
    survey = attitude_survey()

    with pytest.raises(NoGeneratorError):
        alpha(survey, SIX, interval="bootstrap")
    first, again = (
        alpha(survey, SIX, interval="bootstrap", rng=np.random.default_rng(5), resamples=300)
        for _time in range(2)
    )
    assert first == again
    feldt = alpha(survey, SIX)
    assert first.interval == pytest.approx(feldt.interval, abs=0.03)
    low, high = first.interval
    assert low < first.value < high


def test_omega_has_a_bootstrap_interval_on_request():
    survey = attitude_survey()

    found = omega(survey, SIX, rng=np.random.default_rng(5), resamples=20)

    assert omega(survey, SIX).interval is None
    assert found.interval is not None
    assert found.interval[0] < found.value < found.interval[1]


def test_a_bootstrap_of_forms_that_are_all_but_one_alike_gives_up():
    with pytest.raises(NoIntervalError):
        bootstrap(
            lambda _scores: float("nan"), np.ones((4, 2)), level=0.95, resamples=50,
            rng=np.random.default_rng(1),
        )  # fmt: skip


def test_the_factor_of_given_loadings_is_found_again():
    loadings = np.array([0.9, 0.7, 0.5, 0.3, 0.8])
    correlation = np.outer(loadings, loadings)
    np.fill_diagonal(correlation, 1)

    found = one_factor.fit(correlation, 400)

    assert found.loadings == pytest.approx(loadings, abs=1e-6)
    assert found.uniquenesses == pytest.approx(1 - loadings**2, abs=1e-6)
    assert found.chi_square == pytest.approx(0, abs=1e-6)
    assert found.improper == ()


def test_a_heywood_case_is_called_improper():
    correlation = np.array([[1, 0.9, 0.9], [0.9, 1, 0.65], [0.9, 0.65, 1]])

    found = one_factor.fit(correlation, 100)

    assert found.improper == (0,)


def test_items_that_are_sums_of_others_have_no_factor():
    sums = np.array([[1, 0, 0.6], [0, 1, 0.8], [0.6, 0.8, 1]])
    impossible = np.array([[1, 0.9, 0.9], [0.9, 1, 0.6], [0.9, 0.6, 1]])

    for correlation in (sums, impossible):
        with pytest.raises(one_factor.NoFactorError):
            one_factor.fit(correlation, 100)


def test_results_say_themselves_in_a_sentence():
    survey = attitude_survey()

    assert str(alpha(survey, SIX)).startswith("Alpha của Cronbach của 6 mục: 0,")
    assert "một nhân tố" in str(omega(survey, SIX))
