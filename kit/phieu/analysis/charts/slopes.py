"""Before and after: a line an item from time to time, named and figured at both ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.lines import Line2D

from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.messages import _

from .errors import NotAChartError
from .estimates import Estimate, Estimates, estimates_of
from .figures import PERCENT, Figures
from .measuring import fitted, height_in, width_in
from .placing import apart
from .rows import withheld_text
from .sheet import EDGE_IN, WIDTH_IN, Caption, Chart, Key, Sheet, in_words, sheet
from .style import HAIRLINE, INK, LABEL_PT, PALE, QUIET, RULE, Shade, font

# Inches. Labels stand on both sides of the lines, with a short leader to where the line ends.
MOST_LABEL_IN, LEADER_IN, LEAST_IN, PITCH_IN = 1.9, 0.26, 2.6, 0.05
RISES = Shade("#1F4E86", marker="o")
FALLS = Shade("#B35806", marker="s")
STEADY = Shade("#B5B5B5", QUIET, marker="^")
DASHES = (0, (5, 1.6))  # falling lines, for print without colour


@dataclass(frozen=True)
class _Line:
    """An item through the times. significant None: nobody tested it."""

    label: str
    points: tuple[Estimate | None, ...]
    significant: bool | None

    def at(self, place: int) -> float | None:
        point = self.points[place]
        return None if point is None else point.value

    @property
    def change(self) -> float | None:
        first, last = self.at(0), self.at(-1)
        return None if first is None or last is None else last - first

    @property
    def shade(self) -> Shade:
        """A change that may be chance is pale, and so is one whose ends are not both known."""
        if not self.change or self.significant is False:
            return STEADY
        return RISES if self.change > 0 else FALLS


def slope_chart(
    frame: pd.DataFrame,
    caption: Caption,
    *,
    rows: str,
    times: str,
    significant: Mapping[str, bool] | None = None,
    figures: Figures = PERCENT,
    names: Mapping[str, str] | None = None,
    at_least: int = MIN_RESPONDENTS,
) -> Chart:
    """Lines over two or more times, from a frame of estimates by `rows` and `times`.

    times stand in the order in which they come first. significant: by row (its value or its
    word), whether the change from first to last is more than chance; the others are pale. Values
    of fewer than `at_least` are withheld: in identified rounds, as for three pilot sites, give
    at_least=1. Raises NotAChartError, also for fewer than two times.
    """
    found = estimates_of(
        frame,
        rows=rows,
        series=times,
        figures=figures,
        names=names,
        at_least=at_least,
        most_series=None,
    )
    if len(found.series) < 2:
        raise NotAChartError(_("A slope chart needs two or more times. Draw a dot plot of one."))
    words = names or {}
    tested = {words.get(key, key): value for key, value in (significant or {}).items()}
    lines = [
        _Line(
            label,
            tuple(found.cells.get((label, time)) for time in found.series),
            tested.get(label),
        )
        for label in found.labels
    ]
    return _drawn(lines, found, caption, figures)


@dataclass(frozen=True)
class _Stage:
    """Where the lines run. Inches; low at the bottom."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float

    def x(self, place: int, times: int) -> float:
        return self.left + (self.right - self.left) * place / (times - 1)

    def y(self, value: float | None) -> float:
        """NaN, where a line breaks off, for what is not known."""
        if value is None:
            return float("nan")
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def _drawn(lines: Sequence[_Line], found: Estimates, caption: Caption, figures: Figures) -> Chart:
    left_labels = [_end_label(line, 0, figures) for line in lines]
    right_labels = [_end_label(line, -1, figures) for line in lines]
    room = max([_wide(label) for label in (*left_labels, *right_labels) if label] or [1.0])
    body = max(
        [LEAST_IN, *(sum(_high(label) for label in side) for side in (left_labels, right_labels))]
    )
    left, right = EDGE_IN + room + LEADER_IN, WIDTH_IN - EDGE_IN - room - LEADER_IN
    head_in = (right - left) / (len(found.series) - 1) - 0.1
    heads = [fitted(time, head_in, font(LABEL_PT, weight="bold")) for time in found.series]
    top = height_in(max(head.count("\n") for head in heads) + 1, font(LABEL_PT)) + 0.08
    low, high = found.span if found.drawn else (0.0, 1.0)
    stage = _Stage(
        left, right, top + 0.12, top + body - 0.12, low, high if high > low else low + 1.0
    )
    caption = replace(caption, notes=(*_notes(lines), *caption.notes))
    page = sheet(caption, top + body, keys=_keys(lines))
    for place, head in enumerate(heads):
        _draw_time(page, stage, stage.x(place, len(heads)), head, top)
    for line in sorted(lines, key=lambda line: line.shade is not STEADY):  # pale ones behind
        _draw_line(page, stage, line)
    _write_ends(page, stage, lines, left_labels, 0, top, top + body)
    _write_ends(page, stage, lines, right_labels, -1, top, top + body)
    page.chart.alt = _alt(lines, found, caption, figures)
    return page.chart


