"""Lines across the whole page that no pen drew: dust on a scanner's glass, folds."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import GreyImage
from .sampling import Floats

# The white edges of the sheet, beyond the corner squares: nobody writes there.
_EDGE_MM = (2.0, 8.0)
_BROADEST_MM = 1.3
_LEAST = 0.05  # of the span between paper and print, averaged over an edge's 6 mm
_STRAIGHT_MM = 0.5
_JOIN_MM = 0.7
_CONFIRMED = 0.45  # of the page between the two edges, where print interrupts the line
_MARGIN_MM = 0.3  # on each side of the line, for its blur
_MOST = 6  # lines: a page with more is damaged in another way


@dataclass(frozen=True)
class Line:
    """level: runs from left to right, else from top to bottom. Pixels along the other axis:
    at `start` on the first row or column, moving by `slope` a pixel; half_px to each side.
    """

    level: bool
    start: float
    slope: float
    half_px: float

    def covers(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Which of these pixels lie on the line."""
        along, across = (x, y) if self.level else (y, x)
        return np.asarray(np.abs(across - self.start - self.slope * along) <= self.half_px)


def find(image: GreyImage, px_per_mm: float, tilt: float, span: float) -> tuple[Line, ...]:
    """Lines that cross both opposite white edges and go on between them.

    tilt: pixels that a level line of the page moves down for each pixel to the right: a fold
    is straight on the page, a streak straight in the image. span: grey levels, paper to print.
    """
    lines = [
        line
        for level in (False, True)
        for line in _through(image, px_per_mm, tilt if level else -tilt, span, level=level)
    ]
    return tuple(lines) if len(lines) <= _MOST else ()


def _through(
    image: GreyImage, px_per_mm: float, tilt: float, span: float, *, level: bool
) -> list[Line]:
    """Lines from the top edge to the bottom one, or from the left edge to the right one."""
    length = image.shape[1] if level else image.shape[0]
    near, far = (int(mm * px_per_mm) for mm in _EDGE_MM)
    limit, join = _LEAST * span, int(_JOIN_MM * px_per_mm)
    profiles = [
        _profile(image[:, part] if level else image[part], level=level)
        for part in (slice(near, far), slice(length - far, length - near))
    ]
    first, last = (_dark_runs(_hat(profile, px_per_mm), limit, join) for profile in profiles)
    reach, straight = length - near - far, _STRAIGHT_MM * px_per_mm
    found = []
    for start, width in first:
        for end, other_width in last:
            drift = end - start
            if abs(drift) > straight and abs(drift - tilt * reach) > 2 * straight:
                continue
            slope = drift / reach
            half = max(width, other_width) / 2 + _MARGIN_MM * px_per_mm
            line = Line(level, start - slope * (near + far) / 2, slope, half)
            if _goes_on(image, line, px_per_mm, limit):
                found.append(line)
    return found


def _profile(edge: GreyImage, *, level: bool) -> Floats:
    """Mean grey of an edge strip at every place along it."""
    mean = cv2.reduce(edge, 1 if level else 0, cv2.REDUCE_AVG, dtype=cv2.CV_32F)
    return np.asarray(mean, dtype=np.float32).ravel()


def _hat(profile: Floats, px_per_mm: float) -> Floats:
    """How far each place is darker than its surroundings of _BROADEST_MM."""
    row = profile[None, :]
    kernel = np.ones((1, int(_BROADEST_MM * px_per_mm) | 1), np.uint8)
    return np.asarray(cv2.morphologyEx(row, cv2.MORPH_BLACKHAT, kernel)[0], dtype=np.float32)


def _dark_runs(hat: Floats, limit: float, join: int) -> list[tuple[float, float]]:
    """Middle and width of each run above the limit; runs within `join` px are one line.

    A JPEG's ripples stand on both sides of a line: its width is taken at 0.3 of its height.
    """
    dark = np.flatnonzero(hat > limit)
    if not len(dark):
        return []
    starts = np.concatenate([[0], np.flatnonzero(np.diff(dark) > join) + 1])
    first, last = dark[starts], dark[np.append(starts[1:], len(dark)) - 1]
    peaks = np.maximum.reduceat(hat[dark], starts)
    at = np.arange(first[0], last[-1] + 1)
    run = np.searchsorted(first, at, side="right") - 1
    kept = (at <= last[run]) & (hat[at] > 0.3 * peaks[run])
    high, run = at[kept], run[kept]
    low_end = high[np.searchsorted(run, np.arange(len(first)))]
    high_end = high[np.searchsorted(run, np.arange(len(first)), side="right") - 1]
    middles, widths = (low_end + high_end) / 2, high_end - low_end + 1.0
    return list(zip(middles.tolist(), widths.tolist(), strict=True))


def _goes_on(image: GreyImage, line: Line, px_per_mm: float, limit: float) -> bool:
    """Whether the line is there on enough of the page: a pen's line or a letter is not."""
    length, breadth = image.shape[::-1] if line.level else image.shape
    along = np.arange(0, length, 4)
    half = int(_BROADEST_MM * px_per_mm)
    middle = np.rint(line.start + line.slope * along).astype(np.intp)
    across = np.clip(middle[:, None] + np.arange(-half, half + 1), 0, breadth - 1)
    places = (across, along[:, None]) if line.level else (along[:, None], across)
    strip = cv2.blur(image[places], (1, 5)).astype(np.float32)
    dark = strip[:, half - 1 : half + 2].min(axis=1)
    third = half // 2 + 1
    paper = np.minimum(strip[:, :third].max(axis=1), strip[:, -third:].max(axis=1))
    return float((paper - dark > limit).mean()) >= _CONFIRMED
