"""Figures as readers check them by hand: rounded half up, written in the Vietnamese way."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

PLACES = 2


def percent(numerator: int, denominator: int, places: int = PLACES) -> Decimal | None:
    """numerator / denominator × 100, half up and exact; None where there is nothing to divide by.

    Whole numbers all the way: 0.5 in binary floating point is often a little less than a half.
    """
    if denominator == 0:
        return None
    scaled = 2 * numerator * 100 * 10**places + denominator
    return Decimal(scaled // (2 * denominator)).scaleb(-places)


def percent_text(value: Decimal | float | None, places: int = PLACES) -> str:
    """88.325 → "88,33%". A float counts as the shortest decimal that names it."""
    return ABSENT if value is None else decimal_text(value, places) + "%"


def decimal_text(value: Decimal | float | None, places: int = PLACES) -> str:
    """1234.565 → "1.234,57"; −0.001 → "0,00"."""
    if value is None:
        return ABSENT
    rounded = half_up(value, places)
    # A comma for thousands and a point for decimals, turned round.
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def half_up(value: Decimal | float, places: int) -> Decimal:
    """Rounded half away from zero; a float as the shortest decimal that names it; no −0."""
    unit = Decimal(1).scaleb(-places)
    return Decimal(str(value)).quantize(unit, rounding=ROUND_HALF_UP) + Decimal(0).scaleb(-places)


def count_text(value: int | None) -> str:
    """1234 → "1.234"."""
    return ABSENT if value is None else f"{value:,}".replace(",", ".")


ABSENT = "–"
WITHHELD = "(*)"
