"""A round's report: written in every format, recorded as published, and nothing half done."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pytest
from docx import Document
from docx.oxml.ns import qn

from phieu.errors import ProblemsFoundError
from phieu.exports.errors import NotWrittenError
from phieu.reports.template import NoTemplateError
from phieu.rounds.intake import read_scans
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
def opened(rehearsed, copy_of, tmp_path):
    """The rehearsed round read, in a folder of its own: a report is recorded in it."""
    folder = copy_of(rehearsed.folder, tmp_path)
    read_scans(folder, [rehearsed.scans], workers=1)
    return open_round(folder.path)


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


def test_twelve_forms_are_too_few_for_most_figures(opened):
    assert write_report(opened, now=NOW, draft=True).withheld > 100


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_a_draft_is_marked_and_not_recorded(opened, tmp_path, kind):
    written = write_report(opened, tmp_path / f"nhap.{kind}", now=NOW, draft=True)

    assert written.publication is None
    assert publications(opened) == ()
    assert written.contents.report.marks[0] == "Dự thảo – không phát hành"
    assert "SỐ LIỆU DIỄN TẬP" in written.contents.report.marks[1]
    assert report_lines(written)[-1] == "Không ghi vào sổ công bố vì là dự thảo."


def test_what_people_write_in_report_yaml_stands_in_the_report(opened):
    (opened.folder.path / "report.yaml").write_text(
        "number: 52/BC-CAT\ndate: 2023-10-05\nfieldwork: {from: 2023-08-15, to: 2023-09-15}\n"
        "conclusions: ['Đề nghị nhân rộng.']\n"
        "signature: {authority: KT. GIÁM ĐỐC, title: PHÓ GIÁM ĐỐC, name: Nguyễn Văn A}\n",
        "utf-8",
    )

    said = text_of(write_report(opened, now=NOW, draft=True).path)

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


def test_a_template_is_filled_in(opened, tmp_path):
    write_template(opened, tmp_path / "mau.docx", now=NOW)

    written = write_report(
        opened, tmp_path / "ra.docx", now=NOW, template=tmp_path / "mau.docx", draft=True
    )

    said = text_of(written.path)
    assert "{{" not in said
    assert "CÔNG AN TỈNH QUẢNG NAM" in said
    assert "Đã phát ra 12 phiếu" in said


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
    written = write_report(open_round(printed_copy.path), now=NOW, draft=True)

    said = text_of(written.path)
    assert "chưa thu về phiếu nào" in said
    assert written.contents.report.marks == ("Dự thảo – không phát hành",)
