"""Shares as bars from a table: one way, several answers, or a few groups side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from phieu.analysis.formats import count_text
from phieu.analysis.tables.model import Table
from phieu.messages import _

from .estimates import Estimate, Estimates, Order
from .figures import Figures
from .measuring import width_in
from .rows import Rows, label_room_in, rows_of, write_labels
from .sheet import EDGE_IN, WIDTH_IN, Caption, Chart, Key, Sheet, caption_of, in_words, sheet
from .style import FIGURE_PT, HAIRLINE, INK, QUIET, SERIES, font
from .table_columns import Pick, estimates_from

MOST_LABEL_IN, BAR_IN, GAP_IN = 2.5, 0.15, 0.12  # inches
SHARES = Figures("percent", 1)


def bar_chart(
    table: Table,
    *,
    title: str | None = None,
    order: Order = "given",
    pick: Pick = "last",
    places: int = 1,
) -> Chart:
    """Bars from zero for the percentages of a table: of frequencies, or of several answers.

    Groups side by side are series, up to four; their total is not drawn. Rows of what is missing
    and totals are left out; a withheld figure is named and not drawn. order: as in the table, or
    by the share. pick: which percentages, where a group has several: the last are of the valid
    answers in a frequency table, the first of the forms in one of several answers. Raises
    NotAChartError.
    """
    figures = replace(SHARES, places=places)
    found = estimates_from(table, "percent", figures, pick)
    return bars_of(found.ordered(order), caption_of(table, title), figures)


@dataclass(frozen=True)
class _Scale:
    """Inches from a bar's left edge for what is drawn."""

    left_in: float
    room_in: float
    most: float

    def wide_in(self, value: float) -> float:
        return self.room_in * value / self.most if self.most else 0.0


def bars_of(found: Estimates, caption: Caption, figures: Figures) -> Chart:
    """The same from values at hand."""
    label_in = label_room_in(found.labels, MOST_LABEL_IN)
    most = max(len(found.of(label)) for label in found.labels)
    rows = rows_of(found.labels, label_in, least_in=most * BAR_IN + 0.09)
    left = EDGE_IN + label_in + GAP_IN
    texts = [_text(cell, figures) for cell in found.cells.values()]
    text_in = max(width_in(text, font(FIGURE_PT)) for text in texts) + 0.08
    widest = max([cell.value or 0.0 for cell in found.drawn], default=0.0)
    scale = _Scale(left, WIDTH_IN - EDGE_IN - text_in - left, widest)
    several = len(found.series) > 1
    keys = [Key(name, shade) for name, shade in zip(found.series, SERIES, strict=False) if several]
    page = sheet(caption, rows.high_in, keys=keys)
    panel = page.panel(left, scale.room_in)
    panel.set_xlim(0, widest or 1.0)
    panel.axvline(0, color=INK, linewidth=0.9, clip_on=False)
    write_labels(page, rows)
    _draw_bars(page, panel, found, rows, scale, figures)
    page.chart.alt = _alt(found, caption, figures)
    return page.chart


def _draw_bars(
    page: Sheet, panel: Axes, found: Estimates, rows: Rows, scale: _Scale, figures: Figures
) -> None:
    for label, middle in zip(found.labels, rows.middles, strict=True):
        cells = found.of(label)
        first = middle - BAR_IN * (len(cells) - 1) / 2
        for line, (place, cell) in enumerate(cells):
            y, shade = first + line * BAR_IN, SERIES[place]
            known = cell.value is not None
            if cell.value is not None:
                panel.barh(
                    y, cell.value, height=BAR_IN * 0.9, color=shade.face, hatch=shade.hatch,
                    edgecolor=shade.edge, linewidth=HAIRLINE,
                )  # fmt: skip
            x = scale.left_in + scale.wide_in(cell.value or 0.0) + 0.06
            words = font(FIGURE_PT, style="normal" if known else "italic")
            page.write(x, y, _text(cell, figures), words, colour=INK if known else QUIET)


def _text(cell: Estimate, figures: Figures) -> str:
    """37,5% (198), and its letters."""
    counted = cell.value is not None and cell.n is not None
    count = f" ({count_text(cell.n)})" if counted else ""
    return f"{cell.text(figures)}{count} {cell.letters}".rstrip()


def _alt(found: Estimates, caption: Caption, figures: Figures) -> str:
    parts: list[str] = []
    for label in found.labels:
        words = [
            f"{found.series[place]} {_text(cell, figures)}".strip()
            for place, cell in found.of(label)
        ]
        parts.append(f"{label}: {'; '.join(words)}.")
    return in_words(_("Bars"), caption, parts)
