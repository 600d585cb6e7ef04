"""Many small upright patches out of a tilted page, taken by one remap."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import GreyImage

Floats = NDArray[np.float32]

# remap's result may have no side of 2**15 pixels or more.
_MOST_ROWS = 30_000


@dataclass(frozen=True)
class Frames:
    """Where patches lie. origin: (n, 2) px of their centres; axes: (n, 2, 2) px a millimetre.

    axes[i] @ (x_mm, y_mm) + origin[i] is the pixel of a place in patch i.
    """

    origin: Floats
    axes: Floats

    def at(self, places_mm: Floats) -> Floats:
        """(n, 2) pixels of one place a patch, places_mm: (n, 2) from its centre."""
        moved = np.einsum("nij,nj->ni", self.axes, places_mm)
        return np.asarray(moved + self.origin, dtype=np.float32)

    def some(self, chosen: NDArray[np.intp]) -> Frames:
        return Frames(self.origin[chosen], self.axes[chosen])


def steps_mm(half: int, px_per_mm: float) -> Floats:
    """(2 half + 1,) places at the middle of a patch's pixels, centre first at 0."""
    return (np.arange(-half, half + 1) / px_per_mm).astype(np.float32)


def sample(image: GreyImage, frames: Frames, x_mm: Floats, y_mm: Floats) -> GreyImage:
    """(n, len(y_mm), len(x_mm)) uint8, bilinear; beyond the image the nearest edge repeats."""
    rows = max(1, _MOST_ROWS // len(y_mm))
    parts = [
        _sample(image, Frames(frames.origin[i : i + rows], frames.axes[i : i + rows]), x_mm, y_mm)
        for i in range(0, len(frames.origin), rows)
    ]
    if not parts:
        return np.zeros((0, len(y_mm), len(x_mm)), np.uint8)
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _sample(image: GreyImage, frames: Frames, x_mm: Floats, y_mm: Floats) -> GreyImage:
    def pixels(axis: int) -> Floats:
        along_x = frames.axes[:, axis, 0, None, None] * x_mm[None, None, :]
        along_y = frames.axes[:, axis, 1, None, None] * y_mm[None, :, None]
        along_y += frames.origin[:, axis, None, None]
        return np.asarray(along_x + along_y, dtype=np.float32).reshape(-1, len(x_mm))

    patches = cv2.remap(
        image, pixels(0), pixels(1), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(patches, dtype=np.uint8).reshape(-1, len(y_mm), len(x_mm))
