"""How the ink of boxes lies: its strokes' spread, the white between them, what leaves the box."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import GreyImage
from .patches import HALF, PX_PER_MM, WINDOW
from .sampling import Floats, apart

Mask = NDArray[np.bool_]
Doubles = NDArray[np.float64]

INNER = 12  # px from a box's centre: 1.5 mm, 0.4 mm inside the middle of the outline
OUTER = 19  # px: 2.4 mm, beyond it is the ring
INSIDE = np.s_[HALF - INNER : HALF + INNER + 1, HALF - INNER : HALF + INNER + 1]
CORE = np.s_[HALF - 8 : HALF + 9, HALF - 8 : HALF + 9]  # 2 mm square: no shift brings lines here
BOX = np.s_[HALF - OUTER : HALF + OUTER + 1, HALF - OUTER : HALF + OUTER + 1]
PX_MM2 = 1 / PX_PER_MM**2

FAINT = 0.09  # of the span: a stroke lighter than this is paper grain or the back's print
_OF_STRONGEST = 0.4  # of a box's darkest ink: where a stroke's edge is drawn
_SOLID = 0.33  # of the span: ink too broad to be a stroke; most coffee and shadows are lighter
_OPENING_MM = 0.33  # radius of a clear white hole
_COMPONENT_PX = 4  # smaller ones are grain
_TOUCH = np.ones((3, 3), np.uint8)  # a pen skips: pieces 0.25 mm apart are one stroke
# Bridges 1.3 mm, 1.8 aslant: the outline is taken out of the ink, and strokes cross it aslant.
ACROSS_OUTLINE = np.ones((11, 11), np.uint8)
_GAP = INNER + 2  # px between windows: more than a stroke is joined over, or a hole counts for


@dataclass(frozen=True)
class Lie:
    """How ink lies in and about m boxes, (m,) each; the names are those of scoring.Scores."""

    spread_mm: Doubles
    thin_mm: Doubles
    hole_mm: Floats
    openings: NDArray[np.intp]
    outside_mm2: Doubles
    away: Doubles
    leaves: Mask


def quantile(windows: GreyImage, share: float) -> Floats:
    """(n,) the level that `share` of each window's pixels lie below."""
    flat = windows.reshape(len(windows), windows.shape[1] * windows.shape[2])
    at = int(flat.shape[1] * share)
    return np.asarray(np.partition(flat, at, axis=1)[:, at].astype(np.float32))


def level(grey: Floats) -> GreyImage:
    """(n, 1, 1) grey levels to compare windows with, in their own type."""
    return np.clip(grey, 0, 255).astype(np.uint8)[:, None, None]


def ink_of(grey: GreyImage, strokes: GreyImage, white: Floats, span: Floats) -> Mask:
    """(n, h, w) pen and print: strokes against their surroundings, solids against paper.

    white: (n,) grey level of the paper about each box, span: from it to the print's black.
    """
    strongest = quantile(strokes[:, *INSIDE], 0.98)
    thin = strokes > level(np.maximum(FAINT * span, _OF_STRONGEST * strongest))
    deepest = white - quantile(grey[:, *INSIDE], 0.05)
    broad = grey < level(white - np.maximum(_SOLID * span, 0.5 * deepest))
    return np.asarray(thin | broad)


def lie(ink: Mask) -> Lie:
    """Measure m windows of ink, print taken out of them. ink: (m, WINDOW, WINDOW)."""
    inside = _with_gaps(ink[:, *INSIDE])
    hole_mm, openings = _white(inside, len(ink))
    spread_mm, thin_mm = _spread(inside, len(ink))
    outside_mm2, away, leaves = _beyond(_with_gaps(ink), len(ink))
    return Lie(spread_mm, thin_mm, hole_mm, openings, outside_mm2, away, leaves)


def _with_gaps(windows: Mask) -> Mask:
    """(h, m (w + _GAP)) windows side by side: one call measures all, and no stroke spans a gap."""
    count, height, width = windows.shape
    strip = np.zeros((height, count, width + _GAP), bool)
    strip[:, :, :width] = windows.transpose(1, 0, 2)
    return strip.reshape(height, -1)


