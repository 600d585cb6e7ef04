"""Answers that are ranges of numbers in Vietnamese words, such as “Từ 1 năm đến dưới 3 năm”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

_NUMBER = r"(\d+(?:\.\d{3})*(?:,\d+)?)"
_UNIT = r"((?:\s*(?:%|[^\W\d_]+(?: [^\W\d_]+){0,2}?))?)"
_FROM = r"(?:từ\s+)?"
_TO = r"\s*(?:đến|tới|-|–|—)\s*"
_BELOW = r"(?:dưới|<|ít hơn|nhỏ hơn|chưa đến|chưa tới|không đến)\s*"
_UP_TO = r"(?:tối đa|không quá|nhiều nhất|đến|≤|<=)\s*"
_ABOVE = r"(?:trên|>|hơn|quá|nhiều hơn|lớn hơn)\s*"
_AT_LEAST = r"(?:ít nhất|tối thiểu|≥|>=)\s*"

# Each: the pattern, and whether its lower and upper end are within; None for an open side.
_FORMS: tuple[tuple[re.Pattern[str], bool | None, bool | None], ...] = tuple(
    (re.compile(pattern), low, high)
    for pattern, low, high in (
        (rf"{_FROM}{_NUMBER}{_UNIT}{_TO}{_BELOW}{_NUMBER}{_UNIT}", True, False),
        (rf"(?:từ\s+)?{_ABOVE}{_NUMBER}{_UNIT}{_TO}{_BELOW}{_NUMBER}{_UNIT}", False, False),
        (rf"(?:từ\s+)?{_ABOVE}{_NUMBER}{_UNIT}{_TO}{_NUMBER}{_UNIT}", False, True),
        (rf"{_FROM}{_NUMBER}{_UNIT}{_TO}{_NUMBER}{_UNIT}", True, True),
        (rf"{_FROM}{_NUMBER}{_UNIT}\s+trở lên", True, None),
        (rf"{_FROM}{_NUMBER}{_UNIT}\s+trở xuống", None, True),
        (rf"{_BELOW}{_NUMBER}{_UNIT}", None, False),
        (rf"{_ABOVE}{_NUMBER}{_UNIT}", False, None),
        (rf"{_AT_LEAST}{_NUMBER}{_UNIT}", True, None),
        (rf"{_UP_TO}{_NUMBER}{_UNIT}", None, True),
        (rf"{_NUMBER}{_UNIT}", True, True),
    )
)

# Units that can stand beside each other in one list, in months, in days and in đồng.
_FACTORS = {
    "tháng": ("month", 1.0),
    "quý": ("month", 3.0),
    "năm": ("month", 12.0),
    "ngày": ("day", 1.0),
    "tuần": ("day", 7.0),
    "nghìn đồng": ("đồng", 1e3),
    "ngàn đồng": ("đồng", 1e3),
    "triệu đồng": ("đồng", 1e6),
    "triệu": ("đồng", 1e6),
    "tỷ đồng": ("đồng", 1e9),
    "tỷ": ("đồng", 1e9),
}


@dataclass(frozen=True)
class Range:
    """low and high in the unit's base; with_low, with_high: whether the ends belong to it.

    step: one of the written unit, the distance between neighbouring whole numbers.
    """

    low: float
    high: float
    with_low: bool
    with_high: bool
    unit: str
    step: float


def range_of(label: str) -> Range | None:
    """The range that the whole label says; None for one that says anything else."""
    text = " ".join(label.casefold().strip(" :.;").split())
    for pattern, with_low, with_high in _FORMS:
        match = pattern.fullmatch(text)
        if match is not None:
            return _range(match.groups(), with_low, with_high)
    return None


def _range(parts: tuple[str, ...], with_low: bool | None, with_high: bool | None) -> Range:
    """parts: number and unit, once or twice; a unit left out at the first is that of the second."""
    numbers = [float(text.replace(".", "").replace(",", ".")) for text in parts[::2]]
    units = [unit.strip() for unit in parts[1::2]]
    units = [unit or units[-1] for unit in units]
    bases = [_FACTORS.get(unit, (unit, 1.0)) for unit in units]
    values = [number * factor for number, (_name, factor) in zip(numbers, bases, strict=True)]
    return Range(
        values[0] if with_low is not None else -inf,
        values[-1] if with_high is not None else inf,
        bool(with_low),
        bool(with_high),
        bases[-1][0],
        bases[0][1],
    )


def overlap(first: Range, second: Range) -> bool:
    """Whether some number is in both; first is the lower one."""
    if second.low == first.high:
        return first.with_high and second.with_low
    return second.low < first.high


def gap(first: Range, second: Range) -> bool:
    """Whether some number is between them; whole numbers next to each other leave none."""
    if second.low == first.high:
        return not (first.with_high or second.with_low)
    next_whole = first.with_high and second.with_low and second.low - first.high <= second.step
    return second.low > first.high and not next_whole
