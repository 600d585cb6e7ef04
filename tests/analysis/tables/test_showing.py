"""One table, the same text in every cell wherever it is shown, and nothing that text can break."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kinds_of_tables import every_table

from phieu.analysis.tables import banner_table, cross_table, satisfaction_table
from phieu.analysis.tables.console import parts_of
from phieu.analysis.tables.layout import Layout, cell_text, full_text, layout
from phieu.analysis.tables.model import Cell, Heading, Row, State, Table

NASTY = '=1+1 & <b>"\\%_$#{}~^[*]\n„Ủy ban“'


def html_of(table: Table) -> ElementTree.Element:
    html = re.sub(r"<style>.*?</style>", "", table._repr_html_(), flags=re.DOTALL)
    return ElementTree.fromstring(html)


def html_cells(table: Table) -> list[list[str]]:
    """The texts of the body's rows of figures."""
    rows = html_of(table).findall(".//tbody/tr")
    found = [[_html_cell(cell) for cell in row.findall("td")] for row in rows]
    return [cells for cells in found if cells]


def _html_cell(cell: ElementTree.Element) -> str:
    letters = cell.find("span")
    figure = cell.text or ""
    return f"{figure} {letters.text}" if letters is not None and letters.text else figure


def csv_cells(table: Table) -> list[list[str]]:
    lines = list(csv.reader(StringIO(table.csv, newline="")))
    depth = max(len(row.path) for row in table.rows)
    first = 3 if table.rehearsed else 2
    return [line[depth:] for line in lines[first : first + len(table.rows)]]


def latex_cells(table: Table) -> list[list[str]]:
    body = table.latex.split(r"\endlastfoot")[1].split(r"\end{longtable}")[0]
    lines = [line for line in body.strip().split("\n") if " & " in line]
    return [[_latex_cell(text) for text in line[:-2].split(" & ")[1:]] for line in lines]


def _latex_cell(text: str) -> str:
    text = re.sub(r"\\textbf\{(.*)\}$", r"\1", text)
    text = re.sub(r"\\textsuperscript\{(.*?)\}", r" \1", text)
    return text.replace(r"\%", "%").replace("{*}", "*")


def console_cells(table: Table) -> list[str]:
    """What stands in the console, each line's words beside single spaces."""
    return [" ".join(line.split()) for line in table.text.split("\n")]


@every_table
@pytest.mark.parametrize("withheld", [False, True])
def test_every_cell_shows_the_same_everywhere(make, withheld, random_survey):
    table = make(random_survey(21))
    if withheld:
        sources = [cell.sources[0] for row in table.rows[:2] for cell in row.cells if cell.sources]
        table = table.withholding(sources[:3])
    expected = [[full_text(cell) for cell in row.cells] for row in table.rows]

    assert html_cells(table) == expected
    assert csv_cells(table) == expected
    assert latex_cells(table) == expected
    console = "\n".join(console_cells(table))
    for part in parts_of(table):
        for row in part.rows:
            assert " ".join(text for cell in row.cells if (text := full_text(cell))) in console


@every_table
def test_a_console_line_fits(make, random_survey):
    table = make(random_survey(21))

    assert all(unicodedata.is_normalized("NFC", line) for line in table.text.split("\n"))
    assert max(map(len, table.text.split("\n"))) <= 118


def texts_of(laid: Layout) -> list[str]:
    return [span.text for spans in laid.spans for span in spans]


def test_headings_merge_under_the_same_outer_heading(random_survey):
    laid = layout(cross_table(random_survey(2), "A1", "body"))

    outer, inner, last = laid.spans
    assert [(s.text, s.column, s.columns, s.lines) for s in outer] == [
        ("Cơ quan trả lời", 0, 6, 1),
        ("Tổng cộng", 6, 2, 1),
    ]
    assert [(s.label, s.columns) for s in inner] == [
        ("Đảng ủy (A)", 2),
        ("Ủy ban nhân dân (B)", 2),
        ("Ủy ban Mặt trận (C)", 2),
        ("n", 1),
        ("%", 1),
    ]
    assert [s.lines for s in inner[-2:]] == [2, 2]
    assert [s.text for s in last] == ["n", "%"] * 3


