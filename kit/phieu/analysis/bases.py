"""What a table stands on: forms issued, returned, valid. Every table says it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from phieu.messages import _
from phieu.returns.model import USABLE

from .formats import count_text

TOTAL = "total"  # the group that holds everybody


@dataclass(frozen=True)
class Base:
    issued: int
    returned: int
    valid: int


def base_of(data: pd.DataFrame, issued: int) -> Base:
    """The base of a dataset. Valid: returned with consent."""
    return Base(issued=issued, returned=len(data), valid=len(valid_forms(data)))


def valid_forms(data: pd.DataFrame) -> pd.DataFrame:
    """The rows whose answers are used."""
    return data[data["status"].isin([str(status) for status in USABLE])]


def base_line(base: Base) -> str:
    return _("Forms issued: {issued}; returned: {returned}; valid: {valid}.").format(
        issued=count_text(base.issued),
        returned=count_text(base.returned),
        valid=count_text(base.valid),
    )
