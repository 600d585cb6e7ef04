"""Whose stroke is it? Ink about a box may belong to a mark in the box beside it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .ink import ACROSS_OUTLINE, FAINT, INNER, PX_MM2
from .model import GreyImage
from .page_map import PageMap
from .patches import PX_PER_MM
from .sampling import Floats, sample, steps_mm

_REACH = 88  # px: 11 mm, the next box and most of what overshoots from it
_RING = 31  # px from a box's centre to the end of its ring
_SIDE = 2 * _REACH + 1
_STROKE = np.ones((9, 9), np.uint8)
_PRINT = np.ones((5, 5), np.uint8)
_OF_STRONGEST = 0.4
_LEAST_MM2 = 0.2  # of ink inside a box that makes a stroke its own
_ONE_SIDE_MM = 1.6  # a neighbour's stroke comes from one side, a circle lies around


Packed = NDArray[np.uint8]  # masks of a bit a pixel: as bytes they would be megabytes a page


@dataclass(frozen=True)
class Shares:
    """One box's surroundings. unexplained_mm2: ink in its ring that no other box can claim.

    shared_mm2: the most ink that a stroke in this box also has inside another box;
    own_mm2: ink inside this box.
    """

    unexplained_mm2: float
    shared_mm2: float
    own_mm2: float


def shares(
    scan: tuple[GreyImage, PageMap],
    printed: Packed,
    centres_mm: Floats,
    shift_mm: Floats,
    box: int,
    span: float,
) -> Shares:
    """Follow the strokes about one box to the boxes that they reach.

    scan: image and map of the page. printed: as printed_about says. centres_mm, shift_mm: (n, 2)
    of all boxes. span: grey levels between paper and print.
    """
    place = centres_mm[box]
    original = np.unpackbits(printed[box], axis=-1, count=_SIDE).view(bool)
    ink = _pen_ink(scan, original, place + shift_mm[box], span)
    joined = cv2.dilate(ink.view(np.uint8), ACROSS_OUTLINE)
    count, of_joined = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_16U)
    labels = np.where(ink, of_joined, 0).astype(np.int32)

    def inside(other: int, half: int) -> NDArray[np.float64]:
        x, y = np.rint((centres_mm[other] - place) * PX_PER_MM).astype(int) + _REACH
        part = labels[
            max(0, y - half) : max(0, y + half + 1), max(0, x - half) : max(0, x + half + 1)
        ]
        return np.asarray(np.bincount(part.ravel(), minlength=count) * PX_MM2, dtype=np.float64)

    own = inside(box, INNER)
    own[0] = 0.0
    near = np.flatnonzero(np.abs(centres_mm - place).max(axis=1) < (_REACH - INNER) / PX_PER_MM)
    elsewhere = np.zeros(count)
    for other in near:
        if other != box:
            elsewhere = np.maximum(elsewhere, inside(int(other), INNER))
    elsewhere[0] = 0.0
    ring = inside(box, _RING) - own
    ring[0] = 0.0
    explained = elsewhere >= _LEAST_MM2
    for label in np.flatnonzero(explained & (ring > 0)):
        explained[label] = _one_sided(labels, int(label))
    mine = own >= _LEAST_MM2
    return Shares(
        float(ring[~explained].sum()),
        float(elsewhere[mine].max(initial=0.0)),
        float(own.sum()),
    )


def printed_about(original: GreyImage, page_map: PageMap, centres_mm: Floats) -> Packed:
    """(n, _SIDE, …) where the clean page has ink about each box, eight pixels a byte."""
    steps = steps_mm(_REACH, PX_PER_MM)
    clean = sample(original, page_map.frames(centres_mm), steps, steps)
    printed = np.array([_grown(one < 230) for one in clean], dtype=bool)
    return np.packbits(printed.reshape(clean.shape), axis=-1)


def _grown(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(cv2.dilate(ink.view(np.uint8), _PRINT)).view(bool)


def _pen_ink(
    scan: tuple[GreyImage, PageMap], printed: NDArray[np.bool_], place: Floats, span: float
) -> NDArray[np.bool_]:
    """(_SIDE, _SIDE) ink of the scan where the original has none."""
    steps = steps_mm(_REACH, PX_PER_MM)
    grey = sample(scan[0], scan[1].frames(place[None]), steps, steps)[0]
    strokes = cv2.morphologyEx(cv2.blur(grey, (3, 3)), cv2.MORPH_BLACKHAT, _STROKE)
    unprinted = ~printed
    strongest = _quantile(strokes[unprinted][::7], 0.995)
    white = _quantile(grey[::6, ::6].ravel(), 0.75)
    ink = strokes > max(FAINT * span, _OF_STRONGEST * strongest)
    ink |= grey < white - 0.4 * span
    return np.asarray(ink & unprinted)


def _quantile(grey: NDArray[np.generic], share: float) -> float:
    """The level that a share of (n,) pixels lie below; 0 of none."""
    at = int((len(grey) - 1) * share)
    return float(np.partition(grey, at)[at]) if len(grey) else 0.0


def _one_sided(labels: NDArray[np.int32], label: int) -> bool:
    """Whether a stroke's part in the box's ring lies to one side of the box."""
    ring = np.s_[_REACH - _RING : _REACH + _RING + 1, _REACH - _RING : _REACH + _RING + 1]
    y, x = np.nonzero(labels[ring] == label)
    away = np.hypot(x.mean() - _RING, y.mean() - _RING) / PX_PER_MM
    return bool(away >= _ONE_SIDE_MM)
