"""A rectangle of the page, upright and flat: text areas, pictures for a person."""

from __future__ import annotations

import cv2
import numpy as np

from phieu.paper.geometry import Rect

from .model import GreyImage
from .page_map import PageMap
from .sampling import Floats


def pixels(page_map: PageMap, rect: Rect, px_per_mm: float) -> tuple[Floats, Floats]:
    """(h, w) x and y of the scan: the rectangle's corners mapped, its inside bilinear between."""
    width, height = round(rect.w_mm * px_per_mm), round(rect.h_mm * px_per_mm)
    across = ((np.arange(width, dtype=np.float32) + 0.5) / width)[None, :]
    down = ((np.arange(height, dtype=np.float32) + 0.5) / height)[:, None]
    x0, y0, x1, y1 = rect.x_mm, rect.y_mm, rect.x_mm + rect.w_mm, rect.y_mm + rect.h_mm
    corners = page_map.to_px(np.array([[[x0, y0], [x1, y0]], [[x0, y1], [x1, y1]]]))

    def between(c: Floats) -> Floats:
        top = (1 - across) * c[0, 0] + across * c[0, 1]
        bottom = (1 - across) * c[1, 0] + across * c[1, 1]
        places = down * (bottom - top)
        places += top
        return np.asarray(places)

    return between(corners[..., 0].astype(np.float32)), between(corners[..., 1].astype(np.float32))


def flat(image: GreyImage, page_map: PageMap, rect: Rect, px_per_mm: float) -> GreyImage:
    """(h, w) uint8 at px_per_mm; beyond the image its nearest edge repeats."""
    x, y = pixels(page_map, rect, px_per_mm)
    part = cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(part, dtype=np.uint8)


def around(rects: list[Rect], margin_mm: float) -> Rect:
    """The smallest rectangle that holds all of them with a margin."""
    x0 = min(r.x_mm for r in rects) - margin_mm
    y0 = min(r.y_mm for r in rects) - margin_mm
    x1 = max(r.x_mm + r.w_mm for r in rects) + margin_mm
    y1 = max(r.y_mm + r.h_mm for r in rects) + margin_mm
    return Rect(x0, y0, x1 - x0, y1 - y0)
