"""Text broken into even lines, for labels of charts and cells of tables."""

from __future__ import annotations

import textwrap


def wrapped(text: str, width: int) -> str:
    """Lines of at most `width` characters, as even as can be: no last line of a single word.

    A word longer than `width` stays whole.
    """
    lines = _lines(text, width)
    while width > 1 and len(_lines(text, width - 1)) == len(lines):
        width -= 1
        lines = _lines(text, width)
    return "\n".join(lines)


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False)
