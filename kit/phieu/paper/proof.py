"""The print run read back from its own file: every ticket decoded, every box found in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pypdfium2 as pdfium
import zxingcpp
from numpy.typing import NDArray

from phieu.messages import _
from phieu.paper.geometry import BOX_STROKE_MM, PAGE_HEIGHT_MM, PAGE_WIDTH_MM, Box, Rect
from phieu.paper.layout import CompiledLayout
from phieu.paper.print_run import Copy

_MM_PER_INCH = 25.4
_TICKET_DPI = 120.0  # modules of 0.88 mm become 4 pixels
_QUIET_MM = 3.0
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_BOX_DPI = 400.0
# Share of an outline's centre line that must be dark, and of the inside that must be white.
_OUTLINE_FROM, _INSIDE_BELOW = 0.9, 0.005


def problems_of(
    pdf: bytes, layouts: Mapping[str, CompiledLayout], copies: Iterable[Copy]
) -> Iterator[str | None]:
    """One entry a page, in order: what is wrong with it, or None. Pages too many come last.

    Boxes are looked at once for each layout: its pages stand in the file once, and the check
    that a page shows its layout is that its ticket window and page size are where they belong.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        number = 0
        proofed: set[str] = set()
        for copy in copies:
            compiled = layouts[copy.layout]
            for page, code in enumerate(copy.codes):
                number += 1
                if number > len(document):
                    yield _("page {number} is missing").format(number=number)
                    continue
                yield _page_problem(
                    document[number - 1], number, compiled, page, code,
                    with_boxes=copy.layout not in proofed,
                )  # fmt: skip
            proofed.add(copy.layout)
        if len(document) > number:
            yield _("{count} pages too many").format(count=len(document) - number)
    finally:
        document.close()


def _page_problem(
    page: pdfium.PdfPage,
    number: int,
    compiled: CompiledLayout,
    index: int,
    code: str,
    *,
    with_boxes: bool,
) -> str | None:
    layout = compiled.layout.pages[index]
    read = _read_code(page, layout.ticket)
    if read != code:
        return _("page {number}: the code reads “{read}” instead of “{code}”").format(
            number=number, read=read, code=code
        )
    if with_boxes:
        image = _render(page, Rect(0, 0, PAGE_WIDTH_MM, PAGE_HEIGHT_MM), _BOX_DPI)
        astray = misplaced(image, _BOX_DPI, layout.boxes)
        if astray:
            names = ", ".join(f"{box.variable}={box.code}" for box in astray)
            return _("page {number}: boxes not where they should be: {names}").format(
                number=number, names=names
            )
    page.close()
    return None


def _read_code(page: pdfium.PdfPage, ticket: Rect) -> str | None:
    window = Rect(
        ticket.x_mm - _QUIET_MM, ticket.y_mm - _QUIET_MM,
        ticket.w_mm + 2 * _QUIET_MM, ticket.h_mm + 2 * _QUIET_MM,
    )  # fmt: skip
    image = _render(page, window, _TICKET_DPI)
    codes = zxingcpp.read_barcodes(image, formats=_FORMATS, try_rotate=False, try_downscale=False)
    return codes[0].text if len(codes) == 1 else None


def _render(page: pdfium.PdfPage, window: Rect, dpi: float) -> NDArray[np.uint8]:
    """A part of the page as grey pixels."""
    points = 72 / _MM_PER_INCH
    width, height = page.get_size()
    crop = (
        window.x_mm * points,
        height - (window.y_mm + window.h_mm) * points,
        width - (window.x_mm + window.w_mm) * points,
        window.y_mm * points,
    )
    bitmap = page.render(
        scale=dpi / 72, crop=tuple(max(0.0, side) for side in crop), grayscale=True
    )
    image: NDArray[np.uint8] = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
    return image


def misplaced(image: NDArray[np.uint8], dpi: float, boxes: Sequence[Box]) -> list[Box]:
    """Boxes whose outline is not found where the layout says. image: (height, width), a page."""
    return [box for box in boxes if box.kind != "text" and not _outlined(image, dpi, box.rect)]


def _outlined(image: NDArray[np.uint8], dpi: float, rect: Rect) -> bool:
    px = dpi / _MM_PER_INCH
    half_stroke = BOX_STROKE_MM / 2
    left, top = rect.x_mm * px, rect.y_mm * px
    right, bottom = left + rect.w_mm * px, top + rect.h_mm * px
    corner = 0.6 * px  # rounded corners are left out
    rows = slice(round(top + corner), round(bottom - corner))
    columns = slice(round(left + corner), round(right - corner))
    if rows.stop > image.shape[0] or columns.stop > image.shape[1]:
        return False
    # The darkest of the pixels that the stroke can fall on, at every point along each side.
    reach = round(half_stroke * px)
    sides = [
        image[rows, _around(left, reach)].min(axis=1),
        image[rows, _around(right, reach)].min(axis=1),
        image[_around(top, reach), columns].min(axis=0),
        image[_around(bottom, reach), columns].min(axis=0),
    ]
    inset = round((half_stroke + 0.15) * px)
    inside = image[
        round(top) + inset : round(bottom) - inset, round(left) + inset : round(right) - inset
    ]
    return (
        all(float((side < 128).mean()) >= _OUTLINE_FROM for side in sides)
        and float((inside < 128).mean()) <= _INSIDE_BELOW
    )


def _around(position: float, reach: int) -> slice:
    return slice(int(position) - reach, int(position) + reach + 1)
