"""How wide words are when they are printed, for rules and columns that follow them."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Literal

from matplotlib.textpath import text_to_path

from phieu.analysis.charts.style import font

MM_PER_PT = 25.4 / 72


@cache
def text_width_mm(text: str, size_pt: float, weight: Literal["normal", "bold"] = "normal") -> float:
    """In Times New Roman or its twin on this machine, on one line."""
    with warnings.catch_warnings():
        # A letter that the typeface lacks comes from another one: its width is as good as any.
        warnings.simplefilter("ignore", UserWarning)
        # Formulas are off: a respondent's $ is a letter.
        width, _height, _descent = text_to_path.get_text_width_height_descent(
            text, font(size_pt, weight=weight), ismath=False
        )
    return float(width) * MM_PER_PT


def word_width_mm(text: str, size_pt: float, weight: Literal["normal", "bold"] = "normal") -> float:
    """Of the longest word: no column can be narrower."""
    return max((text_width_mm(word, size_pt, weight) for word in text.split()), default=0.0)
