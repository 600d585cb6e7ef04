"""The four black squares at a page's corners: where each may be, best first."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phieu.paper.geometry import FIDUCIALS

from .model import GreyImage
from .page_map import PageMap

_SIZE_MM = FIDUCIALS[0].w_mm
_REACH_MM = 20.0  # 3 degrees of turn, 6 mm of shift and 3 % of scale together, at a corner
_COARSE_PX_PER_MM = 2.6  # 13 px a square: enough to see it, the centroid is taken at full size
_CANDIDATES = 2
_LEAST_CONTRAST = 45.0  # grey levels between the square and the white around it
_AREA_SLACK = 0.25  # of the square's area: pen over it, or a part cut off


@dataclass(frozen=True)
class Corner:
    """One square that was found. index: its place in FIDUCIALS; px: (2,) its centre."""

    index: int
    px: NDArray[np.float64]


def find(image: GreyImage, guess: PageMap) -> tuple[Corner, ...]:
    """Candidates of all four squares near where `guess` puts them."""
    return tuple(
        Corner(index, centre)
        for index, rect in enumerate(FIDUCIALS)
        for centre in _candidates(image, guess.to_px(np.array(rect.centre)), guess.px_per_mm)
    )


def _candidates(
    image: GreyImage, around: NDArray[np.float64], px_per_mm: float
) -> list[NDArray[np.float64]]:
    height, width = image.shape
    reach = _REACH_MM * px_per_mm
    x0, y0 = (max(0, int(v - reach)) for v in around)
    x1, y1 = min(width, int(around[0] + reach)), min(height, int(around[1] + reach))
    shrink = max(1, round(px_per_mm / _COARSE_PX_PER_MM))  # whole: by far the quickest to average
    size = (x1 - x0) // shrink, (y1 - y0) // shrink
    coarse = px_per_mm / shrink
    if min(size) < 3 * _SIZE_MM * coarse:
        return []
    part = image[y0 : y0 + size[1] * shrink, x0 : x0 + size[0] * shrink]
    score = _score(np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA)), coarse)
    found = []
    for _ in range(_CANDIDATES):
        _low, best, _low_at, (x, y) = cv2.minMaxLoc(score)
        if best < _LEAST_CONTRAST:
            break
        start = np.array([x0 + (x + 0.5) * shrink - 0.5, y0 + (y + 0.5) * shrink - 0.5])
        centre = _centred(image, start, px_per_mm)
        if centre is not None:
            found.append(centre)
        gap = int(_SIZE_MM * coarse)
        score[max(0, y - gap) : y + gap, max(0, x - gap) : x + gap] = 0
    return found


def _score(window: GreyImage, px_per_mm: float) -> NDArray[np.float32]:
    """Grey levels by which a square of the right size is darker than all that surrounds it."""

    def side(extra_mm: float) -> int:
        return int((_SIZE_MM + extra_mm) * px_per_mm) | 1

    def mean(pixels: int) -> NDArray[np.float32]:
        return np.asarray(cv2.boxFilter(window, cv2.CV_32F, (pixels, pixels)), dtype=np.float32)

    inside, past, far = side(-0.8), side(1.0), side(2.6)
    inner = mean(inside)
    around = (mean(far) * far**2 - mean(past) * past**2) / (far**2 - past**2)
    squares = cv2.sqrBoxFilter(window, cv2.CV_32F, (inside, inside))
    uneven = np.sqrt(np.maximum(squares - inner * inner, 0))
    return np.asarray(around - inner - uneven, dtype=np.float32)


def _centred(
    image: GreyImage, start: NDArray[np.float64], px_per_mm: float
) -> NDArray[np.float64] | None:
    """The square's centroid, or None if what is there has not its area."""
    centre = start
    reach = int((_SIZE_MM / 2 + 1.2) * px_per_mm)
    for _ in range(2):
        x, y = (round(float(v)) for v in centre)
        if min(x, y) < reach or x + reach >= image.shape[1] or y + reach >= image.shape[0]:
            return None
        part = image[y - reach : y + reach + 1, x - reach : x + reach + 1]
        # From 1 at the square's grey to 0 at the paper's, steeper than the blur between them.
        black, white = _square_and_rim(part)
        steep = 2 / max(white - black, 1.0)
        ink = np.clip(1.5 + steep * black - np.float32(steep) * part, 0, 1)
        sums = cv2.moments(ink)
        mass = sums["m00"]
        if abs(mass / (_SIZE_MM * px_per_mm) ** 2 - 1) > _AREA_SLACK:
            return None
        centre = np.array([x - reach + sums["m10"] / mass, y - reach + sums["m01"] / mass])
        if np.abs(centre - (x, y)).max() < 0.5:
            break  # the second look would be at the same pixels
    return centre


def _square_and_rim(part: GreyImage) -> tuple[float, float]:
    """Mean grey of the middle half of a square window, and of its outermost pixels."""
    side = len(part)
    middle = part[side // 4 : -(side // 4), side // 4 : -(side // 4)]
    rim = cv2.sumElems(part)[0] - cv2.sumElems(part[1:-1, 1:-1])[0]
    return cv2.mean(middle)[0], rim / (4 * (side - 1))
