"""How wide words are in print, and words broken into lines that fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

POINTS_AN_INCH = 72
LINE = 1.12  # from one line to the next, in type sizes
CAPITALS = 0.66  # their height in type sizes
MOST_LINES = 6  # of one label; a longer text ends in "…"
_SLACK = 1.01  # screens round a little otherwise than print
_EVEN_TO_IN = 0.02

_MEASURE = TextToPath()


def width_in(text: str, font: FontProperties) -> float:
    """Inches from the first letter to the last, of the longest line."""
    return max(_width(line, font) for line in text.split("\n"))


def height_in(lines: int, font: FontProperties) -> float:
    return lines * LINE * float(font.get_size_in_points()) / POINTS_AN_INCH


@lru_cache(maxsize=100)
def line_spacing(font: FontProperties) -> float:
    """LINE as matplotlib counts it: in heights of the typeface's “lp”."""
    _width, high, _descent = _MEASURE.get_text_width_height_descent("lp", font, ismath=False)
    return float(LINE * font.get_size_in_points() / high)


def capitals_in(font: FontProperties) -> float:
    """Inches from the foot to the top of capitals and figures: half of it is a line's middle."""
    return CAPITALS * float(font.get_size_in_points()) / POINTS_AN_INCH


def fitted(
    text: str,
    room_in: float,
    font: FontProperties,
    *,
    most_lines: int = MOST_LINES,
    even: bool = True,
) -> str:
    """Lines that are at most `room_in` wide, as few as can be, and about equally long if `even`.

    A word wider than the room is broken: nothing may leave the picture. What `most_lines` cannot
    hold is cut, with "…". Line breaks in the text are kept.
    """
    lines = [line for part in text.split("\n") for line in _lines(part, room_in, font, even=even)]
    if len(lines) > most_lines:
        rest = " ".join(lines[most_lines - 1 :])
        lines = [*lines[: most_lines - 1], _cut(rest, room_in, font)]
    return "\n".join(lines)


def _lines(text: str, room_in: float, font: FontProperties, *, even: bool) -> list[str]:
    words = [part for word in text.split() for part in _broken(word, room_in, font)]
    lines = _filled(words, room_in, font)
    low, high = 0.0, room_in
    while even and high - low > _EVEN_TO_IN:
        middle = (low + high) / 2
        narrower = _filled(words, middle, font)
        fits = len(narrower) == len(lines) and max(_width(li, font) for li in narrower) <= room_in
        low, high = (low, middle) if fits else (middle, high)
    return _filled(words, high, font)


def _filled(words: Sequence[str], room_in: float, font: FontProperties) -> list[str]:
    """Each line takes as many words as it holds."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, font) <= room_in:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _broken(word: str, room_in: float, font: FontProperties) -> list[str]:
    """The word, or parts of it that fit."""
    if _width(word, font) <= room_in:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and _width(parts[-1] + letter, font) > room_in:
            parts.append("")
        parts[-1] += letter
    return parts


def _cut(text: str, room_in: float, font: FontProperties) -> str:
    """As much of its beginning as fits with "…"."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = _width(f"{text[:middle].rstrip()}…", font) <= room_in
        low, high = (middle, high) if fits else (low, middle - 1)
    return f"{text[:low].rstrip()}…"


def _width(line: str, font: FontProperties) -> float:
    return _points(line, font) * _SLACK / POINTS_AN_INCH


@lru_cache(maxsize=20_000)
def _points(line: str, font: FontProperties) -> float:
    if not line:
        return 0.0
    return float(_MEASURE.get_text_width_height_descent(line, font, ismath=False)[0])
