"""Finds the QR code that says which page of which form an image shows, and which way up it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
import zxingcpp

from phieu.paper.geometry import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, TICKET_WINDOW

from .model import GreyImage

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# Of a symbol: 21 mm at version 2 has modules of 0.84 mm, so 5 px/mm are 4 px a module.
_COARSE_PX_PER_MM = 5.0
_MARGIN_MM = 10.0  # 6 mm of shift and about 2 degrees; the widened crop covers the rest
_WIDE_MARGIN_MM = 35.0


@dataclass(frozen=True)
class FoundTicket:
    """A code's text. upside_down: of portrait(image), which is what read_page turns too."""

    text: str
    upside_down: bool


def portrait(image: GreyImage) -> GreyImage:
    """The image higher than wide: a landscape one is turned a quarter clockwise."""
    height, width = image.shape
    if height >= width:
        return image
    return np.asarray(cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE), dtype=np.uint8)


def find(image: GreyImage) -> FoundTicket | None:
    """Look where the ticket is printed first, then wider, then harder; None where no code reads.

    The orientation is the symbol's own, whichever crop it was found in.
    """
    page = portrait(image)
    for attempt in _attempts(page):
        found = attempt()
        if found is not None:
            return found
    return None


def _attempts(page: GreyImage) -> Iterator[Callable[[], FoundTicket | None]]:
    """From the cheapest to the most patient. Lazy: a crop is only made when it is tried."""
    for margin in (_MARGIN_MM, _WIDE_MARGIN_MM):
        for turned in (False, True):
            yield lambda margin=margin, turned=turned: _read(  # type: ignore[misc]
                _coarse(_crop(page, margin, turned=turned))
            )
    for turned in (False, True):
        yield lambda turned=turned: _read(  # type: ignore[misc]
            _crop(page, _WIDE_MARGIN_MM, turned=turned), patiently=True
        )
    yield partial(_read, page, patiently=True)
    for turned in (False, True):
        yield from _repaired(page, turned=turned)


def _repaired(page: GreyImage, *, turned: bool) -> Iterator[Callable[[], FoundTicket | None]]:
    """Retries for codes that a scanner darkened, thinned, blurred or shrank."""
    crop = _crop(page, _WIDE_MARGIN_MM, turned=turned)
    large = cv2.resize(crop, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    # Dark bilevel scans close the white between modules: a maximum filter opens it again.
    for size in (2, 3):
        kernel = np.ones((size, size), np.uint8)
        for filtered in (cv2.dilate(crop, kernel), cv2.dilate(large, kernel)):
            yield partial(_read, filtered, patiently=True)
    yield partial(_read, cv2.erode(large, np.ones((2, 2), np.uint8)), patiently=True)
    smooth = cv2.GaussianBlur(large, (0, 0), 2.0)
    yield partial(_read, smooth, patiently=True)
    _level, binary = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    yield partial(_read, binary, patiently=True)
    side = max(31, smooth.shape[1] // 12) | 1
    local = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, side, 8
    )
    yield partial(_read, local, patiently=True)


def _crop(page: GreyImage, margin_mm: float, *, turned: bool) -> GreyImage:
    """The ticket's window and a margin; turned: of a page that lies upside down."""
    height, width = page.shape
    x, y = width / PAGE_WIDTH_MM, height / PAGE_HEIGHT_MM
    window = TICKET_WINDOW
    x0, x1 = window.x_mm - margin_mm, window.x_mm + window.w_mm + margin_mm
    y0, y1 = window.y_mm - margin_mm, window.y_mm + window.h_mm + margin_mm
    if turned:
        x0, x1, y0, y1 = PAGE_WIDTH_MM - x1, PAGE_WIDTH_MM - x0, PAGE_HEIGHT_MM - y1, (
            PAGE_HEIGHT_MM - y0
        )  # fmt: skip
    left, top = max(0, int(x0 * x)), max(0, int(y0 * y))
    return page[top : int(y1 * y), left : int(x1 * x)]


def _coarse(crop: GreyImage) -> GreyImage:
    """Fewer pixels where the scan has plenty: the decoder's time is in pixels."""
    px_per_mm = crop.shape[1] / (TICKET_WINDOW.w_mm + 2 * _MARGIN_MM)
    shrink = int(px_per_mm / _COARSE_PX_PER_MM)
    if shrink < 2:
        return crop
    size = crop.shape[1] // shrink, crop.shape[0] // shrink
    return np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _read(image: np.ndarray, *, patiently: bool = False) -> FoundTicket | None:
    if min(image.shape) < 21:  # no symbol is smaller than 21 modules
        return None
    codes = zxingcpp.read_barcodes(
        np.ascontiguousarray(image),
        formats=_QR,
        try_rotate=True,
        try_downscale=patiently,
        try_invert=False,
    )
    for code in codes:
        if code.text:
            turn = (code.orientation + 360) % 360
            return FoundTicket(code.text, 90 < turn < 270)
    return None
