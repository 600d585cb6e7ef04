"""What every Excel workbook of ours needs: text that stays text, widths, a save that tells why."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

BOLD = Font(bold=True)
WARNING = Font(bold=True, color="9C2A10")


def save_book(book: Workbook, unfinished: Path) -> None:
    """Saves. Where lxml writes the sheets, it hides the operating system's error in its own."""
    try:
        book.save(unfinished)
    except Exception as error:
        number = getattr(errno, str(error).removeprefix("IO_"), None)  # "IO_ENOSPC"
        if isinstance(number, int):
            raise OSError(number, os.strerror(number)) from error
        raise


def text_cell(sheet: object, text: str, font: Font | None = None) -> Cell:
    """A cell that shows what it was given: text that begins like a formula stays text."""
    cell = Cell(sheet)
    write_text(cell, text)
    if font is not None:
        cell.font = font
    return cell


def write_text(cell: Cell, text: str) -> None:
    """Text into a cell that is there already."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True  # else Excel takes it for a formula as soon as the cell is edited


def set_widths(sheet: object, widths: Sequence[float]) -> None:
    """By column from the first, in characters."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width  # type: ignore[attr-defined]
