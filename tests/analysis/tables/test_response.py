"""Response rates as readers see them."""

from __future__ import annotations

import pytest
from table_texts import texts

from phieu.analysis.response import CaseOutcome, Disposition
from phieu.analysis.tables import response_table


def outcomes() -> list[CaseOutcome]:
    """DU: 8 cases, all issued. UB: 5 cases, one never issued, one void."""
    du = ["complete"] * 5 + ["partial", "refused", "outstanding"]
    ub = ["complete", "waiting", "outstanding", "void", "not_issued"]
    return [
        CaseOutcome(body, district, Disposition(name))
        for body, district, names in (("DU", "Núi Thành", du), ("UB", "Hội An", ub))
        for name in names
    ]


def test_a_reader_sees_bodies_counts_and_rates_in_vietnamese():
    table = response_table(outcomes(), names={"DU": "Đảng ủy", "UB": "UBND"})
    shown = texts(table)

    assert list(shown) == ["Đảng ủy", "UBND", "Tổng cộng"]
    columns = [heading.path[0] for heading in table.headings]
    assert columns[:4] == ["Trong danh mục", "Không phát", "Phiếu phát ra", "Phiếu hủy"]
    # frame, not issued, issued, void, returned, complete, partial, refused, waiting, outstanding
    assert shown["Tổng cộng"][:10] == ["13", "1", "12", "1", "9", "6", "1", "1", "1", "2"]
    assert [row[-3:] for row in shown.values()] == [
        ["87,50%", "62,50%", "75,00%"],
        ["66,67%", "33,33%", "33,33%"],
        ["81,82%", "54,55%", "63,64%"],
    ]


def test_a_group_of_which_nothing_was_issued_has_no_rate():
    never = [CaseOutcome("UB", "Hội An", Disposition.NOT_ISSUED)]

    assert texts(response_table(never, "district"))["Hội An"][-3:] == ["–", "–", "–"]


def test_columns_of_what_never_happened_are_left_out():
    plain = [CaseOutcome("UB", "Hội An", Disposition.COMPLETE)]

    columns = {heading.path[0] for heading in response_table(plain).headings}

    assert "Từ chối" in columns  # that nobody refused is worth a zero
    assert "Phiếu hủy" not in columns


@pytest.mark.parametrize("language", ["vi", "en"])
def test_response_fits_a_console(language, monkeypatch):
    monkeypatch.setenv("PHIEU_LANG", language)

    text = response_table(outcomes(), names={"DU": "Ủy ban Mặt trận Tổ quốc Việt Nam"}).text

    assert max(map(len, text.split("\n"))) < 120
