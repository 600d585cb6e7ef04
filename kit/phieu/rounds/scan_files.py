"""Scan files as scanners write them, from JPEG pages: PDF and multi-page TIFF. For rehearsals."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import typst
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from phieu.paper.geometry import PAGE_HEIGHT_MM, PAGE_WIDTH_MM
from phieu.reading.model import GreyImage
from phieu.rehearsal.returning import FileKind
from phieu.rounds.origin import MARK

_STAMP_TOP_MM = 288.0  # below the last fiducials: no reader looks there
_STAMP = """
#set page(width: auto, height: auto, margin: 1mm)
#set text(font: "Libertinus Serif", size: 11pt, weight: "bold", fill: luma(110))
PHIẾU DIỄN TẬP – KHÔNG PHẢI Ý KIẾN THẬT (REHEARSAL)
"""


def add_rehearsal_stamp(page: GreyImage, px_per_mm: float) -> None:
    """Say on the page itself, for whoever looks at the picture, that nobody meant this."""
    stamp = _stamp(px_per_mm)
    top = round(_STAMP_TOP_MM * px_per_mm)
    left = (page.shape[1] - stamp.shape[1]) // 2
    area = page[top : top + stamp.shape[0], left : left + stamp.shape[1]]
    np.minimum(area, stamp, out=area)


@cache
def _stamp(px_per_mm: float) -> NDArray[np.uint8]:
    png = typst.compile(_STAMP.encode(), format="png", ppi=px_per_mm * 25.4)
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    if image is None:
        raise AssertionError("Typst gave no picture")
    return image.astype(np.uint8, copy=False)


def marked_jpeg(jpeg: bytes) -> bytes:
    """The JPEG with a comment that says for machines that it was rehearsed."""
    comment = b"\xff\xfe" + struct.pack(">H", len(MARK) + 2) + MARK
    return jpeg[:2] + comment + jpeg[2:]


def write_scan_file(path: Path, kind: FileKind, jpegs: Sequence[bytes], dpi: float) -> None:
    """One file of A4 pages, each picture put in as it is."""
    path.write_bytes(_tiff(jpegs, dpi) if kind == "tiff" else _pdf(jpegs))


def _pdf(jpegs: Sequence[bytes]) -> bytes:
    width, height = (round(mm / 25.4 * 72, 2) for mm in (PAGE_WIDTH_MM, PAGE_HEIGHT_MM))
    with Pdf.new() as pdf:
        for jpeg in jpegs:
            columns, rows = _size(jpeg)
            image = pikepdf.Stream(
                pdf,
                jpeg,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=columns,
                Height=rows,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
                Filter=Name.DCTDecode,
            )
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, width, height]),
                Resources=Dictionary(XObject=Dictionary(Scan=image)),
                Contents=pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /Scan Do".encode()),
            )
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _size(jpeg: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(jpeg)) as image:
        return image.size


_SHORT, _LONG, _ASCII, _RATIONAL = 3, 4, 2, 5  # TIFF 6.0, section 2: types of fields


def _tiff(jpegs: Sequence[bytes], dpi: float) -> bytes:
    """A little-endian TIFF with one JPEG strip a page (TIFF Technical Note 2, compression 7).

    Pillow would decode every picture and compress it a second time.
    """
    file = bytearray(b"II*\0\0\0\0\0")
    link = 4  # where the offset of the next directory goes
    for jpeg in jpegs:
        columns, rows = _size(jpeg)
        strip = _append(file, jpeg)
        resolution = _append(file, struct.pack("<II", round(dpi), 1))
        description = _append(file, MARK + b"\0")
        entries = [
            (256, _LONG, 1, columns),
            (257, _LONG, 1, rows),
            (258, _SHORT, 1, 8),  # bits a sample
            (259, _SHORT, 1, 7),  # JPEG
            (262, _SHORT, 1, 1),  # black is zero
            (270, _ASCII, len(MARK) + 1, description),
            (273, _LONG, 1, strip),
            (277, _SHORT, 1, 1),  # samples a pixel
            (278, _LONG, 1, rows),  # rows a strip
            (279, _LONG, 1, len(jpeg)),
            (282, _RATIONAL, 1, resolution),
            (283, _RATIONAL, 1, resolution),
            (296, _SHORT, 1, 2),  # dots an inch
        ]
        directory = _append(
            file,
            struct.pack("<H", len(entries))
            + b"".join(struct.pack("<HHII", *entry) for entry in entries)
            + b"\0\0\0\0",
        )
        struct.pack_into("<I", file, link, directory)
        link = len(file) - 4
    return bytes(file)


def _append(file: bytearray, data: bytes) -> int:
    """Add data at an even offset, as TIFF wants it, and return the offset."""
    if len(file) % 2:
        file += b"\0"
    offset = len(file)
    file += data
    return offset
