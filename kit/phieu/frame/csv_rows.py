"""CSV text of units as rows of trimmed cells, with the problems that any such row can have."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from phieu.errors import Problem
from phieu.messages import _

from .units import UnitType

UNIT_CODE_DIGITS = 5
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Row:
    """A data row by column name, cells trimmed. line: where the row begins, from 1."""

    line: int
    cells: dict[str, str]


@dataclass
class Report:
    """The problems so far, with the file's name put before their lines and the table's before
    their rules."""

    name: str
    table: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, rule: str, message: str, fix: str) -> None:
        self.problems.append(Problem(f"{self.name}:{line}", f"{self.table}-{rule}", message, fix))


def rows(text: str, required: Sequence[str], report: Report) -> list[Row]:
    """The rows that have as many cells as the header, in NFC; none where the header cannot be used.

    Comma, semicolon and tab separate; columns beside the required ones are kept.
    """
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    columns: list[str] = []
    line = 1
    try:
        for cells in reader:
            if columns:
                found += _row(line, columns, cells, report)
            elif not (columns := _columns(cells, required, report)):
                return []
            line = reader.line_num + 1
    except csv.Error as error:
        report.add(
            line,
            "csv",
            _("The row cannot be read as CSV ({reason}).").format(reason=error),
            _("Check its quotation marks; save the file again as CSV (UTF-8)."),
        )
    return found


def _columns(cells: list[str], required: Sequence[str], report: Report) -> list[str]:
    """The header's names; empty when it cannot be used."""
    columns = [cell.strip().lower() for cell in cells]
    missing = [column for column in required if column not in columns]
    repeated = sorted({column for column in columns if column and columns.count(column) > 1})
    if missing:
        report.add(
            1,
            "columns",
            _("Columns are missing: {columns}.").format(columns=", ".join(missing)),
            _("The first line names the columns: {columns}.").format(columns=", ".join(required)),
        )
    if repeated:
        report.add(
            1,
            "columns",
            _("Columns stand twice: {columns}.").format(columns=", ".join(repeated)),
            _("Remove or rename one of each."),
        )
    return [] if missing or repeated else columns


def _row(line: int, columns: list[str], cells: list[str], report: Report) -> Iterator[Row]:
    if not any(cell.strip() for cell in cells):
        return
    if len(cells) != len(columns):
        report.add(
            line,
            "cells",
            _("The row has {count} cells; the header has {expected}.").format(
                count=len(cells), expected=len(columns)
            ),
            _("Put a text that holds the separator in quotes, or add the missing cells."),
        )
        return
    trimmed = (" ".join(cell.split()) for cell in cells)
    yield Row(line, dict(zip(columns, trimmed, strict=True)))


def check_code(row: Row, column: str, digits: int, report: Report) -> None:
    code = row.cells[column]
    if not code or (len(code) == digits and code.isascii() and code.isdigit()):
        return
    message = _("{column} is “{code}”; it must be {digits} digits.").format(
        column=column, code=code, digits=digits
    )
    # Excel takes codes for numbers: 01234 becomes 1234, sometimes 1234.0.
    number = code.removesuffix(".0")
    if number.isascii() and number.isdigit() and len(number) <= digits:
        fix = _(
            "A spreadsheet took the code for a number: write {padded}, and set the column's"
            " format to Text before saving."
        ).format(padded=number.zfill(digits))
    else:
        fix = _("Look the code up in the list of administrative units.")
    report.add(row.line, "code", message, fix)


def unit_type(row: Row, report: Report, column: str = "unit_type") -> UnitType | None:
    written = row.cells[column]
    known = next((kind for kind in UnitType if kind.value == written.casefold()), None)
    if written and known is None:
        report.add(
            row.line,
            "unit-type",
            _("The unit type “{type}” is unknown.").format(type=written),
            _("Use one of: {types}.").format(types=", ".join(UnitType)),
        )
    return known
