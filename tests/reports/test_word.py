"""A report in Word: Decree 30's page and paragraphs, and texts that stay texts."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from sample_reports import HOSTILE, sample_report

from phieu.reports.word import word


@pytest.fixture
def document():
    return Document(io.BytesIO(word(sample_report(annexes=1))))


def texts(document) -> list[str]:
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.iter(qn("w:p"))
    ]


def test_the_page_is_a4_with_the_decree_s_margins(document):
    (section,) = document.sections

    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20


def test_body_text_is_set_as_the_decree_asks(document):
    body = document.styles["Body Text"]

    assert body.font.name == "Times New Roman"
    assert 13 <= body.font.size.pt <= 14
    assert body.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.paragraph_format.first_line_indent.mm == pytest.approx(10, abs=0.1)
    assert body.paragraph_format.space_after.pt >= 6


def test_no_style_falls_back_to_a_theme_s_font_or_colour(document):
    for name in ("Body Text", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == "Times New Roman"
        assert fonts.get(qn("w:asciiTheme")) is None
        assert str(document.styles[name].font.color.rgb) == "000000"


def test_the_page_number_stands_at_the_top_of_every_page_but_the_first(document):
    (section,) = document.sections

    assert section.different_first_page_header_footer
    assert "PAGE" in [node.text for node in section.header._element.iter(qn("w:instrText"))]
    assert not list(section.first_page_header._element.iter(qn("w:instrText")))


def test_every_page_says_what_the_report_is_marked_as():
    document = Document(io.BytesIO(word(sample_report(marks=("Số liệu diễn tập",)))))
    (section,) = document.sections

    for header in (section.header, section.first_page_header):
        assert "SỐ LIỆU DIỄN TẬP" in [paragraph.text for paragraph in header.paragraphs]
    assert document.core_properties.title.startswith("Số liệu diễn tập")
    assert document.core_properties.keywords == "Số liệu diễn tập"


def test_the_head_has_organ_and_motto_side_by_side_and_the_number_and_day(document):
    left, right = document.tables[0].rows[0].cells

    assert [p.text for p in left.paragraphs if p.text] == [
        "BỘ CÔNG AN", "CÔNG AN TỈNH QUẢNG NAM", "Số: ……/BC-CAT",
    ]  # fmt: skip
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Quảng Nam, ngày 05 tháng 02 năm 2023",
    ]  # fmt: skip


def test_the_party_heads_its_report_in_its_own_way():
    document = Document(io.BytesIO(word(sample_report(head_kind="party"))))

    said = " ".join(texts(document))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "CỘNG HÒA" not in said
    assert "*" in [cell.text for cell in document.tables[0].rows[0].cells[0].paragraphs]


def test_what_respondents_wrote_stays_text(document):
    said = texts(document)

    assert f"B1. {HOSTILE}" in said
    assert f"- {HOSTILE}" in said
    assert f"“{HOSTILE}” (Đảng ủy)" in said


def test_captions_stand_above_tables_and_below_pictures(document):
    body = list(document.element.body)
    (picture,) = [at for at, element in enumerate(body) if list(element.iter(qn("pic:pic")))]
    table = [at for at, element in enumerate(body) if element.tag == qn("w:tbl")][1]

    assert "".join(n.text for n in body[table - 1].iter(qn("w:t"))).startswith("Bảng 1. ")
    below = "".join(n.text for n in body[picture + 1].iter(qn("w:t")))
    assert below == "Biểu đồ 1. Biểu đồ thử"


def test_a_table_repeats_its_head_and_never_cuts_a_row(document):
    table = document.tables[1]
    heads = [row for row in table.rows if row._tr.find(f".//{qn('w:tblHeader')}") is not None]

    assert [cell.text for cell in heads[0].cells] == ["Nội dung", "Đảng ủy", "Đảng ủy", "Tổng cộng"]
    assert [cell.text for cell in heads[1].cells] == ["Nội dung", "n", "%", "Tổng cộng"]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_figures_are_written_in_the_vietnamese_way_and_withheld_ones_as_such(document):
    said = {cell.text for row in document.tables[1].rows for cell in row.cells}

    assert {"1.234", "88,33%", "(*)"} <= said


def test_a_table_is_as_wide_as_the_text(document):
    widths = [int(column.get(qn("w:w"))) for column in document.tables[1]._tbl.tblGrid]

    assert sum(widths) / 1440 * 25.4 == pytest.approx(163, abs=1)


def test_a_picture_is_told_to_who_cannot_see_it(document):
    (described,) = [node.get("descr") for node in document.element.iter(qn("wp:docPr"))]

    assert described == f"Cột: {HOSTILE}"


def test_the_signature_is_not_tied_to_the_page_after_it(document):
    last = document.tables[-2]  # the annex has one more

    assert "Nguyễn Văn A" in last.cell(0, 1).text
    assert not any(p.paragraph_format.keep_with_next for p in last.cell(0, 1).paragraphs)


def test_the_signature_stands_before_the_annexes(document):
    said = texts(document)

    assert said.index("Nguyễn Văn A") < said.index("Phụ lục")
    assert said.index("Nơi nhận:") < said.index("- Lưu: VT.")


def test_the_same_report_has_the_same_bytes():
    assert word(sample_report()) == word(sample_report())
    with ZipFile(io.BytesIO(word(sample_report()))) as file:
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
