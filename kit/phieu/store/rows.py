"""What goes into the answers and comes out of them, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from phieu.reading.model import PageReading, Reason


@dataclass(frozen=True)
class FormRow:
    """One printed form. unit_type and district only where the round may know them."""

    serial: str
    form_id: int  # 64 bits
    layout: str
    body: str
    unit_type: str | None
    district: str | None
    pages: int


@dataclass(frozen=True)
class PageRecord:
    """A page image and what was read on it.

    source and source_page, where it came from, lift earlier refusals and are never stored: a
    file may be named after a commune.
    """

    serial: str
    page: int  # of the form, as its ticket numbers them
    sha256: str
    extension: str
    source: str
    source_page: int
    reading: PageReading


class Outcome(StrEnum):
    """What recording a page did."""

    READ = "read"
    ALREADY = "already"  # this very picture was recorded before
    RESCAN_AGREES = "rescan_agrees"  # another picture of a page that contradicts no answer
    RESCAN_DIFFERS = "rescan_differs"  # the fields that it contradicts now wait for a person


class StoredField(NamedTuple):
    serial: str
    variable: str
    value: int | None
    reason: Reason | None
    text: str | None
