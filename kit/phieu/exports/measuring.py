"""How wide words are when they are printed, for rules and columns that follow them."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Literal

from phieu.analysis.charts.measuring import width_in
from phieu.analysis.charts.style import font

MM_AN_INCH = 25.4


@lru_cache(maxsize=20_000)  # the same words are measured for every size that is tried
def text_width_mm(text: str, size_pt: float, weight: Literal["normal", "bold"] = "normal") -> float:
    """In Times New Roman or its twin on this machine: of the longest line."""
    with warnings.catch_warnings():
        # A letter that the typeface lacks comes from another one: its width is as good as any.
        warnings.simplefilter("ignore", UserWarning)
        return width_in(text, font(size_pt, weight=weight)) * MM_AN_INCH


def word_width_mm(text: str, size_pt: float, weight: Literal["normal", "bold"] = "normal") -> float:
    """Of the longest word: no column can be narrower."""
    return max((text_width_mm(word, size_pt, weight) for word in text.split()), default=0.0)
