"""Every box with its surroundings as an upright patch, set exactly on its outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from phieu.paper.geometry import BOX_MM

from .model import GreyImage
from .page_map import PageMap
from .sampling import Floats, Frames, apart, sample, side_by_side, steps_mm
from .streaks import Line

PX_PER_MM = 8.0
RING_MM = 2.0  # of surroundings that are kept on each side of a box
SEARCH = 7  # px: 0.9 mm
HALF = round((BOX_MM / 2 + RING_MM) * PX_PER_MM)  # a window is 2 HALF + 1 px square
WINDOW = 2 * HALF + 1
# Strokes are thinner, stains and shadows broader: 9 px are 1.1 mm.
_STROKE_PX = 9
_EDGE = round(BOX_MM / 2 * PX_PER_MM)  # px from a box's centre to its outline
_LINE_PX = 27  # of a side's length, without its corners
_TO_CENTRE = 0.02  # of the score a px: of two equal places the nearer one
_AWAY_PX = np.hypot(*np.mgrid[-SEARCH : SEARCH + 1, -SEARCH : SEARCH + 1]).astype(np.float32)
_LEAST_LINE = 8.0  # grey levels by which a printed outline stands out at least
_NEIGHBOURS = 6
_AGREE_PX = 2.5  # 0.3 mm: a box that lies further from its neighbours found something else
_SEEN = 0.45  # of the page's median outline: below this the outline is covered or gone
_CERTAIN = 0.55  # of it on each of the four sides: no pen draws such a square


@dataclass(frozen=True)
class Patches:
    """Windows about boxes, (n, WINDOW, WINDOW) uint8 each, the box in the middle.

    grey: as scanned, lightly smoothed. strokes: how much darker than its 1.1 mm surroundings.
    shift_mm: (n, 2) from where the page map put the box. frames: where the windows lie in the
    scan. seen: (n,) its outline was seen, on three sides at least.
    """

    grey: GreyImage
    strokes: GreyImage
    shift_mm: Floats
    frames: Frames
    seen: NDArray[np.bool_]

    def without(self, lines: Sequence[Line]) -> Patches:
        """The same windows with lines across the page turned into paper."""
        if not lines or not len(self.grey):
            return self
        covered = covered_by(lines, self.frames)
        some = self.grey[:, ::4, ::4].reshape(len(self.grey), -1)
        paper = np.percentile(some, 75, axis=1).astype(np.uint8)[:, None, None]
        return replace(
            self,
            grey=np.where(covered, paper, self.grey),
            strokes=np.where(covered, np.uint8(0), self.strokes),
        )


def cut(image: GreyImage, page_map: PageMap, centres_mm: Floats) -> Patches:
    """Sample all boxes at once, find each one's outline, and cut windows set on them."""
    steps = steps_mm(HALF + SEARCH, PX_PER_MM)
    frames = page_map.frames(centres_mm)
    if not len(centres_mm):
        empty = np.zeros((0, WINDOW, WINDOW), np.uint8)
        return Patches(empty, empty, np.zeros((0, 2), np.float32), frames, np.zeros(0, bool))
    strip = side_by_side(sample(image, frames, steps, steps))
    grey = np.asarray(cv2.blur(strip, (3, 3)), dtype=np.uint8)
    strokes = _strokes(grey)
    shift, outline, weakest = _outline_shifts(strokes, len(centres_mm))
    certain = weakest >= _CERTAIN
    settled = settled_shifts(centres_mm, shift, outline, certain)
    shift_mm = (settled / PX_PER_MM).astype(np.float32)
    rows, columns = (settled[:, axis] + SEARCH for axis in (1, 0))
    return Patches(
        _windows(apart(grey, len(rows)), rows, columns),
        _windows(apart(strokes, len(rows)), rows, columns),
        shift_mm,
        Frames(frames.at(shift_mm), frames.axes),
        certain | (outline >= _SEEN),
    )


def covered_by(lines: Sequence[Line], frames: Frames) -> NDArray[np.bool_]:
    """(n, WINDOW, WINDOW) pixels of the windows that a line across the page covers."""
    steps = steps_mm(HALF, PX_PER_MM)
    x, y = (
        frames.origin[:, axis, None, None]
        + frames.axes[:, axis, 0, None, None] * steps[None, None, :]
        + frames.axes[:, axis, 1, None, None] * steps[None, :, None]
        for axis in (0, 1)
    )
    return np.asarray(np.logical_or.reduce([line.covers(x, y) for line in lines]))


