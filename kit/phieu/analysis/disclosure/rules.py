"""What counts as unsafe to publish, and why a count was held back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from phieu.analysis.publishing import MIN_RESPONDENTS

# Of every form the frame tells these, so that everybody knows them: each commune has one of each.
FRAME_FACTS = ("body", "district", "unit_type", "unit_code")
COMMUNE_FACTS = ("unit_code", "case", "serial")  # one value, one respondent of each body

# Questions by which others know a respondent: of the question bank and the founding survey.
TRAITS = (
    "GIOI_TINH", "TUOI3", "TUOI5", "HOC_VAN", "NGHE", "DAN_TOC", "CU_TRU", "CONG_TAC",
    "CV_DU", "CV_UB", "CV_MT", "LOAI_HINH", "LAO_DONG", "A3_DU", "A3_UB", "A3_MT", "A4",
)  # fmt: skip


class Reason(StrEnum):
    """Why a count is not shown; where several hold, the first of them."""

    SMALL_GROUP = "small_group"  # the answers of fewer than the least number of respondents
    SMALL_COUNT = "small_count"  # so few have these identifying features
    UNANIMOUS = "unanimous"  # everybody in the group gave the same answer
    DOMINATED = "dominated"  # a few respondents make up most of the sum
    COMPLEMENT = "complement"  # with it, one of the above could be worked out
    UNPROVED = "unproved"  # too large to prove that it gives nothing away


@dataclass(frozen=True)
class Rule:
    """When a count is unsafe, and how uncertain it has to stay.

    at_least: respondents of a group whose answers may be shown. width: how far apart the least
    and the most must be that a reader can work out for a protected count, as far as the size of
    its group and the counts that hold it allow; at_least − 1 unless given. identifying: the
    variables by which outsiders know a respondent; all others are answers. near_unanimous: so
    many of a group may differ, and its answer is still taken for everybody's. every_count: hold
    back every count of 1 to at_least − 1, not only those of small groups.
    """

    at_least: int = MIN_RESPONDENTS
    width: int | None = None
    identifying: frozenset[str] = frozenset(FRAME_FACTS)
    near_unanimous: int = 0
    every_count: bool = False

    def __post_init__(self) -> None:
        if self.at_least < 2 or self.near_unanimous < 0 or self.uncertain_by < 1:
            raise ValueError(f"no rule that protects anybody: {self}")

    @property
    def uncertain_by(self) -> int:
        return self.at_least - 1 if self.width is None else self.width
