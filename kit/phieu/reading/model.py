"""What reading a page yields: verdicts on boxes, fields with a value or a reason to wait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from phieu.errors import PhieuError

GreyImage = NDArray[np.uint8]  # (height, width), 0 = black


class Verdict(StrEnum):
    EMPTY = "empty"
    MARKED = "marked"
    CANCELLED = "cancelled"  # blackened whole: taken back, if another box of the group is marked
    DOUBTFUL = "doubtful"


class Reason(StrEnum):
    """Why a field waits for a person."""

    DOUBTFUL_MARK = "doubtful_mark"
    SEVERAL_MARKS = "several_marks"
    LONE_FILL = "lone_fill"  # one blackened box and nothing else: meant, or taken back?
    UNFINISHED_CORRECTION = "unfinished_correction"
    EXCLUSIVE_CONFLICT = "exclusive_conflict"
    TOO_MANY_MARKS = "too_many_marks"  # more options than the question allows
    REPEATED_RANK = "repeated_rank"
    OUT_OF_RANGE = "out_of_range"  # also a day that no calendar has
    INCOMPLETE_NUMBER = "incomplete_number"
    PAGE_IN_DOUBT = "page_in_doubt"  # the page was placed, but not well enough to trust
    SCANS_DIFFER = "scans_differ"  # two pictures of one page that do not agree
    TO_KEY = "to_key"  # handwriting, kept as a crop
    CONSENT_WAITS = "consent_waits"  # read, but not used before the form's consent is settled


class Refusal(StrEnum):
    """Why a page image is not read at all."""

    BROKEN_FILE = "broken_file"
    UNKNOWN_FORMAT = "unknown_format"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    NO_TICKET = "no_ticket"
    FORGED_TICKET = "forged_ticket"
    OTHER_ROUND = "other_round"
    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_PAGE = "unknown_page"
    NOT_REGISTERED = "not_registered"  # fiducials and ticks not found
    WRONG_SCALE = "wrong_scale"
    REPLACED = "replaced"  # a newer form of the same case stands for it
    REHEARSAL_MIXED = "rehearsal_mixed"  # rehearsed among real returns, or the other way round


@dataclass(frozen=True)
class Field:
    """One variable as read. A reason means that a person decides, and then value is None."""

    variable: str
    value: int | None
    reason: Reason | None = None


@dataclass(frozen=True)
class Crop:
    """A picture of a field that a person has to look at. picture: a JPEG file."""

    variable: str
    picture: bytes


@dataclass(frozen=True)
class PageReading:
    """All that was read on one page, in the order of its layout's boxes.

    verdicts: one a box. fill: (boxes,) share of ink inside each, 0 to 1. residual_mm: how far
    the page's ticks lie from where the registration puts them, the worst of the used ones.
    """

    verdicts: tuple[Verdict, ...]
    fill: NDArray[np.float32]
    fields: tuple[Field, ...]
    crops: tuple[Crop, ...]
    upside_down: bool
    residual_mm: float


class RefusedPageError(PhieuError):
    """A page image that cannot be read, with its named reason."""

    def __init__(self, reason: Refusal, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(detail)
