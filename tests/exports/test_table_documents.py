"""Tables in Word: the same text in every cell, on A4, with heads that come again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable

from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.layout import full_text
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.exports.table_documents import add_table, write_tables_docx
from phieu.exports.table_pages import ACROSS_MM, UPRIGHT_MM, setting_of


def wide(columns: int, *, variables: int = 1, words: str = "Huyện") -> Table:
    """Rows of percentages under banner variables of as many categories."""
    headings = [
        Heading((f"Biến {variable}", f"{words} {column}", figure), "A", f"v{variable}")
        for variable in range(variables)
        for column in range(columns)
        for figure in ("n", "%")
    ]
    cells = (Cell(123, "count"), Cell(12.345, "percent", letters="A B"))
    rows = [Row(("Câu hỏi", f"Trả lời {row}"), cells * columns * variables) for row in range(4)]
    return Table("Bảng rộng", tuple(headings), tuple(rows), base="Số phiếu: 3")


SMALL = Table(
    "Bảng nhỏ",
    (Heading(("Cơ quan", "Đảng ủy"), "A", "body"), Heading(("Cơ quan", "UBND"), "B", "body")),
    (
        Row(("Mục", "Một"), (Cell(88.325, "percent", letters="B"), Cell(50.0, "percent"))),
        Row(("Mục", "Hai"), (Cell(None, "percent", state=State.WITHHELD), Cell("chữ", "text"))),
    ),
    base="Số phiếu: 3",
    rehearsed=True,
)


def written(tmp_path: Path, *tables: Table) -> WordDocument:
    write_tables_docx(tables, tmp_path / "t.docx")
    return Document(str(tmp_path / "t.docx"))


def bodies(tables: list[WordTable], head: int) -> list[list[str]]:
    """Rows of figures, each without the row's heading; sections' lines left out."""
    rows = [[cell.text for cell in row.cells] for made in tables for row in made.rows[head:]]
    return [row[1:] for row in rows if len(set(row)) > 1 or len(row) == 1]


def test_cells_show_the_same_text_as_everywhere(tmp_path):
    document = written(tmp_path, SMALL)

    expected = [[full_text(cell) for cell in row.cells] for row in SMALL.rows]
    assert bodies(document.tables, head=2) == expected


def test_letters_are_raised(tmp_path):
    (made,) = written(tmp_path, SMALL).tables
    runs = made.cell(3, 1).paragraphs[0].runs

    assert [(run.text, run.font.superscript) for run in runs] == [("88,33%", None), (" B", True)]


def test_the_head_comes_again_on_every_page_and_rows_are_not_cut(tmp_path):
    (made,) = written(tmp_path, SMALL).tables
    marks = [
        [made._tbl.tr_lst[row].find(f".//{qn(name)}") is not None for row in range(5)]
        for name in ("w:tblHeader", "w:cantSplit")
    ]
    assert marks == [[True, True, False, False, False], [True] * 5]


def test_merged_headings_span_their_columns(tmp_path):
    (made,) = written(tmp_path, SMALL).tables

    assert made.cell(0, 1)._tc is made.cell(0, 2)._tc
    assert made.cell(0, 0)._tc is made.cell(1, 0)._tc
    assert [made.cell(1, column).text for column in (1, 2)] == ["Đảng ủy (A)", "UBND (B)"]


def test_times_new_roman_and_the_lines_around_the_table(tmp_path):
    document = written(tmp_path, SMALL)
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]

    assert texts == [
        "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT",
        "Bảng 1. Bảng nhỏ",
        "(*) không công bố, để bảo đảm bí mật cho người trả lời.",
        "Số phiếu: 3",
    ]
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_a_wide_table_is_turned_and_the_next_one_upright_again(tmp_path):
    document = written(tmp_path, SMALL, wide(6), SMALL)
    across = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]

    assert across == [False, True, False]
    widths = [round(section.page_width / Mm(1)) for section in document.sections]
    assert widths == [210, 297, 210]


@pytest.mark.parametrize(("columns", "variables"), [(2, 1), (6, 1), (4, 2), (3, 6), (30, 1)])
def test_every_column_is_on_some_page_once_and_fits_it(columns, variables):
    table = wide(columns, variables=variables)

    setting = setting_of(table)

    shown = [heading for page in setting.pages for heading in page.table.headings]
    assert shown == list(table.headings)
    room = ACROSS_MM if setting.across else UPRIGHT_MM
    assert all(sum(page.widths_mm) <= room + 1e-6 for page in setting.pages)
    for page in setting.pages:  # count and percentage of a category stay together
        assert len(page.table.headings) % 2 == 0
    if len(setting.pages) > 1:
        widths = [len(page.table.headings) for page in setting.pages]
        assert min(widths) >= 2 and (variables > 1 or max(widths) <= 2 * min(widths))


def test_a_cut_table_says_that_it_goes_on(tmp_path):
    document = written(tmp_path, wide(30))

    assert len(document.tables) > 1
    assert [p.text for p in document.paragraphs].count("(tiếp theo)") == len(document.tables) - 1


def test_under_a_cut_table_stands_what_its_last_part_needs_too(tmp_path):
    table = wide(30)
    held = Cell(None, "percent", state=State.WITHHELD)
    rows = tuple(replace(row, cells=(*row.cells[:-1], held)) for row in table.rows)
    document = written(tmp_path, replace(table, rows=rows))

    assert "(*) không công bố, để bảo đảm bí mật cho người trả lời." in [
        paragraph.text for paragraph in document.paragraphs
    ]


def test_a_table_joins_a_document_within_its_margins():
    document = Document()
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(20)

    add_table(document, wide(6), title="")

    room = document.sections[0].page_width - Mm(40)
    for made in document.tables:
        assert sum(column.width for column in made.columns) <= room
    assert "Bảng rộng" not in [paragraph.text for paragraph in document.paragraphs]
    assert len(document.sections) == 1


def test_where_the_document_lacks_the_style_lines_are_drawn():
    document = Document()

    add_table(document, SMALL, style="Không có")

    properties = document.tables[0]._tbl.tblPr
    assert len(properties.find(qn("w:tblBorders"))) == 6
    # In this order alone, or Word calls the file damaged.
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    found = [child.tag.split("}")[1] for child in properties]
    assert found == [name for name in order if name in found]


def test_signs_that_xml_cannot_hold_are_replaced(tmp_path):
    odd = Table("a\x00b", (Heading(("c",)),), (Row(("d\x1fe",), (Cell(1, "count"),)),))

    document = written(tmp_path, odd)

    assert document.tables[0].cell(1, 0).text == "d\N{REPLACEMENT CHARACTER}e"
