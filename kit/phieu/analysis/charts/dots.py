"""Estimates as points with intervals, a row an item or a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from phieu.analysis.formats import percent_text
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.messages import _

from .axis import AXIS_IN, Axis, Reference, draw_axis, draw_reference, reference_in
from .estimates import Estimate, Estimates, Order, estimates_of
from .figures import PERCENT, Figures
from .measuring import width_in
from .rows import HeadedColumn, Rows, heads_in, label_room_in, rows_of, write_column, write_labels
from .sheet import EDGE_IN, WIDTH_IN, Caption, Chart, Key, Sheet, in_words, point, sheet
from .style import FIGURE_PT, INK, LINE_WIDTH, QUIET, SERIES, Shade, font

# Inches across.
MOST_LABEL_IN, GAP_IN, LEAST_TEXT_IN, LEAST_N_IN = 2.3, 0.16, 0.9, 0.26
STEP_IN = 0.15  # from one series of a row to the next


def dot_plot(
    frame: pd.DataFrame,
    caption: Caption,
    *,
    rows: str,
    series: str | None = None,
    figures: Figures = PERCENT,
    reference: Reference | None = None,
    order: Order = "estimate",
    names: Mapping[str, str] | None = None,
    level: float = 0.95,
    at_least: int = MIN_RESPONDENTS,
) -> Chart:
    """Points with intervals from a frame of estimates (`phieu.analysis`), figures and n beside.

    rows: the column whose values are rows, as an item or a district. series: one of up to four
    values side by side in each row, as the bodies. reference: drawn as a dashed line; where it
    stands beside groups, a group that it would give away is withheld too. level: of the
    intervals. Raises NotAChartError.
    """
    found = estimates_of(
        frame,
        rows=rows,
        series=series,
        figures=figures,
        names=names,
        at_least=at_least,
        beside_total=reference is not None,
    )
    return dots_of(found, caption, figures=figures, reference=reference, order=order, level=level)


def dots_of(
    found: Estimates,
    caption: Caption,
    *,
    figures: Figures,
    reference: Reference | None = None,
    order: Order = "estimate",
    level: float = 0.95,
) -> Chart:
    """The same from estimates at hand."""
    found = found.ordered(order)
    label_in = label_room_in(found.labels, MOST_LABEL_IN)
    rows = _rows(found, label_in)
    heads = _heads(found, figures, level)
    left = EDGE_IN + label_in + GAP_IN
    axis = _axis(found, reference, figures, left, heads[0].at_in - heads[0].room_in - GAP_IN)
    top = max(heads_in(heads), reference_in(reference, axis)) + 0.03
    keys = [
        Key(series, shade, point=True)
        for series, shade in zip(found.series, SERIES, strict=False)
        if len(found.series) > 1
    ]
    caption = replace(caption, notes=(*_notes(found, order, level), *caption.notes))
    page = sheet(caption, top + rows.high_in + AXIS_IN, keys=keys)
    rows = rows.moved(top)
    panel = page.panel(axis.left_in, axis.width_in, down_in=top, high_in=rows.high_in)
    draw_axis(page, panel, axis, rows.bottoms[-1], words=bool(found.drawn))
    draw_reference(page, panel, axis, reference, top)
    write_labels(page, rows)
    for column in heads:
        write_column(page, column, Rows((), (), ()), top)
    for label, middle in zip(found.labels, rows.middles, strict=True):
        _draw_row(page, panel, found.of(label), middle, heads, figures)
    if len(found.series) > 1:
        for bottom in rows.bottoms[:-1]:
            page.rule(bottom)
    page.chart.alt = _alt(found, caption, figures, reference)
    return page.chart


def _rows(found: Estimates, label_in: float) -> Rows:
    most = max(len(found.of(label)) for label in found.labels)
    return rows_of(found.labels, label_in, least_in=most * STEP_IN + 0.07)


def _axis(
    found: Estimates, reference: Reference | None, figures: Figures, left: float, right: float
) -> Axis:
    """Over all that is drawn, the reference too."""
    low, high = found.span if found.drawn else (0.0, 1.0)
    if reference is not None:
        low, high = min(low, reference.value), max(high, reference.value)
    return Axis(figures, *figures.limits(low, high), left, right - left)


def _heads(found: Estimates, figures: Figures, level: float) -> list[HeadedColumn]:
    """The figures' columns, the estimate's first, as wide as their texts."""
    right = WIDTH_IN - EDGE_IN
    columns = []
    cells = list(found.cells.values())
    if any(cell.n is not None for cell in cells):
        room = _widest([cell.n_text() for cell in cells], LEAST_N_IN)
        columns.append(HeadedColumn("n", (), right, room))
        right -= room + GAP_IN
    if any(cell.low is not None for cell in found.drawn):
        head = _("Estimate ({level} interval)").format(level=percent_text(100 * level, 0))
    else:
        head = _("Estimate")
    room = _widest([cell.long_text(figures) for cell in cells], LEAST_TEXT_IN)
    return [HeadedColumn(head, (), right, room), *columns]


def _widest(texts: Sequence[str], least: float) -> float:
    return max([least, *(width_in(text, font(FIGURE_PT)) for text in texts)])


def _draw_row(
    page: Sheet,
    panel: Axes,
    estimates: list[tuple[int, Estimate]],
    middle: float,
    heads: list[HeadedColumn],
    figures: Figures,
) -> None:
    """One line a series, the first on top."""
    first = middle - STEP_IN * (len(estimates) - 1) / 2
    for line, (place, estimate) in enumerate(estimates):
        y = first + line * STEP_IN
        draw_estimate(panel, estimate, y, SERIES[place])
        known = estimate.value is not None
        words = font(FIGURE_PT, style="normal" if known else "italic")
        text = estimate.long_text(figures)
        page.write(heads[0].at_in, y, text, words, colour=INK if known else QUIET, across="right")
        if len(heads) > 1:
            n = font(FIGURE_PT)
            page.write(heads[1].at_in, y, estimate.n_text(), n, colour=QUIET, across="right")


def draw_estimate(panel: Axes, estimate: Estimate, y: float, shade: Shade) -> None:
    """A point on its interval; nothing where it is withheld."""
    if estimate.value is None:
        return
    if estimate.low is not None and estimate.high is not None:
        panel.plot(
            [estimate.low, estimate.high], [y, y], color=QUIET, linewidth=LINE_WIDTH,
            solid_capstyle="butt", zorder=2,
        )  # fmt: skip
    panel.add_line(point(estimate.value, y, shade))


def _notes(found: Estimates, order: Order, level: float) -> list[str]:
    notes = []
    if order == "estimate" and len(found.labels) > 1:
        notes.append(_("The highest first."))
    if any(cell.low is not None for cell in found.drawn):
        of_level = _("Lines: {level} confidence intervals.")
        notes.append(of_level.format(level=percent_text(100 * level, 0)))
    return [" ".join(notes)] if notes else []


def _alt(found: Estimates, caption: Caption, figures: Figures, reference: Reference | None) -> str:
    parts: list[str] = []
    if reference is not None:
        parts.append(f"{reference.label}: {figures.text(reference.value)}.")
    parts += [f"{label}: {row_words(found, label, figures)}." for label in found.labels]
    return in_words(_("Points"), caption, parts)


def row_words(found: Estimates, label: str, figures: Figures) -> str:
    """A row's estimates: “Đảng ủy 88,3% (85,0–91,2), n = 181; …”."""
    words = []
    for place, estimate in found.of(label):
        n = f", n = {estimate.n_text()}" if estimate.value is not None and estimate.n else ""
        words.append(f"{found.series[place]} {estimate.long_text(figures)}{n}".strip())
    return "; ".join(words)
