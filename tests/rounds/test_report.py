"""A round's report: written in every format, recorded as published, and nothing half done."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pytest
from docx import Document
from docx.oxml.ns import qn

from phieu.coding.answers import AnswerKey
from phieu.coding.codings import Act, Decision
from phieu.errors import ProblemsFoundError
from phieu.exports.errors import NotWrittenError
from phieu.reports.figures import is_withheld
from phieu.reports.template import NoTemplateError
from phieu.rounds.coding import coding_desk, frame_file
from phieu.rounds.keyed_texts import import_texts
from phieu.rounds.publishing import publications
from phieu.rounds.report import (
    NoTemplateFileError,
    ReportFormatError,
    report_lines,
    report_summary,
    write_report,
    write_template,
)
from phieu.rounds.round import open_round

NOW = datetime(2023, 10, 5, 9, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def opened(read_once, copy_of, tmp_path):
    """The rehearsed round in a folder of its own: a report is recorded in it."""
    return open_round(copy_of(read_once[0], tmp_path).path)


def text_of(path) -> str:
    document = Document(io.BytesIO(path.read_bytes()))
    return "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))


def test_a_report_stands_among_the_exports_and_is_recorded(opened):
    written = write_report(opened, now=NOW)

    assert written.path == opened.folder.exports / "quang-nam-2023-bao-cao.docx"
    (record,) = publications(opened)
    assert (record.number, written.publication) == (1, 1)
    assert record.published_at == NOW.isoformat(timespec="seconds")
    assert report_summary(written) == {
        "file": str(written.path),
        "rehearsed": True,
        "publication": 1,
        "tables": len(written.tables),
        "charts": written.pictures,
        "withheld": written.withheld,
    }
    said = text_of(written.path)
    assert "Đã phát ra 12 phiếu" in said
    assert "05/10/2023" in said
    assert written.withheld > 100  # twelve forms are too few for most figures


def test_a_draft_says_what_people_wrote_in_report_yaml_and_is_not_recorded(opened, tmp_path):
    (opened.folder.path / "report.yaml").write_text(
        "number: 52/BC-CAT\ndate: 2023-10-05\nfieldwork: {from: 2023-08-15, to: 2023-09-15}\n"
        "conclusions: ['Đề nghị nhân rộng.']\n"
        "signature: {authority: KT. GIÁM ĐỐC, title: PHÓ GIÁM ĐỐC, name: Nguyễn Văn A}\n",
        "utf-8",
    )

    written = write_report(opened, tmp_path / "a.html", now=NOW, draft=True)

    assert written.publication is None
    assert publications(opened) == ()
    assert report_lines(written)[0] == "Dự thảo – không phát hành"
    assert "SỐ LIỆU DIỄN TẬP" in report_lines(written)[1]
    assert report_lines(written)[-1] == "Không ghi vào sổ công bố vì là dự thảo."
    said = written.path.read_text("utf-8")
    for text in (
        "Số: 52/BC-CAT", "ngày 05 tháng 10 năm 2023", "từ ngày 15/08/2023 đến ngày 15/09/2023",
        "Đề nghị nhân rộng.", "KT. GIÁM ĐỐC", "Nguyễn Văn A",
    ):  # fmt: skip
        assert text in said


def test_every_mistake_in_report_yaml_is_told_with_its_line(opened):
    (opened.folder.path / "report.yaml").write_text(
        "number: 5\nsigner: x\nfieldwork: {from: 15/8/2023}\n", "utf-8"
    )

    with pytest.raises(ProblemsFoundError) as raised:
        write_report(opened, now=NOW)

    places = [problem.place.rsplit(":", 1)[1] for problem in raised.value.problems]
    assert sorted(places) == ["2", "3", "3"]
    assert publications(opened) == ()


def test_the_template_to_start_from_has_the_round_s_head(opened, tmp_path):
    write_template(opened, tmp_path / "mau.docx", now=NOW)

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text_of(tmp_path / "mau.docx")
    assert "{{ket_qua}}" in text_of(tmp_path / "mau.docx")


def test_a_template_is_filled_in(opened, tmp_path):
    template = Document()
    template.add_paragraph("{{CO_QUAN_BAN_HANH}}")
    template.add_paragraph("{{doi_tuong}}")
    template.save(tmp_path / "mau.docx")

    written = write_report(
        opened, tmp_path / "ra.docx", now=NOW, template=tmp_path / "mau.docx", draft=True
    )

    said = text_of(written.path)
    assert "CÔNG AN TỈNH QUẢNG NAM" in said
    assert "Đã phát ra 12 phiếu" in said


CODES = """\
id: H3
title: Kiến nghị
variables: [H3]
codes: {1: Phối hợp, 2: Nguồn lực}
"""


def test_coded_answers_stand_by_code_with_what_may_be_quoted(opened, tmp_path):
    serials = sorted(opened.survey().valid["serial"])
    rows = "".join(f"{serial},H3,Cần thêm người số {n}\n" for n, serial in enumerate(serials))
    (tmp_path / "keyed.csv").write_text(f"serial,variable,text\n{rows}", "utf-8")
    import_texts(opened, tmp_path / "keyed.csv")
    frame_file(opened, "H3").parent.mkdir()
    frame_file(opened, "H3").write_text(CODES, "utf-8")
    desk = coding_desk(opened, "H3", ("An",))
    for place, serial in enumerate(serials):
        desk.decide(
            AnswerKey(serial, "H3"), "An", Decision(Act.CODED, frozenset({2} if place else {1, 2}))
        )
    desk.mark_quotable(AnswerKey(serials[1], "H3"), "An", "Cần thêm người […]")

    written = write_report(opened, tmp_path / "a.html", now=NOW, draft=True)

    said = written.path.read_text("utf-8")
    assert f"Có {len(serials)} phiếu ghi ý kiến cho câu này." in said
    assert "Các ý kiến do một người mã hóa." in said
    (table,) = [t.table for t in written.tables if t.table.title.startswith("Ý kiến theo")]
    assert [row.path[-1] for row in table.rows[:2]] == ["Phối hợp", "Nguồn lực"]
    held = {row.path[-1]: is_withheld(row.cells) for row in table.rows}
    assert ("Cần thêm người […]" in said) is not held["Nguồn lực"]


def test_a_template_that_cannot_be_filled_leaves_no_file_and_no_record(opened, tmp_path):
    template = Document()
    template.add_paragraph("{{phuong_phat}}")
    template.save(tmp_path / "mau.docx")

    with pytest.raises(ProblemsFoundError, match="phuong_phap"):
        write_report(opened, now=NOW, template=tmp_path / "mau.docx")

    assert publications(opened) == ()
    assert not list(opened.folder.exports.iterdir())


def test_a_file_that_cannot_be_written_leaves_no_record(opened, tmp_path):
    with pytest.raises(NotWrittenError):
        write_report(opened, tmp_path / "no-such-folder" / "a.docx", now=NOW)

    assert publications(opened) == ()


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a", "docx"])
def test_a_format_that_is_none_is_told_before_anything_is_made(opened, tmp_path, name):
    with pytest.raises(ReportFormatError, match=r"\.docx, \.html, \.pdf"):
        write_report(opened, tmp_path / name, now=NOW)


def test_a_template_is_for_word_alone(opened, tmp_path):
    with pytest.raises(ReportFormatError):
        write_report(opened, tmp_path / "a.pdf", now=NOW, template=tmp_path / "mau.docx")
    with pytest.raises(ReportFormatError):
        write_template(opened, tmp_path / "mau.pdf", now=NOW)


def test_a_template_that_is_not_there_or_no_word_file_is_told_so(opened, tmp_path):
    (tmp_path / "mau.docx").write_text("no zip")

    with pytest.raises(NoTemplateFileError, match=r"none\.docx"):
        write_report(opened, now=NOW, template=tmp_path / "none.docx")
    with pytest.raises(NoTemplateError, match=r"mau\.docx"):
        write_report(opened, now=NOW, template=tmp_path / "mau.docx")


def test_a_round_without_a_return_has_a_report_that_says_so(printed_copy):
    opened = open_round(printed_copy.path)
    written = write_report(opened, printed_copy.path / "a.html", now=NOW, draft=True)

    said = written.path.read_text("utf-8")
    assert "chưa thu về phiếu nào" in said
    assert written.contents.report.marks == ("Dự thảo – không phát hành",)
