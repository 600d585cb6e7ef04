"""Many small upright patches out of a tilted page, taken by one remap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import GreyImage

Floats = NDArray[np.float32]
Pixel = TypeVar("Pixel", bound=np.generic)

# remap's result may have no side of 2**15 pixels or more.
_MOST_COLUMNS = 30_000


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
    """(n, len(y_mm), len(x_mm)) uint8, bilinear; beyond the image the nearest edge repeats.

    In memory the patches lie side by side: see side_by_side.
    """
    count = max(1, _MOST_COLUMNS // len(x_mm))
    parts = [
        _sample(image, Frames(frames.origin[i : i + count], frames.axes[i : i + count]), x_mm, y_mm)
        for i in range(0, len(frames.origin), count)
    ]
    if not parts:
        return np.zeros((0, len(y_mm), len(x_mm)), np.uint8)
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def side_by_side(patches: GreyImage) -> GreyImage:
    """(n, h, w) patches as one strip of (h, n w), without a copy if they were sampled together.

    Filters have a cost for each row that they start: a few long rows are several times as quick
    as many short ones.
    """
    return patches.transpose(1, 0, 2).reshape(patches.shape[1], -1)


def apart(strip: NDArray[Pixel], count: int) -> NDArray[Pixel]:
    """(n, h, w) views of the patches that lie side by side in a strip."""
    return strip.reshape(len(strip), count, -1).transpose(1, 0, 2)


def _sample(image: GreyImage, frames: Frames, x_mm: Floats, y_mm: Floats) -> GreyImage:
    def pixels(axis: int) -> Floats:
        along_x = frames.axes[:, axis, 0, None] * x_mm + frames.origin[:, axis, None]
        places = y_mm[:, None] * np.repeat(frames.axes[:, axis, 1], len(x_mm))
        places += along_x.ravel()
        return places

    strip = cv2.remap(
        image, pixels(0), pixels(1), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return apart(np.asarray(strip, dtype=np.uint8), len(frames.origin))
