"""Exact distributions against all cases counted one by one, and what every rank test keeps to."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from phieu.analysis.comparisons.groups import kruskal_wallis, mann_whitney
from phieu.analysis.comparisons.pairs import signed_rank
from phieu.analysis.comparisons.ranks import mid_ranks, rank_sum_p, settled, signed_rank_p
from phieu.analysis.comparisons.results import NoComparisonError

few = st.lists(st.integers(1, 5), min_size=1, max_size=6)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.data())
def test_the_exact_signed_rank_p_is_the_share_of_all_signs(sizes, data):
    ranks = mid_ranks(np.array(sizes, dtype=float))
    signs = data.draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)))
    observed = float(ranks[np.array(signs)].sum())
    sums = np.array([np.dot(ranks, each) for each in product((0, 1), repeat=len(ranks))])
    mean = ranks.sum() / 2

    for alternative, extreme in (
        ("greater", sums >= observed),
        ("less", sums <= observed),
        ("two-sided", np.abs(sums - mean) >= abs(observed - mean)),
    ):
        assert signed_rank_p(ranks, observed, alternative) == pytest.approx(extreme.mean())


@given(few, few)
def test_the_exact_rank_sum_p_is_the_share_of_all_choices(x, y):
    ranks = mid_ranks(np.array(x + y, dtype=float))
    observed = float(ranks[: len(x)].sum())
    sums = np.array([sum(chosen) for chosen in combinations(ranks, len(x))])
    mean = ranks.sum() * len(x) / len(ranks)

    for alternative, extreme in (
        ("greater", sums >= observed),
        ("less", sums <= observed),
        ("two-sided", np.abs(sums - mean) >= abs(observed - mean)),
    ):
        assert rank_sum_p(ranks, len(x), observed, alternative) == pytest.approx(extreme.mean())


@given(few, few, st.sampled_from([True, False]))
def test_the_groups_in_the_other_order_turn_the_sign_and_keep_p(x, y, exact):
    assume(len({*x, *y}) > 1)

    one = mann_whitney({"a": x, "b": y}, exact=exact)
    other = mann_whitney({"b": y, "a": x}, exact=exact)

    assert one.p == pytest.approx(other.p)
    assert one.effect.value == pytest.approx(-other.effect.value)
    assert one.statistic + other.statistic == pytest.approx(len(x) * len(y))
    less = mann_whitney({"a": x, "b": y}, exact=exact, alternative="less")
    greater = mann_whitney({"b": y, "a": x}, exact=exact, alternative="greater")
    assert less.p == pytest.approx(greater.p)


@given(few, few)
def test_a_scale_that_keeps_the_order_keeps_the_test(x, y):
    assume(len({*x, *y}) > 1)

    plain = mann_whitney({"a": x, "b": y})
    cubed = mann_whitney({"a": [v**3 for v in x], "b": [v**3 for v in y]})

    assert plain == cubed


@given(few, few)
def test_kruskal_wallis_of_two_groups_is_the_uncorrected_normal_test(x, y):
    assume(len({*x, *y}) > 1)

    two = mann_whitney({"a": x, "b": y}, exact=False, correct=False)

    assert kruskal_wallis({"a": x, "b": y}).p == pytest.approx(two.p, abs=1e-9)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=12))
def test_before_and_after_exchanged_turn_the_sign_of_the_effect(pairs):
    x, y = np.array(pairs, dtype=float).T
    assume((x != y).any())

    one, other = signed_rank(x, y, exact=True), signed_rank(y, x, exact=True)

    assert one.p == pytest.approx(other.p)
    assert one.effect.value == pytest.approx(-other.effect.value)
    assert -1 <= one.effect.value <= 1
    assert 0 < one.p <= 1


def test_noise_of_floating_point_neither_makes_nor_breaks_ties():
    thirds = [1 / 3, 2 / 3 - 1 / 3, 1 - 2 / 3]
    assert len(set(thirds)) > 1

    assert mid_ranks(np.array(thirds)).tolist() == [2, 2, 2]
    assert settled(np.array([0.1 + 0.2 - 0.3, 1.0]))[0] == 0
    assert settled(np.zeros(2)).tolist() == [0, 0]


def test_an_exact_test_of_very_many_answers_is_refused():
    with pytest.raises(NoComparisonError):
        mann_whitney({"a": range(400), "b": range(400)}, exact=True)


def test_with_ties_r_s_rule_is_the_normal_approximation_and_exact_can_be_asked_for():
    tied = {"a": [1, 2, 2, 3], "b": [2, 3, 4, 5, 5]}

    assert "xấp xỉ chuẩn" in mann_whitney(tied).method
    assert "chính xác" in mann_whitney(tied, exact=True).method
    assert "chính xác" in mann_whitney({"a": [1, 2], "b": [3, 4, 5]}).method