def test_two_banner_variables_of_one_label_stay_two():
    headings = (Heading(("Nhóm", "a"), "A", "x"), Heading(("Nhóm", "b"), "A", "y"))
    cells = (Cell(1, "count"), Cell(2, "count"))
    laid = layout(Table("t", headings, (Row(("r",), cells),)))

    assert texts_of(laid) == ["Nhóm", "Nhóm", "a", "b"]


def test_a_heading_of_one_column_and_its_twin_are_not_merged():
    headings = (Heading(("Tổng",)), Heading(("Tổng",)))
    laid = layout(Table("t", headings, (Row(("r",), (Cell(1, "count"),) * 2),)))

    assert texts_of(laid) == ["Tổng", "Tổng"]


def test_gaps_and_withheld_cells_are_told_apart_and_explained():
    cells = (
        Cell(None, "percent", state=State.EMPTY),
        Cell(None, "percent", state=State.WITHHELD),
        Cell(0.0, "percent"),
    )
    table = Table("t", tuple(Heading((h,)) for h in "abc"), (Row(("r",), cells),))

    assert [cell_text(cell) for cell in cells] == ["–", "(*)", "0,00%"]
    assert "– không có phiếu nào để tính." in table.text
    assert "(*) không công bố, để bảo đảm bí mật cho người trả lời." in table.text
    kinds = [cell.get("class") for cell in html_of(table).findall(".//td")]
    assert kinds == ["empty", "withheld", None]


def test_a_letter_goes_with_the_column_that_it_names(make_survey):
    survey = make_survey(["DU"] * 100 + ["UB"] * 100, A1=[1] * 80 + [2] * 20 + [1] * 30 + [2] * 70)
    table = banner_table(survey, ["A1"], ["body"])
    assert [cell.letters for cell in table.rows[0].cells] == ["B", "", ""]

    safe = table.withholding({table.rows[0].cells[1].sources[0]})

    assert [cell.letters for cell in safe.rows[0].cells] == ["", "", ""]
    assert safe.rows[0].cells[0].state is State.SHOWN


def test_rehearsed_data_are_marked_in_every_form(random_survey):
    table = satisfaction_table(replace(random_survey(2), rehearsed=True), items=False)

    for shown in (table.text, table._repr_html_(), table.csv, table.latex):
        assert "SỐ LIỆU DIỄN TẬP" in shown


@given(st.text(max_size=30))
def test_any_text_leaves_html_whole(text):
    clean = "".join(c for c in text if c.isprintable())
    table = Table(clean, (Heading((clean,)),), (Row((clean,), (Cell(clean, "text"),)),), base=clean)

    root = html_of(table)

    assert (root.findtext(".//td") or "") == cell_text(table.rows[0].cells[0])
    assert (root.findtext(".//tbody//th") or "") == clean
    assert root.findall(".//b") == []


@given(st.text(max_size=30))
def test_any_text_leaves_csv_whole(text):
    clean = text.replace("\r", "").replace("\n", "")
    table = Table(clean, (Heading((clean,)),), (Row((clean,), (Cell(1, "count"),)),))

    lines = list(csv.reader(StringIO(table.csv, newline="")))

    assert lines[0] == [clean]
    assert lines[2] == [clean, "1"]


def test_latex_escapes_what_would_be_a_command():
    table = Table(NASTY, (Heading((NASTY,)),), (Row((NASTY,), (Cell(1, "count"),)),), base=NASTY)
    escaped = (
        r"=1+1 \& \textless{}b\textgreater{}{''}\textbackslash{}\%\_\$\#\{\}\textasciitilde{}"
        r"\textasciicircum{}{[}{*}{]} „Ủy ban“"
    )
    assert table.latex.count(escaped) >= 3
