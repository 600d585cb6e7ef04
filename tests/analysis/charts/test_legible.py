"""What holds of every chart, whatever its labels, rows and values are."""

from __future__ import annotations

import unicodedata

import pytest
from drawn import assert_legible, texts, words
from samples import BODIES, CHARTS, labels

from phieu.analysis.charts import style
from phieu.analysis.charts.style import SMALL_PT

ROWS = (1, 18, 40)


@pytest.mark.parametrize("number", ROWS)
@pytest.mark.parametrize("kind", CHARTS)
def test_nothing_leaves_the_picture_and_no_text_covers_another(kind: str, number: int) -> None:
    assert_legible(CHARTS[kind](labels(number)))


@pytest.mark.parametrize("kind", [kind for kind in CHARTS if kind != "tiles"])
def test_the_widest_typeface_has_room_too(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DejaVu Serif, where a machine has no other; there the map's names come close."""
    monkeypatch.setattr(style, "typeface", lambda: "DejaVu Serif")
    assert_legible(CHARTS[kind](labels(7)))


@pytest.mark.parametrize("kind", CHARTS)
def test_no_letter_is_smaller_than_seven_points(kind: str) -> None:
    assert min(text.get_fontsize() for text in texts(CHARTS[kind](labels(3)))) >= SMALL_PT


@pytest.mark.parametrize("kind", CHARTS)
def test_every_chart_says_its_base_and_that_it_is_rehearsed(kind: str) -> None:
    shown = words(CHARTS[kind](labels(3)))
    assert "thu về: 573; hợp lệ: 528" in shown
    assert "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT" in shown


@pytest.mark.parametrize("kind", CHARTS)
def test_every_chart_has_its_content_in_words(kind: str) -> None:
    alt = CHARTS[kind](labels(3)).alt
    assert "hợp lệ: 528" in alt
    assert "\n" not in alt
    assert alt == unicodedata.normalize("NFC", alt)
    if kind not in ("numbers", "tiles"):  # the map names the forms to chase
        assert all(label in alt for label in labels(3))


@pytest.mark.parametrize("kind", ["panels", "rates"])
def test_the_words_name_every_group(kind: str) -> None:
    alt = CHARTS[kind](labels(3)).alt
    assert all(body in alt for body in BODIES.values())
