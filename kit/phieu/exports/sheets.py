"""The dataset as an Excel workbook: the codes, and the codebook beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _

from .atomic import replacing
from .circulation import REHEARSED
from .codebook_table import codebook_heads, codebook_rows
from .columns import Column
from .extract import Extract
from .workbooks import BOLD, WARNING, save_book, set_widths, text_cell

CELL_CHARACTERS, ROWS, COLUMNS = 32767, 1_048_576, 16_384  # of an Excel sheet
LINE_POINTS = 14.5
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_DATE_FORMATS = {"day": "dd/mm/yyyy", "month": "mm/yyyy"}


def write_xlsx(extract: Extract, path: Path) -> None:
    """Two sheets: the answers, a row a form, and the list of variables.

    Raises ProblemsFoundError for an answer longer than a cell, DiskFullError, NotWrittenError; the
    old file then stays.
    """
    problems = xlsx_problems(extract, path.name)
    if problems:
        raise ProblemsFoundError(problems)
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "phieu"
    _add_data(book, extract)
    _add_codebook(book, extract)
    with replacing(path) as unfinished:
        save_book(book, unfinished)


def xlsx_problems(extract: Extract, place: str) -> list[Problem]:
    """Every reason why this would not go into a workbook."""
    return [*_too_long(extract, place), *_too_many(extract, place)]


def _too_long(extract: Extract, place: str) -> Iterator[Problem]:
    for column in extract.columns:
        if column.kind != "text":
            continue
        size = max(map(len, extract.distinct(column.name)), default=0)
        if size > CELL_CHARACTERS:
            message = _("{variable}: an answer has {size} characters, a cell holds {limit}.")
            yield Problem(
                place,
                "xlsx-too-long",
                message.format(variable=column.name, size=size, limit=CELL_CHARACTERS),
                _("Export to CSV instead."),
            )


def _too_many(extract: Extract, place: str) -> Iterator[Problem]:
    rows, width = len(extract.data) + 1, len(extract.columns)
    if rows > ROWS or width > COLUMNS:
        message = _("{rows} rows and {columns} columns; a sheet holds {most} and {wide}.")
        yield Problem(
            place,
            "xlsx-too-many",
            message.format(rows=rows, columns=width, most=ROWS, wide=COLUMNS),
            _("Export to CSV instead."),
        )


def _add_data(book: Workbook, extract: Extract) -> None:
    sheet = book.create_sheet(_("Data"))
    sheet.freeze_panes = "A2"
    described = extract.columns
    widths = [
        24 if column.kind == "text" and not column.values else max(8, len(column.name) + 2)
        for column in described
    ]
    set_widths(sheet, widths)
    sheet.append([text_cell(sheet, column.name, BOLD) for column in described])
    for row in extract.data.itertuples(index=False, name=None):
        sheet.append(
            [
                _day(sheet, value, column) if column.precision else _cell(sheet, value)
                for value, column in zip(row, described, strict=True)
            ]
        )


def _add_codebook(book: Workbook, extract: Extract) -> None:
    sheet = book.create_sheet(_("Variables"))
    sheet.freeze_panes = "B3" if extract.rehearsed else "B2"
    widths = [width for _head, width in codebook_heads()]
    set_widths(sheet, widths)
    if extract.rehearsed:
        sheet.append([text_cell(sheet, REHEARSED, WARNING)])
    for place, row in enumerate(codebook_rows(extract)):
        cells = [text_cell(sheet, text, None if place else BOLD) for text in row]
        for cell in cells:
            cell.alignment = _WRAPPED
        sheet.append(cells)
        # Not every program fits a row to its text.
        sheet.row_dimensions[sheet.max_row].height = LINE_POINTS * _lines(row, widths)


def _lines(row: Sequence[str], widths: Sequence[int]) -> int:
    """Lines of the highest cell, whose words do not fill every line."""
    return max(1 + int(1.15 * len(text) / width) for text, width in zip(row, widths, strict=True))


def _day(sheet: object, value: datetime, column: Column) -> object:
    if pd.isna(value):
        return None
    cell = Cell(sheet, value=value.replace(tzinfo=None))
    cell.number_format = _DATE_FORMATS[column.precision or "day"]
    return cell


def _cell(sheet: object, value: object) -> object:
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    if not isinstance(value, str):
        number = float(value)  # type: ignore[arg-type]
        return int(number) if number.is_integer() else number
    return text_cell(sheet, value)
