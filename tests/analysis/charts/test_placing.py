from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from phieu.analysis.charts.placing import apart, columns_of

HIGH = 100.0
labels = st.lists(st.tuples(st.floats(0, HIGH), st.floats(0.5, 12.0)), min_size=1, max_size=12)


@given(labels)
def test_no_label_covers_another_and_none_changes_its_place_in_the_order(
    drawn: list[tuple[float, float]],
) -> None:
    wanted, heights = [one for one, _ in drawn], [high for _, high in drawn]
    places = apart(wanted, heights, 0.0, HIGH)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for above, below in pairwise(order):
        assert places[below] - places[above] >= (heights[above] + heights[below]) / 2 - 1e-9


@given(labels)
def test_labels_stay_within_the_bounds_that_can_hold_them(
    drawn: list[tuple[float, float]],
) -> None:
    wanted, heights = [one for one, _ in drawn], [high for _, high in drawn]
    high = max(HIGH, sum(heights))
    for place, height in zip(apart(wanted, heights, 0.0, high), heights, strict=True):
        assert place - height / 2 >= -1e-9
        assert place + height / 2 <= high + 1e-9


@given(st.lists(st.integers(0, 20), min_size=1, max_size=5, unique=True))
def test_labels_that_have_room_stand_where_they_belong(wanted: list[int]) -> None:
    places = [float(10 * place) for place in wanted]
    assert apart(places, [4.0] * len(places), -5.0, 210.0) == pytest.approx(places)


@pytest.mark.parametrize("seed", range(5))
def test_the_sum_of_squared_moves_is_the_least_that_a_general_optimiser_finds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    wanted = np.sort(rng.uniform(0, 30, 7))
    heights = rng.uniform(2, 5, 7)
    gaps = (heights[:-1] + heights[1:]) / 2
    found = np.array(apart(wanted.tolist(), heights.tolist(), 0.0, 36.0))
    best = minimize(
        lambda y: ((y - wanted) ** 2).sum(),
        np.cumsum([0, *gaps]) + heights[0] / 2,
        constraints=[
            {"type": "ineq", "fun": lambda y: np.diff(y) - gaps},
            {"type": "ineq", "fun": lambda y: y[0] - heights[0] / 2},
            {"type": "ineq", "fun": lambda y: 36.0 - heights[-1] / 2 - y[-1]},
        ],
    )
    assert best.success
    assert ((found - wanted) ** 2).sum() == pytest.approx(best.fun, rel=1e-5, abs=1e-6)


def test_of_equal_wishes_the_first_stands_first() -> None:
    assert apart([5.0, 5.0, 5.0], [2.0, 2.0, 2.0], 0.0, 10.0) == [3.0, 5.0, 7.0]


def test_nothing_to_place_is_nothing_placed() -> None:
    assert apart([], [], 0.0, 1.0) == []


@given(st.lists(st.floats(0.5, 20.0), min_size=1, max_size=20), st.integers(1, 5))
def test_blocks_keep_their_order_over_no_more_columns_than_asked(
    heights: list[float], columns: int
) -> None:
    found = columns_of(heights, columns)
    assert [place for column in found for place in column] == list(range(len(heights)))
    assert len(found) <= columns


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(1, 4))
def test_the_highest_column_is_as_low_as_any_division_makes_it(
    heights: list[int], columns: int
) -> None:
    found = columns_of([float(height) for height in heights], columns)
    highest = max(sum(heights[place] for place in column) for column in found)
    assert highest == _lowest(heights, columns)


def _lowest(heights: list[int], columns: int) -> int:
    """Every division tried."""
    if columns == 1 or len(heights) == 1:
        return sum(heights)
    return min(
        max(sum(heights[:cut]), _lowest(heights[cut:], columns - 1) if heights[cut:] else 0)
        for cut in range(1, len(heights) + 1)
    )
