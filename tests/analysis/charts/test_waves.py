from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest
from drawn import assert_legible, lines_of_words, words
from matplotlib.lines import Line2D

from phieu.analysis.charts import Chart, pairs_chart, trend_chart
from phieu.analysis.charts.slopes import RISES, STEADY
from phieu.analysis.survey import Survey
from phieu.analysis.waves.comparable import Wave
from phieu.analysis.waves.pairs import paired_change
from phieu.analysis.waves.trend import trend
from phieu.questionnaire.model import Questionnaire

Make = Callable[..., pd.DataFrame]
MakeWave = Callable[..., Wave]
FIRST, SECOND = "Trao đổi thông tin kịp thời", "Giải quyết kiến nghị"


@pytest.fixture
def wave(table: Make, questionnaire: Questionnaire) -> MakeWave:
    def make(label: str, units: Sequence[str] | None = None, **answers: Sequence[object]) -> Wave:
        size = len(next(iter(answers.values())))
        data = table(["DU"] * size, **answers).assign(unit_type="xã")
        if units is not None:
            data["unit_code"] = pd.array(list(units), dtype="string")
        issued = data[["body", "district", "unit_type"]]
        mode = "confidential" if units is None else "identified"
        return Wave(label, Survey("Đợt", data, questionnaire, issued, confidentiality=mode))

    return make


def lines(chart: Chart) -> dict[str, Line2D]:
    return {str(line.get_gid()): line for line in chart.axes[0].get_lines() if line.get_gid()}


def test_a_line_goes_through_every_waves_estimate(wave: MakeWave) -> None:
    found = trend(
        [
            wave("2021", C1_1=[1, 2] * 20, C1_2=[3, 4] * 20),
            wave("2022", C1_1=[3, 4] * 20, C1_2=[3, 4] * 20),
            wave("2023", C1_1=[4, 5] * 20, C1_2=[3, 4] * 20),
        ],
        ["C1_1", "C1_2"],
        against="first",
    )
    chart = trend_chart(found)
    shown = words(chart)
    assert f"{FIRST} 1,50" in shown
    assert f"4,50 (+3,00) {FIRST}" in shown
    assert [text for text in lines_of_words(chart) if text in ("2021", "2022", "2023")] == [
        "2021", "2022", "2023"
    ]  # fmt: skip
    assert len(lines(chart)[FIRST].get_xdata()) == 3
    assert lines(chart)[FIRST].get_color() == RISES.face  # p < 0.05
    assert lines(chart)[SECOND].get_color() == STEADY.face
    assert_legible(chart)


def test_where_first_and_last_were_not_compared_nothing_is_said_of_chance(wave: MakeWave) -> None:
    rounds = [wave(label, C1_1=[level, 5] * 20) for level, label in ((1, "a"), (2, "b"), (3, "c"))]
    chart = trend_chart(trend(rounds, ["C1_1"]))  # each against the one before
    assert "chưa kiểm định" in words(chart)


def test_a_wave_that_too_few_answered_is_withheld(wave: MakeWave) -> None:
    rounds = [wave("2022", C1_1=[2, 3, 3, None] * 1), wave("2023", C1_1=[4, 5] * 20)]
    chart = trend_chart(trend(rounds, ["C1_1"]))
    assert "2,67" not in words(chart) + chart.alt
    assert "không công bố" in words(chart)


def test_three_pilot_sites_are_drawn_pair_by_pair(wave: MakeWave) -> None:
    units = ["20359", "20362", "20365"]
    found = paired_change(
        wave("Trước", units, C1_1=[2, 3, 4]),
        wave("Sau", units, C1_1=[4, 3, 5]),
        "C1_1",
        crosswalk=None,
    )
    chart = pairs_chart(found)
    assert len(lines(chart)) == 3
    assert "4,00 (+2,00) 20359" in words(chart)
