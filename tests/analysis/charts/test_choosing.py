from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from drawn import bars, bars_of_face, lines_of_words, words
from samples import table as table_of
from samples import with_withheld

from phieu.analysis.charts import NotAChartError, chart_of, likert_from_table
from phieu.analysis.charts.style import FIVE_LEVELS, SERIES
from phieu.analysis.survey import Survey
from phieu.analysis.tables.crosstabs import cross_table
from phieu.analysis.tables.frequencies import frequency_table
from phieu.analysis.tables.matrices import matrix_table
from phieu.analysis.tables.means import means_table
from phieu.analysis.tables.model import Cell, State
from phieu.questionnaire.model import Questionnaire

Make = Callable[..., pd.DataFrame]
LEVELS = [("Kém",), ("Trung bình",), ("Tốt",)]


@pytest.fixture
def survey(table: Make, questionnaire: Questionnaire) -> Survey:
    data = table(
        ["DU"] * 10 + ["UB"] * 10,
        C1_1=[1, 2, 3, 4, 5] * 4,
        C1_2=[5] * 10 + [4] * 8 + [3] * 2,
        C4=list(range(20)),
    )
    return Survey("Khảo sát", data, questionnaire, data[["body", "district"]])


def test_a_matrix_becomes_diverging_bars(survey: Survey) -> None:
    chart = chart_of(matrix_table(survey, ["C1_1", "C1_2"]))
    assert [bar.get_width() for bar in bars_of_face(chart, FIVE_LEVELS[4].face)] == [50, 20]
    assert "Lượt hợp lệ" in words(chart)


def test_frequencies_become_bars_of_the_valid_answers(survey: Survey) -> None:
    chart = chart_of(frequency_table(survey, "C1_1"))
    assert [bar.get_width() for bar in bars(chart)] == [20] * 5
    assert "Bỏ trống" not in words(chart)  # a row of what is missing


def test_many_numbers_become_a_histogram_of_their_counts(
    table: Make, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 80, C4=[*range(40), *range(40)])
    survey = Survey("Khảo sát", data, questionnaire, data[["body", "district"]])
    chart = chart_of(frequency_table(survey, "C4"))
    widths = {round(bar.get_width()) for bar in bars(chart)}
    areas = [bar.get_width() * abs(bar.get_height()) for bar in bars(chart)]
    assert widths == {5}  # 8 classes of 10 answers
    assert areas == pytest.approx([areas[0]] * 8)
    assert "Từ 0 đến dưới 5: 13% (10)." in chart.alt


def test_a_withheld_number_is_no_hole_in_a_histogram(
    table: Make, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 80, C4=[*range(40), *range(40)])
    survey = Survey("Khảo sát", data, questionnaire, data[["body", "district"]])
    whole = frequency_table(survey, "C4")
    held = with_withheld(with_withheld(whole, 7, 0), 7, 2)
    chart = chart_of(held)
    assert len(bars(chart)) == 39
    assert "không công bố" in words(chart)


def test_few_numbers_become_bars(survey: Survey) -> None:
    few = survey.data.assign(C4=pd.array([1, 2] * 10, dtype="Int64"))
    chart = chart_of(frequency_table(replace(survey, data=few), "C4"))
    assert [bar.get_width() for bar in bars(chart)] == [50, 50]


def test_groups_side_by_side_become_series(survey: Survey) -> None:
    chart = chart_of(cross_table(survey, "C1_2", "body"))
    assert [bar.get_width() for bar in bars_of_face(chart, SERIES[1].face)] == [0, 0, 20, 80, 0]


def test_means_become_points(survey: Survey) -> None:
    chart = chart_of(means_table(survey, ["C1_1", "C1_2"], ["body"]))
    assert {"3,00", "5,00", "3,80"} <= {text.split()[0] for text in lines_of_words(chart)}


@pytest.mark.parametrize("make", [frequency_table, means_table])
def test_a_chart_knows_the_line_that_makes_it_again(
    make: Callable[..., object], survey: Survey
) -> None:
    name: object = "C1_1" if make is frequency_table else ["C1_1"]
    made = make(survey, name)
    chart = chart_of(made)  # type: ignore[arg-type]
    again = eval(chart.python, {"survey": survey, "chart_of": chart_of, make.__name__: make})
    assert chart.python == f"chart_of({made.python})"  # type: ignore[attr-defined]
    assert words(again) == words(chart)


def test_a_table_of_another_kind_is_refused_with_what_would_do(survey: Survey) -> None:
    other = replace(frequency_table(survey, "C1_1"), python="response_table(survey)")
    with pytest.raises(NotAChartError, match="matrix_table"):
        chart_of(other)


def test_a_chart_of_a_protected_table_draws_only_what_it_publishes() -> None:
    rows = [("Một", (10.0, 20.0, 70.0)), ("Hai", (33.3, 33.3, 33.4))]
    protected = with_withheld(table_of(LEVELS, rows), 1, 0)
    chart = likert_from_table(protected)
    assert [bar.get_width() for bar in bars(chart)] == [10, 20, 70]
    assert "không công bố" in words(chart)
    assert "33" not in words(chart) + chart.alt
    names = [text for text in lines_of_words(chart) if text in ("Một", "Hai")]
    assert names == ["Một", "Hai"]  # the withheld item stands last


def test_an_item_that_nobody_was_asked_has_a_dash_and_is_not_called_withheld() -> None:
    whole = table_of(LEVELS, [("Một", (10.0, 20.0, 70.0)), ("Hai", (0.0, 0.0, 0.0))])
    nobody = tuple(Cell(None, "percent", state=State.EMPTY) for _level in LEVELS)
    rows = (whole.rows[0], replace(whole.rows[1], cells=nobody))
    shown = words(likert_from_table(replace(whole, rows=rows)))
    assert "\n–\n" in shown
    assert "không công bố" not in shown


def test_levels_can_be_named() -> None:
    whole = table_of([("Kém",), ("Tốt",), ("Tổng",)], [("Một", (30.0, 70.0, 100.0))])
    chart = likert_from_table(whole, levels=["Kém", "Tốt"])
    assert [bar.get_width() for bar in bars(chart)] == [30, 70]
    with pytest.raises(NotAChartError, match="Rất tốt"):
        likert_from_table(whole, levels=["Kém", "Rất tốt"])


def test_a_table_without_levels_side_by_side_is_refused() -> None:
    with pytest.raises(NotAChartError):
        likert_from_table(table_of([("n",)], [("Một", (3,))], ("count",)))
