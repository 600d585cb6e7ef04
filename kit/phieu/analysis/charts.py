"""Satisfaction by item as diverging bars: what people answered, and how many could not judge."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal

import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire

from .bases import Base, base_line
from .chart_parts import (
    FIVE_LEVELS,
    INK,
    QUIET,
    RULE,
    font,
    mark_as_rehearsed,
    rehearsed_line,
    wrapped,
)
from .formats import count_text, percent_text
from .likert import ItemShares, by_net_agreement, common_items, item_shares
from .publishing import MIN_RESPONDENTS

# Inches. An A4 page with its margins holds a picture 10 wide when scaled to 6.5.
WIDTH_IN, ROW_IN, EDGE_IN = 10.0, 0.44, 0.2
TITLE_LINE_IN, LEGEND_IN, HEADS_IN, AXIS_IN, FOOT_LINE_IN = 0.29, 0.42, 0.46, 0.42, 0.19
LABEL_CHARACTERS, TITLE_CHARACTERS = 58, 88
LABELLED_FROM = 6.0  # percent; a narrower segment cannot hold its figure
# Left edge and width, shares of the picture's width.
BARS, VALID, NOT_ASSESSED = (0.385, 0.455), (0.845, 0.045), (0.9, 0.085)


class Chart(Figure):
    """A figure that a notebook shows as it is, without pyplot's state or any magic."""

    def _repr_png_(self) -> bytes:
        picture = io.BytesIO()
        self.savefig(picture, format="png", dpi=100)
        return picture.getvalue()


def likert_chart(
    data: pd.DataFrame,
    questionnaire: Questionnaire,
    base: Base,
    *,
    title: str | None = None,
    variables: Sequence[Variable] | None = None,
    rehearsed: bool = False,
) -> Chart:
    """Diverging bars, the best item first; saved with `figure.savefig`.

    variables: items of one five-level scale; left out, those of the first scored scale that all
    bodies were asked. Items that fewer than MIN_RESPONDENTS answered are left out, and it says so.
    """
    items = tuple(variables) if variables is not None else common_items(questionnaire)
    shown = by_net_agreement([item_shares(data, item) for item in items], MIN_RESPONDENTS)
    heading = wrapped(title or _("Level of satisfaction by item"), TITLE_CHARACTERS)
    foot = _foot_lines(base, len(items) - len(shown))
    above = EDGE_IN + TITLE_LINE_IN * (heading.count("\n") + 1) + LEGEND_IN + HEADS_IN
    below = AXIS_IN + FOOT_LINE_IN * (len(foot) + (2 if rehearsed else 0)) + EDGE_IN
    height = above + ROW_IN * max(len(shown), 2) + below

    figure = Chart(figsize=(WIDTH_IN, height), facecolor="white")
    FigureCanvasAgg(figure)
    panels = [
        figure.add_axes((left, below / height, width, 1 - (above + below) / height))
        for left, width in (BARS, VALID, NOT_ASSESSED)
    ]
    for panel, draw in zip(panels, (_bars, _valid_counts, _not_assessed), strict=True):
        _bare(panel, len(shown))
        draw(panel, shown)
    _text(figure, heading, 1 - EDGE_IN / height, 15, INK)
    _legend(figure, items, questionnaire, 1 - (above - HEADS_IN - LEGEND_IN) / height)
    _text(figure, "\n".join(foot), (below - AXIS_IN) / height, 9.5, QUIET)
    if rehearsed:
        mark_as_rehearsed(figure, rehearsed_line(), EDGE_IN / height)
    return figure


