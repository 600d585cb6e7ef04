"""Columns are as wide as what stands in them, and together as wide as the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.tables.cells import Cell
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.exports.measuring import text_width_mm
from phieu.exports.table_grids import SIZES_PT, grid_of
from phieu.exports.table_widths import INSET_MM, LEAST_WORDS_MM, RAISED, READABLE_PT

PAGE_MM = 163.0  # of a report's text


def table(columns: int, words: str = "Nội dung", value: int = 123456) -> Table:
    headings = tuple(Heading((f"Cột {place}",)) for place in range(columns))
    row = Row((words,), tuple(Cell(value, "count") for _heading in headings))
    return Table("T", headings, (row,))


@given(st.integers(1, 14), st.text(max_size=200))
def test_a_table_is_always_as_wide_as_the_text(columns, words):
    assert sum(grid_of(table(columns, words), PAGE_MM).widths_mm) == pytest.approx(PAGE_MM)


@pytest.mark.parametrize("columns", [1, 4, 7])
def test_no_figure_is_wrapped(columns):
    grid = grid_of(table(columns), PAGE_MM)

    needed = text_width_mm("123.456", grid.size_pt, "bold") + INSET_MM
    assert all(width >= needed - 0.01 for width in grid.widths_mm[1:])
    assert grid.widths_mm[0] >= LEAST_WORDS_MM


def test_many_columns_are_set_smaller():
    assert grid_of(table(2), PAGE_MM).size_pt == 12
    assert grid_of(table(8), PAGE_MM).size_pt < 12


def test_long_names_have_room_before_letters_are_large():
    name = "Trao đổi, cung cấp thông tin, báo cáo kịp thời, đúng trách nhiệm với cấp ủy"

    assert (
        grid_of(table(6, name), PAGE_MM).widths_mm[0]
        > grid_of(table(6, "Ngắn"), PAGE_MM).widths_mm[0]
    )


@given(st.integers(1, 14), st.text(max_size=200))
def test_a_compact_table_is_never_wider_than_the_page(columns, words):
    grid = grid_of(table(columns, words), PAGE_MM, full=False)

    assert sum(grid.widths_mm) <= PAGE_MM + 1e-6
    needed = text_width_mm("123.456", grid.size_pt, "bold") + INSET_MM
    assert grid.fits == (grid.widths_mm[-1] >= needed - 1e-6)


def test_a_compact_table_of_little_leaves_room_beside_it():
    assert sum(grid_of(table(1), PAGE_MM, full=False).widths_mm) < PAGE_MM / 2


def test_letters_have_room_beside_their_figure():
    cells = (Cell(12.34, "percent", letters="A B C D E"), Cell(12.34, "percent"))
    lettered = Table("T", (Heading(("a",)), Heading(("b",))), (Row(("r",), cells),))

    grid = grid_of(lettered, PAGE_MM)

    raised = text_width_mm(" A B C D E", grid.size_pt * RAISED)
    assert grid.widths_mm[1] - grid.widths_mm[2] == pytest.approx(raised)
    assert [cell.text for cell in grid.rows[0]] == ["r", "12,34%", "12,34%"]
    assert [cell.letters for cell in grid.rows[0]] == ["", "A B C D E", ""]


def test_a_long_word_over_several_columns_is_shared_by_them():
    word = "Không-một-chỗ-nào-ngắt-được-ở-đây-cả"
    headings = tuple(Heading((word, name)) for name in ("n", "n"))
    grid = grid_of(Table("T", headings, (Row(("r",), (Cell(1, "count"),) * 2),)), PAGE_MM)

    _names, *columns = grid.widths_mm
    assert sum(columns) >= text_width_mm(word, grid.size_pt, "bold") + INSET_MM - 0.01
    assert columns[0] == pytest.approx(columns[1])


def test_long_words_in_a_column_are_wrapped_before_letters_are_small():
    words = Cell("Cần tăng cường tuần tra, kiểm soát về đêm ở các địa bàn giáp ranh. " * 4, "text")
    told = Table("T", (Heading(("Ý kiến",)), Heading(("n",))), (Row(("r",), (words, words)),))

    grid = grid_of(told, PAGE_MM, sizes_pt=SIZES_PT[:2])
    smaller = grid_of(told, PAGE_MM)

    assert not grid.fits and sum(grid.widths_mm) == pytest.approx(PAGE_MM)
    assert smaller.size_pt < READABLE_PT
