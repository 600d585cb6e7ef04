"""Tables for a console: words to the left, figures to the right, lines that fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from phieu.messages import _

from .formats import ABSENT, WITHHELD
from .headings import RATES, presented
from .wrapping import wrapped

# Characters. A line of LINE fits a console of 120.
LINE, GAP, NARROWEST_WORDS = 118, 2, 12
FIGURE_HEADINGS = (28, 18, 10, 7)  # the first that lets a line fit
_FIGURE = re.compile(r"-?\d[\d.,]*%?( [A-Z]+)*")


@dataclass(frozen=True)
class _Column:
    """Texts of one column, lines parted by "\\n"."""

    heading: str
    cells: tuple[str, ...]
    figures: bool

    @property
    def width(self) -> int:
        texts = (self.heading, *self.cells)
        return max(len(line) for text in texts for line in text.split("\n"))

    def within(self, width: int) -> _Column:
        cells = tuple(wrapped(cell, width) for cell in self.cells)  # joins lines first
        return replace(self, heading=wrapped(self.heading, width), cells=cells)


def table_text(table: pd.DataFrame) -> str:
    """The table without its index, a rule under the headings; "" for a table of no columns.

    A column is of figures where every cell is one (or absent, or not published). Where a line
    would pass LINE, headings of figures are wrapped, and then words. One character counts as one
    place, which holds for composed (NFC) text: that is how it is written.
    """
    return columns_text(
        [str(name) for name in table.columns], [table[name].tolist() for name in table.columns]
    )


def columns_text(headings: Sequence[str], cells: Sequence[Sequence[object]]) -> str:
    """The same of headings and, for each, the cells under it."""
    columns = _fitted([_column(name, values) for name, values in zip(headings, cells, strict=True)])
    if not columns:
        return ""
    rows = zip(*(column.cells for column in columns), strict=True)
    lines = [
        *_heading_lines(columns),
        "─" * _line_width(columns),
        *(line for row in rows for line in _row_lines(row, columns)),
    ]
    return "\n".join(line.rstrip() for line in lines)


def response_text(table: pd.DataFrame, names: Mapping[str, str] | None = None) -> str:
    """A table of response_table() in two blocks: counts, then rates. names: words for groups."""
    rates = [key for key in table.columns if key in RATES]
    blocks = (table.drop(columns=rates), table[["group", *rates]])
    return "\n\n".join(table_text(presented(block, names)) for block in blocks)


def topics_text(table: pd.DataFrame, names: Mapping[str, str] | None = None) -> str:
    """A table of by_topic(): each topic is named once, at its first group."""
    first = table["topic"] != table["topic"].shift()
    shown = table.assign(label=table["label"].where(first, "")).drop(columns="topic")
    return table_text(presented(shown, names))


def _column(name: str, values: Sequence[object]) -> _Column:
    cells = tuple(_plain(value) for value in values)
    empty = {"", ABSENT, WITHHELD, _plain(_("not published"))}
    figures = bool(cells) and all(cell in empty or _FIGURE.fullmatch(cell) for cell in cells)
    return _Column(_plain(name), cells, figures)


def _plain(value: object) -> str:
    """One line of composed characters."""
    return unicodedata.normalize("NFC", " ".join(str(value).split()))


def _fitted(columns: Sequence[_Column]) -> list[_Column]:
    """Columns of which a line fits, or as near to it as headings and words can be wrapped."""
    tried: list[_Column] = []
    for limit in FIGURE_HEADINGS:
        tried = [
            replace(column, heading=wrapped(column.heading, limit)) if column.figures else column
            for column in columns
        ]
        if _line_width(tried) <= LINE:
            return tried
    return _narrowed(tried)


def _narrowed(columns: Sequence[_Column]) -> list[_Column]:
    """The widest columns of words wrapped more tightly, until a line fits."""
    found = list(columns)
    while _line_width(found) > LINE:
        words = [place for place, column in enumerate(found) if not column.figures]
        widest = max(words, key=lambda place: found[place].width, default=None)
        if widest is None or found[widest].width <= NARROWEST_WORDS:
            break
        narrower = found[widest].within(found[widest].width - 1)
        if narrower.width == found[widest].width:
            break  # a single word that is that long
        found[widest] = narrower
    return found


def _line_width(columns: Sequence[_Column]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def _heading_lines(columns: Sequence[_Column]) -> list[str]:
    """Headings stand on the rule: a shorter one starts lower."""
    parts = [column.heading.split("\n") for column in columns]
    depth = max(map(len, parts))
    return _set([[""] * (depth - len(part)) + part for part in parts], columns)


def _row_lines(cells: Sequence[str], columns: Sequence[_Column]) -> list[str]:
    parts = [cell.split("\n") for cell in cells]
    depth = max(map(len, parts))
    return _set([part + [""] * (depth - len(part)) for part in parts], columns)


def _set(parts: Sequence[Sequence[str]], columns: Sequence[_Column]) -> list[str]:
    """Lines of all columns side by side. parts: for each column as many lines."""
    padded = [
        [line.rjust(column.width) if column.figures else line.ljust(column.width) for line in part]
        for part, column in zip(parts, columns, strict=True)
    ]
    return [(" " * GAP).join(line) for line in zip(*padded, strict=True)]
