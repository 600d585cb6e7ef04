"""A report as PDF: tagged, for archives, and whatever was written is no markup."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from sample_reports import HOSTILE, sample_report

from phieu.reports.pdf import pdf


@pytest.fixture(scope="module")
def file() -> bytes:
    return pdf(sample_report(kind="svg", annexes=2, marks=("Số liệu diễn tập",), rows=40))


def pages(file: bytes) -> list[str]:
    document = pdfium.PdfDocument(file)
    return [page.get_textpage().get_text_bounded() for page in document]


def squeezed(text: str) -> str:
    """Without blanks and line ends, which a page sets as it likes."""
    return "".join(text.split()).replace("\ufffe", "")


def test_texts_come_back_as_they_were_written(file):
    assert squeezed("".join(pages(file))).count(squeezed(HOSTILE)) >= 4


def test_letters_of_columns_are_raised(file):
    document = pdfium.PdfDocument(file)
    (page, place) = next(
        (found, text.index("100,00% B C"))
        for found in (page.get_textpage() for page in document)
        if "100,00% B C" in (text := found.get_text_range())
    )

    _left, foot, _right, head = page.get_charbox(place)
    raised = page.get_charbox(place + len("100,00% "))
    assert raised[1] > foot + 1
    assert raised[3] - raised[1] < head - foot


def test_every_page_says_what_the_report_is_marked_as(file):
    for text in pages(file):
        assert "SỐ LIỆU DIỄN TẬP" in text


def test_the_page_number_stands_on_every_page_but_the_first(file):
    first, *rest = pages(file)

    assert not first.lstrip().startswith("1")
    for number, text in enumerate(rest, start=2):
        assert text.split()[0] == str(number)


def test_a_long_table_repeats_its_head(file):
    with_head = [text for text in pages(file)[:-2] if "Nội dung" in text]

    assert len(with_head) > 1


def test_it_is_tagged_and_fit_for_archives(file):
    with pikepdf.open(io.BytesIO(file)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("vi")
        with document.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["dc:title"] == "Số liệu diễn tập – Báo cáo thử"


def test_the_same_report_has_the_same_bytes():
    assert pdf(sample_report(kind="svg")) == pdf(sample_report(kind="svg"))


def test_a_report_of_party_organs_has_their_head():
    said = "".join(pages(pdf(sample_report(kind="svg", head_kind="party"))))

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "CỘNG HÒA" not in said