def _end_label(line: _Line, place: int, figures: Figures) -> str:
    """The item with its figure; at the far end also its change. "" where it is withheld."""
    value = line.at(place)
    if value is None:
        return ""
    figure = figures.text(value)
    if place == -1 and line.change is not None:
        figure += f" ({figures.change_text(line.change)})"
    text = f"{line.label}  {figure}" if place == 0 else f"{figure}  {line.label}"
    return fitted(text, MOST_LABEL_IN, font(LABEL_PT))


def _wide(label: str) -> float:
    return width_in(label, font(LABEL_PT))


def _high(label: str) -> float:
    return height_in(label.count("\n") + 1, font(LABEL_PT)) + PITCH_IN if label else 0.0


def _draw_time(page: Sheet, stage: _Stage, x: float, head: str, top: float) -> None:
    bold = font(LABEL_PT, weight="bold")
    page.write(x, top - 0.06, head, bold, across="center", upright="bottom")
    ends = [page.body_top_in + stage.top - 0.08, page.body_top_in + stage.bottom + 0.08]
    page.paper.plot([x, x], ends, color=RULE, linewidth=HAIRLINE, zorder=0)


def _draw_line(page: Sheet, stage: _Stage, line: _Line) -> None:
    """Through neighbouring times that are both known; a withheld one leaves a gap."""
    shade = line.shade
    strong = shade is not STEADY
    xs = [stage.x(place, len(line.points)) for place in range(len(line.points))]
    ys = [page.body_top_in + stage.y(line.at(place)) for place in range(len(line.points))]
    page.paper.add_line(
        Line2D(
            xs, ys, color=shade.face, linewidth=1.7 if strong else 1.0, zorder=3 if strong else 2,
            linestyle=DASHES if shade is FALLS else "solid", marker=shade.marker,
            markersize=4.5 if strong else 3.5, gid=line.label,
        )
    )  # fmt: skip


def _write_ends(
    page: Sheet,
    stage: _Stage,
    lines: Sequence[_Line],
    labels: Sequence[str],
    end: int,
    top: float,
    bottom: float,
) -> None:
    """Labels of one side apart from each other, each with a leader to its line's end."""
    shown = [(line, label) for line, label in zip(lines, labels, strict=True) if label]
    ends = [stage.y(line.at(end)) for line, _label in shown]
    places = apart(ends, [_high(label) for _line, label in shown], top, bottom)
    side = -1 if end == 0 else 1
    x = stage.left if end == 0 else stage.right
    for (line, label), at, place in zip(shown, ends, places, strict=True):
        strong = line.shade is not STEADY
        page.paper.plot(
            [x + side * 0.04, x + side * (LEADER_IN - 0.04)],
            [page.body_top_in + at, page.body_top_in + place],
            color=PALE, linewidth=HAIRLINE, zorder=1,
        )  # fmt: skip
        page.write(
            x + side * LEADER_IN, place, label, font(LABEL_PT), colour=INK if strong else QUIET,
            across="right" if end == 0 else "left",
        )  # fmt: skip


def _keys(lines: Sequence[_Line]) -> list[Key]:
    shades = {line.shade for line in lines}
    words = {RISES: _("Rises"), FALLS: _("Falls"), STEADY: _("No clear change")}
    return [Key(word, shade, point=True) for shade, word in words.items() if shade in shades]


def _notes(lines: Sequence[_Line]) -> list[str]:
    notes = []
    if any(line.significant is not None for line in lines):
        notes.append(_("In brackets the change; pale where it may be chance."))
    else:
        notes.append(_("In brackets the change; whether it is more than chance was not tested."))
    if held := [line.label for line in lines if _withheld(line)]:
        named = _("Not published for some time, too few answers: {items}.")
        notes.append(named.format(items="; ".join(held)))
    return notes


def _withheld(line: _Line) -> bool:
    return any(point is not None and point.value is None for point in line.points)


def _alt(lines: Sequence[_Line], found: Estimates, caption: Caption, figures: Figures) -> str:
    parts: list[str] = []
    for line in lines:
        values = ", ".join(
            f"{time} {withheld_text() if point.value is None else figures.text(point.value)}"
            for time, point in zip(found.series, line.points, strict=True)
            if point is not None
        )
        change = "" if line.change is None else f" ({figures.change_text(line.change)})"
        parts.append(f"{line.label}: {values}{change}.")
    return in_words(_("Lines from time to time"), caption, parts)
