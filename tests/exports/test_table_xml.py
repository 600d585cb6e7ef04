"""A grid in Word: every column in its place, rows together that belong together."""

from __future__ import annotations

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.tables.cells import Cell
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.exports.table_grids import SHORT, grid_of
from phieu.exports.table_styles import INDENT_MM, INDENTED, NOTE, WORDS
from phieu.exports.table_xml import add_grid, add_notes

PAGE_MM = 163.0


def grouped(*sizes: int) -> Table:
    """Groups of so many rows under one column."""
    rows = tuple(
        Row((f"Nhóm {group}", f"Dòng {place}"), (Cell(7, "count"),))
        for group, size in enumerate(sizes)
        for place in range(size)
    )
    return Table("T", (Heading(("n",)),), rows)


def with_grid(table: Table, **how) -> WordDocument:
    document = Document()
    add_grid(document, grid_of(table, PAGE_MM), **how)
    return document


def kept(document: WordDocument) -> list[bool]:
    """By row, whether it stays with what is below it."""
    (made,) = document.tables
    return [row.cells[0].paragraphs[0].paragraph_format.keep_with_next is True for row in made.rows]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.integers(0, 4))
def test_every_column_of_every_line_is_in_one_cell(groups, rows):
    columns = tuple(
        Heading((f"Nhóm {place}", f"c{at}") if count > 1 else (f"Nhóm {place}",))
        for place, count in enumerate(groups)
        for at in range(count)
    )
    body = tuple(
        Row(("g", f"r{place}"), tuple(Cell(7, "count") for _column in columns))
        for place in range(rows)
    )

    (table,) = with_grid(Table("T", columns, body, corner="Góc")).tables

    assert {len(row.cells) for row in table.rows} == {len(columns) + 1}
    assert table.rows[0].cells[0].text == "Góc"
    last_head = [cell.text for cell in table.rows[1 if max(groups) > 1 else 0].cells]
    assert last_head == ["Góc", *(column.path[-1] for column in columns)]


def test_a_template_without_word_s_table_style_has_rules_all_the_same():
    document = Document()
    style = document.styles["Table Grid"]
    style.element.getparent().remove(style.element)
    add_grid(document, grid_of(grouped(2), PAGE_MM))

    assert document.tables[0]._tbl.tblPr.find(qn("w:tblBorders")) is not None


def test_a_short_table_is_kept_on_one_page_with_its_notes():
    assert kept(with_grid(grouped(SHORT - 2))) == [True] * SHORT
    assert kept(with_grid(grouped(3), leads_over=False)) == [True] * 4 + [False]


def test_in_a_long_table_a_group_begins_with_two_rows_at_the_least():
    # The head and a line over each group; the last row stays with the notes.
    first, second = [True, True] + [False] * 9, [True, True] + [False] * 7 + [True]

    assert kept(with_grid(grouped(10, 9))) == [True, *first, *second]


def test_a_group_of_one_row_is_not_tied_to_the_next_one():
    assert kept(with_grid(grouped(*[1] * 9)))[:5] == [True, True, False, True, False]


def test_rows_under_a_heading_are_indented():
    document = with_grid(grouped(2))
    (made,) = document.tables

    styles = [row.cells[0].paragraphs[0].style for row in made.rows[1:]]
    assert [style.name for style in styles] == [WORDS, INDENTED, INDENTED]
    assert round(styles[1].paragraph_format.left_indent / Mm(1)) == INDENT_MM


def test_a_template_s_own_styles_of_tables_are_kept():
    document = Document()
    document.styles.add_style(INDENTED, 1).paragraph_format.left_indent = Mm(9)
    add_grid(document, grid_of(grouped(2), PAGE_MM))

    assert round(document.styles[INDENTED].paragraph_format.left_indent / Mm(1)) == 9


def test_lines_of_a_text_stay_lines_and_markup_stays_text():
    table = Table("T", (Heading(("<n>\n&",)),), (Row(('a\n"b"',), (Cell("x\x0by", "text"),)),))
    (made,) = with_grid(table).tables

    assert made.cell(0, 1).text == "<n>\n&"
    assert made.cell(1, 0).text == 'a\n"b"'
    assert made.cell(1, 1).text == "x\N{REPLACEMENT CHARACTER}y"
    assert len(made.cell(1, 0)._tc.findall(f".//{qn('w:br')}")) == 1


def test_spaces_that_do_not_break_stay():
    table = Table("T", (Heading(("5\N{NO-BREAK SPACE}km",)),), (Row(("r",), (Cell(1, "count"),)),))

    assert with_grid(table).tables[0].cell(0, 1).text == "5\N{NO-BREAK SPACE}km"


def test_notes_stay_together_and_leave_room_below():
    document = Document()
    add_notes(document, ("Một", "Hai"))
    add_notes(document, ())

    found = [(p.text, p.style.name, p.paragraph_format.keep_with_next) for p in document.paragraphs]
    assert found == [("Một", NOTE, True), ("Hai", NOTE, None), ("", NOTE, None)]
    assert [p.paragraph_format.space_after is not None for p in document.paragraphs] == [
        False, True, True,
    ]  # fmt: skip
