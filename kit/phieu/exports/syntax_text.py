"""Pieces of SPSS command syntax: quoted strings, lists of names, commands, in short lines.

What SPSS and PSPP both take: a string in pieces joined by +, continued lines indented, a period
at the end of a command, lines of at most 250 bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

LINE = 100  # characters of a line with names
_PIECE = 150  # bytes of a string in one line; with every apostrophe doubled it still fits


def quoted(text: str) -> str:
    """As a string of syntax, on several lines where it is long. An apostrophe is doubled."""
    pieces = _pieces(" ".join(text.split()))
    return "\n    + ".join("'" + piece.replace("'", "''") + "'" for piece in pieces)


def _pieces(text: str) -> list[str]:
    """Parts of at most 150 bytes that together are the text."""
    parts, part, size = [], "", 0
    for character in text:
        width = len(character.encode()) * (2 if character == "'" else 1)
        if size + width > _PIECE:
            parts.append(part)
            part, size = "", 0
        part, size = part + character, size + width
    return [*parts, part]


def names(found: Iterable[str]) -> str:
    """Names with blanks between them, on as many lines as it takes."""
    wrapped = textwrap.wrap(" ".join(found), LINE, break_long_words=False, break_on_hyphens=False)
    return "\n   ".join(wrapped)


def command(keyword: str, parts: Sequence[str]) -> str:
    """One command, a part a line; nothing where there is none."""
    if not parts:
        return ""
    return f"{keyword}\n  " + "\n  ".join(parts) + ".\n"


def grouped(keyword: str, parts: Sequence[str]) -> str:
    """A command that takes several groups of variables with a slash between them."""
    first, *others = parts or [""]
    return command(keyword, [first, *(f"/{part}" for part in others)]) if parts else ""


def comment(text: str) -> str:
    """A comment of one line: a period within it at the end of a line would end it."""
    return f"* {' '.join(text.split()).rstrip('.')}.\n"