def _bare(axes: Axes, rows: int) -> None:
    """A panel with nothing but its rows, the first on top."""
    axes.set_ylim(max(rows, 1) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.tick_params(length=0, pad=6)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _bars(axes: Axes, items: Sequence[ItemShares]) -> None:
    if not items:
        axes.text(
            0.5, 0.5, _("Too few answers to publish"), ha="center", va="center", color=QUIET,
            transform=axes.transAxes, fontproperties=font(12, style="italic"),
        )  # fmt: skip
        return
    axes.axvline(0, color=INK, linewidth=0.9, zorder=0)  # behind the bars: it crossed the figures
    for row, item in enumerate(items):
        _bar(axes, row, item)
    least = max(item.left_of_centre for item in items) + 2
    most = max(100 - item.left_of_centre for item in items) + 2
    axes.set_xlim(-least, most)
    ticks = [x for x in range(-100, 101, 20) if -least <= x <= most]
    axes.set_xticks(ticks, [f"{abs(x)}%" for x in ticks], fontproperties=font(9), color=QUIET)
    axes.set_yticks(
        range(len(items)), [wrapped(item.label, LABEL_CHARACTERS) for item in items],
        fontproperties=font(9.5), color=INK, linespacing=1.15,
    )  # fmt: skip


def _bar(axes: Axes, row: int, item: ItemShares) -> None:
    left = -item.left_of_centre
    for shade, share in zip(FIVE_LEVELS, item.shares, strict=True):
        axes.barh(
            row, share, left=left, height=0.68, color=shade.face, hatch=shade.hatch,
            edgecolor="white", linewidth=0.6,
        )  # fmt: skip
        if share >= LABELLED_FROM:
            outline = [patheffects.withStroke(linewidth=2.6, foreground="white")]
            axes.text(
                left + share / 2, row, percent_text(share, 0), ha="center", va="center",
                color=shade.text, fontproperties=font(9),
                path_effects=outline if shade.hatch else [],
            )  # fmt: skip
        left += share


def _valid_counts(axes: Axes, items: Sequence[ItemShares]) -> None:
    axes.set_xlim(0, 1)
    for row, item in enumerate(items):
        axes.text(
            0.9, row, count_text(item.valid), ha="right", va="center", color=QUIET,
            fontproperties=font(9),
        )  # fmt: skip
    _head(axes, _("Valid\nanswers"), 0.9, "right")


def _not_assessed(axes: Axes, items: Sequence[ItemShares]) -> None:
    widest = max([5.0, *(item.not_assessed for item in items)])
    axes.set_xlim(0, widest * 2.1)
    axes.barh(range(len(items)), [i.not_assessed for i in items], height=0.4, color="#8A8A8A")
    axes.axvline(0, color=RULE, linewidth=0.8)
    for row, item in enumerate(items):
        axes.text(
            item.not_assessed + widest * 0.08, row, percent_text(item.not_assessed, 1),
            ha="left", va="center", color=QUIET, fontproperties=font(9),
        )  # fmt: skip
    _head(axes, _("Not\nassessed"), 0.0, "left")


def _head(axes: Axes, text: str, x: float, align: Literal["left", "right"]) -> None:
    axes.text(
        x, 1.0, text, ha=align, va="bottom", color=QUIET, transform=axes.transAxes,
        fontproperties=font(9, style="italic"), linespacing=1.1,
    )  # fmt: skip


def _text(figure: Figure, text: str, top: float, size_pt: float, colour: str) -> None:
    """Lines down from `top`, a share of the picture's height. From 15 pt it is a title."""
    weight: Literal["bold", "normal"] = "bold" if size_pt >= 15 else "normal"
    figure.text(
        0.02, top, text, ha="left", va="top", color=colour, linespacing=1.25,
        fontproperties=font(size_pt, weight=weight),
    )  # fmt: skip


def _legend(
    figure: Figure, items: Sequence[Variable], questionnaire: Questionnaire, top: float
) -> None:
    if not items:
        return
    codes = questionnaire.scales[str(items[0].scale)].codes
    labels = [code.label for code in codes if not code.missing]
    patches = [
        Patch(facecolor=shade.face, hatch=shade.hatch, edgecolor="white", label=label)
        for shade, label in zip(FIVE_LEVELS, labels, strict=True)
    ]
    figure.legend(
        handles=patches, loc="upper left", bbox_to_anchor=(0.012, top), ncols=len(patches),
        frameon=False, prop=font(10), handlelength=1.8, handleheight=1.0, columnspacing=1.6,
    )  # fmt: skip


def _foot_lines(base: Base, left_out: int) -> list[str]:
    lines = [
        base_line(base),
        _("Bars: percent of the item's valid answers. Not assessed: percent of the forms asked."),
    ]
    if left_out:
        too_few = _("Left out, answered by fewer than {least}: {items}.")
        lines.append(too_few.format(least=MIN_RESPONDENTS, items=left_out))
    return lines
