"""Ink on a page: strokes laid over a grey raster, each in a patch of its own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from .strokes import Points, Stroke

GreyImage: TypeAlias = NDArray[np.uint8]  # (height, width), 0 = black

_SUBPIXEL_BITS = 4  # coordinates to a sixteenth of a pixel
# Lines are drawn at twice the size and shrunk: OpenCV's line widths are whole pixels.
_FINER = 2
_PIECES = 4  # of a stroke, each pressed a little differently
_PRESSURE_SD = 0.08
_TOOTH_SIDE_PX = 1024


def draw_strokes(
    page: GreyImage, strokes: Iterable[Stroke], px_per_mm: float, rng: np.random.Generator
) -> GreyImage:
    """A copy of the page with the strokes on it; ink off its edge is lost."""
    drawn = page.copy()
    for stroke in strokes:
        _ink(drawn, stroke, px_per_mm, rng)
    return drawn


def _ink(page: GreyImage, stroke: Stroke, px_per_mm: float, rng: np.random.Generator) -> None:
    """Darken one patch of the page in place."""
    points = stroke.points_mm * px_per_mm
    reach = stroke.width_mm * px_per_mm / 2 + 2
    left, top = np.floor(points.min(axis=0) - reach).astype(int).clip(0)
    right, bottom = np.ceil(points.max(axis=0) + reach).astype(int)
    patch = page[top : max(bottom, 0), left : max(right, 0)]
    if patch.size == 0:
        return
    cover = _coverage(points - (left, top), stroke.width_mm * px_per_mm, patch.shape, rng)
    light = 1 - stroke.darkness * (cover.astype(np.float32) / 255)
    if stroke.grain:
        light = 1 - (1 - light) * (1 - stroke.grain * _refused(patch.shape, rng))
    patch[:] = (patch * light + 0.5).astype(np.uint8)


def _coverage(
    points: Points, width_px: float, shape: tuple[int, ...], rng: np.random.Generator
) -> GreyImage:
    """(height, width) how much of each pixel the stroke covers times its pressure, 0 to 255."""
    fine = np.zeros((shape[0] * _FINER, shape[1] * _FINER), np.uint8)
    # Whole pixels name their centres, so the finer grid lies half a finer pixel off.
    scaled = (points * _FINER - 0.5) * (1 << _SUBPIXEL_BITS)
    fixed = np.rint(scaled).astype(np.int32)
    thickness = _thickness(width_px * _FINER)
    pressures = np.clip(rng.normal(1.0, _PRESSURE_SD, _PIECES), 0.7, 1.0)
    ends = np.linspace(0, len(fixed) - 1, _PIECES + 1).astype(int)
    for start, end, pressure in zip(ends, ends[1:], pressures, strict=False):
        piece = [fixed[start : end + 1]]
        ink = int(255 * pressure)
        cv2.polylines(fine, piece, False, ink, thickness, cv2.LINE_AA, _SUBPIXEL_BITS)
    return np.asarray(cv2.resize(fine, shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)


def _thickness(width_px: float) -> int:
    """What OpenCV must be told: measured, its smooth lines of thickness 2k are 2k + 1.4 wide."""
    return max(1, 2 * round((width_px - 1.4) / 2))


def _refused(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.float32]:
    """(height, width) share of the ink that this spot of paper does not take."""
    first_row, first_column = rng.integers(0, _TOOTH_SIDE_PX, 2)
    rows = (first_row + np.arange(shape[0])) % _TOOTH_SIDE_PX
    columns = (first_column + np.arange(shape[1])) % _TOOTH_SIDE_PX
    return np.asarray(_tooth()[rows[:, None], columns])


@cache
def _tooth() -> NDArray[np.float32]:
    """(side, side) the paper's tooth: 0 takes all ink, 1 none, in grains of about 0.2 mm."""
    rng = np.random.default_rng(1)
    grains = rng.random((_TOOTH_SIDE_PX, _TOOTH_SIDE_PX), np.float32)
    smooth = np.asarray(cv2.GaussianBlur(grains, (3, 3), 0.7), np.float32)
    return np.asarray(np.clip((smooth - 0.5) * 2.2 + 0.45, 0, 1), np.float32)
