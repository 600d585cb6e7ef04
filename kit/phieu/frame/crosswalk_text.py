"""A crosswalk's CSV text made into successions, or every problem in it at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from phieu.errors import ProblemsFoundError
from phieu.messages import _

from .crosswalk import Crosswalk, Fate, Succession, fate_of
from .csv_rows import UNIT_CODE_DIGITS, Report, Row, check_code, rows, unit_type
from .units import Unit

COLUMNS = (
    "old_code", "old_name", "old_type", "new_code", "new_name", "new_type", "kind", "source",
)  # fmt: skip
_OF_OLD, _OF_NEW = COLUMNS[:3], COLUMNS[3:6]


def load(text: str, name: str) -> Crosswalk:
    """One row an old unit and a new one that it went into; an unknown fate leaves the new cells
    empty. name: the file, as messages call it.

    The columns are COLUMNS, in any order; others are ignored. `kind` must be what the rows say:
    it is there for people, and a row that got lost shows. Raises ProblemsFoundError with every
    problem.
    """
    report = Report(name, "crosswalk")
    given = rows(text, COLUMNS, report)
    links = [link for row in given if (link := _link(row, report)) is not None]
    if not given and not report.problems:
        report.add(1, "empty", _("The crosswalk has no rows."), _("Add a row for every old unit."))
    _check_units(links, report)
    _check_repeated(links, report)
    found = Crosswalk(tuple(_successions(links)))
    if not report.problems:  # a row that was left out would make other rows look wrong
        _check_kinds(found, links, report)
    if report.problems:
        raise ProblemsFoundError(report.problems)
    return found


@dataclass(frozen=True)
class _Link:
    """A row: an old unit, and the new one that it went into."""

    line: int
    old: Unit
    new: Unit | None
    kind: Fate
    source: str


def _link(row: Row, report: Report) -> _Link | None:
    """None after the row's problems are reported."""
    before = len(report.problems)
    kind = _kind(row, report)
    old = _unit(row, _OF_OLD, report)
    new = None
    if kind is Fate.UNKNOWN:
        if any(row.cells[column] for column in _OF_NEW):
            report.add(
                row.line,
                "unknown",
                _("The fate is unknown, yet a new unit stands there."),
                _("Empty the new unit's cells, or write its kind."),
            )
    else:
        new = _unit(row, _OF_NEW, report)
    if kind is None or old is None or len(report.problems) > before:
        return None
    return _Link(row.line, old, new, kind, row.cells["source"])


def _kind(row: Row, report: Report) -> Fate | None:
    written = row.cells["kind"].casefold()
    known = next((fate for fate in Fate if fate.value == written), None)
    if known is None:
        report.add(
            row.line,
            "kind",
            _("The kind “{kind}” is unknown.").format(kind=row.cells["kind"]),
            _("Use one of: {kinds}.").format(kinds=", ".join(Fate)),
        )
    return known


def _unit(row: Row, columns: tuple[str, ...], report: Report) -> Unit | None:
    code, unit_name, kind = columns
    empty = [column for column in columns if not row.cells[column]]
    for column in empty:
        report.add(
            row.line,
            "empty-cell",
            _("The cell {column} is empty.").format(column=column),
            _("Fill it in."),
        )
    check_code(row, code, UNIT_CODE_DIGITS, report)
    known = unit_type(row, report, kind)
    if empty or known is None:
        return None
    return Unit(row.cells[code], row.cells[unit_name], known, "", "")


def _check_units(links: list[_Link], report: Report) -> None:
    """A code names one unit on each side of the change."""
    sides = ([(link.old, link.line) for link in links],
             [(link.new, link.line) for link in links if link.new is not None])  # fmt: skip
    for side in sides:
        first: dict[str, tuple[Unit, int]] = {}
        for unit, line in side:
            known, known_line = first.setdefault(unit.code, (unit, line))
            if known != unit:
                report.add(
                    line,
                    "unit-differs",
                    _("Unit {code} differs from line {line}: {here}, there {there}.").format(
                        code=unit.code,
                        line=known_line,
                        here=f"{unit.type} {unit.name}",
                        there=f"{known.type} {known.name}",
                    ),
                    _("Correct the code, or write name and type the same in all rows."),
                )


def _check_repeated(links: list[_Link], report: Report) -> None:
    first: dict[tuple[str, str], int] = {}
    for link in links:
        new = link.new.code if link.new else ""
        line = first.setdefault((link.old.code, new), link.line)
        if line != link.line:
            report.add(
                link.line,
                "repeated",
                _("The unit {old} with its successor {new} already stands on line {line}.").format(
                    old=link.old.code, new=new or "–", line=line
                ),
                _("Remove one of the two rows, or correct its codes."),
            )


def _successions(links: list[_Link]) -> Iterator[Succession]:
    by_old: dict[str, list[_Link]] = {}
    sharing: dict[str, set[str]] = {}
    for link in links:
        by_old.setdefault(link.old.code, []).append(link)
        if link.new is not None:
            sharing.setdefault(link.new.code, set()).add(link.old.code)
    for rows_of_one in by_old.values():
        old = rows_of_one[0].old
        new = tuple(link.new for link in rows_of_one if link.new is not None)
        fate = fate_of(old, new, len(sharing[new[0].code]) if new else 0)
        sources = dict.fromkeys(link.source for link in rows_of_one if link.source)
        yield Succession(old, new, fate, "; ".join(sources))


def _check_kinds(found: Crosswalk, links: list[_Link], report: Report) -> None:
    for link in links:
        succession = found.of(link.old.code)
        if succession is not None and succession.fate is not link.kind:
            report.add(
                link.line,
                "kind-differs",
                _(
                    "{old} is called “{written}”, but by the rows of this file it is “{fate}”."
                ).format(
                    old=f"{link.old.type} {link.old.name} ({link.old.code})",
                    written=link.kind,
                    fate=succession.fate,
                ),
                _("Correct the kind, or add the rows that are missing."),
            )
