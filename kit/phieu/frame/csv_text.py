"""The frame's CSV text made into cases, or every problem in it at once."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _

from .units import Case, Unit, UnitType

COLUMNS = (
    "unit_code", "unit_name", "unit_type", "district_code", "district", "body", "issued", "reason",
)  # fmt: skip
_FILLED = ("unit_code", "unit_name", "unit_type", "body", "issued")
_UNIT_CODE_DIGITS, _DISTRICT_CODE_DIGITS = 5, 3
# What offices write in a yes/no column, Vietnamese Excel included.
_YES = frozenset({"1", "có", "x", "yes", "true"})
_NO = frozenset({"0", "không", "no", "false"})
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class _Row:
    """A data row by column name, cells trimmed. line: where the row begins, from 1."""

    line: int
    cells: dict[str, str]


@dataclass
class _Report:
    """The problems so far, with the file's name put before their lines."""

    name: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, rule: str, message: str, fix: str) -> None:
        self.problems.append(Problem(f"{self.name}:{line}", f"frame-{rule}", message, fix))


def load(text: str, name: str, bodies: Collection[str]) -> tuple[Case, ...]:
    """The cases in written order. name: the file, as messages call it; bodies: those to expect.

    The columns are COLUMNS, in any order; others are ignored. Comma, semicolon and tab separate.
    Raises ProblemsFoundError with every problem.
    """
    report = _Report(name)
    rows = _rows(unicodedata.normalize("NFC", text.removeprefix("\ufeff")), report)
    cases: dict[tuple[str, str], tuple[Case, int]] = {}
    units: dict[str, tuple[Unit, int]] = {}
    for row in rows:
        case = _case(row, bodies, report)
        if case is None:
            continue
        known, known_line = units.setdefault(case.unit.code, (case.unit, row.line))
        if known != case.unit:
            report.add(
                row.line,
                "unit-differs",
                _("Unit {code} differs from line {line}: {here}, there {there}.").format(
                    code=known.code, line=known_line, here=_said(case.unit), there=_said(known)
                ),
                _("Correct the code, or write name, type and district the same in all rows."),
            )
        _first, first_line = cases.setdefault((case.unit.code, case.body), (case, row.line))
        if first_line != row.line:
            report.add(
                row.line,
                "repeated",
                _("Unit {code} with the body {body} already stands on line {line}.").format(
                    code=case.unit.code, body=case.body, line=first_line
                ),
                _("Remove one of the two rows, or correct its code or body."),
            )
    if not rows and not report.problems:
        report.add(1, "empty", _("The frame has no rows."), _("Add a row for every case."))
    if report.problems:
        raise ProblemsFoundError(report.problems)
    return tuple(case for case, _line in cases.values())


def _rows(text: str, report: _Report) -> list[_Row]:
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[_Row] = []
    columns: list[str] = []
    line = 1
    try:
        for cells in reader:
            if columns:
                rows += _row(line, columns, cells, report)
            elif not (columns := _columns(cells, report)):
                return []
            line = reader.line_num + 1
    except csv.Error as error:
        report.add(
            line,
            "csv",
            _("The row cannot be read as CSV ({reason}).").format(reason=error),
            _("Check its quotation marks; save the file again as CSV (UTF-8)."),
        )
    return rows


def _columns(cells: list[str], report: _Report) -> list[str]:
    """The header's names; empty when it cannot be used."""
    columns = [cell.strip().lower() for cell in cells]
    missing = [column for column in COLUMNS if column not in columns]
    repeated = sorted({column for column in columns if column and columns.count(column) > 1})
    if missing:
        report.add(
            1,
            "columns",
            _("Columns are missing: {columns}.").format(columns=", ".join(missing)),
            _("The first line names the columns: {columns}.").format(columns=", ".join(COLUMNS)),
        )
    if repeated:
        report.add(
            1,
            "columns",
            _("Columns stand twice: {columns}.").format(columns=", ".join(repeated)),
            _("Remove or rename one of each."),
        )
    return [] if missing or repeated else columns


def _row(line: int, columns: list[str], cells: list[str], report: _Report) -> Iterator[_Row]:
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
    yield _Row(line, dict(zip(columns, trimmed, strict=True)))


def _case(row: _Row, bodies: Collection[str], report: _Report) -> Case | None:
    """The row's case; None after its problems are reported."""
    before = len(report.problems)
    for column in _FILLED:
        if not row.cells[column]:
            report.add(
                row.line,
                "empty-cell",
                _("The cell {column} is empty.").format(column=column),
                _("Fill it in."),
            )
    _check_codes(row, report)
    unit_type = _unit_type(row, report)
    issued = _issued(row, report)
    body = row.cells["body"]
    if body and body not in bodies:
        report.add(
            row.line,
            "body",
            _("The body “{body}” is not among the questionnaire's bodies.").format(body=body),
            _("Use one of: {bodies}.").format(bodies=", ".join(bodies)),
        )
    if unit_type is None or issued is None or len(report.problems) > before:
        return None
    unit = Unit(
        row.cells["unit_code"],
        row.cells["unit_name"],
        unit_type,
        row.cells["district_code"],
        row.cells["district"],
    )
    return Case(unit, body, issued, row.cells["reason"] or None)


def _check_codes(row: _Row, report: _Report) -> None:
    _check_code(row, "unit_code", _UNIT_CODE_DIGITS, report)
    _check_code(row, "district_code", _DISTRICT_CODE_DIGITS, report)
    # Both empty is right since districts ended on 1 July 2025.
    if bool(row.cells["district_code"]) != bool(row.cells["district"]):
        report.add(
            row.line,
            "district",
            _("Only one of district_code and district is filled in."),
            _("Fill in both, or leave both empty where there are no districts."),
        )


def _check_code(row: _Row, column: str, digits: int, report: _Report) -> None:
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


def _unit_type(row: _Row, report: _Report) -> UnitType | None:
    written = row.cells["unit_type"]
    known = next((kind for kind in UnitType if kind.value == written.casefold()), None)
    if written and known is None:
        report.add(
            row.line,
            "unit-type",
            _("The unit type “{type}” is unknown.").format(type=written),
            _("Use one of: {types}.").format(types=", ".join(UnitType)),
        )
    return known


def _issued(row: _Row, report: _Report) -> bool | None:
    written, reason = row.cells["issued"].casefold(), row.cells["reason"]
    if written in _YES:
        if reason:
            report.add(
                row.line,
                "reason",
                _("A form is issued, yet a reason for not issuing stands there ({reason}).").format(
                    reason=reason
                ),
                _("Write 0 under issued, or empty the reason."),
            )
        return True
    if written in _NO:
        if not reason:
            report.add(
                row.line,
                "reason",
                _("No form is issued, and the reason is missing."),
                _("Write why under reason, e.g. KIEM_NHIEM."),
            )
        return False
    if written:
        report.add(
            row.line,
            "issued",
            _("“{given}” under issued is neither yes nor no.").format(given=row.cells["issued"]),
            _("Write 1 (a form is issued) or 0."),
        )
    return None


def _said(unit: Unit) -> str:
    return f"{unit.type} {unit.name} ({unit.district or '–'})"
