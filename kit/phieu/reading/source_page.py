"""One page as it came in: its picture as a file of its own, or why there is none."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from phieu.messages import _

from .model import GreyImage, Refusal, RefusedPageError

# A4 at 800 dpi is 62 Mpx; a scan beyond this is a mistake or an attack (Pillow warns at 89 Mpx).
MAX_PIXELS = 75_000_000

Extension = Literal["jpg", "png", "tif"]

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG, ITU-T T.81 table B.1
_START_OF_SCAN = 0xDA
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True)
class SourcePage:
    """A page of an incoming file. `data` is that page alone, a complete image file.

    name: the incoming file's name, for messages only. number: the page in it, from 1.
    """

    name: str
    number: int
    data: bytes = field(repr=False)
    extension: Extension

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class RefusedSource:
    """A file, or one page of it, that yields no picture. number None: the file as a whole."""

    name: str
    number: int | None
    reason: Refusal
    detail: str


def decode(page: SourcePage) -> GreyImage:
    """The page in grey, (height, width), 0 = black. Raises RefusedPageError.

    The orientation that a camera noted is ignored: the ticket tells which way is up.
    """
    try:
        image = _decode_tiff(page.data) if page.extension == "tif" else _decode_plain(page.data)
    except (OSError, SyntaxError, ValueError, MemoryError, cv2.error, struct.error) as error:
        raise RefusedPageError(Refusal.BROKEN_FILE, broken_picture()) from error
    if image is None or image.size == 0:
        raise RefusedPageError(Refusal.BROKEN_FILE, broken_picture())
    return image


def _decode_plain(data: bytes) -> GreyImage | None:
    # Grey makes the JPEG decoder skip the colour planes: a third of the time of a colour page.
    mode = cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), mode)
    return None if decoded is None else decoded.astype(np.uint8, copy=False)


def _decode_tiff(data: bytes) -> GreyImage:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd tags are no concern of the person who scans
        with Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
            if image.mode.startswith("I;16"):
                return (np.asarray(image) >> 8).astype(np.uint8)
            return np.asarray(image.convert("L"))


def broken_picture() -> str:
    return _("The picture is damaged or cut off. Copy the file again, or scan this sheet again.")


def too_large(width: int, height: int) -> str:
    return _(
        "The page has {width} × {height} pixels, more than {limit} million. Scan it again at 200 "
        "or 300 dpi."
    ).format(width=width, height=height, limit=MAX_PIXELS // 1_000_000)


def picture_problem(data: bytes) -> tuple[Refusal, str] | None:
    """What is wrong with a JPEG or PNG file by its headers alone; nothing is decoded."""
    size = png_size(data) if data.startswith(PNG_SIGNATURE) else jpeg_size(data)
    if size is None or min(size) < 1:
        return Refusal.BROKEN_FILE, broken_picture()
    width, height = size
    if width * height > MAX_PIXELS:
        return Refusal.TOO_LARGE, too_large(width, height)
    return None


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG whose chunks reach to the last one; None if cut off."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        return None
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] == b"IEND":
            width, height = struct.unpack_from(">II", data, 16)
            return width, height
        at += 12 + length
    return None


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG that has both its scan and its end; None if cut off."""
    frame = jpeg_frame(data)
    return None if frame is None else frame[:2]


def jpeg_frame(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and components of a whole JPEG (ITU-T T.81, B.2.2); None if cut off."""
    frame: tuple[int, int, int] | None = None
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker in _WITHOUT_LENGTH:
            at += 2
            continue
        if marker == _START_OF_SCAN:
            # After the scan, not anywhere: a thumbnail in the header has an end of its own.
            # Looked for from the end, where it is: from the front it is half a megabyte away.
            return frame if data.rfind(b"\xff\xd9") >= at else None
        if marker in _START_OF_FRAME and at + 10 <= len(data):
            height, width, components = struct.unpack_from(">HHB", data, at + 5)
            frame = width, height, components
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return None
