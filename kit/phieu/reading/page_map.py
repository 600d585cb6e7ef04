"""From millimetres on the page to pixels of its scan: an affine part and what ticks correct."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from phieu.paper.geometry import LEFT_TICKS, PAGE_HEIGHT_MM, PAGE_WIDTH_MM, RIGHT_TICKS, Rect

from .sampling import Floats, Frames

LEFT_MM, RIGHT_MM = LEFT_TICKS[0].centre[0], RIGHT_TICKS[0].centre[0]


@dataclass(frozen=True)
class Side:
    """How far one side of the page lies from the affine part. y_mm: (k,); offset_mm: (k, 2)."""

    y_mm: NDArray[np.float64]
    offset_mm: NDArray[np.float64]

    def at(self, y_mm: NDArray[np.float64]) -> NDArray[np.float64]:
        """(…, 2) offsets: straight between knots, constant beyond the last."""
        if not len(self.y_mm):
            return np.zeros((*y_mm.shape, 2))
        offsets = np.empty((*y_mm.shape, 2))
        for axis in (0, 1):
            offsets[..., axis] = np.interp(y_mm, self.y_mm, self.offset_mm[:, axis])
        return offsets


NO_CORRECTION = Side(np.zeros(0), np.zeros((0, 2)))


@dataclass(frozen=True)
class PageMap:
    """affine: (2, 3), millimetres to pixels; left, right: corrections in millimetres."""

    affine: NDArray[np.float64]
    left: Side = NO_CORRECTION
    right: Side = NO_CORRECTION

    @property
    def px_per_mm(self) -> float:
        (a, b, _x), (c, d, _y) = self.affine.tolist()
        return math.sqrt(abs(a * d - b * c))

    @property
    def tilt(self) -> float:
        """Pixels that a level line of the page moves down for each pixel to the right."""
        return float(self.affine[1, 0] / self.affine[0, 0])

    def to_px(self, places_mm: NDArray[np.floating]) -> NDArray[np.float64]:
        """(…, 2) pixels of (…, 2) places on the page: linear across between the two sides."""
        places = np.asarray(places_mm, dtype=np.float64)
        across = ((places[..., 0] - LEFT_MM) / (RIGHT_MM - LEFT_MM))[..., None]
        y_mm = places[..., 1]
        moved = places + (1 - across) * self.left.at(y_mm) + across * self.right.at(y_mm)
        return np.asarray(moved @ self.affine[:, :2].T + self.affine[:, 2])

    def frames(self, centres_mm: NDArray[np.floating]) -> Frames:
        """Patches about (n, 2) places, each with the map's own slope there."""
        centres = np.asarray(centres_mm, dtype=np.float64)
        reach = np.array([[0, 0], [2.0, 0], [-2.0, 0], [0, 2.0], [0, -2.0]])
        around = self.to_px(centres[:, None, :] + reach)
        columns = (around[:, (1, 3)] - around[:, (2, 4)]) / 4
        origin, axes = around[:, 0], columns.transpose(0, 2, 1)
        return Frames(origin.astype(np.float32), axes.astype(np.float32))


def nominal(shape: tuple[int, ...], *, upside_down: bool = False) -> PageMap:
    """The map of an image that shows just the page. shape: (height, width) px."""
    x, y = shape[1] / PAGE_WIDTH_MM, shape[0] / PAGE_HEIGHT_MM
    if upside_down:
        affine = np.array([[-x, 0, shape[1] - 0.5], [0, -y, shape[0] - 0.5]])
    else:
        affine = np.array([[x, 0, -0.5], [0, y, -0.5]])
    return PageMap(affine)


def centres_mm(rects: Sequence[Rect]) -> Floats:
    """(n, 2) places."""
    return np.array([rect.centre for rect in rects], dtype=np.float32).reshape(-1, 2)