def at(image: GreyImage, page_map: PageMap, centres_mm: Floats) -> GreyImage:
    """(n, WINDOW, WINDOW) windows where the map puts them, without a search."""
    steps = steps_mm(HALF, PX_PER_MM)
    return sample(image, page_map.frames(centres_mm), steps, steps)


def _strokes(grey: GreyImage) -> GreyImage:
    """Black-hat: what a closing with a 1.1 mm square fills, thin dark lines and small dots."""
    kernel = np.ones((_STROKE_PX, _STROKE_PX), np.uint8)
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel), dtype=np.uint8)


def _windows(wide: GreyImage, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> GreyImage:
    views = np.lib.stride_tricks.sliding_window_view(wide, (WINDOW, WINDOW), axis=(1, 2))
    return np.asarray(views[np.arange(len(wide)), rows, columns])


def _outline_shifts(strokes: GreyImage, count: int) -> tuple[NDArray[np.intp], Floats, Floats]:
    """(n, 2) px x, y at which each outline fits best; (n,) how well it and its weakest side fit.

    strokes: n windows side by side. 1 is the page's median. Of the four sides the strongest is
    left out: a pen line along one side is no outline.
    """
    upright = _means(strokes, count, (3, _LINE_PX), 0)
    left, right = (_searched(upright, x) for x in (-_EDGE, _EDGE))
    top, bottom = (_searched(_means(strokes, count, (_LINE_PX, 3), y), 0) for y in (-_EDGE, _EDGE))
    strongest = np.maximum(np.maximum(left, right), np.maximum(top, bottom))
    three = left + right + top + bottom - strongest
    score = (three * (1 - _TO_CENTRE * _AWAY_PX)).reshape(count, -1)
    best = score.argmax(axis=1)
    rows, columns = np.divmod(best, 2 * SEARCH + 1)
    each = np.arange(count)
    fit = three.reshape(count, -1)[each, best]
    weakest = np.min(
        [side.reshape(count, -1)[each, best] for side in (left, right, top, bottom)], axis=0
    )
    # Three sides of the page's median outline; faint ones are not told from grain.
    typical = max(float(np.median(fit)), 3 * _LEAST_LINE)
    shift = np.stack([columns - SEARCH, rows - SEARCH], axis=1)
    return shift, np.asarray(fit / typical), np.asarray(3 * weakest / typical)


def _means(strokes: GreyImage, count: int, size: tuple[int, int], y: int) -> Floats:
    """(n, 2 SEARCH + 1, w) means of (width, height) rectangles in the rows about y that count."""
    beyond = size[1] // 2
    first, last = HALF + y - beyond, HALF + y + 2 * SEARCH + beyond
    means = np.asarray(cv2.boxFilter(strokes[first : last + 1], cv2.CV_32F, size), np.float32)
    return apart(means[beyond : beyond + 2 * SEARCH + 1], count)


def _searched(means: Floats, x: int) -> Floats:
    """(n, 2 SEARCH + 1, 2 SEARCH + 1) the columns within SEARCH of x."""
    return means[:, :, HALF + x : HALF + x + 2 * SEARCH + 1]


def settled_shifts(
    centres_mm: Floats, shift: NDArray[np.intp], outline: Floats, certain: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """(n, 2) px: a box's own shift where it is certain or its neighbours agree, else their median.

    A filled or scribbled box hides its outline, and curl moves neighbours alike.
    """
    seen = outline >= _SEEN
    guides = certain if certain.sum() >= 3 else seen
    if guides.sum() < 3:
        return np.zeros_like(shift)
    at = np.flatnonzero(guides)
    away = np.hypot(*np.moveaxis(centres_mm[:, None, :] - centres_mm[None, at, :], -1, 0))
    away[at, np.arange(len(at))] = np.inf  # a box is not its own neighbour
    count = min(_NEIGHBOURS, len(at) - 1)
    nearest = at[np.argpartition(away, count - 1, axis=1)[:, :count]]
    expected = np.median(shift[nearest], axis=1)
    agrees = seen & (np.abs(shift - expected).max(axis=1) <= _AGREE_PX)
    own = (certain | agrees)[:, None]
    return np.where(own, shift, np.rint(expected).astype(np.intp))
