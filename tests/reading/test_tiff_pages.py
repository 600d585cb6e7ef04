"""Pages of a TIFF are copied bit by bit."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image
from sample_files import (
    SHEETS,
    WIDTH,
    a_big_endian_tiff,
    a_file,
    a_file_of_all,
    all_good,
    difference,
    refusal,
)

from phieu.reading.model import Refusal
from phieu.reading.sources import RefusedSource, SourcePage, decode, pages


@pytest.mark.parametrize(
    ("mode", "compression"),
    [
        ("L", None),
        ("L", "tiff_lzw"),
        ("L", "tiff_adobe_deflate"),
        ("L", "packbits"),
        ("1", None),
        ("1", "group3"),
        ("1", "group4"),
        ("RGB", "tiff_lzw"),
        ("CMYK", "tiff_lzw"),
        ("P", "tiff_lzw"),
        ("LA", None),
    ],
)
def test_tiff_pages_are_copied_without_a_change(mode: str, compression: str | None) -> None:
    found = all_good(a_file_of_all("TIFF", mode, compression=compression))
    assert [page.number for page in found] == [1, 2, 3, 4, 5, 6]
    for page, sheet in zip(found, SHEETS, strict=True):
        expected = np.asarray(sheet.convert(mode, dither=Image.Dither.NONE).convert("L"))
        np.testing.assert_array_equal(decode(page), expected)
        assert Image.open(io.BytesIO(page.data)).info.get("compression") in {compression, "raw"}


def test_a_bilevel_tiff_is_black_and_white() -> None:
    page = all_good(a_file_of_all("TIFF", "1", compression="group4"))[0]
    assert set(np.unique(decode(page))) == {0, 255}


def test_jpeg_inside_tiff_keeps_the_scanner_s_bytes() -> None:
    data = a_file_of_all("TIFF", compression="jpeg")
    for page, sheet in zip(all_good(data), SHEETS, strict=True):
        assert difference(page, sheet) < 3
        scan = page.data[page.data.rindex(b"\xff\xda") : page.data.rindex(b"\xff\xd9")]
        assert scan in data


def test_16_bit_and_tiled_and_big_endian_and_big_tiff_are_read() -> None:
    deep = Image.fromarray(np.asarray(SHEETS[1]).astype(np.uint16) * 257)
    files = [
        a_file(deep, "TIFF"),
        a_file(SHEETS[1], "TIFF", tiffinfo={322: 64, 323: 64}, compression="tiff_lzw"),
        a_file(SHEETS[1], "TIFF", big_tiff=True),
        a_big_endian_tiff(SHEETS[1]),
    ]
    for data in files:
        (page,) = all_good(data)
        assert difference(page, SHEETS[1]) < 0.5


def test_a_thumbnail_in_a_tiff_is_no_page() -> None:
    whole = a_big_endian_tiff(SHEETS[0])
    reduced = whole.replace(struct.pack(">HHII", 256, 4, 1, WIDTH),
                            struct.pack(">HHII", 254, 4, 1, 1))  # fmt: skip
    assert list(pages(reduced, "scan")) == []


def test_a_tiff_whose_pages_go_in_a_circle_ends() -> None:
    data = bytearray(a_file(SHEETS[0], "TIFF"))
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    good, end = pages(bytes(data), "scan")
    assert isinstance(good, SourcePage)
    assert isinstance(end, RefusedSource)
    assert end.number == 2


def test_an_old_jpeg_tiff_is_refused_with_what_to_do() -> None:
    data = a_big_endian_tiff(SHEETS[0])
    one = struct.pack(">HHI", 259, 4, 1)
    old = data.replace(one + struct.pack(">I", 1), one + struct.pack(">I", 6))
    assert refusal(old).reason is Refusal.UNKNOWN_FORMAT


def test_strips_that_share_their_bytes_do_not_multiply_them() -> None:
    strips = 1_000
    places = struct.pack("<1000I", *[0] * strips)
    lengths = struct.pack("<1000I", *[100_000] * strips)
    tags = [(256, 1, 100), (257, 1, strips), (273, strips, 8), (279, strips, 8 + len(places))]
    directory = b"".join(struct.pack("<HHII", tag, 4, *value) for tag, *value in tags)
    data = b"II*\x00" + struct.pack("<I", 8 + 8 * strips) + places + lengths
    data += struct.pack("<H", len(tags)) + directory + bytes(100_000)
    assert refusal(data).reason is Refusal.BROKEN_FILE


def test_a_page_just_within_the_limit_is_read_without_a_warning() -> None:
    sheet = Image.new("1", (8_600, 8_700), 1)
    (page,) = all_good(a_file(sheet, "TIFF", compression="group4"))
    assert decode(page).shape == (8_700, 8_600)
