"""A researcher's template: filled in, its looks kept, and every wrong placeholder told at once."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from sample_reports import HOSTILE, sample_report, sample_table

from phieu.errors import ProblemsFoundError
from phieu.paper.heads import Head
from phieu.reports.contents import Contents
from phieu.reports.model import Paragraph, Tabulation
from phieu.reports.starting import starting_template
from phieu.reports.template import NoTemplateError, filled

TEXTS = {"ten_dot": "Đợt {{bang:B1}}", "co_quan_ban_hanh": "Công an tỉnh", "noi_nhan": "a\n- b"}


def contents(marks: tuple[str, ...] = ()) -> Contents:
    parts = {
        "phuong_phap": (Paragraph(HOSTILE), Tabulation(sample_table())),
        "bang:B1": (Tabulation(sample_table()),),
        "ket_luan": (),
    }
    return Contents(sample_report(marks=marks), TEXTS, parts)


def template(*lines: str) -> object:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def packed(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def fill(document, marks: tuple[str, ...] = ()):
    return Document(io.BytesIO(filled(packed(document), contents(marks), "mau.docx")))


def text_of(document) -> str:
    return "".join(node.text or "" for node in document.element.iter(qn("w:t")))


def test_words_take_the_place_of_placeholders_within_a_line():
    document = fill(template("Đợt: {{ten_dot}}, của {{ co_quan_ban_hanh }}."))

    assert document.paragraphs[0].text == "Đợt: Đợt {{bang:B1}}, của Công an tỉnh."


def test_a_name_in_capitals_gives_words_in_capitals():
    assert fill(template("{{CO_QUAN_BAN_HANH}}")).paragraphs[0].text == "CÔNG AN TỈNH"


def test_a_placeholder_that_word_has_cut_into_runs_is_found_and_keeps_its_look():
    document = template("")
    for text, bold in (("Của {{co_", False), ("quan_ban", True), ("_hanh}} đây", False)):
        document.paragraphs[0].add_run(text).bold = bold

    runs = fill(document).paragraphs[0].runs
    assert "".join(run.text for run in runs) == "Của Công an tỉnh đây"
    assert runs[0].text == "Của Công an tỉnh"


def test_whole_parts_take_the_place_of_their_paragraph():
    document = fill(template("Trước", "{{phuong_phap}}", "Sau"))

    kinds = [element.tag for element in document.element.body]
    assert kinds.index(qn("w:tbl")) < kinds.index(qn("w:sectPr"))
    assert [p.text for p in document.paragraphs][:2] == ["Trước", HOSTILE]
    assert document.paragraphs[-1].text == "Sau"
    assert "phuong_phap" not in text_of(document)


def test_tables_are_numbered_in_the_template_s_order():
    document = fill(template("{{bang:b1}}", "{{phuong_phap}}"))

    said = text_of(document)
    assert said.index("Bảng 1. ") < said.index(HOSTILE) < said.index("Bảng 2. ")


def test_what_has_nothing_to_say_leaves_nothing():
    assert [p.text for p in fill(template("Trước", "{{ket_luan}}", "Sau")).paragraphs] == [
        "Trước",
        "Sau",
    ]


def test_placeholders_in_tables_heads_and_feet_are_filled_in():
    document = template("x {{ten_dot}}")
    document.add_table(1, 1).cell(0, 0).text = "{{noi_nhan}}"
    document.sections[0].footer.paragraphs[0].text = "{{co_quan_ban_hanh}}"

    done = fill(document)
    assert done.tables[0].cell(0, 0).text == "a\n- b"
    assert done.sections[0].footer.paragraphs[0].text == "Công an tỉnh"


def test_the_template_s_styles_and_page_are_kept():
    document = template("{{phuong_phap}}")
    document.styles["Body Text"].font.size = Pt(11)
    document.styles["Body Text"].font.color.rgb = RGBColor(0, 0, 0x99)
    document.sections[0].left_margin = Pt(99)

    done = fill(document)
    assert done.paragraphs[0].style.name == "Body Text"
    assert done.styles["Body Text"].font.size == Pt(11)
    assert done.sections[0].left_margin == Pt(99)


def test_marks_stand_on_every_page_of_a_template_too():
    document = template("{{phuong_phap}}")
    document.sections[0].header.paragraphs[0].text = "Đầu trang của mẫu"
    document.add_section()

    first, second = fill(document, marks=("Dự thảo",)).sections
    assert [p.text for p in first.header.paragraphs] == ["Đầu trang của mẫu", "DỰ THẢO"]
    assert second.header.is_linked_to_previous


def test_every_wrong_placeholder_is_told_at_once_with_near_names():
    document = template("{{phuong_phat}} và {{ten_dott}}", "Xem {{phuong_phap}}", "{{xyz}}")
    document.add_table(1, 1).cell(0, 0).text = "{{bang:B1}}"

    with pytest.raises(ProblemsFoundError) as raised:
        fill(document)

    problems = raised.value.problems
    assert [problem.rule for problem in problems] == [
        "template-unknown", "template-unknown", "template-place", "template-unknown",
        "template-place",
    ]  # fmt: skip
    assert "{{phuong_phap}}" in problems[0].fix
    assert "{{ten_dot}}" in problems[1].fix
    assert "{{ket_luan}}" in problems[3].fix


def test_a_template_without_placeholders_is_told_so():
    with pytest.raises(ProblemsFoundError) as raised:
        fill(template("Không có gì"))

    assert [problem.rule for problem in raised.value.problems] == ["template-empty"]


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04", b"{\\rtf1}", b"\xd0\xcf\x11\xe0" * 99])
def test_what_is_no_word_document_is_told_so(file):
    with pytest.raises(NoTemplateError, match=r"mau\.docx"):
        filled(file, contents(), "mau.docx")


def test_a_workbook_is_no_template():
    from openpyxl import Workbook

    file = io.BytesIO()
    Workbook().save(file)
    with pytest.raises(NoTemplateError):
        filled(file.getvalue(), contents(), "mau.docx")


@pytest.mark.parametrize("kind", ["state", "party", "front"])
def test_the_template_to_start_from_asks_for_all_of_a_report(kind):
    head = Head(kind=kind, organ="X", number="1/X-Y", place="Z", date=None)
    document = Document(io.BytesIO(starting_template(head, date(2023, 5, 1))))

    asked = set(text_of(document).replace("}}", "{{").split("{{")[1::2])
    assert {"phuong_phap", "ket_qua", "chi_so_hai_long", "y_kien", "ket_luan", "phu_luc"} <= asked
    assert {"ngay_ban_hanh", "noi_nhan", "nguoi_ky", "so_ky_hieu", "trich_yeu"} <= asked
