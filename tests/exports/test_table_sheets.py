"""Tables in Excel: numbers that calculate, and show what every other file shows."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell as SheetCell

from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.layout import full_text
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.exports.errors import NotWrittenError
from phieu.exports.table_sheets import number_format, number_of, write_tables_xlsx


def shown(value: float, number_format: str) -> str:
    """A number as Excel in Vietnam shows it: 15 digits of it, rounded half away from zero."""
    match = re.fullmatch(r'(#,##)?0(?:\.(0+))?(%)?(?:" ([A-Z ]+)")?', number_format)
    assert match, number_format
    thousands, zeros, percent, letters = match.groups()
    number = Decimal(f"{value:.15g}") * (100 if percent else 1)
    rounded = number.quantize(Decimal(1).scaleb(-len(zeros or "")), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if thousands else f"{rounded:f}"
    text = text.translate(str.maketrans(",.", ".,")) + (percent or "")
    return f"{text} {letters}" if letters else text


def table(*rows: Row, headings: tuple[Heading, ...], **more: object) -> Table:
    return Table("Bảng thử", headings, rows, **more)  # type: ignore[arg-type]


HEADINGS = (
    Heading(("Cơ quan", "Đảng ủy", "n"), "A", "body"),
    Heading(("Cơ quan", "Đảng ủy", "%"), "A", "body"),
    Heading(("Cơ quan", "UBND", "n"), "B", "body"),
    Heading(("Cơ quan", "UBND", "%"), "B", "body"),
    Heading(("Tổng cộng",)),
)
CELLS = (
    Cell(1234, "count"),
    Cell(88.325, "percent", letters="B"),
    Cell(None, "count", state=State.EMPTY),
    Cell(None, "percent", state=State.WITHHELD),
    Cell(1234.565, "decimal", letters="A B"),
)
SAMPLE = table(
    Row(("Mục", "=1+1"), CELLS),
    Row(("Mục", "Tổng"), CELLS, total=True),
    headings=HEADINGS,
    base="Số phiếu: 3",
    notes=("-chú thích",),
    rehearsed=True,
    python='cross_table(survey, "A1", "body")',
)


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    path = tmp_path / "bảng.xlsx"
    write_tables_xlsx([SAMPLE, SAMPLE], path)
    return openpyxl.load_workbook(path)


def text_of(cell: SheetCell) -> str:
    if isinstance(cell.value, int | float):
        return shown(cell.value, cell.number_format)
    return str(cell.value or "")


def test_cells_show_the_same_text_as_everywhere_and_are_numbers(book):
    rows = list(book["Bảng 1"].iter_rows())
    (first,) = [row for row in rows if row[0].value == "=1+1"]

    assert [text_of(cell) for cell in first[1:6]] == [full_text(cell) for cell in CELLS]
    assert [type(cell.value) for cell in first[1:6]] == [int, float, str, str, float]
    assert first[2].value == 0.88325  # a share to calculate with, not the rounded one


@given(
    st.sampled_from(["count", "percent", "decimal"]),
    st.integers(0, 10_000_000),
    st.integers(1, 10_000),
    st.integers(0, 4),
    st.sampled_from(["", "A", "B C"]),
)
def test_any_figure_is_rounded_as_everywhere(kind, numerator, denominator, places, letters):
    value = numerator if kind == "count" else 100 * numerator / denominator
    cell = Cell(value, kind, places, letters)

    number = number_of(cell)

    assert number is not None
    assert shown(number, number_format(cell)) == full_text(cell)


def test_the_list_of_tables_leads_to_each(book):
    index = book.worksheets[0]

    assert book.sheetnames == ["Danh mục bảng", "Bảng 1", "Bảng 2"]
    assert [cell.value for cell in index[2]] == ["Bảng 1", "Bảng thử", SAMPLE.python]
    assert index["A3"].hyperlink.location == "'Bảng 2'!A1"


def test_headings_are_merged_and_stay_in_sight(book):
    sheet = book["Bảng 1"]
    merged = {str(cells) for cells in sheet.merged_cells.ranges}

    assert sheet["B3"].value == "Cơ quan"
    assert sheet["B4"].value == "Đảng ủy (A)"
    assert {"B3:E3", "B4:C4", "D4:E4", "F3:F5", "A3:A5"} <= merged
    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$3:$5"


def test_text_is_never_a_formula(book):
    sheet = book["Bảng 1"]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]

    assert {cell.data_type for cell in cells} == {"s"}
    (risky,) = [cell for cell in cells if cell.value == "=1+1"]
    assert risky.quotePrefix


def test_rehearsed_data_are_marked_and_what_stands_under_a_table_is_there(book):
    texts = [row[0].value for row in book["Bảng 1"].iter_rows()]

    assert texts[0] == "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT"
    assert texts[-4:] == [
        "– không có phiếu nào để tính.",
        "(*) không công bố, để bảo đảm bí mật cho người trả lời.",
        "-chú thích",
        "Số phiếu: 3",
    ]


def test_a_table_without_rows_is_written_too(tmp_path):
    empty = table(headings=(Heading(("a",)),))

    write_tables_xlsx([empty], tmp_path / "t.xlsx")

    assert openpyxl.load_workbook(tmp_path / "t.xlsx")["Bảng 1"]["B2"].value == "a"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotWrittenError):
        write_tables_xlsx([SAMPLE], tmp_path / "không có" / "t.xlsx")
