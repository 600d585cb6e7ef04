"""The Word copy, opened again with python-docx."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell

from phieu.interchange.word import document
from phieu.questionnaire.kinds import Calculated, Hidden, Question
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.variants import UnknownBodyError


def opened(data: bytes) -> WordDocument:
    return Document(io.BytesIO(data))


def cells(table: Table) -> Iterator[_Cell]:
    for row in table.rows:
        for cell in row.cells:
            yield cell
            for inner in cell.tables:
                yield from cells(inner)


def all_text(word: WordDocument) -> str:
    parts = [paragraph.text for paragraph in word.paragraphs]
    for table in word.tables:
        parts += [paragraph.text for cell in cells(table) for paragraph in cell.paragraphs]
    return "\n".join(parts)


def content_of(word: WordDocument, number: str) -> str:
    """The middle cell of a question, with the tables in it."""
    row = next(row for row in word.tables[0].rows if row.cells[0].text == number)
    cell = row.cells[1]
    inner = [found.text for table in cell.tables for found in cells(table)]
    return "\n".join([cell.text, *inner])


@pytest.fixture(scope="module")
def copy(every_kind: Questionnaire) -> WordDocument:
    return opened(document(every_kind).data)


def test_the_page_is_that_of_the_decree(copy: WordDocument) -> None:
    section = copy.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 17]
    normal = copy.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(13))


def test_the_page_number_stands_in_the_top_margin_from_the_second_page(copy: WordDocument) -> None:
    section = copy.sections[0]
    assert section.different_first_page_header_footer
    assert [e.text for e in section.header._element.iter(qn("w:instrText"))] == ["PAGE"]
    assert not list(section.first_page_header._element.iter(qn("w:instrText")))
    assert section.header_distance < section.top_margin


def test_the_text_is_marked_as_vietnamese(every_kind: Questionnaire, copy: WordDocument) -> None:
    spoken = {e.get(qn("w:val")) for e in copy.styles.element.iter(qn("w:lang"))}
    assert spoken == {"vi-VN"}
    english = opened(document(every_kind, language="en").data)
    assert {e.get(qn("w:val")) for e in english.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_the_head_of_the_table_stands_on_every_page(copy: WordDocument) -> None:
    head = copy.tables[0].rows[0]
    assert [cell.text for cell in head.cells] == [
        "Câu", "Nội dung câu hỏi và phương án trả lời", "Ý kiến góp ý",
    ]  # fmt: skip
    assert list(head._tr.iter(qn("w:tblHeader")))


def test_every_question_of_a_shipped_form_is_there(shipped: dict[str, Questionnaire]) -> None:
    for name, questionnaire in shipped.items():
        exported = document(questionnaire)
        assert exported.losses == ()
        word = opened(exported.data)
        text = all_text(word)
        assert unicodedata.is_normalized("NFC", text), name
        assert "{{" not in text, name
        numbers = {row.cells[0].text for row in word.tables[0].rows}
        for question in questionnaire.questions():
            assert question.printed_number in numbers
            for code in getattr(question, "codes", ()):
                assert f"{code.value}. {code.label}" in content_of(
                    word, question.printed_number
                ) or ("{{" in code.label or question.number is not None), (name, question.id)
            for row in getattr(question, "rows", ()):
                assert row.id in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("LOI", "lời dẫn"),
        ("DY0", "đồng ý tham gia, chọn một"),
        ("A1", "in sẵn trên phiếu, không hỏi"),
        ("A2", "chọn một"),
        ("A3", "chọn một mức"),
        ("B1", "mỗi dòng chọn một mức"),
        ("C1", "chọn nhiều, tối đa 2"),
        ("C2", "xếp thứ tự 2 lựa chọn"),
        ("C4", "số nguyên từ 0 đến 50 cuộc"),
        ("C5", "số có 1 chữ số thập phân từ 0 đến 12,5"),
        ("C6", "cho điểm từ 0 đến 10"),
        ("D1", "trả lời ngắn"),
        ("D2", "trả lời bằng lời"),
        ("D3", "ngày, tháng, năm từ 01/01/2020 đến 31/12/2024"),
        ("D4", "tháng, năm từ 01/2020 đến 12/2024"),
        ("T", "bảng số từ 0 đến 999"),
        ("X", "chọn lần lượt từng cấp"),
        ("Y1", "giá trị có sẵn, không hỏi"),
        ("Z", "tính từ các câu khác, không hỏi"),
        ("K1", "ô ký tên, chỉ có trên phiếu giấy"),
    ],
)
def test_a_kind_is_told_in_words(copy: WordDocument, number: str, words: str) -> None:
    assert f"({words})" in content_of(copy, number)


def test_who_is_asked_and_when_is_told(copy: WordDocument) -> None:
    assert "Chỉ hỏi: Đảng ủy" in content_of(copy, "A3")
    assert "Chỉ hỏi: Ủy ban nhân dân" in content_of(copy, "B1")
    assert "Chưa phối hợp" in content_of(copy, "C4")  # its condition, as a sentence


def test_a_body_reads_nothing_of_what_it_is_not_asked(every_kind: Questionnaire) -> None:
    party, committee = (
        next(
            row.cells[0].text
            for row in opened(document(every_kind, body).data).tables[0].rows
            if row.cells[0].text.startswith("B. Phần hai")
        )
        for body in ("DU", "UB")
    )
    assert "câu A3" in party
    assert "câu B1 dòng 1" in party
    assert "câu A3" not in committee
    assert "Chỉ trả lời nếu câu B1 dòng 1" in committee


def test_what_must_hold_is_told(copy: WordDocument) -> None:
    told = content_of(copy, "C4")
    assert "Báo lỗi khi trả lời không khớp: Số cuộc quá nhiều" in told
    assert "Nhắc xem lại: Xin xem lại" in told


def test_the_words_of_all_bodies_stand_in_place(copy: WordDocument) -> None:
    assert "Xin đọc kỹ [Đảng ủy: cấp ủy | Ủy ban nhân dân: chính quyền]" in content_of(copy, "LOI")
    assert "Hài lòng về Công an cấp xã:" in content_of(copy, "B1")


def test_the_copy_of_one_body_has_only_its_questions(every_kind: Questionnaire) -> None:
    word = opened(document(every_kind, "UB").data)
    text = all_text(word)
    assert "Xin đọc kỹ chính quyền" in text
    assert "Hài lòng chung" not in text
    assert "Đúng hẹn" in text
    assert "Đối tượng trả lời: Ủy ban nhân dân" in text
    with pytest.raises(UnknownBodyError):
        document(every_kind, "XX")


def test_options_carry_their_codes_and_a_place_to_write(copy: WordDocument) -> None:
    assert "1. Hằng ngày" in content_of(copy, "A2")
    assert "6. Khác (ghi rõ): …" in content_of(copy, "A2")
    assert "8. Chưa phối hợp (không chọn cùng phương án khác)" in content_of(copy, "C1")


def test_a_table_has_a_column_a_level(copy: WordDocument) -> None:
    row = next(row for row in copy.tables[0].rows if row.cells[0].text == "B1")
    (inner,) = row.cells[1].tables
    assert [cell.text for cell in inner.rows[0].cells] == [
        "Mã", "Nội dung", "1", "2", "4", "5", "9",
    ]  # fmt: skip
    assert "9: Không đánh giá" in row.cells[1].text


def test_scales_are_tables_at_the_end(copy: WordDocument) -> None:
    last = copy.tables[-1]
    assert [[cell.text for cell in row.cells] for row in last.rows] == [
        ["Mã", "Mức", "Viết tắt"],
        ["1", "Rất không hài lòng", ""],
        ["2", "Không hài lòng", ""],
        ["4", "Hài lòng", ""],
        ["5", "Rất hài lòng", ""],
        ["9", "Không đánh giá", "KĐG"],
    ]


def test_a_variable_without_a_value_is_dots(every_kind: Questionnaire) -> None:
    without = every_kind.model_copy(update={"texts": {}})
    for body in (None, "DU"):
        text = all_text(opened(document(without, body).data))
        assert "Hài lòng về ……:" in text


def test_the_same_questionnaire_gives_the_same_bytes(every_kind: Questionnaire) -> None:
    data = document(every_kind).data
    assert data == document(every_kind).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_no_kind_is_left_without_its_row(every_kind: Questionnaire, copy: WordDocument) -> None:
    numbers = [row.cells[0].text for row in copy.tables[0].rows]
    asked: list[Question] = list(every_kind.questions())
    assert {question.printed_number for question in asked} <= set(numbers)
    assert any(isinstance(question, Hidden | Calculated) for question in asked)
