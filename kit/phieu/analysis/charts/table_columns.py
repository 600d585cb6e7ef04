"""What a chart takes out of a table: its columns by series, its rows without totals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from phieu.analysis.tables.model import Cell, Heading, Row, State, Table
from phieu.messages import _

from .errors import NotAChartError
from .estimates import Estimate, Estimates
from .figures import Figures
from .style import SERIES

Pick = Literal["first", "last"]


@dataclass(frozen=True)
class Columns:
    """One series: the place of the figure that is drawn, and of the count that it rests on."""

    series: str
    figure: int
    count: int | None


def columns_by_series(table: Table, form: str, pick: Pick) -> list[Columns]:
    """The first or last column of the format `form` under each outer heading, with its count.

    A series is called by its heading and the letter that others refer to it by. Where a table has
    several series and their total, the total is not drawn: it holds the others. Raises
    NotAChartError where no column has the format, or more than SERIES do.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, heading in enumerate(table.headings):
        groups.setdefault(_outer(table, heading), []).append(place)
    found = []
    for path, places in groups.items():
        figures = [place for place in places if _holds(table, place, form)]
        counts = [place for place in places if _holds(table, place, "count")]
        if figures:
            name = path[-1] if path else ""
            drawn = figures[0 if pick == "first" else -1]
            letter = table.headings[drawn].letter
            name = f"{name} ({letter})" if letter else name
            found.append(Columns(name, drawn, counts[0] if counts else None))
    named = [columns for columns in found if columns.series not in ("", _("Total"))]
    found = named or found
    if not found:
        raise NotAChartError(
            _("The table “{title}” has no figures of the kind that this chart draws.").format(
                title=table.title
            )
        )
    if len(found) > len(SERIES):
        raise NotAChartError(
            _("A chart tells at most {most} series apart, not {found}.").format(
                most=len(SERIES), found=len(found)
            )
        )
    return found


def estimates_from(table: Table, form: str, figures: Figures, pick: Pick = "last") -> Estimates:
    """The table's rows as points without intervals; totals left out, withheld cells withheld."""
    columns = columns_by_series(table, form, pick)
    cells = {
        (label, one.series): _estimate(row, one, figures)
        for label, row in labelled_rows(table, lambda row: has_figure(row, columns))
        for one in columns
    }
    if not cells:
        raise NotAChartError(_("There are no estimates to draw: the table has no rows."))
    labels = tuple(dict.fromkeys(label for label, _series in cells))
    return Estimates(labels, tuple(one.series for one in columns), cells)


def labelled_rows(table: Table, wanted: Callable[[Row], bool]) -> list[tuple[str, Row]]:
    """Rows that are no totals, with their labels; the outer heading too where inner ones repeat."""
    rows = [row for row in table.rows if not row.total and wanted(row)]
    inner = [row.path[-1] for row in rows]
    return [
        (label if inner.count(label) == 1 else " – ".join(row.path), row)
        for label, row in zip(inner, rows, strict=True)
    ]


def _outer(table: Table, heading: Heading) -> tuple[str, ...]:
    """The headings over a group of columns: without the innermost where it names the figure."""
    flat = all(len(other.path) == 1 for other in table.headings)
    formats = {form for place in range(len(table.headings)) for form in _formats(table, place)}
    return heading.path[:-1] if flat or len(formats) > 1 else heading.path


def _formats(table: Table, place: int) -> frozenset[str]:
    return frozenset(row.cells[place].format for row in table.rows if not row.total)


def _holds(table: Table, place: int, form: str) -> bool:
    shown = [row.cells[place] for row in table.rows if not row.total]
    return any(cell.format == form for cell in shown if cell.state is not State.EMPTY)


def has_figure(row: Row, columns: list[Columns]) -> bool:
    """Rows of what is missing have counts alone."""
    cells = [row.cells[one.figure] for one in columns]
    return any(cell.format != "text" and cell.state is not State.EMPTY for cell in cells)


def _estimate(row: Row, columns: Columns, figures: Figures) -> Estimate:
    cell = row.cells[columns.figure]
    count = None if columns.count is None else _whole(row.cells[columns.count])
    if cell.state is State.EMPTY:
        return Estimate(n=0)
    if cell.state is State.WITHHELD or not isinstance(cell.value, int | float):
        return Estimate()
    return Estimate(figures.shown(cell.value), n=count, letters=cell.letters)


def _whole(cell: Cell) -> int | None:
    shown = cell.state is State.SHOWN and isinstance(cell.value, int | float)
    return int(str(cell.value).split(".")[0]) if shown else None
