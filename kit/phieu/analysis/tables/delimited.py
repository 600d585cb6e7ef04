"""Tables as CSV: every cell as readers see it, and for merged headings each column's own."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from .layout import full_text, layout

if TYPE_CHECKING:
    from .model import Heading, Table


def csv_text(table: Table) -> str:
    """RFC 4180: a line with the warning for rehearsed data and the title, the headings, the
    rows, then what stands under the table, a line each."""
    laid = layout(table)
    depth = max((len(row.path) for row in table.rows), default=1)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if laid.warning:
        writer.writerow([laid.warning])
    writer.writerow([laid.title])
    corner = [*[""] * (depth - 1), laid.corner]
    writer.writerow([*corner, *(heading_text(heading) for heading in table.headings)])
    for row in table.rows:
        outer = [*row.path[:-1], *[""] * (depth - len(row.path))]
        writer.writerow([*outer, row.path[-1], *map(full_text, row.cells)])
    for line in laid.under:
        writer.writerow([line])
    return out.getvalue()


def heading_text(heading: Heading) -> str:
    """A column's headings in one."""
    path = list(heading.path)
    if heading.letter:
        at = min(1, len(path) - 1)
        path[at] = f"{path[at]} ({heading.letter})"
    return " – ".join(path)
