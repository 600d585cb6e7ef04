"""One visual language for all charts: typeface, sizes, colours, hatches, markers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Literal

from matplotlib.font_manager import (
    FontProperties,
    findfont,
    findSystemFonts,
    fontManager,
    get_font,
)

# Times New Roman is what offices print in; the rest are its twins that hold all of Vietnamese.
TYPEFACES = ("Times New Roman", "Tinos", "Liberation Serif", "DejaVu Serif")

# Points, as printed: a chart is as wide as the text of an A4 page and is not scaled.
TITLE_PT, LABEL_PT, FIGURE_PT, HEAD_PT, FOOT_PT, SMALL_PT = 12.0, 8.5, 8.0, 7.5, 7.5, 7.0

INK, QUIET, RULE, PALE, WARNING = "#1C1C1C", "#474747", "#C9C9C9", "#9A9A9A", "#9C2A10"
LINE_WIDTH, HAIRLINE = 1.4, 0.6  # points


@dataclass(frozen=True)
class Shade:
    """How a level or a series is drawn: told apart by hatch or marker where print has no colour.

    text: the ink of figures on the face. edge: of a patch, and the ink of its hatch; white parts
    the segments of a bar.
    """

    face: str
    text: str = INK
    hatch: str = ""
    marker: str = "o"
    edge: str = "white"


# Orange against blue is told apart in every common colour blindness; both run dark to light
# towards the middle, and only the dissatisfied side is hatched. The middle differs from paper, too.
FIVE_LEVELS = (
    Shade("#B35806", INK, "//////"),
    Shade("#E99B45", INK, "////"),
    Shade("#D5D3CF", INK),
    Shade("#7FADD3", INK),
    Shade("#1F4E86", "#FFFFFF"),
)
_SEVEN = (
    Shade("#8A3E00", "#FFFFFF", "//////"),
    Shade("#BF6A1E", INK, "////"),
    Shade("#E89B47", INK, "//"),
    FIVE_LEVELS[2],
    Shade("#84AFD4", INK),
    Shade("#4A82B4", "#FFFFFF"),
    Shade("#17396A", "#FFFFFF"),
)
_OF_FIVE = {2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
MOST_LEVELS = 7

# Series side by side, as the three bodies. Every two differ in lightness by LIGHTNESS_APART, and
# each has its own marker and hatch.
SERIES = (
    Shade("#1F4E86", "#FFFFFF", "", "o"),
    Shade("#E08A3C", INK, "////", "s"),
    Shade("#C3D3DF", INK, "....", "^", QUIET),
    Shade("#1C1C1C", "#FFFFFF", "xxxx", "D"),
)

# Rates from low to high, in one hue: pale is low. As dark as FIVE_LEVELS' better side.
RATES = (
    Shade("#FFFFFF", INK, edge=PALE),
    Shade("#C3D6E8", INK),
    Shade("#87B0D5", INK),
    Shade("#4A7FB4", "#FFFFFF"),
    Shade("#1B3F70", "#FFFFFF"),
)

# Of neighbouring shades. Luma (Rec. 601) runs from 0 to 1: an office copier keeps some eight
# greys. ΔE is the distance in CIELAB; 10 is told apart at a glance, and the eye of a colour-blind
# reader is simulated first (Machado, Oliveira & Fernandes 2009, severity 1).
LIGHTNESS_APART, COLOURS_APART = 0.15, 15.0


def levels_of(number: int) -> tuple[Shade, ...]:
    """The shades of a scale of so many levels, worst first: at most MOST_LEVELS. Six are seven
    without a middle."""
    if number in _OF_FIVE:
        return tuple(FIVE_LEVELS[place] for place in _OF_FIVE[number])
    return _SEVEN if number == 7 else (*_SEVEN[:3], *_SEVEN[4:]) if number == 6 else ()


@cache
def typeface() -> str:
    """The first of TYPEFACES on this machine that has the letters of Vietnamese: an older
    Liberation Serif lacks 92 of them. DejaVu Serif comes with matplotlib."""
    if _usable(TYPEFACES[:2]) is None:
        _list_new_fonts()
    chosen = _usable(TYPEFACES)
    assert chosen is not None, "matplotlib brings DejaVu Serif"
    return chosen


def _usable(names: Sequence[str]) -> str | None:
    present = {font.name for font in fontManager.ttflist}
    return next((name for name in names if name in present and _holds_vietnamese(name)), None)


def _list_new_fonts() -> None:
    """Fonts that were installed since matplotlib made its list, which it keeps for good."""
    listed = {font.fname for font in fontManager.ttflist}
    for path in findSystemFonts():
        if path not in listed:
            with suppress(RuntimeError, OSError):  # a file that is no font, or a kind unknown
                fontManager.addfont(path)


def _holds_vietnamese(name: str) -> bool:
    """In every cut that charts use: two versions of one typeface may lie side by side."""
    cuts = (FontProperties(), FontProperties(weight="bold"), FontProperties(style="italic"))
    for cut in cuts:
        cut.set_family(name)
        found = get_font(findfont(cut, fallback_to_default=False))
        # Of a typeface that is gone since fonts were listed, matplotlib gives another.
        if found.family_name != name:
            return False
        if not all(found.get_char_index(ord(letter)) for letter in "ăđơưẠẶỄỆỐỘỚỢỨỰỶỸ"):
            return False
    return True


def font(
    size_pt: float,
    *,
    weight: Literal["normal", "bold"] = "normal",
    style: Literal["normal", "italic"] = "normal",
) -> FontProperties:
    return FontProperties(family=typeface(), size=size_pt, weight=weight, style=style)
