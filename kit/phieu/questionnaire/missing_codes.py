"""The codes that stand for answers that are not there; blank is an empty cell and has none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .codes import Missing


@dataclass(frozen=True)
class Reserved:
    """not_applicable: skipped by the questionnaire's logic. illegible, multiple_marks: a person
    looked at the paper and says so."""

    not_applicable: int
    illegible: int
    multiple_marks: int

    def code(self, kind: Missing) -> int:
        """Raises KeyError for what a respondent says: those codes are the list's own."""
        return {
            Missing.NOT_APPLICABLE: self.not_applicable,
            Missing.ILLEGIBLE: self.illegible,
            Missing.MULTIPLE_MARKS: self.multiple_marks,
        }[kind]

    def why(self, code: int) -> Missing | None:
        kinds = (Missing.NOT_APPLICABLE, Missing.ILLEGIBLE, Missing.MULTIPLE_MARKS)
        return next((kind for kind in kinds if self.code(kind) == code), None)


# 9 is what lists use for “không đánh giá”, so that 6 to 9 make one range for SPSS.
_FAMILIES = (Reserved(6, 7, 8), Reserved(96, 97, 98), Reserved(996, 997, 998))
NUMBER_CODES = Reserved(-6, -7, -8)


def reserved_among(codes: Collection[int]) -> Reserved:
    """6 to 8, or 96 to 98 where the list itself reaches there, or 996 to 998."""
    for family in _FAMILIES:
        if not {family.not_applicable, family.illegible, family.multiple_marks} & set(codes):
            return family
    return NUMBER_CODES


def reserved_below(least: int) -> Reserved:
    """−6 to −8, or −96 to −98 and so on where the answers themselves reach there.

    least: the least answer, as it is stored.
    """
    above = 10
    while above - 4 <= -least:
        above *= 10
    return Reserved(4 - above, 3 - above, 2 - above)


def as_ranges(
    missing: Collection[int], values: Collection[int]
) -> tuple[tuple[int, int], ...] | None:
    """User-missing codes as SPSS can hold them: up to three values, or one range and one value.

    values: all codes that can occur. Each pair is (lowest, highest), equal for a single value.
    None where it cannot be said so.
    """
    codes = sorted(set(missing))
    if len(codes) <= 3:
        return tuple((code, code) for code in codes)
    levels = set(values) - set(codes)
    found = []
    for lone in (None, *codes):
        rest = [code for code in codes if code != lone]
        if not any(rest[0] <= level <= rest[-1] for level in levels):
            single = () if lone is None else ((lone, lone),)
            found.append(((rest[0], rest[-1]), *single))
    # The one that holds least else: 96 to 98 and 9 says more than 9 to 98.
    return min(found, key=lambda ranges: _others_in(ranges[0], codes), default=None)


def _others_in(span: tuple[int, int], codes: Collection[int]) -> int:
    """How many numbers of a range are none of the codes."""
    return span[1] - span[0] + 1 - sum(span[0] <= code <= span[1] for code in codes)
