"""The pages of a PDF: the scanner's own JPEG where there is one, else the page as PNG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from phieu.messages import _

from .model import GreyImage, Refusal
from .source_page import (
    MAX_PIXELS,
    RefusedSource,
    SourcePage,
    broken_picture,
    jpeg_frame,
    picture_problem,
    too_large,
)

_RENDER_DPI = 200.0  # what the reader is tuned to; a printed page has no resolution of its own
_POINTS_PER_INCH = 72.0
_WHOLE_PAGE = 0.6  # share of the page that an image covers if the page is its scan
_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
_JPEG_STREAM = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
# Fast and still small on scans: filtering costs more time than it saves bytes at level 1.
_PNG_OPTIONS = [cv2.IMWRITE_PNG_COMPRESSION, 1]


def pdf_pages(data: bytes, name: str, max_pages: int) -> Iterator[SourcePage | RefusedSource]:
    """The pages in order. Whole JPEGs are saved from a file whose page list is lost."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            detail = _("The PDF is protected by a password. Save it without one.")
            yield RefusedSource(name, None, Refusal.UNKNOWN_FORMAT, detail)
        else:
            yield from _salvaged(data, name, max_pages)
        return
    with document:
        count = len(document)
        for index in range(min(count, max_pages)):
            yield _page(document, index, name)
        if count > max_pages:
            detail = _("The PDF has {count} pages, more than {limit}. Split it.")
            detail = detail.format(count=count, limit=max_pages)
            yield RefusedSource(name, None, Refusal.TOO_LARGE, detail)


def _salvaged(data: bytes, name: str, max_pages: int) -> Iterator[SourcePage | RefusedSource]:
    """Scanners write a page's JPEG as one plain stream: those before a cut are still whole."""
    number = 0
    for match in _JPEG_STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        if end < 0 or number == max_pages:
            break
        picture = data[match.end() : end].rstrip(b"\r\n")
        if picture_problem(picture) is None:
            number += 1
            yield SourcePage(name, number, picture, "jpg")
    detail = _(
        "The PDF is damaged or cut off; {count} pages were saved from it. Copy the file again, or "
        "scan the missing sheets again."
    ).format(count=number)
    yield RefusedSource(name, None, Refusal.BROKEN_FILE, detail)


def _page(document: pdfium.PdfDocument, index: int, name: str) -> SourcePage | RefusedSource:
    number = index + 1
    try:
        page = document.get_page(index)
    except pdfium.PdfiumError:
        return RefusedSource(name, number, Refusal.BROKEN_FILE, broken_picture())
    try:
        picture = _picture(page)
    except (pdfium.PdfiumError, ValueError, MemoryError, cv2.error):
        return RefusedSource(name, number, Refusal.BROKEN_FILE, broken_picture())
    finally:
        page.close()
    match picture:
        case (Refusal() as reason, str() as detail):
            return RefusedSource(name, number, reason, detail)
        case bytes() if picture.startswith(b"\xff\xd8"):
            return SourcePage(name, number, picture, "jpg")
        case _:
            return SourcePage(name, number, picture, "png")


def _picture(page: pdfium.PdfPage) -> bytes | tuple[Refusal, str]:
    """A complete JPEG or PNG of the page, or what is wrong with it."""
    objects = [o for o in page.get_objects() if not _is_unseen(o)]
    images = [o for o in objects if isinstance(o, pdfium.PdfImage)]
    if not objects:
        detail = _("The page is empty: the PDF may be cut off. Scan this sheet again.")
        return Refusal.BROKEN_FILE, detail
    # By the headers, before anything is unpacked: a PDF of 300 bytes can hold a page of gigabytes.
    problem = _size_problem(images)
    if problem is not None:
        return problem
    scale = _RENDER_DPI / _POINTS_PER_INCH
    if _is_a_scan(page, objects):
        embedded = _embedded(images[0])
        if embedded is not None:
            return embedded
        scale = _own_scale(images[0])
    return _rendered(page, scale)


def _is_unseen(page_object: pdfium.PdfObject) -> bool:
    """Forms, whose parts follow; and the invisible words that text recognition lays on a scan."""
    if page_object.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(page_object)
        return bool(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    return bool(page_object.type == pdfium_c.FPDF_PAGEOBJ_FORM)


def _size_problem(images: Sequence[pdfium.PdfImage]) -> tuple[Refusal, str] | None:
    sizes = [image.get_px_size() for image in images]
    if sum(width * height for width, height in sizes) > MAX_PIXELS:
        return Refusal.TOO_LARGE, too_large(*max(sizes))
    return None


def _is_a_scan(page: pdfium.PdfPage, objects: Sequence[pdfium.PdfObject]) -> bool:
    """One picture that covers the page, not mirrored, nothing drawn or noted over it."""
    if len(objects) != 1 or not isinstance(objects[0], pdfium.PdfImage):
        return False
    if pdfium_c.FPDFPage_GetAnnotCount(page) > 0 or _mirrored(objects[0]):
        return False
    left, bottom, right, top = objects[0].get_bounds()
    width, height = page.get_size()
    return bool((right - left) * (top - bottom) >= _WHOLE_PAGE * width * height)


def _mirrored(image: pdfium.PdfImage) -> bool:
    matrix = image.get_matrix()
    return bool(matrix.a * matrix.d - matrix.b * matrix.c < 0)


def _embedded(image: pdfium.PdfImage) -> bytes | tuple[Refusal, str] | None:
    """The image's own data. None where it only has a meaning as drawn (a stencil)."""
    filters = image.get_filters()
    if filters == ["DCTDecode"]:
        data = bytes(image.get_data())
        problem = picture_problem(data)
        if problem is not None:
            return problem
        frame = jpeg_frame(data)
        if frame is not None and frame[2] != 4:  # ink colours may be stored inverted
            return data
    # Asking a JPEG 2000 image for its colour space decodes it; a stencil it cannot be.
    elif filters != ["JPXDecode"]:
        colour_space = image.get_metadata().colorspace
        if colour_space == pdfium_c.FPDF_COLORSPACE_UNKNOWN:
            return None
    return _png(image.get_bitmap())


def _own_scale(image: pdfium.PdfImage) -> float:
    """Pixels a point at which the image is drawn as it is, neither enlarged nor reduced."""
    left, bottom, right, top = image.get_bounds()
    width, height = image.get_px_size()
    return float(max(width, height) / max(right - left, top - bottom))


def _rendered(page: pdfium.PdfPage, scale: float) -> bytes | tuple[Refusal, str]:
    width, height = (round(side * scale) for side in page.get_size())
    if width * height > MAX_PIXELS:
        return Refusal.TOO_LARGE, too_large(width, height)
    return _png(page.render(scale=scale, grayscale=True))


def _grey(pixels: NDArray[np.uint8]) -> GreyImage:
    if pixels.ndim == 2:
        return pixels
    to_grey = cv2.COLOR_BGR2GRAY if pixels.shape[2] == 3 else cv2.COLOR_BGRA2GRAY
    return cv2.cvtColor(pixels, to_grey).astype(np.uint8, copy=False)


def _png(bitmap: pdfium.PdfBitmap) -> bytes:
    pixels = _grey(bitmap.to_numpy())
    bilevel = not ((pixels != 0) & (pixels != 255)).any()
    options = [*_PNG_OPTIONS, cv2.IMWRITE_PNG_BILEVEL, 1] if bilevel else _PNG_OPTIONS
    written, encoded = cv2.imencode(".png", pixels, options)
    if not written:
        raise ValueError("The page cannot be written as PNG.")
    return bytes(encoded)
