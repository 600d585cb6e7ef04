from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.publishing import withheld


def test_large_groups_are_all_published() -> None:
    assert withheld({"DU": 60, "UB": 55}) == frozenset()


def test_one_small_group_takes_the_smallest_other_with_it() -> None:
    assert withheld({"DU": 60, "UB": 4, "MT": 50}) == {"UB", "MT"}


def test_an_empty_group_has_nothing_to_hold_back() -> None:
    assert withheld({"DU": 60, "UB": 0}) == frozenset()


def test_two_small_groups_that_are_enough_together_need_no_third() -> None:
    assert withheld({"DU": 60, "UB": 4, "MT": 3}) == {"UB", "MT"}


def test_two_tiny_groups_take_a_third() -> None:
    assert withheld({"DU": 60, "UB": 1, "MT": 1}) == {"DU", "UB", "MT"}


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30)))
def test_subtracting_from_the_total_never_gives_a_small_group(sizes: dict[str, int]) -> None:
    held = withheld(sizes)
    assert all(size >= 5 or size == 0 for group, size in sizes.items() if group not in held)
    if held and held != {group for group, size in sizes.items() if size}:
        assert len(held) >= 2
        assert sum(sizes[group] for group in held) >= 5
