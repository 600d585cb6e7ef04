from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.charts.figures import PERCENT, SCORE, Figures


@pytest.mark.parametrize(
    ("share", "text"), [(0.883, "88,3%"), (0.0745, "7,5%"), (0.1445, "14,5%"), (1.0, "100,0%")]
)
def test_shares_are_shown_in_percent_rounded_half_up(share: float, text: str) -> None:
    assert PERCENT.text(PERCENT.shown(share)) == text


def test_numbers_have_points_for_thousands_and_a_minus_sign() -> None:
    assert Figures("number", 1).text(-1234.56) == "−1.234,6"


@pytest.mark.parametrize(
    ("change", "text"), [(3.21, "+3,2"), (-0.95, "−1,0"), (0.04, "0,0"), (-0.04, "0,0")]
)
def test_a_change_has_its_sign_unless_it_rounds_to_nothing(change: float, text: str) -> None:
    assert PERCENT.change_text(change) == text


def test_an_interval_names_its_unit_at_the_estimate_only() -> None:
    assert PERCENT.interval_text(85.04, 91.25) == "85,0–91,3"
    assert PERCENT.interval_text(-3.0, -1.0) == "−3,0; −1,0"


@given(st.floats(0, 100), st.floats(0, 100))
def test_an_axis_holds_what_is_drawn_and_hardly_more_than_can_be(one: float, other: float) -> None:
    low, high = sorted((one, other))
    start, end = PERCENT.limits(low, high)
    assert -4 < start < low + 1e-9
    assert high - 1e-9 < end < 104
    assert end > start


@pytest.mark.parametrize("figures", [PERCENT, SCORE, Figures("number", 0)])
@given(low=st.floats(0, 90), span=st.floats(0.5, 10))
def test_ticks_lie_on_the_axis_and_say_what_they_are(
    figures: Figures, low: float, span: float
) -> None:
    for value, text in figures.ticks(low, low + span):
        assert low <= value <= low + span
        spelled = text.rstrip("%").replace(".", "").replace(",", ".").replace("−", "-")
        assert float(spelled) == pytest.approx(value, abs=1e-4)
