"""A table as a reader reads it."""

from __future__ import annotations

from phieu.analysis.tables.layout import full_text
from phieu.analysis.tables.model import Table


def texts(table: Table) -> dict[str, list[str]]:
    """The cells by the innermost heading of their row."""
    return {row.path[-1]: [full_text(cell) for cell in row.cells] for row in table.rows}


def section(table: Table, heading: str) -> dict[str, list[str]]:
    """The cells of the rows under one heading."""
    return {
        row.path[-1]: [full_text(cell) for cell in row.cells]
        for row in table.rows
        if row.path[0] == heading
    }
