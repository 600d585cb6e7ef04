"""Small multiples: a panel a district, all on one scale, the whole in grey behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd
from matplotlib.font_manager import FontProperties

from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.frame.collation import sort_key
from phieu.messages import _

from .axis import AXIS_IN, Axis, draw_axis
from .dots import draw_estimate, row_words
from .errors import NotAChartError
from .estimates import Estimate, Estimates, estimates_of
from .figures import PERCENT, Figures
from .measuring import fitted, height_in, width_in
from .rows import Rows, label_room_in, rows_of, write_labels
from .sheet import EDGE_IN, WIDTH_IN, Caption, Chart, Key, Sheet, in_words, sheet
from .style import FIGURE_PT, LABEL_PT, PALE, SERIES, Shade, font

# Inches.
MOST_LABEL_IN, ROW_IN, GAP_IN, BETWEEN_IN = 1.25, 0.17, 0.14, 0.12
MOST_ACROSS = 3
WHOLE = Shade("#D9D9D9", marker="|")

PanelOrder = Literal["given", "name"]
"""given: as the estimates have them, e.g. by code from north to south. name: in Vietnamese."""


@dataclass(frozen=True)
class _Panel:
    title: str
    estimates: Estimates


@dataclass(frozen=True)
class _Grid:
    """What all panels share, and where they stand. Inches."""

    rows: Rows
    label_in: float
    panel_in: float
    text_in: float
    title_in: float
    axis: Axis  # its left edge is the first panel's

    @property
    def high_in(self) -> float:
        return self.title_in + self.rows.high_in + BETWEEN_IN

    def left_in(self, column: int) -> float:
        return EDGE_IN + self.label_in + GAP_IN + column * (self.panel_in + self.text_in + GAP_IN)


def small_multiples(
    frame: pd.DataFrame,
    caption: Caption,
    *,
    panel: str,
    rows: str,
    whole: pd.DataFrame | None = None,
    figures: Figures = PERCENT,
    names: Mapping[str, str] | None = None,
    order: PanelOrder = "name",
    whole_name: str | None = None,
    at_least: int = MIN_RESPONDENTS,
) -> Chart:
    """A panel for every value of the column `panel`, with a point for every value of `rows`.

    frame: estimates (`phieu.analysis`) by both. whole: estimates by `rows` alone, drawn in grey in
    every panel; then groups that the whole would give away are withheld with the small ones.
    Raises NotAChartError.
    """
    if panel not in frame:
        raise NotAChartError(
            _("The estimates have no column {absent}. They have: {columns}.").format(
                absent=panel, columns=", ".join(map(str, frame.columns))
            )
        )
    behind = (
        estimates_of(whole, rows=rows, figures=figures, names=names, at_least=at_least)
        if whole is not None
        else None
    )
    # Rows and panels change places: within a row the panels are the parts of the whole.
    found = _by_panel(frame, panel, rows, figures, names or {}, at_least, guarded=whole is not None)
    if order == "name":
        last = (_("Not stated"), _("Total"))
        found = sorted(found, key=lambda one: (one.title in last, sort_key(one.title)))
    return _drawn(found, behind, caption, figures, whole_name or _("Whole"))


def _by_panel(
    frame: pd.DataFrame,
    panel: str,
    rows: str,
    figures: Figures,
    names: Mapping[str, str],
    at_least: int,
    *,
    guarded: bool,
) -> list[_Panel]:
    parts = {
        value: estimates_of(
            part, rows=panel, figures=figures, names=names, at_least=at_least, beside_total=guarded
        )
        for value, part in frame.groupby(rows, sort=False, observed=True, dropna=False)
    }
    labels = {value: names.get(str(value), str(value)) for value in parts}
    titles = dict.fromkeys(label for part in parts.values() for label in part.labels)
    panels = []
    for title in titles:
        cells = {
            (labels[value], ""): part.cells[title, ""]
            for value, part in parts.items()
            if (title, "") in part.cells
        }
        panels.append(_Panel(title, Estimates(tuple(labels.values()), ("",), cells)))
    return panels


def _drawn(
    panels: Sequence[_Panel],
    behind: Estimates | None,
    caption: Caption,
    figures: Figures,
    whole_name: str,
) -> Chart:
    grid = _grid(panels, behind, figures)
    across = min(MOST_ACROSS, len(panels))
    lines = [panels[start : start + across] for start in range(0, len(panels), across)]
    if any(_held(cell) for one in panels for cell in one.estimates.cells.values()):
        held = _("* Not published: too few answers.")
        caption = replace(caption, notes=(*caption.notes, held))
    keys = []
    if behind is not None:
        keys = [Key(whole_name, WHOLE)]
    page = sheet(caption, len(lines) * grid.high_in + AXIS_IN, keys=keys)
    for line, members in enumerate(lines):
        top = line * grid.high_in
        write_labels(page, grid.rows.moved(top + grid.title_in))
        for column, one in enumerate(members):
            last = line + 1 == len(lines) or column >= len(lines[line + 1])
            _draw_panel(page, grid, one, behind, column, top, words=last)
    page.chart.alt = _alt(panels, behind, caption, figures, whole_name)
    return page.chart


def _grid(panels: Sequence[_Panel], behind: Estimates | None, figures: Figures) -> _Grid:
    labels = panels[0].estimates.labels
    label_in = label_room_in(labels, MOST_LABEL_IN)
    across = min(MOST_ACROSS, len(panels))
    room = (WIDTH_IN - 2 * EDGE_IN - label_in - across * GAP_IN) / across
    cells = [cell for one in panels for cell in one.estimates.cells.values()]
    texts = [_short(cell, figures) for cell in cells]
    text_in = max(width_in(text, font(FIGURE_PT)) for text in texts) + 0.08
    title = max(fitted(one.title, room, _title_font()).count("\n") + 1 for one in panels)
    drawn = [*cells, *(behind.cells.values() if behind else ())]
    ends = [
        end for cell in drawn for end in (cell.value, cell.low, cell.high) if end is not None
    ] or [0.0, 1.0]
    limits = figures.limits(min(ends), max(ends))
    axis = Axis(figures, *limits, EDGE_IN + label_in + GAP_IN, room - text_in)
    rows = rows_of(labels, label_in, least_in=ROW_IN)
    title_in = height_in(title, _title_font()) + 0.05
    return _Grid(rows, label_in, room - text_in, text_in, title_in, axis)


def _title_font() -> FontProperties:
    return font(LABEL_PT, weight="bold")


def _short(cell: Estimate, figures: Figures) -> str:
    """As narrow as a panel needs: what is withheld is a sign that the foot explains."""
    return "*" if _held(cell) else cell.text(figures)


def _held(cell: Estimate) -> bool:
    return cell.value is None and cell.n != 0


def _draw_panel(
    page: Sheet,
    grid: _Grid,
    one: _Panel,
    behind: Estimates | None,
    column: int,
    top: float,
    *,
    words: bool,
) -> None:
    left = grid.left_in(column)
    rows = grid.rows.moved(top + grid.title_in)
    axis = replace(grid.axis, left_in=left)
    title = fitted(one.title, grid.panel_in + grid.text_in, _title_font())
    page.write(left, top + grid.title_in - 0.04, title, _title_font(), upright="bottom")
    panel = page.panel(left, grid.panel_in, down_in=rows.tops[0], high_in=rows.high_in)
    draw_axis(page, panel, axis, rows.bottoms[-1], words=words)
    for label, middle in zip(one.estimates.labels, rows.middles, strict=True):
        whole = behind.cells.get((label, "")) if behind else None
        if whole is not None and whole.value is not None:
            low, high = whole.low, whole.high
            if low is not None and high is not None:
                panel.barh(middle, high - low, left=low, height=0.11, color=WHOLE.face, zorder=1)
            panel.plot([whole.value] * 2, [middle - 0.055, middle + 0.055], color=PALE, zorder=1)
        cell = one.estimates.cells.get((label, ""))
        if cell is None:
            continue
        draw_estimate(panel, cell, middle, SERIES[0])
        right = left + grid.panel_in + grid.text_in
        page.write(right, middle, _short(cell, grid.axis.figures), font(FIGURE_PT), across="right")


def _alt(
    panels: Sequence[_Panel],
    behind: Estimates | None,
    caption: Caption,
    figures: Figures,
    whole_name: str,
) -> str:
    parts: list[str] = []
    if behind is not None:
        of_whole = "; ".join(f"{x}: {row_words(behind, x, figures)}" for x in behind.labels)
        parts.append(f"{whole_name} – {of_whole}.")
    for one in panels:
        of_one = "; ".join(
            f"{label}: {row_words(one.estimates, label, figures)}"
            for label in one.estimates.labels
            if (label, "") in one.estimates.cells
        )
        parts.append(f"{one.title} – {of_one}.")
    return in_words(_("Small charts side by side"), caption, parts)
