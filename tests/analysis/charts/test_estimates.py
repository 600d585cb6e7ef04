from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from phieu.analysis.charts import PERCENT, NotAChartError
from phieu.analysis.charts.estimates import Estimate, Estimates, estimates_of


def frame(**columns: object) -> pd.DataFrame:
    whole = {
        "district": ["Hội An", "Tam Kỳ", "Núi Thành"],
        "estimate": [0.9, 0.8, 0.7],
        "ci_low": [0.85, 0.7, 0.6],
        "ci_high": [0.95, 0.9, 0.8],
        "n": [50, 40, 30],
    }
    return pd.DataFrame({**whole, **columns})


def of(data: pd.DataFrame, **options: object) -> Estimates:
    return estimates_of(data, rows="district", figures=PERCENT, **options)  # type: ignore[arg-type]


def values(found: Estimates) -> dict[str, float | None]:
    return {label: cell.value for (label, _series), cell in found.cells.items()}


def test_shares_become_percent() -> None:
    cell = of(frame()).cells["Hội An", ""]
    assert cell == Estimate(90.0, 85.0, 95.0, 50)


def test_an_estimate_of_fewer_than_five_is_withheld_with_its_size() -> None:
    found = of(frame(n=[50, 4, 30]))
    assert values(found) == {"Hội An": 90.0, "Tam Kỳ": None, "Núi Thành": 70.0}
    cell = found.cells["Tam Kỳ", ""]
    assert (cell.low, cell.high) == (None, None)
    assert cell.text(PERCENT) == "không công bố"
    assert cell.n_text() == ""


def test_beside_the_total_a_second_group_goes_with_the_only_small_one() -> None:
    found = of(frame(n=[50, 4, 30]), beside_total=True)
    assert values(found) == {"Hội An": 90.0, "Tam Kỳ": None, "Núi Thành": None}


def test_what_disclosure_control_marks_as_not_published_is_withheld() -> None:
    found = of(frame(published=[True, False, pd.NA]), beside_total=True)
    assert values(found) == {"Hội An": 90.0, "Tam Kỳ": None, "Núi Thành": None}


@pytest.mark.parametrize("absent", [None, float("nan"), pd.NA, np.inf])
def test_an_estimate_that_is_not_there_is_withheld_whatever_pandas_calls_it(absent: object) -> None:
    found = of(frame(estimate=pd.Series([0.9, absent, 0.7], dtype=object)))
    assert values(found)["Tam Kỳ"] is None


def test_a_group_of_nobody_has_a_dash_and_is_not_called_withheld() -> None:
    cell = of(frame(estimate=[0.9, None, 0.7], n=[50, 0, 30])).cells["Tam Kỳ", ""]
    assert cell.text(PERCENT) == "–"


def test_an_estimate_without_interval_is_drawn_without() -> None:
    cell = of(frame(ci_low=[None] * 3, ci_high=[None] * 3)).cells["Hội An", ""]
    assert cell.long_text(PERCENT) == "90,0%"


def test_the_highest_stands_first_and_the_withheld_last() -> None:
    found = of(frame(estimate=[0.1, 0.9, 0.5], n=[50, 4, 30])).ordered("estimate")
    assert found.labels == ("Núi Thành", "Hội An", "Tam Kỳ")


def test_names_can_stand_in_vietnamese_order() -> None:
    data = frame(district=["Đại Lộc", "Duy Xuyên", "Điện Bàn"])
    assert of(data).ordered("name").labels == ("Duy Xuyên", "Đại Lộc", "Điện Bàn")


def test_a_blanked_group_is_called_not_stated() -> None:
    found = of(frame(district=["Hội An", "", pd.NA]).iloc[:2])
    assert found.labels == ("Hội An", "Không ghi")


def test_every_absent_column_is_named_at_once() -> None:
    with pytest.raises(NotAChartError, match="district, body, estimate"):
        estimates_of(pd.DataFrame({"x": [1]}), rows="district", series="body", figures=PERCENT)


def test_two_rows_of_one_group_are_refused() -> None:
    with pytest.raises(NotAChartError, match="Hội An"):
        of(frame(district=["Hội An", "Hội An", "Tam Kỳ"]))


def test_a_frame_without_rows_is_refused() -> None:
    with pytest.raises(NotAChartError):
        of(frame().iloc[:0])


def test_more_series_than_the_eye_tells_apart_are_refused() -> None:
    data = pd.DataFrame({"district": ["x"] * 5, "body": list("abcde"), "estimate": [0.5] * 5})
    with pytest.raises(NotAChartError, match="4"):
        of(data, series="body")
