"""A small round and page records for it, for every test of the store."""

from __future__ import annotations

import hashlib

import numpy as np

from phieu.reading.model import Crop, Field, PageReading, Reason, Verdict
from phieu.store.answers import FormRow, PageRecord

FORMS = tuple(
    FormRow(serial, form_id, "1f2e", "ubnd", "xã", "d1", pages=2)
    for serial, form_id in (("AAAA", 2**64 - 1), ("BBBB", 0), ("CCCC", 0x0123456789ABCDEF))
)
SETTINGS = {"round": "thử-2023", "rehearsed": "1"}


def a_record(
    serial: str = "AAAA",
    page: int = 1,
    *,
    picture: str = "first",
    values: tuple[int | Reason, ...] = (3, 5, Reason.TO_KEY),
) -> PageRecord:
    """A page whose variables are v<page>_0, v<page>_1, …; what waits has a crop."""
    names = [f"v{page}_{i}" for i in range(len(values))]
    fields = tuple(
        Field(name, None, value) if isinstance(value, Reason) else Field(name, value)
        for name, value in zip(names, values, strict=True)
    )
    reading = PageReading(
        verdicts=(Verdict.EMPTY, Verdict.MARKED, Verdict.CANCELLED, Verdict.DOUBTFUL),
        fill=np.array([0.0, 0.25, 0.875, 0.0625], np.float32),
        fields=fields,
        crops=tuple(Crop(f.variable, picture.encode()) for f in fields if f.reason),
        upside_down=False,
        residual_mm=0.125,
    )
    sha256 = hashlib.sha256(f"{serial} {page} {picture}".encode()).hexdigest()
    return PageRecord(serial, page, sha256, "jpg", f"{picture}.pdf", 7, reading)
