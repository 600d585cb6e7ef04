"""Digit bubbles: every value of a field can be marked, and comes back as it was."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from phieu.questionnaire.bubbles import (
    as_date,
    bubble_rows,
    from_date,
    is_valid,
    printed_offset,
    printed_parts,
)
from phieu.questionnaire.fields import DateField, Heading, NumberField

HEADING = Heading("1", "Số", "Số")


def _number(least, most, decimals=0, *, boxed=True):
    return NumberField("X", HEADING, least, most, decimals, boxed=boxed)


def _date(earliest, latest, precision="day"):
    return DateField("X", HEADING, earliest, latest, precision)


def _comes_back(field, value):
    rows = bubble_rows(field)
    assert all(row.digit(value) in row.digits for row in rows)
    marked = sum(row.worth * row.digit(value) for row in rows)
    return printed_offset(field) + marked == value


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(0, 3), st.data())
def test_every_number_in_the_range_can_be_marked_and_comes_back(one, other, decimals, data):
    field = _number(min(one, other), max(one, other), decimals)
    value = data.draw(st.integers(field.least, field.most))

    assert bubble_rows(field)
    assert _comes_back(field, value)
    assert is_valid(field, value)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000), st.data())
def test_every_day_in_the_range_can_be_marked_and_comes_back(earliest, span, data):
    field = _date(earliest, earliest + timedelta(span))
    day = earliest + timedelta(data.draw(st.integers(0, span)))
    value = from_date(field, day)

    assert as_date(field, value) == day
    assert is_valid(field, value)
    assert _comes_back(field, value)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 4_000), st.data())
def test_every_month_in_the_range_can_be_marked_and_comes_back(earliest, span, data):
    field = _date(earliest, earliest + timedelta(span), "month")
    day = earliest + timedelta(data.draw(st.integers(0, span)))
    value = from_date(field, day)

    assert value == day.year * 100 + day.month
    assert is_valid(field, value)
    assert _comes_back(field, value)


def _shape(field):
    return [(row.part, row.place, row.given, row.digits) for row in bubble_rows(field)]


ALL = tuple(range(10))


def test_a_day_has_only_the_digits_that_can_occur():
    assert _shape(_date(date(2018, 5, 1), date(2026, 12, 31))) == [
        ("day", 1, "", (0, 1, 2, 3)),
        ("day", 0, "", ALL),
        ("month", 1, "", (0, 1)),
        ("month", 0, "", ALL),
        ("year", 1, "20", (1, 2)),
        ("year", 0, "20", ALL),
    ]


def test_what_the_range_fixes_is_printed_and_not_asked():
    field = _date(date(2023, 3, 1), date(2023, 5, 31), "month")

    assert _shape(field) == [("month", 0, "0", (3, 4, 5))]
    assert printed_parts(field) == {"year": "2023"}
    assert printed_offset(field) == 202_300
    assert all(row.alone for row in bubble_rows(field))


def test_a_number_with_decimals_has_places_below_the_comma():
    assert _shape(_number(0, 1205, 1)) == [
        ("number", 2, "", (0, 1)),
        ("number", 1, "", ALL),
        ("number", 0, "", ALL),
        ("number", -1, "", ALL),
    ]


def test_a_number_below_one_keeps_its_zero_before_the_comma():
    field = _number(0, 5, 1)

    assert _shape(field) == [("number", -1, "0,", (0, 1, 2, 3, 4, 5))]
    assert _comes_back(field, 4)


def test_a_number_that_is_written_by_hand_has_no_bubbles():
    assert bubble_rows(_number(0, 99, boxed=False)) == ()
    assert bubble_rows(_number(-5, 99)) == ()
    assert printed_offset(_number(-5, 99)) == 0


def test_days_outside_the_calendar_and_the_range_are_not_valid():
    field = _date(date(2023, 2, 10), date(2024, 2, 10))

    assert is_valid(field, 20230301)
    assert not is_valid(field, 20230229)
    assert not is_valid(field, 20231301)
    assert not is_valid(field, 20230209)
    assert not is_valid(field, 20240211)
    assert not is_valid(field, 0)


def test_numbers_outside_the_range_are_not_valid():
    assert is_valid(_number(5, 60), 60)
    assert not is_valid(_number(5, 60), 61)
    assert not is_valid(_number(5, 60), 4)


def test_a_draft_with_its_range_the_wrong_way_round_still_has_bubbles():
    assert bubble_rows(_number(60, 5)) == bubble_rows(_number(5, 60))
    assert bubble_rows(_date(date(2024, 1, 1), date(2023, 1, 1)))


def test_even_a_single_possible_day_leaves_something_to_mark():
    field = _date(date(2023, 8, 14), date(2023, 8, 14))

    assert _shape(field) == [("day", 0, "1", (4,))]
    assert printed_parts(field) == {"month": "08", "year": "2023"}
    assert _comes_back(field, 20230814)
