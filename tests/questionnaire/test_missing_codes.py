from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from phieu.questionnaire.codes import Missing
from phieu.questionnaire.missing_codes import as_ranges, reserved_among, reserved_below

CODES = st.sets(st.integers(-9, 120), max_size=12)


@given(CODES)
def test_reserved_codes_never_clash_with_a_lists_own(codes: set[int]) -> None:
    reserved = reserved_among(codes)
    kinds = (Missing.NOT_APPLICABLE, Missing.ILLEGIBLE, Missing.MULTIPLE_MARKS)
    taken = {reserved.code(kind) for kind in kinds}
    assert len(taken) == 3
    assert not taken & {code for code in codes if code >= 0}
    assert [reserved.why(reserved.code(kind)) for kind in kinds] == list(kinds)


def test_a_scale_of_five_keeps_8_for_two_marks_as_the_instruments_say() -> None:
    assert reserved_among([1, 2, 3, 4, 5, 9]).multiple_marks == 8
    assert reserved_among(range(1, 9)).multiple_marks == 98


def test_four_codes_become_a_range_where_no_level_lies_between() -> None:
    assert as_ranges([6, 7, 8, 9], [*range(1, 6), 6, 7, 8, 9]) == ((6, 9),)
    assert as_ranges([9, 96, 97, 98], [*range(1, 6), 9, 96, 97, 98]) == ((96, 98), (9, 9))
    assert as_ranges([2, 4, 6, 8], range(1, 10)) is None


@given(CODES, CODES)
def test_ranges_hold_every_missing_code_and_no_level(missing: set[int], values: set[int]) -> None:
    ranges = as_ranges(missing, values | missing)
    if ranges is None:
        assert len(missing) > 3
        return
    held = {code for low, high in ranges for code in range(low, high + 1)}
    assert missing <= held
    assert not held & (values - missing)
    assert len(ranges) <= 3
    assert sum(low != high for low, high in ranges) <= (1 if len(ranges) <= 2 else 0)


@given(st.integers(-2000, 50))
def test_the_codes_of_a_number_are_no_numbers_it_could_be(least: int) -> None:
    reserved = reserved_below(least)
    assert max(reserved.not_applicable, reserved.illegible, reserved.multiple_marks) < min(least, 0)


def test_the_codes_of_a_number_are_minus_6_to_8_as_long_as_they_can() -> None:
    found = {least: reserved_below(least).not_applicable for least in (5, 0, -5, -6, -95, -96)}
    assert found == {5: -6, 0: -6, -5: -6, -6: -96, -95: -96, -96: -996}