def _quarters() -> Mask:
    """The inside's four triangles between its diagonals: above, below, left, right."""
    y, x = np.mgrid[-INNER : INNER + 1, -INNER : INNER + 1]
    vertical, horizontal = np.abs(x) < np.abs(y), np.abs(y) < np.abs(x)
    quarters = vertical & (y < 0), vertical & (y > 0), horizontal & (x < 0), horizontal & (x > 0)
    return np.stack(quarters)


_SIDES = _quarters()


def _white(inside: Mask, count: int) -> tuple[Floats, NDArray[np.intp]]:
    """hole_mm and openings: how wide the white between the strokes is."""
    to_ink = cv2.distanceTransform((~inside).view(np.uint8), cv2.DIST_L2, 3)
    # Ink of the next window is a gap away, and no hole counts for more than INNER.
    gaps = np.ascontiguousarray(apart(np.asarray(to_ink), count)[:, :, :-_GAP])
    clear = gaps >= _OPENING_MM * PX_PER_MM
    openings = np.sum([clear[:, side].any(axis=1) for side in _SIDES], axis=0)
    return np.minimum(gaps.max(axis=(1, 2)), INNER) / PX_PER_MM, openings


def _components(ink: Mask, reach: NDArray[np.uint8]) -> tuple[int, NDArray[np.int32]]:
    """How many labels there are, and each pixel's; pieces that `reach` bridges are one."""
    joined = cv2.dilate(ink.view(np.uint8), reach)
    count, labels = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_32S)
    return count, np.asarray(labels, dtype=np.int32)


def _spread(inside: Mask, count: int) -> tuple[Doubles, Doubles]:
    """Standard deviations of the longest connected ink inside, along it and across it, mm."""
    y, column = np.nonzero(inside)
    window, x = np.divmod(column, 2 * INNER + 1 + _GAP)
    labelled, labels = _components(inside, _TOUCH)
    of = labels[y, column]
    pixels = np.bincount(of, minlength=labelled)

    def mean(values: NDArray[np.intp]) -> Doubles:
        return np.asarray(np.bincount(of, values, minlength=labelled) / np.maximum(pixels, 1))

    mean_x, mean_y = mean(x), mean(y)
    xx, yy = mean(x * x) - mean_x**2, mean(y * y) - mean_y**2
    xy = mean(x * y) - mean_x * mean_y
    half, swing = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    length = np.where(pixels >= 2 * _COMPONENT_PX, half + swing, 0.0)
    window_of = np.zeros(labelled, np.intp)
    window_of[of] = window
    longest = np.zeros(count, np.intp)  # label 0 is the background, of no length
    order = np.argsort(length, kind="stable")
    longest[window_of[order]] = np.where(length[order] > 0, order, 0)  # the last one stays
    across = np.where(longest > 0, half[longest] - swing[longest], 0.0)
    return np.sqrt(length[longest]) / PX_PER_MM, np.sqrt(np.maximum(across, 0.0)) / PX_PER_MM


def _beyond(ink: Mask, count: int) -> tuple[Doubles, Doubles, Mask]:
    """outside_mm2, away and leaves: what lies in the ring, and whether it comes from inside."""
    y, column = np.nonzero(ink)
    window, x = np.divmod(column, WINDOW + _GAP)
    labelled, labels = _components(ink, ACROSS_OUTLINE)
    of = labels[y, column]
    from_centre = np.maximum(np.abs(x - HALF), np.abs(y - HALF))
    within = np.bincount(of[from_centre <= INNER], minlength=labelled)
    ring = np.bincount(of[from_centre > OUTER], minlength=labelled)
    own = within >= _COMPONENT_PX
    window_of = np.zeros(labelled, np.intp)
    window_of[of] = window

    def by_window(pixels: NDArray[np.intp], which: Mask) -> Doubles:
        return np.asarray(np.bincount(window_of[which], pixels[which], count), np.float64)

    away = by_window(ring, own)
    leaves = np.zeros(count, bool)
    leaves[window[(from_centre >= HALF - 1) & own[of]]] = True
    return (
        by_window(ring, ring >= 2 * _COMPONENT_PX) * PX_MM2,
        away / np.maximum(1, away + by_window(within, own)),
        leaves,
    )
