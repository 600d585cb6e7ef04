"""Where everything stands on an A4 page, in millimetres from its top-left corner.

The template draws from these numbers and the reader looks for them: one source for both.
The sizes are argued in paper/README.md.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0

BoxKind = Literal["mark", "digit", "text"]


@dataclass(frozen=True)
class Rect:
    """A rectangle by its top-left corner."""

    x_mm: float
    y_mm: float
    w_mm: float
    h_mm: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.x_mm + self.w_mm / 2, self.y_mm + self.h_mm / 2


# 11 mm in: squares 7 mm from the edge ran off the glass on skewed pages.
FIDUCIALS = tuple(Rect(x, y, 5.0, 5.0) for y in (11.0, 281.0) for x in (11.0, 194.0))
# 17 mm in on the left: punch holes are centred 12 mm from the edge.
TICKS_A_SIDE = 22
_TICK_Y_MM, _TICK_PITCH_MM = 23.0, 11.8
LEFT_TICKS = tuple(
    Rect(17.0, _TICK_Y_MM + i * _TICK_PITCH_MM, 3.5, 1.4) for i in range(TICKS_A_SIDE)
)
RIGHT_TICKS = tuple(
    Rect(195.5, _TICK_Y_MM + i * _TICK_PITCH_MM, 3.5, 1.4) for i in range(TICKS_A_SIDE)
)

# Within the margins, the head of the page included: left 30, right 17, top and bottom 20.
TEXT_AREA = Rect(30.0, 20.0, 163.0, 257.0)
BOX_MM = 3.8
BOX_STROKE_MM = 0.16  # 0.45 pt
QUIET_MM = 3.0  # white that a ticket needs around it
TICKET_MM = 22.0  # modules of 0.88 mm in version 2: 7 pixels at 200 dpi
RUNNING_TICKET = Rect(169.5, 18.0, TICKET_MM, TICKET_MM)  # from the second page on
# The ticket's symbol stands somewhere in this window of every page, quiet zone included.
TICKET_WINDOW = Rect(150.0, 12.0, 45.0, 90.0)


@dataclass(frozen=True)
class Box:
    """A place to answer. `code` is what a mark there means; `place` is a digit's worth (10, 1)."""

    variable: str
    code: int
    kind: BoxKind
    x_mm: float
    y_mm: float
    w_mm: float
    h_mm: float
    place: int = 0

    @property
    def rect(self) -> Rect:
        return Rect(self.x_mm, self.y_mm, self.w_mm, self.h_mm)


@dataclass(frozen=True)
class PageLayout:
    """One page: its boxes, where its ticket's symbol (modules only) and serial text are stamped."""

    boxes: tuple[Box, ...]
    ticket: Rect
    serial: Rect


@dataclass(frozen=True)
class Layout:
    """The pages of one variant. `hash` is of the compiled pages: equal hash, equal paper."""

    hash: str
    variant: str
    pages: tuple[PageLayout, ...]

    def to_json(self) -> dict[str, Any]:
        return {"variant": self.variant, "pages": [asdict(page) for page in self.pages]}
