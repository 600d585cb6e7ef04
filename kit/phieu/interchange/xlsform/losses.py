"""What of a workbook was not carried over, with the cell it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from phieu.interchange.losses import Loss


@dataclass(frozen=True, order=True)
class SheetLoss(Loss):
    """row: from 1, as the spreadsheet program shows it. part: the name of what stands there."""

    sheet: str
    row: int
    column: str
    part: str


def sheet_loss(sheet: str, row: int, column: str, part: str, what: str, why: str) -> SheetLoss:
    where = f"{sheet}!{row}" + (f" ({column})" if column else "")
    return SheetLoss(where, what, why, sheet, row, column, part)
