from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from drawn import bars, words
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.charts import Caption, NotAChartError, distribution_strip, histogram
from phieu.analysis.charts.distributions import Class, classes_of, spread_of

CAPTION = Caption("Số cuộc giao ban", "Số phiếu phát ra: 611.")
numbers = st.lists(st.integers(0, 99).map(float), max_size=120)


@given(numbers, st.sampled_from([1.0, 5.0, 10.0]))
def test_no_class_tells_of_fewer_than_five_and_nobody_is_lost(
    values: list[float], width: float
) -> None:
    found = classes_of(values, width)
    if len(values) < 5:
        assert found == []
        return
    assert sum(one.n for one in found) == len(values)
    assert all(one.n == 0 or one.n >= 5 for one in found)
    assert all(a.high == b.low for a, b in pairwise(found))


@given(numbers.filter(lambda values: len(values) >= 5))
def test_every_class_counts_the_numbers_between_its_ends(values: list[float]) -> None:
    found = classes_of(values, 5.0)
    for one in found:
        inside = [
            v for v in values if one.low <= v < one.high or (one == found[-1] and v == one.high)
        ]
        assert len(inside) == one.n


def test_a_small_class_is_joined_to_what_follows_and_the_last_to_what_stands_before() -> None:
    values = [0.0] * 6 + [1.0] * 3 + [2.0] * 4 + [3.0] * 8 + [9.0] * 2
    assert classes_of(values, 1.0) == [
        Class(0, 1, 6), Class(1, 3, 7), Class(3, 10, 10)
    ]  # fmt: skip


def test_a_full_score_belongs_to_the_last_class() -> None:
    scores = [95.0] * 5 + [100.0] * 5
    assert classes_of(scores, 10.0, most=100) == [Class(90, 100, 10)]
    assert classes_of(scores, 10.0) == [Class(90, 100, 5), Class(100, 110, 5)]


def test_the_area_of_a_column_is_its_share() -> None:
    values = [0.0] * 6 + [1.0] * 3 + [2.0] * 4 + [3.0] * 8
    drawn = bars(histogram(values, CAPTION, width=1))
    areas = [bar.get_width() * abs(bar.get_height()) for bar in drawn]
    shares = np.array(areas) / sum(areas)
    assert shares == pytest.approx(np.array([6, 7, 8]) / 21)


def test_joined_classes_say_so() -> None:
    assert "được gộp" in words(histogram([0.0] * 6 + [1.0] * 3 + [2.0] * 9, CAPTION, width=1))
    assert "được gộp" not in words(histogram([0.0] * 6 + [1.0] * 9, CAPTION, width=1))


def test_too_few_numbers_are_not_drawn() -> None:
    chart = histogram([1.0, 2.0, 3.0], CAPTION, width=1)
    assert bars(chart) == []
    assert "Chưa đủ số trả lời để công bố" in words(chart)
    assert "Chưa đủ số trả lời để công bố" in chart.alt


def test_missing_numbers_are_no_numbers() -> None:
    assert classes_of([float("nan")] * 9 + [1.0] * 5, 1.0) == [Class(1, 2, 5)]


@pytest.mark.parametrize("width", [0.0, -1.0, float("nan")])
def test_a_class_must_have_a_width(width: float) -> None:
    with pytest.raises(NotAChartError):
        histogram([1.0] * 9, CAPTION, width=width)


def test_classes_too_narrow_to_draw_are_refused() -> None:
    with pytest.raises(NotAChartError, match="0,10"):
        histogram([0.0] * 5 + [1_000_000.0] * 5, CAPTION, width=0.1)


@pytest.mark.parametrize(
    ("size", "quantiles"),
    [(9, []), (10, [0.5]), (20, [0.25, 0.5, 0.75]), (50, [0.1, 0.25, 0.5, 0.75, 0.9])],
)
def test_a_quantile_is_shown_where_five_lie_on_either_side(
    size: int, quantiles: list[float]
) -> None:
    assert list(spread_of("", [float(i) for i in range(size)]).quantiles) == quantiles


def test_a_strip_draws_the_quantiles_of_each_group() -> None:
    scores = {"Hội An": list(np.linspace(0, 100, 101)), "Tam Kỳ": [50.0] * 3}
    chart = distribution_strip(scores, CAPTION)
    half = bars(chart)
    assert [(bar.get_x(), bar.get_width()) for bar in half] == [(25, 50)]
    assert "50,0\n101" in words(chart)
    assert "không công bố" in words(chart)
    assert "\n3\n" not in words(chart)
    assert "Hội An: trung vị 50,0, 50% ở giữa từ 25,0 đến 75,0." in chart.alt


def test_a_strip_of_no_groups_is_refused() -> None:
    with pytest.raises(NotAChartError):
        distribution_strip({}, CAPTION)
