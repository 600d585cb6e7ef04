from __future__ import annotations

import pytest
from drawn import lines_of_words, words
from matplotlib.colors import to_hex

from phieu.analysis.charts import Caption, NotAChartError, Rate, rates_of, response_rates
from phieu.analysis.charts.rates import shade_of
from phieu.analysis.charts.style import RATES
from phieu.analysis.response import CaseOutcome, Disposition, response_base

CAPTION = Caption("Tỷ lệ thu phiếu", "Số phiếu phát ra: 611.")
BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân"}


def outcomes() -> list[CaseOutcome]:
    states = ["complete", "partial", "refused", "waiting", "outstanding", "void", "not_issued"]
    return [
        CaseOutcome(body, district, Disposition(state))
        for district in ("Tam Kỳ", "Hội An")
        for body, skip in (("DU", 0), ("UB", 2))
        for state in states[skip:]
    ]


def test_rates_are_of_the_forms_issued_and_not_void() -> None:
    found = rates_of(outcomes())
    assert found["Tam Kỳ", "DU"] == Rate(4, 5)
    assert found["Hội An", "UB"] == Rate(2, 3)
    base, void = response_base(outcomes()), 4
    assert sum(rate.returned for rate in found.values()) == base.returned
    assert sum(rate.eligible for rate in found.values()) == base.issued - void


def test_every_rate_stands_in_its_tile_with_its_counts_and_both_totals() -> None:
    shown = lines_of_words(response_rates(rates_of(outcomes()), CAPTION, bodies=BODIES))
    figures = [text for text in shown if "(" in text and "/" in text]
    assert figures == [
        "80% (4/5)", "67% (2/3)", "75% (6/8)",
        "80% (4/5)", "67% (2/3)", "75% (6/8)",
        "80% (8/10)", "67% (4/6)", "75% (12/16)",
    ]  # fmt: skip


def test_a_tile_is_as_dark_as_the_key_says_of_its_rate() -> None:
    rates = {("A", "DU"): Rate(49, 100), ("A", "UB"): Rate(95, 100)}
    chart = response_rates(rates, CAPTION, bodies=BODIES)
    tiles = [patch for patch in chart.axes[0].patches if patch.get_height() > 0.15]
    shades = [to_hex(tile.get_facecolor()).upper() for tile in tiles[:3]]
    assert shades == [RATES[0].face, RATES[4].face, RATES[2].face]  # the last: 144 of 200


@pytest.mark.parametrize(
    ("rate", "place"), [(0, 0), (49.4, 0), (49.5, 1), (70, 2), (84.5, 3), (94.74, 4), (100, 4)]
)
def test_a_shade_goes_by_the_whole_percent_that_is_printed(rate: float, place: int) -> None:
    assert shade_of(rate) == place


def test_where_nothing_was_issued_there_is_a_dash_and_no_rate() -> None:
    rates = {("A", "DU"): Rate(0, 0), ("A", "UB"): Rate(1, 2)}
    chart = response_rates(rates, CAPTION, bodies=BODIES)
    assert "\n–\n" in words(chart)
    assert "0%" not in words(chart).replace("50%", "").replace("70%", "")
    assert "Đảng ủy" not in chart.alt.split("A: ")[1].split(".")[0]


def test_a_frame_without_cases_is_refused() -> None:
    with pytest.raises(NotAChartError):
        response_rates({}, CAPTION, bodies=BODIES)
