"""Whether a text area holds handwriting. It is never read, only kept for keying."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from phieu.paper.geometry import Rect

from .areas import flat, pixels
from .model import GreyImage
from .page_map import PageMap
from .streaks import Line

PX_PER_MM = 5.0
_STROKE_PX = 7  # 1.4 mm: broader dark parts are stains
_INK = 0.11  # of the span between paper and print
_WINDOW_PX = 10  # 2 mm
_WINDOW_SHARE = 0.06  # of a window's pixels: the shortest stroke that counts
_LEAST_STROKE_MM = 1.2  # of the longest piece: a speck is shorter
_PRINT_REACH = np.ones((7, 5), np.uint8)  # rules bend by up to 0.6 mm with curl
_MISFIT_PX = 3  # 0.6 mm up or down, as a whole: more, and it could hide a line of writing


def printed_in(original: GreyImage, page_map: PageMap, rect: Rect) -> NDArray[np.bool_]:
    """Where the clean page has ink in a text area, grown by what curl may shift it."""
    ink = (flat(original, page_map, rect, PX_PER_MM) < 235).astype(np.uint8)
    return np.asarray(cv2.dilate(ink, _PRINT_REACH), dtype=bool)


def has_ink(
    image: GreyImage,
    page_map: PageMap,
    rect: Rect,
    printed: NDArray[np.bool_],
    lines: Sequence[Line],
    black: float,
) -> bool:
    """True where some 2 mm window holds a stroke that is not printed there.

    printed: as printed_in says. lines: across the whole page, no writing. black: grey of print.
    """
    grey = cv2.blur(flat(image, page_map, rect, PX_PER_MM), (3, 3))
    kernel = np.ones((_STROKE_PX, _STROKE_PX), np.uint8)
    strokes = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel)
    some = grey[::4, ::4].ravel()
    white = float(np.partition(some, len(some) * 3 // 4)[len(some) * 3 // 4])
    ink = strokes > int(_INK * max(white - black, 40.0))
    for line in lines:
        ink &= ~line.covers(*pixels(page_map, rect, PX_PER_MM))
    ink &= ~_moved(printed, _misfit(ink, printed))
    pixels_of_ink = ink.view(np.uint8)
    window = _WINDOW_PX, _WINDOW_PX
    most = cv2.boxFilter(pixels_of_ink, cv2.CV_16U, window, normalize=False).max()
    if most < _WINDOW_SHARE * _WINDOW_PX**2:
        return False
    _n, _labels, stats, _centres = cv2.connectedComponentsWithStats(pixels_of_ink)
    longest = float(np.hypot(stats[1:, 2], stats[1:, 3]).max(initial=0.0))
    return longest / PX_PER_MM >= _LEAST_STROKE_MM


def _misfit(ink: NDArray[np.bool_], printed: NDArray[np.bool_]) -> int:
    """Rows by which the print lies lower than expected: where it covers most of the ink."""
    shifts = sorted(range(-_MISFIT_PX, _MISFIT_PX + 1), key=abs)
    return max(shifts, key=lambda rows: np.count_nonzero(ink & _moved(printed, rows)))


def _moved(printed: NDArray[np.bool_], rows: int) -> NDArray[np.bool_]:
    """The mask some rows lower; at the edge its last row repeats."""
    at = np.clip(np.arange(len(printed)) - rows, 0, len(printed) - 1)
    return np.asarray(printed[at])
