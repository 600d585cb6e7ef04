from __future__ import annotations

import pytest
from drawn import bars, bars_of_face, words
from samples import table, with_withheld

from phieu.analysis.charts import NotAChartError, bar_chart
from phieu.analysis.charts.style import SERIES
from phieu.analysis.tables.model import Table

ROWS = [("Hằng ngày", (198, 37.5)), ("Hằng tuần", (66, 12.5)), ("Hằng tháng", (264, 50.0))]


def frequencies() -> Table:
    return table([("n",), ("Tỷ lệ %",)], ROWS, ("count", "percent"))


def by_body() -> Table:
    bodies = ("Đảng ủy", "Ủy ban nhân dân", "Tổng cộng")
    headings = [
        path
        for body in bodies
        for path in (("Cơ quan", body, "n"), ("Cơ quan", body, "%"))
    ]  # fmt: skip
    headings = [path if path[1] != "Tổng cộng" else path[1:] for path in headings]
    rows = [("Có", (10, 20.0, 30, 60.0, 40, 40.0)), ("Không", (40, 80.0, 20, 40.0, 60, 60.0))]
    return table(headings, rows, ("count", "percent"))


def test_bars_begin_at_zero_and_are_as_long_as_the_shares() -> None:
    drawn = bars(bar_chart(frequencies()))
    assert [bar.get_x() for bar in drawn] == [0, 0, 0]
    assert [bar.get_width() for bar in drawn] == [37.5, 12.5, 50.0]


def test_each_bar_has_its_share_and_its_count() -> None:
    assert "37,5% (198)" in words(bar_chart(frequencies()))


def test_bars_can_stand_by_their_length() -> None:
    drawn = bars(bar_chart(frequencies(), order="estimate"))
    assert [bar.get_width() for bar in drawn] == [50.0, 37.5, 12.5]


def test_a_withheld_share_is_said_and_appears_nowhere() -> None:
    chart = bar_chart(with_withheld(with_withheld(frequencies(), 1, 0), 1, 1))
    assert [bar.get_width() for bar in bars(chart)] == [37.5, 50.0]
    assert words(chart).count("không công bố") == 1
    for text in (words(chart), chart.alt):
        assert "12,5" not in text
        assert "66" not in text.replace("66 %", "")


def test_groups_are_series_and_their_total_is_not_drawn() -> None:
    chart = bar_chart(by_body())
    assert [bar.get_width() for bar in bars_of_face(chart, SERIES[0].face)] == [20, 80]
    assert [bar.get_width() for bar in bars_of_face(chart, SERIES[1].face)] == [60, 40]
    assert len(bars(chart)) == 4
    assert "Tổng cộng" not in words(chart)
    assert [bar.get_hatch() for bar in bars(chart)] == ["", "////"] * 2


def test_totals_are_no_bars() -> None:
    whole = frequencies()
    last = whole.rows[-1]
    total = type(last)(("Cộng",), last.cells, total=True)
    rows = (*whole.rows, total)
    assert len(bars(bar_chart(Table(whole.title, whole.headings, rows)))) == 3


def test_the_words_of_the_chart_hold_every_figure_of_it() -> None:
    assert bar_chart(frequencies(), title="Mức độ gặp").alt.startswith(
        "Biểu đồ thanh: Mức độ gặp. Hằng ngày: 37,5% (198). Hằng tuần: 12,5% (66). "
    )


def test_a_table_without_percentages_makes_no_bars() -> None:
    with pytest.raises(NotAChartError):
        bar_chart(table([("n",)], [("a", (1,))], ("count",)))


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(NotAChartError):
        bar_chart(table([("%",)], []))
