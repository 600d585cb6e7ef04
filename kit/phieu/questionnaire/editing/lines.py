"""Whole lines of a text: where a part begins and ends with its comments, and replacing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .spans import List, Map


@dataclass(frozen=True)
class Splice:
    """Put `new` in place of what stands from `start` up to `end`."""

    start: int
    end: int
    new: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """All at once; their places are those of the text as it was and do not overlap."""
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end), reverse=True):
        text = text[: splice.start] + splice.new + text[splice.end :]
    return text


def inserted(text: str, at: int, lines: Sequence[str]) -> Splice:
    """Whole lines at the start of a line, or at the end of the text."""
    end = line_break(text)
    block = "".join(f"{line}{end}" for line in lines)
    is_unfinished = at == len(text) and text and not text.endswith("\n")
    # What had no line end at the end of the file has none afterwards.
    return Splice(at, at, end + block.removesuffix(end) if is_unfinished and block else block)


def line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """The start of the next line; `at` itself where a text kept its last line end (|+)."""
    if at > 0 and text[at - 1] == "\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def column_of(text: str, at: int) -> int:
    return at - line_start(text, at)


@dataclass(frozen=True)
class Region:
    """The lines of one part. content: where the part itself begins, below its comments."""

    start: int
    content: int
    end: int


def region(text: str, holder: Map | List, place: int) -> Region:
    """A part of a block list or mapping with the comments that belong to it.

    Those directly above it, as far left as the part or further, and those directly below it that
    are indented deeper. The first entry of `- id: …` begins behind the hyphen.
    """
    part = holder.parts[place]
    start = line_start(text, part.mark)
    column = part.mark - start
    end = _end(text, part.end, column)
    if text[start : part.mark].strip(" \ufeff"):
        return Region(part.mark, part.mark, end)
    floor = _end(text, holder.parts[place - 1].end, column) if place else 0
    top = start
    while top > floor:
        above = line_start(text, top - 1)
        indent = _comment_column(text[above:top])
        if above < floor or indent is None or indent > column:
            break
        top = above
    return Region(top, start, end)


def _end(text: str, at: int, column: int) -> int:
    end = line_end(text, at)
    while end < len(text):
        below = line_end(text, end + 1)
        indent = _comment_column(text[end:below])
        if indent is None or indent <= column:
            break
        end = below
    return end


def _comment_column(line: str) -> int | None:
    return _indent(line) if line.lstrip(" ").startswith("#") else None


def is_blank(text: str, start: int) -> bool:
    """Whether the line that begins here is empty; behind the last line there is none."""
    return start < len(text) and not text[start : line_end(text, start + 1)].strip()


def removal(text: str, part: Region, *, is_first: bool = False) -> Splice:
    """Without these lines, and without one of the two gaps that would meet.

    is_first: above stands the key of the list, to which the next part moves up.
    """
    start, end = part.start, part.end
    above = line_start(text, start - 1) if start else 0
    is_gap_below = is_blank(text, end)
    if is_first and is_gap_below:
        end = line_end(text, end + 1)
    elif start and is_blank(text, above) and (is_gap_below or end >= len(text)):
        start = above
    return Splice(start, end, "")


def lines_of(block: str) -> list[str]:
    """Its lines without their ends; only a line feed ends one."""
    return [line.removesuffix("\r") for line in block.removesuffix("\n").split("\n")]


def shifted(lines: Sequence[str], by: int) -> list[str]:
    """Lines further right, or left (by < 0) as far as there is space."""
    return [" " * max(0, _indent(line) + by) + line.lstrip(" ") if line else "" for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
