"""Scans of six small sheets in every format, made in code."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
from PIL import Image, ImageDraw

from phieu.reading.sources import RefusedSource, SourcePage, decode, pages

WIDTH, HEIGHT = 210, 297
A4_POINTS = (595, 842)


def a_sheet(mark: int) -> Image.Image:
    """A small page whose stripe's place tells it from the others."""
    grey = Image.new("L", (WIDTH, HEIGHT), 250)
    draw = ImageDraw.Draw(grey)
    draw.rectangle((20, 20 + 30 * mark, 180, 40 + 30 * mark), fill=10)
    draw.ellipse((60, 220, 160, 280), outline=0, width=3)
    return grey


SHEETS = [a_sheet(mark) for mark in range(6)]


def a_file(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def a_file_of_all(kind: str, mode: str = "L", **options: Any) -> bytes:
    first, *rest = [sheet.convert(mode, dither=Image.Dither.NONE) for sheet in SHEETS]
    return a_file(first, kind, save_all=True, append_images=rest, **options)


def a_pdf(**options: Any) -> bytes:
    return a_file_of_all("PDF", resolution=25.4, **options)


def a_zip(entries: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for path, data in entries.items():
            archive.writestr(path, data)
    return out.getvalue()


def all_good(data: bytes, name: str = "scan") -> list[SourcePage]:
    found = list(pages(data, name))
    assert all(isinstance(page, SourcePage) for page in found), found
    return [page for page in found if isinstance(page, SourcePage)]


def refusal(data: bytes) -> RefusedSource:
    (only,) = pages(data, "scan")
    assert isinstance(only, RefusedSource)
    assert only.detail
    return only


def difference(page: SourcePage, sheet: Image.Image) -> float:
    return float(np.abs(decode(page).astype(int) - np.asarray(sheet).astype(int)).mean())


def a_pdf_with(change: Callable[[pikepdf.Pdf, Any], None], mode: str = "L") -> bytes:
    """A PDF of one page that is one picture, with that picture's or the page's object changed."""
    picture = SHEETS[0].convert(mode, dither=Image.Dither.NONE)
    with pikepdf.open(io.BytesIO(a_file(picture, "PDF", resolution=25.4))) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        change(pdf, image)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def a_drawn_pdf(size: tuple[int, int]) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].MediaBox = [0, 0, *size]
        pdf.pages[0].Contents = pdf.make_stream(b"100 100 300 300 re f")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def a_big_endian_tiff(sheet: Image.Image) -> bytes:
    tags = [(256, WIDTH), (257, HEIGHT), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1),
            (278, HEIGHT), (279, WIDTH * HEIGHT)]  # fmt: skip
    directory = b"".join(struct.pack(">HHII", tag, 4, 1, value) for tag, value in tags)
    at = 8 + WIDTH * HEIGHT
    head = b"MM\x00*" + struct.pack(">I", at)
    return head + sheet.tobytes() + struct.pack(">H", len(tags)) + directory + b"\x00" * 4
