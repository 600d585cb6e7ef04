"""Tables for a console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from phieu.analysis.text_tables import columns_text

from .delimited import heading_text
from .layout import full_text, layout

if TYPE_CHECKING:
    from .model import Table


def console_text(table: Table) -> str:
    """The title, the rectangle, and what stands under it."""
    laid = layout(table)
    stubs: list[str] = []
    rows: list[list[str]] = []
    for section in laid.sections:
        if section.heading:
            stubs.append(section.heading)
            rows.append([""] * laid.width)
        for row in section.rows:
            stubs.append(row.heading)
            rows.append([full_text(cell) for cell in row.cells])
    headings = [laid.corner, *map(heading_text, table.headings)]
    columns = [stubs, *([row[place] for row in rows] for place in range(laid.width))]
    lines = [laid.warning, laid.title, columns_text(headings, columns), *laid.under]
    return "\n".join(line for line in lines if line)
