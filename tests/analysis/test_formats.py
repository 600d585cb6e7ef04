from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.formats import count_text, decimal_text, percent, percent_text


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (53, 60, "88,33%"),
        (1, 8, "12,50%"),
        (1, 800, "0,13%"),  # 0.125: half to even would say 0,12
        (3, 800, "0,38%"),
        (0, 7, "0,00%"),
        (7, 7, "100,00%"),
        (2, 3, "66,67%"),
    ],
)
def test_a_half_is_rounded_up(numerator: int, denominator: int, shown: str) -> None:
    assert percent_text(percent(numerator, denominator)) == shown


def test_nothing_to_divide_by_is_no_rate() -> None:
    assert percent(0, 0) is None
    assert percent_text(None) == "–"


@pytest.mark.parametrize(("value", "shown"), [(88.325, "88,33%"), (2.675, "2,68%"), (5.0, "5,00%")])
def test_a_float_counts_as_the_decimal_that_names_it(value: float, shown: str) -> None:
    assert percent_text(value) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_percent_is_the_exact_fraction_rounded_half_up(n: int, d: int, places: int) -> None:
    scaled = Fraction(n, d) * 100 * 10**places
    rounded = floor(scaled + Fraction(1, 2))
    assert percent(n, d, places) == Decimal(rounded).scaleb(-places)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_share_kept_as_a_float_is_rounded_as_the_exact_fraction(n: int, d: int, places: int):
    assert percent_text(100 * n / d, places) == percent_text(percent(n, d, places), places)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1234.565, 2, "1.234,57"),
        (-1234.565, 2, "-1.234,57"),  # half away from zero
        (-0.004, 2, "0,00"),
        (1e7, 0, "10.000.000"),
        (np.float64(2.5), 0, "3"),
        (Decimal("0.0005"), 3, "0,001"),
        (None, 2, "–"),
    ],
)
def test_decimals_are_written_in_the_vietnamese_way(value, places: int, shown: str) -> None:
    assert decimal_text(value, places) == shown


def test_counts_have_points_between_thousands() -> None:
    assert count_text(1234567) == "1.234.567"
    assert count_text(611) == "611"
    assert count_text(None) == "–"
