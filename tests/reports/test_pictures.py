from __future__ import annotations

import pytest

from phieu.analysis.charts import Caption, Chart
from phieu.analysis.charts.sheet import sheet
from phieu.reports.page import TEXT_WIDTH_MM
from phieu.reports.pictures import TALLEST_MM, picture


def chart(body_in: float) -> Chart:
    return sheet(Caption("Tựa"), body_in).chart


def test_a_chart_goes_into_the_report_as_large_as_it_was_drawn() -> None:
    width_mm = picture(chart(3.0), "Hình 1", "png").width_mm
    assert width_mm == pytest.approx(6.4 * 25.4)
    assert width_mm <= TEXT_WIDTH_MM


def test_a_chart_taller_than_a_page_is_made_smaller() -> None:
    made = chart(20.0)
    width_in, height_in = made.get_size_inches()
    width_mm = picture(made, "Hình 1", "png").width_mm
    assert width_mm * height_in / width_in == pytest.approx(TALLEST_MM)
