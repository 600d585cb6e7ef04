"""Pictures of the fields that a person has to look at."""

from __future__ import annotations

from collections.abc import Sequence

import cv2

from phieu.paper.geometry import Box

from .areas import around, flat
from .groups import Group
from .model import Crop, Field, GreyImage
from .page_map import PageMap

_PX_PER_MM = 6.0  # about 150 dpi: enough for the eye, small enough to keep
_MARGIN_MM = 4.0
# PNG costs five times the time and three times the space, and the scan itself was a JPEG.
_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 80)


def crops(
    image: GreyImage,
    page_map: PageMap,
    boxes: Sequence[Box],
    groups: Sequence[Group],
    fields: Sequence[Field],
) -> tuple[Crop, ...]:
    """One picture a waiting field, from the scan; fields of one group share theirs."""
    waits = {field.variable for field in fields if field.reason is not None}
    pictures: list[Crop] = []
    for group in groups:
        names = [name for name in group.variables if name in waits]
        if not names:
            continue
        rect = around([boxes[i].rect for i in group.boxes], _MARGIN_MM)
        picture = flat(image, page_map, rect, _PX_PER_MM)
        encoded = cv2.imencode(".jpg", picture, _JPEG)[1].tobytes()
        pictures.extend(Crop(name, encoded) for name in names)
    return tuple(pictures)
