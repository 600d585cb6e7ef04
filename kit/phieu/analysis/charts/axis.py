"""An axis of figures under a panel: hairlines, round values, and a reference line."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes

from .figures import Figures
from .measuring import fitted, height_in, width_in
from .sheet import EDGE_IN, WIDTH_IN, Sheet
from .style import HAIRLINE, HEAD_PT, INK, QUIET, RULE, font

AXIS_IN = 0.19  # for the values under a panel
_GAP_IN = 0.1


@dataclass(frozen=True)
class Axis:
    """Where values lie across the page: limits low … high over left_in … left_in + width_in."""

    figures: Figures
    low: float
    high: float
    left_in: float
    width_in: float

    def x_in(self, value: float) -> float:
        return self.left_in + (value - self.low) / (self.high - self.low) * self.width_in

    def ticks(self) -> list[tuple[float, str]]:
        """As many round values as their words have room for."""
        for about in range(6, 1, -1):
            ticks = self.figures.ticks(self.low, self.high, about)
            room = self.width_in / max(len(ticks), 1)
            if all(width_in(text, font(HEAD_PT)) + _GAP_IN <= room for _value, text in ticks):
                return ticks
        return self.figures.ticks(self.low, self.high, 1)[:1]


@dataclass(frozen=True)
class Reference:
    """A value that all others are read against, as the whole province's."""

    value: float  # as drawn: in percent where the figures are
    label: str


def draw_axis(page: Sheet, panel: Axes, axis: Axis, bottom_in: float, *, words: bool) -> None:
    """Hairlines behind the panel; the values' words below `bottom_in` if wished."""
    panel.set_xlim(axis.low, axis.high)
    for value, text in axis.ticks():
        panel.axvline(value, color=RULE, linewidth=HAIRLINE, zorder=0)
        if words:
            half = width_in(text, font(HEAD_PT)) / 2
            x = min(max(axis.x_in(value), EDGE_IN + half), WIDTH_IN - EDGE_IN - half)
            page.write(
                x, bottom_in + 0.03, text, font(HEAD_PT), colour=QUIET, across="center",
                upright="top",
            )  # fmt: skip


def reference_in(reference: Reference | None, axis: Axis) -> float:
    """Inches that its label takes above the panel."""
    if reference is None:
        return 0.0
    return height_in(_label(reference, axis).count("\n") + 1, font(HEAD_PT)) + 0.04


def draw_reference(
    page: Sheet, panel: Axes, axis: Axis, reference: Reference | None, top_in: float
) -> None:
    """A dashed line, its label on top of it."""
    if reference is None or not axis.low <= reference.value <= axis.high:
        return
    panel.axvline(reference.value, color=INK, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
    label = _label(reference, axis)
    half = width_in(label, font(HEAD_PT)) / 2
    left, right = axis.left_in + half, axis.left_in + axis.width_in - half
    x = min(max(axis.x_in(reference.value), left), max(left, right))
    page.write(x, top_in - 0.04, label, font(HEAD_PT), across="center", upright="bottom")


def _label(reference: Reference, axis: Axis) -> str:
    words = f"{reference.label}: {axis.figures.text(reference.value)}"
    return fitted(words, axis.width_in, font(HEAD_PT), most_lines=3)
