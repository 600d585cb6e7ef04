"""How much ink each box holds and how it lies. Scores only; deciding.py judges."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .ink import BOX, CORE, FAINT, INNER, INSIDE, Lie, Mask, ink_of, level, lie, quantile
from .model import GreyImage
from .patches import PX_PER_MM, WINDOW, Patches
from .sampling import Floats

_LEAST_SPAN = 40.0  # grey levels between paper and print: below it noise would count as ink
_PLAIN_PX = 5  # faint pixels inside that a plain box may have: 0.08 mm2, a speck
_PLAIN_DARK = 0.07  # of the span: mean darkness that an even shadow leaves on a plain box
_PLAIN_RING_PX = 22  # px of strong ink around a plain box: 0.34 mm2
_RING_INK = 0.15  # of the span
_PRINT = 230  # grey level of the original up to which it counts as printed


@dataclass(frozen=True)
class Scores:
    """What was measured on each box, (n,) each.

    plain: blank at first sight, and nothing else measured.
    fill: share of the inside that is ink. depth: that ink's mean darkness, 1 = print.
    relief: how much of that darkness stands out from its surroundings, 1 for thin strokes, near
    0 for stains. core: share of the inner 2 mm square that is ink.
    spread_mm, thin_mm: standard deviation of the longest connected ink along its longer axis,
    and across it. hole_mm: radius of the largest circle inside without ink. openings: how many
    of the inside's four sides have a clear white hole, all four of a cross.
    dark: mean darkness of the inside. surround: of the paper on the darkest side of the box.
    outside_mm2: ink in the ring that the original has not. away: share of the ink connected
    with the inside that lies in the ring. leaves: that ink runs out of the window.
    """

    plain: Mask
    fill: Floats
    depth: Floats
    relief: Floats
    core: Floats
    spread_mm: Floats
    thin_mm: Floats
    hole_mm: Floats
    openings: Floats
    dark: Floats
    surround: Floats
    outside_mm2: Floats
    away: Floats
    leaves: Mask


def score(patches: Patches, printed: Mask, black: float) -> Scores:
    """Measure all boxes; closely only those that are not plainly blank.

    printed: (n, WINDOW, WINDOW) where the original has ink. black: grey level of the print.
    """
    white = quantile(patches.grey[:, 1::4, 1::4], 0.75)  # print and pen cover less than a quarter
    span = np.maximum(white - black, _LEAST_SPAN)
    faint = _count(patches.strokes[:, *INSIDE] > level(FAINT * span))
    dark = (white - patches.grey[:, *INSIDE].mean(axis=(1, 2), dtype=np.float32)) / span
    loud = patches.strokes > level(_RING_INK * span)
    loud &= ~printed
    loud[:, *BOX] = False
    plain = (faint <= _PLAIN_PX) & (dark < _PLAIN_DARK) & (_count(loud) <= _PLAIN_RING_PX)
    scores = _blank(plain, dark)
    close = np.flatnonzero(~plain)
    if not len(close):
        return scores
    measured = _closely(
        patches.grey[close], patches.strokes[close], printed[close], white[close], span[close]
    )
    columns = {name: getattr(scores, name).copy() for name in measured}
    for name, values in measured.items():
        columns[name][close] = values
    return replace(scores, **columns)


def _blank(plain: Mask, dark: Floats) -> Scores:
    """Scores as if nothing stood in any box."""
    zeros = np.zeros(len(plain), np.float32)
    columns = {field.name: zeros for field in fields(Scores)}
    white = {"hole_mm": zeros + INNER / PX_PER_MM, "openings": zeros + 4}
    never = np.zeros(len(plain), bool)
    return Scores(**(columns | white | {"plain": plain, "dark": dark, "leaves": never}))


def _closely(
    grey: GreyImage, strokes: GreyImage, printed: Mask, white: Floats, span: Floats
) -> dict[str, NDArray[np.generic]]:
    """The columns of Scores for boxes that hold something. All (m, …)."""
    ink = ink_of(grey, strokes, white, span) & ~printed
    inside = ink[:, *INSIDE]
    pixels = np.maximum(_count(inside), 1)
    darkness = (white[:, None, None] - grey) / span[:, None, None]
    depth = (darkness[:, *INSIDE] * inside).sum(axis=(1, 2)) / pixels
    standing_out = (strokes[:, *INSIDE] * inside).sum(axis=(1, 2)) / pixels / span
    lies = lie(ink)
    return {
        "fill": inside.mean(axis=(1, 2)),
        "depth": depth,
        "relief": standing_out / np.maximum(depth, FAINT),
        "core": ink[:, *CORE].mean(axis=(1, 2)),
        "surround": _surround(darkness, printed),
    } | {field.name: getattr(lies, field.name) for field in fields(Lie)}


def _surround(darkness: Floats, printed: Mask) -> Floats:
    """(m,) the mean darkness on the darkest of a box's four sides, print left out."""
    paper = ~printed
    shown = darkness * paper
    width = (WINDOW - shown[:, *BOX].shape[1]) // 2
    sides = (np.s_[:, :width], np.s_[:, -width:], np.s_[:, :, :width], np.s_[:, :, -width:])
    means = [
        shown[side].sum(axis=(1, 2)) / np.maximum(paper[side].sum(axis=(1, 2)), 1) for side in sides
    ]
    return np.asarray(np.max(means, axis=0))


def _count(mask: Mask) -> NDArray[np.int32]:
    return np.asarray(mask.sum(axis=(1, 2), dtype=np.int32))


def printed_in(original: GreyImage) -> Mask:
    """(n, WINDOW, WINDOW) where clean windows have ink, with 0.4 mm for blur and misfit.

    The outline is kept out of the inside, or a blackened box would seem white at its rim.
    """
    ink = (original < _PRINT).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    printed = np.zeros(ink.shape, bool)
    for one, grown in zip(ink, printed, strict=True):
        grown[:] = cv2.dilate(one, kernel)
        grown[INSIDE] = cv2.dilate(one[INSIDE].copy(), kernel)
    return printed
