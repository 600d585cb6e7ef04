from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from phieu.frame.collation import sort_key

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
LETTERS = ALPHABET + TONED
names = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " 12'") | st.characters(), max_size=8)


def _sorted(names: list[str]) -> list[str]:
    """From the order turned round, so that a stable sort cannot pass by doing nothing."""
    backwards = names[::-1]
    return sorted(backwards, key=sort_key)


def test_letters_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    order = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    assert _sorted(order) == order


def test_tones_stand_none_huyen_hoi_nga_sac_nang() -> None:
    order = ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mâ"]
    assert _sorted(order) == order


def test_a_letter_weighs_more_than_a_tone_and_a_tone_more_than_case() -> None:
    order = ["Ba", "bá", "Bá", "bạ", "Ban", "bán", "bản thân", "bát"]
    assert _sorted(order) == order


def test_communes_stand_as_in_a_printed_list() -> None:
    order = ["A Nông", "Ái Nghĩa", "Bình An", "Bình Dương", "Bình Đào", "Đại An", "Trà Ka"]
    assert _sorted(order) == order


def test_decomposed_and_composed_names_are_equal() -> None:
    assert sort_key(unicodedata.normalize("NFD", "Điện Hồng")) == sort_key("Điện Hồng")


@given(names, names)
def test_keys_are_equal_exactly_for_equal_names(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (sort_key(one) == sort_key(other)) == same
    assert (sort_key(one) < sort_key(other)) + (sort_key(other) < sort_key(one)) == (not same)


@given(
    st.lists(names, max_size=6).flatmap(
        lambda some: st.tuples(st.just(some), st.permutations(some))
    )
)
def test_the_order_does_not_depend_on_where_one_began(two: tuple[list[str], list[str]]) -> None:
    one, other = ([sort_key(name) for name in sorted(some, key=sort_key)] for some in two)
    assert one == other
