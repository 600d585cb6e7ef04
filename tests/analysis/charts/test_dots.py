from __future__ import annotations

import pandas as pd
import pytest
from drawn import assert_legible, lines_of_words, words
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from phieu.analysis.bases import TOTAL
from phieu.analysis.charts import Caption, Chart, Figures, Reference, dot_plot
from phieu.analysis.charts.style import PALE, SERIES
from phieu.analysis.estimation.design import Design
from phieu.analysis.estimation.estimates import mean

CAPTION = Caption("Tỷ lệ hài lòng", "Số phiếu phát ra: 611.")
BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân", "MT": "Mặt trận"}


def frame(**columns: object) -> pd.DataFrame:
    whole = {
        "district": ["Hội An", "Tam Kỳ", "Núi Thành"],
        "estimate": [0.7, 0.9, 0.8],
        "ci_low": [0.6, 0.85, 0.71],
        "ci_high": [0.8, 0.95, 0.89],
        "n": [50, 140, 30],
    }
    return pd.DataFrame({**whole, **columns})


def points(chart: Chart) -> list[tuple[float, float]]:
    """x and height down of every marker, from the top on."""
    found = [line for line in _lines(chart) if line.get_marker() in _markers()]
    return sorted(
        ((float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in found),
        key=lambda point: point[1],
    )


def intervals(chart: Chart) -> list[tuple[float, float]]:
    found = [
        line
        for line in _lines(chart)
        if len(line.get_xdata()) == 2 and line.get_ydata()[0] == line.get_ydata()[1]
    ]
    found = [line for line in found if line.get_linewidth() > 1]
    found.sort(key=lambda line: line.get_ydata()[0])
    return [(float(line.get_xdata()[0]), float(line.get_xdata()[1])) for line in found]


def _lines(chart: Chart) -> list[Line2D]:
    return [line for axes in chart.axes[1:] for line in axes.get_lines()]


def _markers() -> set[str]:
    return {shade.marker for shade in SERIES}


def test_what_is_drawn_is_what_was_given_the_highest_first() -> None:
    chart = dot_plot(frame(), CAPTION, rows="district")
    assert [x for x, _y in points(chart)] == [90, 80, 70]
    assert intervals(chart) == [(85, 95), (71, 89), (60, 80)]
    names = [text for text in lines_of_words(chart) if text in set(frame()["district"])]
    assert names == ["Tam Kỳ", "Núi Thành", "Hội An"]


def test_the_interval_and_n_stand_beside_each_point() -> None:
    shown = words(dot_plot(frame(), CAPTION, rows="district"))
    assert "90,0% (85,0–95,0)" in shown
    assert "140" in shown
    assert "Ước lượng (khoảng tin cậy 95%)" in shown


def test_the_order_can_be_the_given_one() -> None:
    chart = dot_plot(frame(), CAPTION, rows="district", order="given")
    assert [x for x, _y in points(chart)] == [70, 90, 80]
    assert "Xếp từ cao xuống thấp" not in words(chart)


def test_a_withheld_estimate_is_said_and_appears_nowhere() -> None:
    chart = dot_plot(frame(n=[50, 4, 30]), CAPTION, rows="district")
    assert [x for x, _y in points(chart)] == [80, 70]
    assert len(intervals(chart)) == 2
    shown = words(chart) + chart.alt
    assert "không công bố" in words(chart)
    assert "90,0" not in shown
    assert "85,0" not in shown
    assert "\n4\n" not in shown


def test_a_withheld_estimate_does_not_stretch_the_axis() -> None:
    far = dot_plot(frame(estimate=[0.7, 0.01, 0.8], n=[50, 4, 30]), CAPTION, rows="district")
    near = dot_plot(frame(estimate=[0.7, 0.75, 0.8], n=[50, 4, 30]), CAPTION, rows="district")
    assert far.axes[1].get_xlim() == near.axes[1].get_xlim()


def test_where_everything_is_withheld_nothing_is_drawn() -> None:
    chart = dot_plot(frame(n=[1, 2, 3]), CAPTION, rows="district")
    assert points(chart) == []
    assert "%" not in words(chart).replace("95%", "")
    assert_legible(chart)


def test_the_reference_line_stands_at_its_value_and_says_it() -> None:
    chart = dot_plot(frame(), CAPTION, rows="district", reference=Reference(82.5, "Toàn tỉnh"))
    dashed = [line for line in _lines(chart) if line.is_dashed()]
    assert [float(line.get_xdata()[0]) for line in dashed] == [82.5]
    assert "Toàn tỉnh: 82,5%" in words(chart)


def test_a_reference_far_off_is_drawn_too() -> None:
    chart = dot_plot(frame(), CAPTION, rows="district", reference=Reference(5.0, "Chỉ tiêu"))
    low, _high = chart.axes[1].get_xlim()
    assert low < 5


def test_beside_the_whole_one_withheld_group_takes_a_second_with_it() -> None:
    chart = dot_plot(
        frame(n=[50, 4, 30]), CAPTION, rows="district", reference=Reference(82.5, "Toàn tỉnh")
    )
    assert [x for x, _y in points(chart)] == [70]


def test_series_of_a_row_stand_one_under_the_other_in_the_order_of_the_key() -> None:
    data = pd.concat([frame(body=body) for body in BODIES])
    chart = dot_plot(data, CAPTION, rows="district", series="body", names=BODIES)
    assert [x for x, _y in points(chart)] == [90] * 3 + [80] * 3 + [70] * 3
    markers = [line.get_marker() for line in _lines(chart) if line.get_marker() in _markers()]
    assert markers == [shade.marker for shade in SERIES[:3]] * 3
    shown = lines_of_words(chart)
    assert [text for text in shown if text in BODIES.values()] == list(BODIES.values())


def test_numbers_are_written_as_numbers() -> None:
    data = frame(estimate=[1_234.5, 2.0, 3.0], ci_low=[None] * 3, ci_high=[None] * 3)
    shown = words(dot_plot(data, CAPTION, rows="district", figures=Figures("number", 1)))
    assert "1.234,5" in shown
    assert "%" not in shown
    assert "khoảng tin cậy" not in shown


def test_the_words_of_the_chart_hold_every_figure_of_it() -> None:
    alt = dot_plot(frame(), CAPTION, rows="district").alt
    assert alt == (
        "Biểu đồ điểm: Tỷ lệ hài lòng. Tam Kỳ: 90,0% (85,0–95,0), n = 140. "
        "Núi Thành: 80,0% (71,0–89,0), n = 30. Hội An: 70,0% (60,0–80,0), n = 50. "
        "Số phiếu phát ra: 611."
    )


def test_estimates_of_a_design_are_drawn_as_they_come() -> None:
    data = pd.DataFrame({"y": [1.0, 0.0, 1.0, 1.0] * 5, "body": ["DU", "UB"] * 10})
    found = mean(Design(data), "y", by="body")
    chart = dot_plot(found, CAPTION, rows="body", names=BODIES)
    estimates = (100 * found["estimate"]).sort_values(ascending=False)
    assert [x for x, _y in points(chart)] == pytest.approx(estimates.tolist())


def near_census(**columns: object) -> pd.DataFrame:
    """As `phieu.analysis.near_census` gives it, with the total as a row."""
    facts = frame(**columns).assign(
        bound_low=[0.5, 0.8, 0.6], bound_high=[0.95, 0.99, 0.97], response_rate=[0.7, 0.9, 0.805]
    )
    total = {
        "district": TOTAL, "estimate": 0.82, "ci_low": 0.8, "ci_high": 0.84, "n": 220,
        "bound_low": 0.7, "bound_high": 0.97, "response_rate": 0.85,
    }  # fmt: skip
    return pd.concat([facts, pd.DataFrame([total])], ignore_index=True)


def bounds(chart: Chart) -> list[tuple[float, float]]:
    found = [line for line in _lines(chart) if to_hex(line.get_color()).upper() == PALE]
    found.sort(key=lambda line: line.get_ydata()[0])
    return [(round(line.get_xdata()[0], 6), round(line.get_xdata()[1], 6)) for line in found]


def test_the_total_of_a_near_census_stands_on_top_apart_from_the_groups() -> None:
    chart = dot_plot(near_census(), CAPTION, rows="district")
    assert [x for x, _y in points(chart)] == [82, 90, 80, 70]
    downs = [y for _x, y in points(chart)]
    assert downs[1] - downs[0] > downs[2] - downs[1] + 0.05
    assert "Tổng cộng" in lines_of_words(chart)


def test_what_nonresponse_leaves_open_is_drawn_behind_and_the_response_rate_beside() -> None:
    chart = dot_plot(near_census(), CAPTION, rows="district")
    assert bounds(chart) == [(70, 97), (80, 99), (60, 97), (50, 95)]
    assert [text for text in lines_of_words(chart) if text in ("85%", "90%", "81%", "70%")][:4] == [
        "85%", "90%", "81%", "70%"
    ]  # fmt: skip
    assert "Đường mảnh" in words(chart)
    assert "tỷ lệ trả lời 81%" in chart.alt


def test_a_withheld_group_of_a_near_census_takes_another_with_it_and_leaves_no_bound() -> None:
    chart = dot_plot(near_census(n=[50, 4, 30]), CAPTION, rows="district")
    assert [x for x, _y in points(chart)] == [82, 70]
    assert bounds(chart) == [(70, 97), (50, 95)]
    assert words(chart).count("không công bố") == 2
    assert "81%" not in words(chart) + chart.alt
