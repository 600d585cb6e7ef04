"""How the ink of one box lies: its strokes' spread, the white between them, what leaves the box."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import GreyImage
from .patches import HALF, PX_PER_MM
from .sampling import Floats

Mask = NDArray[np.bool_]

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


@dataclass(frozen=True)
class Lie:
    """How ink lies in and about one box; the names are those of scoring.Scores."""

    spread_mm: float
    thin_mm: float
    hole_mm: float
    openings: int
    outside_mm2: float
    away: float
    leaves: bool


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
    """Measure one window of ink, print taken out of it."""
    inside = np.ascontiguousarray(ink[INSIDE])
    gaps = cv2.distanceTransform((~inside).view(np.uint8), cv2.DIST_L2, 3)
    spread, thin = _spread(inside)
    outside, away, leaves = _beyond(ink)
    return Lie(
        spread,
        thin,
        min(float(gaps.max()), INNER) / PX_PER_MM,
        sum(float(gaps[side].max()) >= _OPENING_MM * PX_PER_MM for side in _SIDES),
        outside,
        away,
        leaves,
    )


def _quarters() -> tuple[Mask, ...]:
    """The inside's four triangles between its diagonals: above, below, left, right."""
    y, x = np.mgrid[-INNER : INNER + 1, -INNER : INNER + 1]
    vertical, horizontal = np.abs(x) < np.abs(y), np.abs(y) < np.abs(x)
    return vertical & (y < 0), vertical & (y > 0), horizontal & (x < 0), horizontal & (x > 0)


_SIDES = _quarters()


def _spread(inside: Mask) -> tuple[float, float]:
    """Standard deviations of the longest connected ink inside, along it and across it, mm."""
    y, x = np.nonzero(inside)
    if len(x) < 2 * _COMPONENT_PX:
        return 0.0, 0.0
    joined = cv2.dilate(inside.view(np.uint8), _TOUCH)
    count, labels = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_16U)
    of = labels[y, x]
    pixels = np.bincount(of, minlength=count)

    def mean(values: NDArray[np.intp]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(of, values, minlength=count) / np.maximum(pixels, 1))

    mean_x, mean_y = mean(x), mean(y)
    xx, yy = mean(x * x) - mean_x**2, mean(y * y) - mean_y**2
    xy = mean(x * y) - mean_x * mean_y
    half, swing = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    longest = int(np.where(pixels >= 2 * _COMPONENT_PX, half + swing, 0).argmax())
    along, across = half[longest] + swing[longest], half[longest] - swing[longest]
    return float(np.sqrt(along)) / PX_PER_MM, float(np.sqrt(max(across, 0.0))) / PX_PER_MM


def _beyond(ink: Mask) -> tuple[float, float, bool]:
    """outside_mm2, away and leaves: what lies in the ring, and whether it comes from inside."""
    joined = cv2.dilate(ink.view(np.uint8), ACROSS_OUTLINE)
    count, joined_labels = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_16U)
    labels = np.where(ink, joined_labels, 0)

    def pixels(part: NDArray[np.uint16]) -> NDArray[np.intp]:
        return np.bincount(part.ravel(), minlength=count)

    within = pixels(labels[INSIDE])
    ring = pixels(labels) - pixels(labels[BOX])
    own = within >= _COMPONENT_PX
    more_than_grain = ring >= 2 * _COMPONENT_PX
    own[0] = more_than_grain[0] = False
    away = int(ring[own].sum())
    edges = (labels[:2], labels[-2:], labels[:, :2], labels[:, -2:])
    return (
        int(ring[more_than_grain].sum()) * PX_MM2,
        away / max(1, away + int(within[own].sum())),
        any(bool(own[edge].any()) for edge in edges),
    )
