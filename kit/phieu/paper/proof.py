"""The print run read back from its own file: every ticket decoded, every box found in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
import zxingcpp
from numpy.typing import NDArray
from pikepdf import Pdf

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
_RULE_FROM = 0.1  # share of a dotted rule's length that has a dot


def problems_of(
    pdf: bytes, layouts: Mapping[str, CompiledLayout], copies: Iterable[Copy]
) -> Iterator[str | None]:
    """One entry a page, in order: what is wrong with it, or None. Pages too many come last.

    Every code is decoded from its rendered page. Boxes are looked for on a layout's first copy;
    of the others it is enough that they show the very same page contents.
    """
    document = pdfium.PdfDocument(pdf)
    shown = _shown_contents(pdf)
    try:
        number = 0
        of_layout: dict[str, tuple[_Contents, ...]] = {}
        for copy in copies:
            compiled = layouts[copy.layout]
            contents = tuple(shown[number : number + len(copy.codes)])
            first = copy.layout not in of_layout
            expected = of_layout.setdefault(copy.layout, contents)
            for index, code in enumerate(copy.codes):
                number += 1
                if number > len(document):
                    yield _("page {number} is missing").format(number=number)
                elif contents[index] != expected[index]:
                    yield _("page {number} shows another page of the form").format(number=number)
                else:
                    page = document[number - 1]
                    yield _page_problem(page, number, compiled, index, code, with_boxes=first)
        if len(document) > number:
            yield _("{count} pages too many").format(count=len(document) - number)
    finally:
        document.close()


_Contents = tuple[object, ...]  # object numbers: equal numbers, equal content


def _shown_contents(pdf: bytes) -> list[_Contents]:
    """By page, what it shows beside its own stamp, and with which resources."""
    with Pdf.open(BytesIO(pdf)) as run:
        return [
            (page.Resources.objgen, *(part.objgen for part in list(page.Contents)[1:]))
            for page in run.Root.Pages.Kids
        ]


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
    """Boxes of which the outline, or for words the lowest rule, is not where the layout says.

    image: (height, width), a clean page.
    """
    return [
        box
        for box in boxes
        if not (_ruled if box.kind == "text" else _outlined)(image, dpi, box.rect)
    ]


def _ruled(image: NDArray[np.uint8], dpi: float, rect: Rect) -> bool:
    """Whether a dotted rule runs along the lower edge, and nothing is printed just above it."""
    px = dpi / _MM_PER_INCH
    columns = slice(round(rect.x_mm * px), round((rect.x_mm + rect.w_mm) * px))
    bottom = round((rect.y_mm + rect.h_mm) * px)
    rule = image[bottom - round(0.8 * px) : bottom, columns].min(axis=0) < 160
    above = image[bottom - round(3 * px) : bottom - round(1.2 * px), columns] < 160
    halves = np.array_split(rule, 2)
    return all(float(half.mean()) >= _RULE_FROM for half in halves) and not above.any()


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
