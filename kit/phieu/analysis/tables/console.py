"""Tables for a console: words to the left, figures to the right, merged headings over them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phieu.analysis.wrapping import wrapped

from .cells import Cell
from .cutting import runs
from .layout import LaidRow, Layout, Span, cell_text, layout

if TYPE_CHECKING:
    from .model import Table

# Characters. A line of LINE fits a console of 120.
LINE, GAP, INSET = 118, 2, 2
LEAST_STUB, LEAST_LINE = 24, 60  # of rows' headings; of the lines over and under the table
WORDS = 40  # a column of words is wrapped beyond it
HEADING_WIDTHS = (16, 12, 9, 7)  # over a column of figures: the first that lets a line fit


@dataclass(frozen=True)
class _Measures:
    """Widths in characters. letters: by column, the part of it that letters take."""

    stub: int
    columns: tuple[int, ...]
    letters: tuple[int, ...]

    @property
    def line(self) -> int:
        return self.stub + sum(self.columns) + GAP * len(self.columns)

    def of(self, span: Span) -> int:
        columns = self.columns[span.column : span.column + span.columns]
        return sum(columns) + GAP * (span.columns - 1)


def console_text(table: Table) -> str:
    """The title, the rectangle, and what stands under it. A table too wide for a line is cut
    into parts under each other, each with the rows' headings."""
    laid, parts = layout(table), parts_of(table)
    around = max([LEAST_LINE, *(min(_measures(layout(part)).line, LINE) for part in parts)])
    lines = [
        *([laid.warning] if laid.warning else []),
        *_lines(laid.title, around),
        *(line for part in parts for line in _rectangle(layout(part))),
        *(line for text in laid.under for line in _lines(text, around)),
    ]
    return "\n".join(line.rstrip() for line in lines)


def parts_of(table: Table) -> list[Table]:
    """The table, or parts of it that each fit a line."""
    sizes = _measures(layout(table))
    if sizes.line <= LINE:
        return [table]
    room = LINE - max(LEAST_STUB, min(sizes.stub, LINE // 3))
    cut = runs(table.headings, [GAP + width for width in sizes.columns], room)
    return [table.of_columns(columns) for columns in cut]


def _rectangle(laid: Layout) -> Iterator[str]:
    sizes = _measures(laid)
    rule = "─" * sizes.line
    yield from (*_head(laid, sizes), rule, *_body(laid, sizes), rule)


def _lines(text: str, width: int) -> list[str]:
    """Composed, so that a character takes one place, and broken between words."""
    return wrapped(unicodedata.normalize("NFC", text), width).split("\n")


def _measures(laid: Layout) -> _Measures:
    letters = tuple(
        max([0, *(len(row.cells[at].letters) + 1 for row in laid.rows if row.cells[at].letters)])
        for at in range(laid.width)
    )
    for heading in HEADING_WIDTHS:
        columns = _column_widths(laid, letters, heading)
        room = LINE - sum(columns) - GAP * laid.width
        if room >= LEAST_STUB:
            break
    rows = [
        max(map(len, _lines(row.heading, LINE))) + (INSET if section.heading else 0)
        for section in laid.sections
        for row in section.rows
    ]
    wanted = max([len(laid.corner), 1, *rows])
    return _Measures(min(wanted, max(room, LEAST_STUB)), columns, letters)


def _column_widths(laid: Layout, letters: Sequence[int], heading: int) -> tuple[int, ...]:
    """As wide as the figures, and wider where a heading needs it that is wrapped at `heading`."""
    widths = [
        max([1, *(_width(row.cells[place]) for row in laid.rows)]) + room
        for place, room in enumerate(letters)
    ]
    spans = sorted((span for line in laid.spans for span in line), key=lambda span: span.columns)
    for span in spans:
        have = sum(widths[span.column : span.column + span.columns]) + GAP * (span.columns - 1)
        need = max(map(len, _lines(span.label, max(heading, have))))
        for extra in range(need - have):
            widths[span.column + extra % span.columns] += 1
    return tuple(widths)


def _width(cell: Cell) -> int:
    text = cell_text(cell)
    return max(map(len, _lines(text, WORDS))) if cell.format == "text" else len(text)


def _head(laid: Layout, sizes: _Measures) -> Iterator[str]:
    """Line by line of headings, each as deep as its deepest; a heading stands on its last line."""
    for line in range(len(laid.spans)):
        standing = [
            span for spans in laid.spans for span in spans if span.line + span.lines - 1 == line
        ]
        parts = {span.column: _lines(span.label, sizes.of(span)) for span in standing}
        depth = max(map(len, parts.values()), default=1)
        last = line == len(laid.spans) - 1
        for number in range(depth):
            corner = laid.corner if last and number == depth - 1 else ""
            yield _heading_line(corner, standing, parts, number - depth, laid, sizes)
        if any(span.columns > 1 for span in standing):
            yield _rules(standing, laid, sizes)


def _heading_line(
    corner: str,
    standing: Sequence[Span],
    parts: dict[int, list[str]],
    from_below: int,
    laid: Layout,
    sizes: _Measures,
) -> str:
    """from_below: −1 is the line that stands on the rule."""
    spans = {span.column: span for span in standing}
    texts, place = [corner.ljust(sizes.stub)], 0
    while place < laid.width:
        span = spans.get(place)
        if span is None:
            texts.append(" " * sizes.columns[place])
            place += 1
            continue
        part, width = parts[place], sizes.of(span)
        text = part[from_below] if -from_below <= len(part) else ""
        if span.columns > 1:
            texts.append(text.center(width))
        else:
            # Over the figures, not over their letters.
            longest, letters = max(map(len, part)), sizes.letters[place]
            room = letters if longest <= width - letters else 0
            texts.append(text.rjust(width - room) + " " * room)
        place += span.columns
    return (" " * GAP).join(texts)


def _rules(standing: Sequence[Span], laid: Layout, sizes: _Measures) -> str:
    texts, place = [" " * sizes.stub], 0
    covering = {span.column: span for span in standing if span.columns > 1}
    while place < laid.width:
        span = covering.get(place)
        texts.append("─" * sizes.of(span) if span else " " * sizes.columns[place])
        place += span.columns if span else 1
    return (" " * GAP).join(texts)


def _body(laid: Layout, sizes: _Measures) -> Iterator[str]:
    for number, section in enumerate(laid.sections):
        if section.heading:
            yield from [""] if number else []
            yield from _lines(section.heading, sizes.line)
        for row in section.rows:
            yield from _row(row, sizes, inset=INSET if section.heading else 0)


def _row(row: LaidRow, sizes: _Measures, *, inset: int) -> Iterator[str]:
    heading = [" " * inset + line for line in _lines(row.heading, sizes.stub - inset)]
    cells = [
        _cell(cell, width, room)
        for cell, width, room in zip(row.cells, sizes.columns, sizes.letters, strict=True)
    ]
    for number in range(max(map(len, [heading, *cells]))):
        parts = [heading[number] if number < len(heading) else ""]
        parts += [cell[number] if number < len(cell) else "" for cell in cells]
        widths = (sizes.stub, *sizes.columns)
        yield (" " * GAP).join(text.ljust(width) for text, width in zip(parts, widths, strict=True))


def _cell(cell: Cell, width: int, letters: int) -> list[str]:
    if cell.format == "text":
        return _lines(cell_text(cell), width)
    room = f" {cell.letters}".ljust(letters) if letters else ""
    return [cell_text(cell).rjust(width - letters) + room]
