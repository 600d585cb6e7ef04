"""Pages of a PDF give the scanner's own picture, or what is seen."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image
from sample_files import (
    A4_POINTS,
    HEIGHT,
    SHEETS,
    WIDTH,
    a_drawn_pdf,
    a_file_of_all,
    a_pdf,
    a_pdf_with,
    all_good,
    difference,
    refusal,
)

from phieu.reading import sources
from phieu.reading.model import Refusal
from phieu.reading.sources import RefusedSource, SourcePage, decode, pages


def test_a_pdf_page_gives_the_scanner_s_own_jpeg() -> None:
    data = a_pdf()
    found = all_good(data)
    assert [page.number for page in found] == [1, 2, 3, 4, 5, 6]
    for page, sheet in zip(found, SHEETS, strict=True):
        assert page.extension == "jpg"
        assert page.data in data
        assert difference(page, sheet) < 3


@pytest.mark.parametrize(("mode", "pdf_filter"), [("1", "CCITTFaxDecode"), ("LA", "JPXDecode")])
def test_other_pictures_in_a_pdf_become_png(mode: str, pdf_filter: str) -> None:
    data = a_file_of_all("PDF", mode, resolution=25.4)
    assert pdf_filter.encode() in data
    for page, sheet in zip(all_good(data), SHEETS, strict=True):
        assert page.extension == "png"
        assert difference(page, sheet.convert(mode, dither=Image.Dither.NONE).convert("L")) < 5


def test_a_stencil_in_a_pdf_is_drawn_not_taken_inverted() -> None:
    def as_stencil(_pdf: pikepdf.Pdf, image: Any) -> None:
        image.ImageMask = True
        del image.ColorSpace

    (page,) = all_good(a_pdf_with(as_stencil, "1"))
    assert decode(page).shape == (HEIGHT, WIDTH)
    assert difference(page, SHEETS[0].convert("1").convert("L")) < 5


def test_a_mirrored_picture_in_a_pdf_is_drawn_as_it_is_seen() -> None:
    def mirrored(pdf: pikepdf.Pdf, _image: Any) -> None:
        name = next(iter(pdf.pages[0].Resources.XObject.keys()))
        drawn = f"q -{WIDTH * 72 / 25.4} 0 0 842 {WIDTH * 72 / 25.4} 0 cm {name} Do Q"
        pdf.pages[0].Contents = pdf.make_stream(drawn.encode())

    (page,) = all_good(a_pdf_with(mirrored))
    assert page.extension == "png"


def test_ink_drawn_over_a_scan_is_part_of_the_page() -> None:
    def drawn_over(pdf: pikepdf.Pdf, _image: Any) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(b"0 0 0 rg 0 0 300 420 re f"))

    (page,) = all_good(a_pdf_with(drawn_over))
    assert page.extension == "png"
    grey = decode(page)
    assert grey[-200:, :200].max() == 0


def test_words_that_text_recognition_laid_on_a_scan_do_not_matter() -> None:
    def recognised(pdf: pikepdf.Pdf, _image: Any) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[0].Resources.Font = Dictionary(F1=font)
        words = b"BT /F1 12 Tf 3 Tr 100 100 Td (words) Tj ET"
        pdf.pages[0].contents_add(pdf.make_stream(words))

    (page,) = all_good(a_pdf_with(recognised))
    assert page.extension == "jpg"


def test_a_drawn_page_is_rendered_at_200_dpi() -> None:
    (page,) = all_good(a_drawn_pdf(A4_POINTS))
    assert page.extension == "png"
    assert decode(page).shape == (2339, 1653)


def test_one_bad_page_of_a_pdf_stops_no_other() -> None:
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        (image,) = pdf.pages[2].Resources.XObject.values()
        image.write(image.read_raw_bytes()[:500], filter=Name.DCTDecode)
        out = io.BytesIO()
        pdf.save(out)
    found = list(pages(out.getvalue(), "scan"))
    assert [isinstance(page, SourcePage) for page in found] == [True, True, False, True, True, True]
    assert found[2].number == 3


def test_a_pdf_of_too_many_pages_gives_the_first_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_PAGES", 4)
    *good, last = pages(a_pdf(), "scan.pdf")
    assert [page.number for page in good] == [1, 2, 3, 4]
    assert isinstance(last, RefusedSource)
    assert last.reason is Refusal.TOO_LARGE


@pytest.mark.parametrize("user", ["secret", ""])
def test_a_pdf_is_read_unless_it_takes_a_password_to_open(user: str) -> None:
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner="owner"))
    if user:
        assert refusal(out.getvalue()).reason is Refusal.UNKNOWN_FORMAT
    else:
        assert [page.data for page in all_good(out.getvalue())] == [
            page.data for page in all_good(a_pdf())
        ]
