"""The page of a report by Decree 30: how wide its text is, and a table on it."""

from __future__ import annotations

from phieu.analysis.tables.model import Table
from phieu.exports.table_grids import Grid, grid_of

TEXT_WIDTH_MM = 163.0  # A4 less the margins of Decree 30 as our pages have them


def grid_on_page(table: Table) -> Grid:
    """As wide as the text."""
    return grid_of(table, TEXT_WIDTH_MM)
