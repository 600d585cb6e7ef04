"""Administrative heads: by who issues the form and when."""

from __future__ import annotations

from datetime import date

import pypdfium2 as pdfium
import pytest
from every_kind import EVERY_KIND

from phieu.paper import fonts
from phieu.paper.heads import Head, style_of
from phieu.paper.layout import compile_layout


def _head(**given):
    return Head(
        **{"organ": "Ban Tuyên giáo", "number": "15-PYK/BTG", "place": "Huế", "date": None, **given}
    )


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2023, 8, 4), "ngày 04 tháng 8 năm 2023"),
        (date(2023, 2, 14), "ngày 14 tháng 02 năm 2023"),
        (date(2023, 12, 31), "ngày 31 tháng 12 năm 2023"),
        (None, "ngày …… tháng …… năm ………"),
    ],
)
def test_the_head_writes_dates_as_the_decree_does(day, written):
    assert _head(date=day).dated == written


@pytest.mark.parametrize(
    ("kind", "day", "source"),
    [
        ("state", date(2023, 8, 14), "Nghị định 30/2020/NĐ-CP"),
        ("party", date(2026, 1, 8), "Hướng dẫn 36-HD/VPTW"),
        ("party", date(2026, 1, 9), "Quy định 399-QĐ/TW"),
        ("party", None, "Quy định 399-QĐ/TW"),
        ("party", date(1999, 1, 1), "Hướng dẫn 36-HD/VPTW"),
        ("front", None, "Nghị định 30/2020/NĐ-CP"),
    ],
)
def test_the_rule_in_force_on_the_day_decides(kind, day, source):
    assert style_of(kind, day).source == source


def _first_page(head):
    compiled = compile_layout(
        EVERY_KIND,
        name="ND",
        body="ND",
        unit_type="xã",
        head=head,
        font=fonts.choose().family,
        has_public_address=False,
    )
    document = pdfium.PdfDocument(compiled.pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_a_party_organ_has_its_own_head():
    text = _first_page(_head(kind="party", parent_organ="Tỉnh ủy Huế"))

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "CỘNG HÒA" not in text
    assert "TỈNH ỦY HUẾ" in text
    assert "Số 15-PYK/BTG" in text
    assert "*" in text


def test_a_front_body_heads_its_form_as_the_state_does():
    text = _first_page(_head(kind="front", organ="Ủy ban MTTQ Việt Nam tỉnh", number="1/MT"))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "Số: 1/MT" in text
