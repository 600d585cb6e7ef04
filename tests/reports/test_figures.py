"""What words may say of figures: the highest, the lowest, and those at either end."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from phieu.reports.figures import Figure, highest, leading, lowest, trailing

figures = st.lists(st.integers(0, 6), max_size=12).map(
    lambda values: [Figure(f"m{at}", Decimal(value), str(value)) for at, value in enumerate(values)]
)


@given(figures, st.integers(1, 4), st.integers(4, 6))
def test_none_is_left_out_that_is_as_high_as_one_that_is_named(found, wanted, most):
    named = leading(found, wanted, most)

    others = [figure for figure in found if figure not in named]
    assert all(other.value < figure.value for other in others for figure in named)


@given(figures, st.integers(1, 4), st.integers(4, 6))
def test_no_more_are_named_than_allowed_and_never_all(found, wanted, most):
    named = leading(found, wanted, most)

    assert len(named) <= most
    assert not found or len(named) < len(found)


@given(figures, st.integers(1, 4), st.integers(4, 6))
def test_the_lowest_are_the_highest_of_the_opposite(found, wanted, most):
    opposite = [Figure(figure.label, -figure.value, figure.shown) for figure in found]

    assert [figure.label for figure in trailing(found, wanted, most)] == [
        figure.label for figure in leading(opposite, wanted, most)
    ]


@given(figures)
def test_all_that_share_the_highest_value_are_the_highest(found):
    values = [figure.value for figure in found]

    assert [figure.value for figure in highest(found)] == [v for v in values if v == max(values)]
    assert [figure.value for figure in lowest(found)] == [v for v in values if v == min(values)]
