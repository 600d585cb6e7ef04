from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from drawn import box_of, lines_of_words, texts, words
from matplotlib.lines import Line2D

from phieu.analysis.charts import SCORE, Caption, Chart, NotAChartError, slope_chart
from phieu.analysis.charts.slopes import FALLS, RISES, STEADY

CAPTION = Caption("Điểm đánh giá", "Ba điểm thí điểm.")
ITEMS = ("Trao đổi thông tin", "Giải quyết kiến nghị", "Đúng giờ, đúng hẹn")


def frame(*series: tuple[float | None, ...], n: int = 50) -> pd.DataFrame:
    times = ("Trước", "Giữa", "Sau") if len(series[0]) == 3 else ("Trước", "Sau")
    return pd.DataFrame(
        [
            {"item": ITEMS[place], "time": time, "estimate": value, "n": n}
            for place, values in enumerate(series)
            for time, value in zip(times, values, strict=True)
        ]
    )


def chart(data: pd.DataFrame, **options: object) -> Chart:
    given = {"rows": "item", "times": "time", "figures": SCORE, **options}
    return slope_chart(data, CAPTION, **given)  # type: ignore[arg-type]


def line_of(made: Chart, item: str) -> Line2D:
    return next(line for line in made.axes[0].get_lines() if line.get_gid() == item)


def heights(line: Line2D) -> list[float]:
    return [round(float(y), 4) for y in line.get_ydata()]


def test_lines_rise_and_fall_as_the_values_do() -> None:
    made = chart(frame((40.0, 80.0), (80.0, 60.0), (40.0, 40.0)))
    first, second, third = (heights(line_of(made, item)) for item in ITEMS)
    low, high = first  # inches down: the lowest value stands lowest
    assert third == [low, low]
    assert second[0] == high
    assert second[1] == pytest.approx(low + (high - low) / 2, abs=1e-3)


def test_times_stand_in_the_order_given_with_equal_steps() -> None:
    made = chart(frame((40.0, 50.0, 80.0)))
    before, between, after = line_of(made, ITEMS[0]).get_xdata()
    assert between - before == pytest.approx(after - between)
    assert [text for text in lines_of_words(made) if text in ("Trước", "Giữa", "Sau")] == [
        "Trước", "Giữa", "Sau"
    ]  # fmt: skip


def test_both_ends_are_named_with_their_figures_and_the_far_one_with_the_change() -> None:
    shown = lines_of_words(chart(frame((40.0, 80.0), (80.0, 60.5))))
    assert "Trao đổi thông tin 40,0" in shown
    assert "80,0 (+40,0) Trao đổi thông tin" in shown
    assert "60,5 (−19,5) Giải quyết kiến nghị" in shown


def test_a_change_that_may_be_chance_is_pale() -> None:
    made = chart(
        frame((40.0, 80.0), (80.0, 60.0), (40.0, 41.0)),
        significant={ITEMS[0]: True, ITEMS[1]: True, ITEMS[2]: False},
    )
    shades = [line_of(made, item).get_color() for item in ITEMS]
    assert shades == [RISES.face, FALLS.face, STEADY.face]
    assert line_of(made, ITEMS[1]).is_dashed()
    assert not line_of(made, ITEMS[0]).is_dashed()
    assert "màu nhạt" in words(made)


def test_a_change_that_nobody_tested_says_so() -> None:
    assert "chưa kiểm định" in words(chart(frame((40.0, 80.0))))


def test_a_withheld_end_is_named_below_and_appears_nowhere_else() -> None:
    data = frame((40.0, 80.0), (61.7, 66.1))
    data.loc[(data["item"] == ITEMS[1]) & (data["time"] == "Trước"), "n"] = 4
    made = chart(data)
    assert "không công bố vì quá ít trả lời: Giải quyết kiến nghị." in words(made)
    assert "61,7" not in words(made) + made.alt
    assert "4,4" not in words(made) + made.alt  # nor the change, which would tell it
    drawn = heights(line_of(made, ITEMS[1]))
    assert drawn[0] != drawn[0]  # NaN: the line does not begin
    assert "66,1 Giải quyết kiến nghị" in words(made)


def test_a_withheld_middle_breaks_the_line() -> None:
    data = frame((40.0, 50.0, 80.0))
    data.loc[1, "n"] = 3
    first, middle, last = line_of(chart(data), ITEMS[0]).get_ydata()
    assert first == first
    assert middle != middle
    assert last == last


def test_three_pilot_sites_can_be_drawn_in_the_identified_mode() -> None:
    data = frame((40.0, 80.0), (80.0, 60.0), (40.0, 41.0), n=1)
    assert words(chart(data, at_least=1)).count("(") == 3
    assert "Trao đổi thông tin 40,0" not in words(chart(data))


def test_an_item_of_one_time_only_has_no_change() -> None:
    made = chart(frame((40.0, 80.0), (70.0, 60.0)).iloc[:3])
    assert "Giải quyết kiến nghị 70,0" in words(made)
    assert "70,0 (" not in words(made)


def test_labels_of_equal_values_do_not_cover_each_other() -> None:
    made = chart(frame((50.0, 50.0), (50.0, 50.0), (50.0, 50.0)))
    boxes = [box_of(text) for text in texts(made) if "50,0" in text.get_text()]
    assert len(boxes) == 6
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_one_time_makes_no_slope() -> None:
    with pytest.raises(NotAChartError):
        chart(frame((40.0, 80.0)).iloc[:1])
