"""Syllables that compare, however they are typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.coding.syllables import canonical, phrases, syllables, toneless


@pytest.mark.parametrize(
    ("older", "others"),
    [
        ("hòa", ["hoà", "Hoà", "HÒA"]),
        ("khỏe", ["khoẻ"]),
        ("thủy", ["thuỷ"]),
        ("ủy", ["uỷ", "Ủy"]),
        ("hoàn", ["hòan"]),
        ("quý", ["qúy", "Quý"]),
        ("giữa", ["gĩưa"]),
        ("thuở", ["thủơ"]),
        ("mùa", ["muà"]),
        ("ngoài", ["ngòai"]),
        ("xã", ["xã"]),
    ],
)
def test_one_sound_has_one_spelling(older, others):
    assert [canonical(other) for other in others] == [older] * len(others)
    assert canonical(unicodedata.normalize("NFD", older)) == older


@pytest.mark.parametrize("other", ["đ/c", "24/7", "wifi", "covid-19", "alăng", "h'mông"])
def test_what_is_no_syllable_stays_as_it_is(other):
    assert canonical(other) == other


@given(st.text(max_size=12))
def test_a_canonical_spelling_is_its_own(text):
    once = canonical(text)

    assert canonical(once) == once
    assert toneless(toneless(text)) == toneless(text)
    assert toneless(once) == toneless(text)


def test_words_do_not_reach_across_signs_and_numbers_keep_theirs():
    assert phrases("Đề nghị: tăng 1.000 người, 24/7 (ca đêm). Hoà giải – tốt") == [
        ["đề", "nghị"],
        ["tăng", "1.000", "người"],
        ["24/7"],
        ["ca", "đêm"],
        ["hòa", "giải"],
        ["tốt"],
    ]
    assert syllables(" \n…!") == []


def test_without_tones_letters_are_those_of_a_plain_keyboard():
    assert [toneless(s) for s in ("Đảng", "ủy", "ương", "hòa")] == ["dang", "uy", "uong", "hoa"]
