"""What charts share: typeface, colours, and the mark of rehearsed data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

from phieu.messages import _

# Times New Roman is what offices print in; the rest are its twins that hold all of Vietnamese.
TYPEFACES = ("Times New Roman", "Tinos", "Liberation Serif", "DejaVu Serif")

INK, QUIET, RULE, WARNING = "#1C1C1C", "#5A5A5A", "#C9C9C9", "#9C2A10"


@dataclass(frozen=True)
class Shade:
    """How a level is drawn. Hatching tells the two sides apart where print has no colour."""

    face: str
    text: str
    hatch: str = ""


# Orange against blue is told apart in every common colour blindness; both run dark to light
# towards the middle, and only the dissatisfied side is hatched.
FIVE_LEVELS = (
    Shade("#B35806", "#1C1C1C", "//////"),
    Shade("#F1A95B", "#1C1C1C", "////"),
    Shade("#E9E7E4", "#1C1C1C"),
    Shade("#8DB8DA", "#1C1C1C"),
    Shade("#1F4E86", "#FFFFFF"),
)


@cache
def typeface() -> str:
    """The first of TYPEFACES that this machine has. DejaVu Serif comes with matplotlib."""
    present = {font.name for font in fontManager.ttflist}
    return next(name for name in TYPEFACES if name in present)


def font(
    size_pt: float,
    *,
    weight: Literal["normal", "bold"] = "normal",
    style: Literal["normal", "italic"] = "normal",
) -> FontProperties:
    return FontProperties(family=typeface(), size=size_pt, weight=weight, style=style)


def rehearsed_line() -> str:
    return _("REHEARSED DATA – NOT SURVEY RESULTS")


def mark_as_rehearsed(figure: Figure, line: str, bottom: float) -> None:
    """A pale word across the picture, and `line` at its foot (a share of the picture's height)."""
    figure.text(
        0.5, 0.5, _("REHEARSED DATA"), rotation=32, ha="center", va="center", color=WARNING,
        alpha=0.09, fontproperties=font(64, weight="bold"), zorder=10,
    )  # fmt: skip
    figure.text(
        0.02, bottom, line, ha="left", va="bottom", color=WARNING,
        fontproperties=font(10.5, weight="bold"),
    )  # fmt: skip
