"""The short bars along both sides: how far each lies from where it is expected."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from phieu.paper.geometry import LEFT_TICKS, RIGHT_TICKS, TICKS_A_SIDE

from .model import GreyImage
from .page_map import PageMap, centres_mm
from .sampling import apart, sample, side_by_side, steps_mm

TICKS_MM = centres_mm(LEFT_TICKS + RIGHT_TICKS)

_PX_PER_MM = 6.0
_WIDTH, _HEIGHT = 21, 9  # px: 3.5 x 1.5 mm
_MARGIN = 4  # px of white around a bar
_REACH_X, _REACH_Y = 9, 12  # px: 1.5 and 2 mm of search
_HALF_X, _HALF_Y = _REACH_X + _WIDTH // 2 + _MARGIN, _REACH_Y + _HEIGHT // 2 + _MARGIN
_ROWS = slice(_HALF_Y - _REACH_Y, _HALF_Y + _REACH_Y + 1)  # where a bar's centre is looked for
_COLUMNS = slice(_HALF_X - _REACH_X, _HALF_X + _REACH_X + 1)
_LEAST_CONTRAST = 0.5  # of the page's median bar
_MASS = (0.65, 1.4)  # of a bar's area in ink: covered in part, or written over


@dataclass(frozen=True)
class Ticks:
    """All 44 bars, left from the top, then right. offset_mm: (44, 2); found: (44,).

    black: grey level of the bars' ink, white: of the paper around them.
    """

    offset_mm: NDArray[np.float64]
    found: NDArray[np.bool_]
    black: float
    white: float

    def side(self, *, right: bool) -> slice:
        return slice(TICKS_A_SIDE, None) if right else slice(0, TICKS_A_SIDE)


def find(image: GreyImage, guess: PageMap) -> Ticks:
    """Look for every bar within 1.5 x 2 mm of where `guess` puts it."""
    frames = guess.frames(TICKS_MM)
    steps = steps_mm(_HALF_X, _PX_PER_MM), steps_mm(_HALF_Y, _PX_PER_MM)
    patches = sample(image, frames, *steps)
    inner, around = _means(patches)
    score = around - inner
    best = score.argmax(axis=1)
    rows, columns = np.divmod(best, 2 * _REACH_X + 1)
    each = np.arange(len(patches))
    contrast = score[each, best]
    black, white = inner[each, best], around[each, best]
    shift, mass = _centroids(patches, rows, columns, black, white)
    offset = (np.stack([columns - _REACH_X, rows - _REACH_Y], axis=1) + shift) / _PX_PER_MM
    typical = float(np.median(contrast))
    found = (contrast > _LEAST_CONTRAST * typical) & (contrast > 20)
    found &= (mass > _MASS[0]) & (mass < _MASS[1])
    found &= _whole(frames.at(offset.astype(np.float32)), image.shape, guess.px_per_mm)
    seen = found if found.any() else np.ones_like(found)
    return Ticks(offset, found, float(np.median(black[seen])), float(np.median(white[seen])))


def _whole(
    centres: NDArray[np.float32], shape: tuple[int, ...], px_per_mm: float
) -> NDArray[np.bool_]:
    """(n,) bars that the image's edge does not cut: half a bar has another centre."""
    margin = (_WIDTH / 2 + 1) / _PX_PER_MM * px_per_mm
    inside = (centres > margin) & (centres < np.array(shape[::-1]) - 1 - margin)
    return np.asarray(inside.all(axis=1))


def _means(patches: GreyImage) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(n, places) mean grey in a bar's area and around it, at every place of the search."""
    strip = side_by_side(patches)
    wide, high = _WIDTH + 2 * _MARGIN, _HEIGHT + 2 * _MARGIN

    def total(width: int, height: int) -> NDArray[np.float32]:
        sums = cv2.boxFilter(strip, cv2.CV_32F, (width, height), normalize=False)
        searched = apart(np.asarray(sums[_ROWS], dtype=np.float32), len(patches))
        return searched[:, :, _COLUMNS].reshape(len(patches), -1)

    inner, outer = total(_WIDTH, _HEIGHT), total(wide, high)
    area = np.float32(_WIDTH * _HEIGHT)
    return inner / area, (outer - inner) / (np.float32(wide * high) - area)


def _centroids(
    patches: GreyImage,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    black: NDArray[np.float32],
    white: NDArray[np.float32],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n, 2) px from the best place to the centroid of the ink there; its mass in bars."""
    high, wide = _HEIGHT + 2 * _MARGIN, _WIDTH + 2 * _MARGIN
    views = np.lib.stride_tricks.sliding_window_view(patches, (high, wide), axis=(1, 2))
    parts = views[np.arange(len(patches)), rows, columns].astype(np.float32)
    span = np.maximum(white - black, 1.0)[:, None, None]
    ink = np.clip(1.4 * (white[:, None, None] - parts) / span - 0.3, 0, 1)
    mass = np.maximum(ink.sum(axis=(1, 2)), 1e-6)
    x = ink.sum(axis=1) @ np.arange(-(wide // 2), wide // 2 + 1) / mass
    y = ink.sum(axis=2) @ np.arange(-(high // 2), high // 2 + 1) / mass
    return np.stack([x, y], axis=1), mass / (3.5 * 1.4 * _PX_PER_MM**2)


def consistent(ticks: Ticks, *, slack_mm: float) -> NDArray[np.bool_]:
    """(44,) bars that lie where their neighbours on the same side say, within slack_mm."""
    good = ticks.found.copy()
    for start in (0, TICKS_A_SIDE):
        for _ in range(2):
            at = start + np.flatnonzero(good[start : start + TICKS_A_SIDE])
            if not len(at):
                break
            expected = _from_neighbours(ticks.offset_mm[at])
            away = np.hypot(*(ticks.offset_mm[at] - expected).T)
            good[at[away > slack_mm]] = False
    return good


def _from_neighbours(offset_mm: NDArray[np.float64]) -> NDArray[np.float64]:
    """(k, 2) medians of five bars in a row, the bar itself as near their middle as can be."""
    count = len(offset_mm)
    if count < 5:
        return np.asarray(np.broadcast_to(np.median(offset_mm, axis=0), offset_mm.shape))
    first = np.clip(np.arange(count) - 2, 0, count - 5)
    return np.asarray(np.sort(offset_mm[first[:, None] + np.arange(5)], axis=1)[:, 2])


def widest_gap(good: NDArray[np.bool_]) -> int:
    """The longest run of bars missing on one side."""
    longest = 0
    for side in (good[:TICKS_A_SIDE], good[TICKS_A_SIDE:]):
        at = [-1, *np.flatnonzero(side).tolist(), TICKS_A_SIDE]
        longest = max(longest, *(b - a - 1 for a, b in pairwise(at)))
    return longest
