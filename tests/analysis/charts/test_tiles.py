from __future__ import annotations

from collections import Counter

import pytest
from drawn import assert_legible, lines_of_words, words
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from phieu.analysis.charts import (
    Caption,
    Chart,
    NotAChartError,
    TileState,
    UnitTiles,
    response_map,
    unit_tiles,
)  # fmt: skip
from phieu.analysis.charts.sheet import PAGE_IN
from phieu.analysis.charts.tiles import SHADES, TILE_IN
from phieu.analysis.response import CaseOutcome, Disposition

CAPTION = Caption("Tình hình thu phiếu", "Số phiếu phát ra: 611.")
BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân", "MT": "Mặt trận"}


def case(
    unit: str, body: str, disposition: str, district: str = "Hội An", **facts: str
) -> CaseOutcome:
    return CaseOutcome(body, district, Disposition(disposition), unit=unit, **facts)


def tiles(chart: Chart) -> list[Rectangle]:
    """From the top down, from the left on."""
    found = [patch for patch in chart.axes[0].patches if patch.get_width() == TILE_IN]
    return sorted(found, key=lambda tile: (tile.get_y(), tile.get_x()))  # type: ignore[attr-defined]


def faces(chart: Chart) -> list[str]:
    return [to_hex(tile.get_facecolor()).upper() for tile in tiles(chart)]


def face(state: TileState) -> str:
    return SHADES[state].face


def test_every_form_has_its_tile_in_the_order_of_the_bodies() -> None:
    outcomes = [
        case("Cẩm Hà", "MT", "void"), case("Cẩm Hà", "DU", "complete"),
        case("Cẩm Hà", "UB", "outstanding"), case("Cẩm Kim", "DU", "not_issued"),
        case("Cẩm Kim", "UB", "refused"), case("Cẩm Kim", "MT", "waiting"),
    ]  # fmt: skip
    chart = response_map(unit_tiles(outcomes), CAPTION, bodies=BODIES)
    returned, outstanding, void, not_issued = (
        face(state)
        for state in (
            TileState.RETURNED, TileState.OUTSTANDING, TileState.VOID, TileState.NOT_ISSUED
        )
    )  # fmt: skip
    assert faces(chart) == [returned, outstanding, void, not_issued, returned, returned]


def test_a_district_says_how_many_of_the_issued_came_back() -> None:
    outcomes = [
        case("A", "DU", "complete"), case("A", "UB", "outstanding"), case("A", "MT", "void"),
        case("B", "DU", "not_issued"), case("B", "UB", "partial"),
    ]  # fmt: skip
    assert "2/3" in words(response_map(unit_tiles(outcomes), CAPTION, bodies=BODIES))


def test_the_key_names_only_the_states_that_occur() -> None:
    made = response_map(unit_tiles([case("A", "DU", "complete")]), CAPTION, bodies=BODIES)
    assert "Phiếu thu về" in words(made)
    assert "Phiếu hủy" not in words(made)


def test_units_of_one_name_in_one_district_are_told_apart_by_their_codes_and_types() -> None:
    outcomes = [
        case("Phúc Sơn", "DU", "complete", unit_code="1", unit_type="xã"),
        case("Phúc Sơn", "DU", "outstanding", unit_code="2", unit_type="thị trấn"),
        case("Tam Phú", "DU", "complete", unit_code="3", unit_type="xã"),
    ]
    assert [unit.unit for unit in unit_tiles(outcomes)] == [
        "Phúc Sơn", "Phúc Sơn (thị trấn)", "Tam Phú"
    ]  # fmt: skip


def test_a_province_of_211_units_fits_on_one_page() -> None:
    units = [
        UnitTiles(
            f"Trà Giáp {place} (thị trấn)",
            f"Huyện {place % 18}",
            dict.fromkeys(BODIES, TileState.RETURNED),
        )
        for place in range(211)
    ]
    chart = response_map(units, Caption(CAPTION.title, CAPTION.base, rehearsed=True), bodies=BODIES)
    assert chart.get_size_inches()[1] <= PAGE_IN
    assert Counter(faces(chart)) == {face(TileState.RETURNED): 633}
    assert sum("Trà Giáp" in text for text in lines_of_words(chart)) == 211
    assert_legible(chart)


def test_the_words_name_the_forms_to_chase() -> None:
    outcomes = [case("Cẩm Hà", "DU", "complete"), case("Cẩm Hà", "UB", "outstanding")]
    alt = response_map(unit_tiles(outcomes), CAPTION, bodies=BODIES).alt
    assert "Hội An 1/2; chưa thu về: Cẩm Hà (Ủy ban nhân dân)." in alt


def test_cases_without_units_cannot_be_mapped_and_the_error_says_what_can() -> None:
    with pytest.raises(NotAChartError, match="response_rates"):
        unit_tiles([CaseOutcome("DU", "Hội An", Disposition.COMPLETE)])


def test_a_frame_without_cases_is_refused() -> None:
    with pytest.raises(NotAChartError):
        response_map([], CAPTION, bodies=BODIES)
