from __future__ import annotations

from phieu.analysis.wrapping import wrapped


def test_lines_are_wrapped_evenly() -> None:
    text = "Phối hợp vận động, tuyên truyền trong Nhân dân, nhất là ở địa bàn khó khăn"
    first, second = wrapped(text, 58).split("\n")
    assert abs(len(first) - len(second)) < 10
    assert wrapped("ngắn", 58) == "ngắn"
    assert wrapped("", 58) == ""


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert wrapped("T4_LE_TIET_TAC_PHONG hai", 8) == "T4_LE_TIET_TAC_PHONG\nhai"
