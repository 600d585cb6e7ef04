"""Columns are as wide as what stands in them, and together as wide as the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.tables.cells import Cell
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.reports.grids import INSET_MM, LEAST_WORDS_MM, TEXT_WIDTH_MM, grid_of
from phieu.reports.measuring import text_width_mm


def table(columns: int, words: str = "Nội dung", value: int = 123456) -> Table:
    headings = tuple(Heading((f"Cột {place}",)) for place in range(columns))
    row = Row((words,), tuple(Cell(value, "count") for _heading in headings))
    return Table("T", headings, (row,))


@given(st.integers(1, 14), st.text(max_size=200))
def test_a_table_is_always_as_wide_as_the_text(columns, words):
    assert sum(grid_of(table(columns, words)).widths_mm) == pytest.approx(TEXT_WIDTH_MM)


@pytest.mark.parametrize("columns", [1, 4, 7])
def test_no_figure_is_wrapped(columns):
    grid = grid_of(table(columns))

    needed = text_width_mm("123.456", grid.size_pt, "bold") + INSET_MM
    assert all(width >= needed - 0.01 for width in grid.widths_mm[1:])
    assert grid.widths_mm[0] >= LEAST_WORDS_MM


def test_many_columns_are_set_smaller():
    assert grid_of(table(2)).size_pt == 12
    assert grid_of(table(8)).size_pt < 12


def test_long_names_have_room_before_letters_are_large():
    name = "Trao đổi, cung cấp thông tin, báo cáo kịp thời, đúng trách nhiệm với cấp ủy"

    assert grid_of(table(6, name)).widths_mm[0] > grid_of(table(6, "Ngắn")).widths_mm[0]
