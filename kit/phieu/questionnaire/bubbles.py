"""Numbers and days as rows of digit bubbles: which digits a person can mark in each place.

A value is its decimal digits: a whole number, a number times 10 ** decimals, yyyymmdd or yyyymm.
Digits that the range leaves no choice about are printed, not asked: their worth is the offset.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .fields import DateField, NumberField

Part = Literal["number", "day", "month", "year"]

# Any so many days in a row hold every day of the month, and every month's length.
_ALL_DAYS = 62
_MONTHS = 12


@dataclass(frozen=True)
class BubbleRow:
    """One place of a value. worth: what a digit there is multiplied by, a power of ten.

    place: the power of ten within its part; below 0 for decimals. digits: without gaps.
    given: the digits of its part that are printed before it, as in “202…” or “0,…”. alone: its
    part has no other row.
    """

    part: Part
    place: int
    worth: int
    digits: tuple[int, ...]
    given: str = ""
    alone: bool = False

    def digit(self, value: int) -> int:
        return value // self.worth % 10


@dataclass(frozen=True)
class _Digits:
    """One part of a value: the rows to mark, what is printed of it, and the worth of that."""

    part: Part
    rows: tuple[BubbleRow, ...]
    printed: str
    offset: int


def bubble_rows(field: NumberField | DateField) -> tuple[BubbleRow, ...]:
    """The rows of a field, the greatest worth first within its part; a day before its month.

    None for a number that is written by hand: one without boxes, or one that can be below zero,
    which digits alone cannot say.
    """
    return tuple(row for part in _parts(field) for row in part.rows)


def printed_offset(field: NumberField | DateField) -> int:
    """What the printed digits are worth: value = offset + sum(row.worth * digit)."""
    return sum(part.offset for part in _parts(field))


def printed_parts(field: NumberField | DateField) -> dict[Part, str]:
    """The parts that are the same for every answer, with their digits: {"year": "2023"}."""
    return {part.part: part.printed for part in _parts(field) if not part.rows}


def is_valid(field: NumberField | DateField, value: int) -> bool:
    """Whether a value is within the field's range, and a day of the calendar where it is one."""
    match field:
        case NumberField():
            return field.least <= value <= field.most
        case DateField():
            day = as_date(field, value)
            return day is not None and _first(field) <= day <= field.latest


def as_date(field: DateField, value: int) -> date | None:
    """The day that yyyymmdd says, or the first day of a month; None for none of the calendar."""
    number = value if field.precision == "day" else value * 100 + 1
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return None


def meant(field: NumberField | DateField, value: int) -> float | date | None:
    """The number or the first day that a stored value says; None for no day of the calendar."""
    if isinstance(field, DateField):
        return as_date(field, value)
    return value / 10**field.decimals if field.decimals else value


def from_date(field: DateField, day: date) -> int:
    """A day as the field's value: yyyymmdd, or yyyymm."""
    month = day.year * 100 + day.month
    return month if field.precision == "month" else month * 100 + day.day


def _first(field: DateField) -> date:
    """A month counts from its first day, wherever in it `earliest` is."""
    return field.earliest.replace(day=1) if field.precision == "month" else field.earliest


def _parts(field: NumberField | DateField) -> tuple[_Digits, ...]:
    match field:
        case NumberField():
            # A draft may have its range the wrong way round; the linter says so.
            least, most = sorted((field.least, field.most))
            if not field.boxed or least < 0:
                return ()
            places = max(len(str(most)), field.decimals + 1)
            choices = [_between(least, most, place) for place in reversed(range(places))]
            return (_digits("number", choices, worth=1, decimals=field.decimals),)
        case DateField():
            return _date_parts(field)


def _date_parts(field: DateField) -> tuple[_Digits, ...]:
    earliest, latest = sorted((field.earliest, field.latest))
    by_month = field.precision == "month"
    years = [_between(earliest.year, latest.year, place) for place in (3, 2, 1, 0)]
    year_worth, month_worth = (100, 1) if by_month else (10_000, 100)
    month = _digits("month", _of_two(_months(earliest, latest)), worth=month_worth, asked=by_month)
    year = _digits("year", years, worth=year_worth, asked=False)
    if by_month:
        return (month, year)
    return (_digits("day", _of_two(_days(earliest, latest)), worth=1), month, year)


def _between(least: int, most: int, place: int) -> set[int]:
    """The digits that the numbers from least to most have in one place."""
    low, high = least // 10**place, most // 10**place
    return {number % 10 for number in range(low, min(high, low + 9) + 1)}


def _of_two(values: Collection[int]) -> list[set[int]]:
    return [{value // 10 for value in values}, {value % 10 for value in values}]


def _days(earliest: date, latest: date) -> set[int]:
    span = min((latest - earliest).days, _ALL_DAYS)
    return {(earliest + timedelta(days)).day for days in range(span + 1)}


def _months(earliest: date, latest: date) -> set[int]:
    first = earliest.year * _MONTHS + earliest.month - 1
    last = latest.year * _MONTHS + latest.month - 1
    return {month % _MONTHS + 1 for month in range(first, min(last, first + _MONTHS - 1) + 1)}


def _digits(
    part: Part, choices: list[set[int]], *, worth: int, decimals: int = 0, asked: bool = True
) -> _Digits:
    """choices: the digits of each place, the highest first. asked: at least the last place is."""
    fixed = _leading(len(digits) == 1 for digits in (choices[:-1] if asked else choices))
    places = list(reversed(range(len(choices))))
    given = "".join(
        f"{digit}{',' if place == decimals > 0 else ''}"
        for place, digits in zip(places[:fixed], choices[:fixed], strict=True)
        for digit in digits
    )
    rows = tuple(
        BubbleRow(
            part,
            place - decimals,
            worth * 10**place,
            # A gap, as the 7 between 2018 and 2026 leaves, would look like a misprint.
            tuple(range(min(digits), max(digits) + 1)),
            given,
            alone=fixed == len(choices) - 1,
        )
        for place, digits in zip(places[fixed:], choices[fixed:], strict=True)
    )
    offset = sum(
        digit * worth * 10**place
        for place, digits in zip(places[:fixed], choices[:fixed], strict=True)
        for digit in digits
    )
    return _Digits(part, rows, given, offset)


def _leading(flags: Iterable[bool]) -> int:
    """How many are true before the first that is not."""
    count = 0
    for flag in flags:
        if not flag:
            break
        count += 1
    return count
