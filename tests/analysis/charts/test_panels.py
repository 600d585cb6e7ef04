from __future__ import annotations

import pandas as pd
import pytest
from drawn import bars, lines_of_words, words
from matplotlib.axes import Axes

from phieu.analysis.charts import Caption, Chart, NotAChartError, small_multiples
from phieu.analysis.charts.panels import WHOLE
from phieu.analysis.charts.style import SERIES

CAPTION = Caption("Tỷ lệ hài lòng", "Số phiếu phát ra: 611.")
BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân"}
DISTRICTS = ["Tam Kỳ", "Đại Lộc", "Duy Xuyên", "Hội An"]


def frame(size: int = 20) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"district": district, "body": body, "estimate": 0.5 + place / 10 + step / 100,
             "ci_low": 0.4, "ci_high": 0.98, "n": size}
            for place, district in enumerate(DISTRICTS)
            for step, body in enumerate(BODIES)
        ]
    )  # fmt: skip


def whole() -> pd.DataFrame:
    return pd.DataFrame(
        {"body": ["DU", "UB"], "estimate": [0.65, 0.66], "ci_low": [0.6, 0.61],
         "ci_high": [0.7, 0.71], "n": [80, 80]}
    )  # fmt: skip


def chart(data: pd.DataFrame, **options: object) -> Chart:
    given = {"panel": "district", "rows": "body", "names": BODIES, **options}
    return small_multiples(data, CAPTION, **given)  # type: ignore[arg-type]


def panels(made: Chart) -> list[Axes]:
    return list(made.axes[1:])


def estimates(panel: Axes) -> list[float]:
    """From the top row down."""
    found = [line for line in panel.get_lines() if line.get_marker() == SERIES[0].marker]
    found.sort(key=lambda line: line.get_ydata()[0])
    return [round(float(line.get_xdata()[0]), 6) for line in found]


def test_every_panel_holds_the_estimates_of_its_district() -> None:
    made = chart(frame(), order="given")
    assert [estimates(panel) for panel in panels(made)] == [
        [50, 51], [60, 61], [70, 71], [80, 81]
    ]  # fmt: skip


def test_districts_stand_in_vietnamese_order_and_those_not_stated_last() -> None:
    data = frame()
    data.loc[data["district"] == "Tam Kỳ", "district"] = ""
    shown = lines_of_words(chart(data))
    names = ["Duy Xuyên", "Đại Lộc", "Hội An", "Không ghi"]
    assert [text for text in shown if text in names] == names


def test_all_panels_share_one_axis() -> None:
    assert len({panel.get_xlim() for panel in panels(chart(frame()))}) == 1


def test_the_whole_stands_in_grey_behind_in_every_panel() -> None:
    made = chart(frame(), whole=whole(), whole_name="Toàn tỉnh")
    behind = [(bar.get_x(), round(bar.get_width(), 6)) for bar in bars(made)]
    assert behind == [(60, 10), (61, 10)] * 4
    assert {bar.get_facecolor()[0] for bar in bars(made)} == {int(WHOLE.face[1:3], 16) / 255}
    assert "Toàn tỉnh" in words(made)


def test_a_small_group_is_marked_and_goes_with_another_that_the_whole_would_give_away() -> None:
    data = frame()
    data.loc[0, "n"] = 4  # Đảng ủy in Tam Kỳ
    data.loc[2, "n"] = 19  # the smallest of the others
    alone = chart(data, order="given")
    assert [len(estimates(panel)) for panel in panels(alone)] == [1, 2, 2, 2]
    beside = chart(data, order="given", whole=whole())
    assert [len(estimates(panel)) for panel in panels(beside)] == [1, 1, 2, 2]
    assert lines_of_words(beside).count("*") == 2
    assert "* Không công bố vì quá ít trả lời." in words(beside)
    assert "50,0" not in words(beside) + beside.alt


def test_a_body_that_was_not_asked_somewhere_has_no_figure_there() -> None:
    made = chart(frame().drop(index=0), order="given")
    assert [len(estimates(panel)) for panel in panels(made)] == [1, 2, 2, 2]
    assert "*" not in words(made)


def test_values_are_written_on_every_lowest_panel() -> None:
    """Four panels in two lines: three of the columns end in the first or the second line."""
    assert lines_of_words(chart(frame())).count("75%") == 3


def test_a_column_that_the_estimates_do_not_have_is_named() -> None:
    with pytest.raises(NotAChartError, match="huyen"):
        chart(frame(), panel="huyen")
