"""Damage and bombs: good pages are kept, nothing raises, nothing is unpacked unseen."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
import zlib
from typing import Any

import cv2
import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_files import (
    HEIGHT,
    SHEETS,
    WIDTH,
    a_big_endian_tiff,
    a_drawn_pdf,
    a_file,
    a_file_of_all,
    a_pdf,
    a_pdf_with,
    a_zip,
    all_good,
    refusal,
)

from phieu.reading.model import Refusal, RefusedPageError
from phieu.reading.sources import RefusedSource, SourcePage, decode, pages


def _kept_before(data: bytes, cut: int) -> list[str]:
    """The hashes of the pages of a cut-off file that can be decoded; nothing else may happen."""
    kept = []
    for page in pages(data[:cut], "scan"):
        if isinstance(page, RefusedSource):
            assert page.detail
        else:
            decode(page)
            kept.append(page.sha256)
    return kept


CUT_FILES = {
    "pdf": a_pdf(),
    "tiff jpeg": a_file_of_all("TIFF", compression="jpeg"),
    "tiff lzw": a_file_of_all("TIFF", compression="tiff_lzw"),
    "tiff group4": a_file_of_all("TIFF", "1", compression="group4"),
}


@pytest.mark.parametrize("kind", CUT_FILES)
@settings(max_examples=40)
@given(share=st.floats(0, 1))
def test_a_cut_off_file_gives_the_pages_before_the_cut(kind: str, share: float) -> None:
    data = CUT_FILES[kind]
    whole = [page.sha256 for page in all_good(data)]
    cut = int(len(data) * share)
    kept = _kept_before(data, cut)
    assert kept == whole[: len(kept)]
    # Pages are of about one size, and the bookkeeping of a page may stand behind it.
    assert len(kept) >= int(6 * share) - 1
    if len(kept) < 6:
        assert any(isinstance(page, RefusedSource) for page in pages(data[:cut], "scan"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@settings(max_examples=40)
@given(share=st.floats(0.1, 0.99))
def test_a_cut_off_picture_is_refused(kind: str, share: float) -> None:
    data = a_file(SHEETS[0], kind)
    refused = refusal(data[: int(len(data) * share)])
    assert refused.reason is Refusal.BROKEN_FILE
    assert refused.number is None


@pytest.mark.parametrize("kind", [*CUT_FILES, "zip", "png", "jpeg"])
@settings(max_examples=40)
@given(places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_changed_bytes_never_raise(kind: str, places: list[tuple[float, int]]) -> None:
    whole = CUT_FILES | {
        "zip": a_zip({"a/b.jpg": a_file(SHEETS[0], "JPEG")}, zipfile.ZIP_DEFLATED),
        "png": a_file(SHEETS[0], "PNG"),
        "jpeg": a_file(SHEETS[0], "JPEG"),
    }
    data = bytearray(whole[kind])
    for share, value in places:
        data[int(share * (len(data) - 1))] = value
    for page in pages(bytes(data), "scan"):
        if isinstance(page, SourcePage):
            try:
                decode(page)
            except RefusedPageError as refused:
                assert refused.reason is Refusal.BROKEN_FILE


@given(data=st.binary(max_size=200))
def test_any_bytes_at_all_never_raise(data: bytes) -> None:
    for start in (b"", b"%PDF-1.7", b"II*\x00", b"MM\x00+", b"\xff\xd8\xff", b"PK\x03\x04",
                  b"\x89PNG\r\n\x1a\n"):  # fmt: skip
        for page in pages(start + data, "scan"):
            assert isinstance(page, RefusedSource) or page.data


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + crc

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b""))  # fmt: skip


def _jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(a_file(SHEETS[0], "JPEG"))
    frame = data.index(b"\xff\xc0")
    struct.pack_into(">HH", data, frame + 5, height, width)
    return bytes(data)


def _tiff_claiming(width: int, height: int) -> bytes:
    data = a_big_endian_tiff(SHEETS[0])
    return data.replace(struct.pack(">HHII", 256, 4, 1, WIDTH),
                        struct.pack(">HHII", 256, 4, 1, width)).replace(
        struct.pack(">HHII", 257, 4, 1, HEIGHT), struct.pack(">HHII", 257, 4, 1, height)
    )  # fmt: skip


def _pdf_image_claiming(width: int, height: int) -> bytes:
    def enlarged(_pdf: pikepdf.Pdf, image: Any) -> None:
        image.Width, image.Height = width, height

    return a_pdf_with(enlarged, "1")


BOMBS: dict[str, bytes] = {
    "png": _png_claiming(10_000, 10_000),
    "jpeg": _jpeg_claiming(10_000, 10_000),
    "tiff": _tiff_claiming(10_000, 10_000),
    "huge tiff": _tiff_claiming(2**32 - 1, 2**32 - 1),
    "picture in a pdf": _pdf_image_claiming(10_000, 10_000),
    "jpeg in a pdf": a_file(SHEETS[0], "PDF").replace(
        *(struct.pack(">HH", *size) for size in ((HEIGHT, WIDTH), (10_000, 10_000)))
    ),
    "page of a pdf": a_drawn_pdf((14_400, 14_400)),
    "vast page of a pdf": a_drawn_pdf((10**9, 10**9)),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_page_of_too_many_pixels_is_refused_before_it_is_unpacked(kind: str) -> None:
    tracemalloc.start()
    refused = refusal(BOMBS[kind])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.reason is Refusal.TOO_LARGE
    assert peak < 5_000_000


def test_a_picture_that_only_looks_whole_is_refused_when_decoded() -> None:
    page = SourcePage("scan", 1, b"\xff\xd8\xff\xe0 no picture \xff\xd9", "jpg")
    with pytest.raises(RefusedPageError) as refused:
        decode(page)
    assert refused.value.reason is Refusal.BROKEN_FILE
    assert cv2.imdecode(np.frombuffer(page.data, np.uint8), cv2.IMREAD_GRAYSCALE) is None
