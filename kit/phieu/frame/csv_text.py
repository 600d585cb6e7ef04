"""The frame's CSV text made into cases, or every problem in it at once."""

from __future__ import annotations

from collections.abc import Collection

from phieu.errors import ProblemsFoundError
from phieu.messages import _

from .csv_rows import UNIT_CODE_DIGITS, Report, Row, check_code, rows, unit_type
from .units import Case, Unit

COLUMNS = (
    "unit_code", "unit_name", "unit_type", "district_code", "district", "body", "issued", "reason",
)  # fmt: skip
_FILLED = ("unit_code", "unit_name", "unit_type", "body", "issued")
_DISTRICT_CODE_DIGITS = 3
# What offices write in a yes/no column, Vietnamese Excel included.
_YES = frozenset({"1", "có", "x", "yes", "true"})
_NO = frozenset({"0", "không", "no", "false"})


def load(text: str, name: str, bodies: Collection[str]) -> tuple[Case, ...]:
    """The cases in written order. name: the file, as messages call it; bodies: those to expect.

    The columns are COLUMNS, in any order; others are ignored. Comma, semicolon and tab separate.
    Raises ProblemsFoundError with every problem.
    """
    report = Report(name, "frame")
    given = rows(text, COLUMNS, report)
    cases: dict[tuple[str, str], tuple[Case, int]] = {}
    units: dict[str, tuple[Unit, int]] = {}
    for row in given:
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
    if not given and not report.problems:
        report.add(1, "empty", _("The frame has no rows."), _("Add a row for every case."))
    if report.problems:
        raise ProblemsFoundError(report.problems)
    return tuple(case for case, _line in cases.values())


def _case(row: Row, bodies: Collection[str], report: Report) -> Case | None:
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
    kind = unit_type(row, report)
    issued = _issued(row, report)
    body = row.cells["body"]
    if body and body not in bodies:
        report.add(
            row.line,
            "body",
            _("The body “{body}” is not among the questionnaire's bodies.").format(body=body),
            _("Use one of: {bodies}.").format(bodies=", ".join(bodies)),
        )
    if kind is None or issued is None or len(report.problems) > before:
        return None
    unit = Unit(
        row.cells["unit_code"],
        row.cells["unit_name"],
        kind,
        row.cells["district_code"],
        row.cells["district"],
    )
    return Case(unit, body, issued, row.cells["reason"] or None)


def _check_codes(row: Row, report: Report) -> None:
    check_code(row, "unit_code", UNIT_CODE_DIGITS, report)
    check_code(row, "district_code", _DISTRICT_CODE_DIGITS, report)
    # Both empty is right since districts ended on 1 July 2025.
    if bool(row.cells["district_code"]) != bool(row.cells["district"]):
        report.add(
            row.line,
            "district",
            _("Only one of district_code and district is filled in."),
            _("Fill in both, or leave both empty where there are no districts."),
        )


def _issued(row: Row, report: Report) -> bool | None:
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
