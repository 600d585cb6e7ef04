"""Estimates as points with intervals, a row an item or a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from .style import FIGURE_PT, HAIRLINE, INK, LINE_WIDTH, PALE, QUIET, SERIES, Shade, font

# Inches across.
MOST_LABEL_IN, GAP_IN, LEAST_TEXT_IN, LEAST_N_IN, LEAST_RATE_IN = 2.3, 0.16, 0.9, 0.26, 0.38
APART_IN = 0.1  # below the total
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
    intervals. A frame of `near_census` also has its total on top, the response rates beside, and
    what nonresponse leaves open as thin lines. Raises NotAChartError.
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
    columns = _columns(found, figures, level)
    heads = [column.head for column in columns]
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
        _draw_row(page, panel, found.of(label), middle, columns)
    for place, bottom in enumerate(rows.bottoms[:-1]):
        if found.labels[place] == _("Total"):
            page.rule((bottom + rows.tops[place + 1]) / 2)
        elif len(found.series) > 1:
            page.rule(bottom)
    page.chart.alt = _alt(found, caption, figures, reference)
    return page.chart


def _rows(found: Estimates, label_in: float) -> Rows:
    """A gap below the total."""
    most = max(len(found.of(label)) for label in found.labels)
    gaps = {place: APART_IN for place, label in enumerate(found.labels) if label == _("Total")}
    gaps.pop(len(found.labels) - 1, None)
    return rows_of(found.labels, label_in, least_in=most * STEP_IN + 0.07, gap_after=gaps)


def _axis(
    found: Estimates, reference: Reference | None, figures: Figures, left: float, right: float
) -> Axis:
    """Over all that is drawn, the reference too."""
    low, high = found.span if found.drawn else (0.0, 1.0)
    if reference is not None:
        low, high = min(low, reference.value), max(high, reference.value)
    return Axis(figures, *figures.limits(low, high), left, right - left)


@dataclass(frozen=True)
class _Column:
    """What stands beside the points, and under which head."""

    head: HeadedColumn
    text: Callable[[Estimate], str]


def _columns(found: Estimates, figures: Figures, level: float) -> list[_Column]:
    """The estimate's column first, each as wide as its texts."""
    intervals = any(cell.low is not None for cell in found.drawn)
    head = _("Estimate ({level} interval)") if intervals else _("Estimate")
    shown: list[tuple[str, float, Callable[[Estimate], str]]] = [
        (
            head.format(level=percent_text(100 * level, 0)),
            LEAST_TEXT_IN,
            lambda cell: cell.long_text(figures),
        )
    ]
    cells = list(found.cells.values())
    if any(cell.n is not None for cell in cells):
        shown.append(("n", LEAST_N_IN, Estimate.n_text))
    if any(cell.response is not None for cell in cells):
        shown.append((_("Response rate"), LEAST_RATE_IN, Estimate.response_text))
    columns: list[_Column] = []
    right = WIDTH_IN - EDGE_IN
    for words, least, text in reversed(shown):
        room = max([least, *(width_in(text(cell), font(FIGURE_PT)) for cell in cells)])
        columns.append(_Column(HeadedColumn(words, (), right, room), text))
        right -= room + GAP_IN
    return columns[::-1]


def _draw_row(
    page: Sheet,
    panel: Axes,
    estimates: list[tuple[int, Estimate]],
    middle: float,
    columns: Sequence[_Column],
) -> None:
    """One line a series, the first on top."""
    first = middle - STEP_IN * (len(estimates) - 1) / 2
    for line, (place, estimate) in enumerate(estimates):
        y = first + line * STEP_IN
        draw_estimate(panel, estimate, y, SERIES[place])
        words = font(FIGURE_PT, style="normal" if estimate.value is not None else "italic")
        colour = INK if estimate.value is not None else QUIET
        for column in columns:
            at = column.head.at_in
            page.write(at, y, column.text(estimate), words, colour=colour, across="right")
            words, colour = font(FIGURE_PT), QUIET


def draw_estimate(panel: Axes, estimate: Estimate, y: float, shade: Shade) -> None:
    """A point on its interval, on what nonresponse leaves open; nothing where it is withheld."""
    if estimate.value is None:
        return
    if estimate.bound is not None:
        panel.plot(estimate.bound, [y, y], color=PALE, linewidth=HAIRLINE, zorder=1)
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
    if any(cell.bound is not None for cell in found.drawn):
        notes.append(_("Thin lines: what it could be, whatever those without an answer think."))
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
        if estimate.response is not None:
            n += f", {_('Response rate').lower()} {estimate.response_text()}"
        words.append(f"{found.series[place]} {estimate.long_text(figures)}{n}".strip())
    return "; ".join(words)
