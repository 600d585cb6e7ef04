"""Satisfaction by item as diverging bars: what people answered, and how many could not judge."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from phieu.analysis.bases import Base, base_line
from phieu.analysis.formats import count_text, percent_text
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.analysis.wrapping import wrapped
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire

from .likert_shares import (
    ItemShares,
    by_net_agreement,
    common_items,
    item_shares,
    level_labels,
    satisfied_words,
)
from .style import (
    FIVE_LEVELS,
    INK,
    QUIET,
    RULE,
    font,
    mark_as_rehearsed,
    rehearsed_line,
)

# Inches. An A4 page with its margins holds a picture 10 wide when scaled to 6.5.
WIDTH_IN, ROW_IN, EDGE_IN = 10.0, 0.44, 0.2
TITLE_LINE_IN, LEGEND_IN, HEAD_LINE_IN, REST_IN, FOOT_LINE_IN = 0.32, 0.34, 0.155, 0.16, 0.19
LABEL_CHARACTERS, TITLE_CHARACTERS, HEAD_CHARACTERS = 55, 88, 10
APART = 0.5  # rows between the items that judge as a whole and the others
LABELLED_FROM = 6.0  # percent; a narrower segment cannot hold its figure
# Left edge and width, shares of the picture's width.
BARS, SATISFIED, VALID, NOT_ASSESSED = (0.35, 0.43), (0.785, 0.06), (0.85, 0.05), (0.92, 0.065)
MARGIN = 0.02


class Chart(Figure):
    """A figure that a notebook shows as it is, without pyplot's state or any magic."""

    def _repr_png_(self) -> bytes:
        picture = io.BytesIO()
        self.savefig(picture, format="png", dpi=100)
        return picture.getvalue()


@dataclass(frozen=True)
class _Row:
    """A bar and where it stands, in rows from the top."""

    y: float
    item: ItemShares


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
    bodies were asked. Items that judge as a whole stand apart, above the others. Items that fewer
    than MIN_RESPONDENTS answered are left out, and it says so.
    """
    items = tuple(variables) if variables is not None else common_items(questionnaire)
    shares = [item_shares(data, item, questionnaire) for item in items]
    rows = _placed(by_net_agreement(shares, MIN_RESPONDENTS))
    satisfied = wrapped(satisfied_words(items[0], questionnaire), HEAD_CHARACTERS) if items else ""
    heading = wrapped(title or _("Level of satisfaction by item"), TITLE_CHARACTERS)
    foot = _foot_lines(base, items, len(items) - len(rows))
    heads_in = HEAD_LINE_IN * (max(satisfied.count("\n"), 1) + 1)
    above = EDGE_IN + TITLE_LINE_IN * (heading.count("\n") + 1) + LEGEND_IN + heads_in
    below = REST_IN + FOOT_LINE_IN * (len(foot) + (2 if rehearsed else 0)) + EDGE_IN
    last = max([1.0, *(row.y for row in rows)])
    height = above + ROW_IN * (last + 1) + below

    figure = Chart(figsize=(WIDTH_IN, height), facecolor="white")
    FigureCanvasAgg(figure)
    bars, satisfied_column, valid, not_assessed = (
        _panel(figure, place, (below / height, 1 - above / height), last)
        for place in (BARS, SATISFIED, VALID, NOT_ASSESSED)
    )
    _bars(bars, rows)
    _satisfied(satisfied_column, rows, satisfied)
    _valid_counts(valid, rows)
    _not_assessed(not_assessed, rows)
    _text(figure, heading, 1 - EDGE_IN / height, 15, INK)
    _legend(figure, items, 1 - (above - heads_in - LEGEND_IN) / height)
    _text(figure, "\n".join(foot), (below - REST_IN) / height, 9.5, QUIET)
    if rehearsed:
        mark_as_rehearsed(figure, rehearsed_line(), EDGE_IN / height)
    return figure


def _placed(items: Sequence[ItemShares]) -> list[_Row]:
    """A row an item, and a gap after those that judge as a whole."""
    gap = APART if len({item.as_a_whole for item in items}) == 2 else 0.0
    return [_Row(y if item.as_a_whole else y + gap, item) for y, item in enumerate(items)]


def _panel(
    figure: Figure, across: tuple[float, float], between: tuple[float, float], last: float
) -> Axes:
    """A panel with nothing but its rows, the first on top.

    across: left edge and width. between: lower and upper edge. last: the lowest row.
    """
    (left, width), (lower, upper) = across, between
    axes = figure.add_axes((left, lower, width, upper - lower))
    axes.set_ylim(last + 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.patch.set_visible(False)  # the rule between the rows runs under all panels
    return axes


def _bars(axes: Axes, rows: Sequence[_Row]) -> None:
    if not rows:
        axes.text(
            0.5, 0.5, _("Too few answers to publish"), ha="center", va="center", color=QUIET,
            transform=axes.transAxes, fontproperties=font(12, style="italic"),
        )  # fmt: skip
        return
    axes.axvline(0, color=INK, linewidth=0.9, zorder=0)  # behind the bars: it crossed the figures
    for row in rows:
        _bar(axes, row)
    # No axis in figures: it would count from the middle of the neutral level, which nobody asks.
    axes.set_xlim(
        -max(row.item.left_of_centre for row in rows) - 2,
        max(100 - row.item.left_of_centre for row in rows) + 2,
    )
    axes.set_yticks(
        [row.y for row in rows], [wrapped(row.item.label, LABEL_CHARACTERS) for row in rows],
        fontproperties=font(9.5), color=INK, linespacing=1.15, ha="left",
    )  # fmt: skip
    left, width = BARS
    axes.tick_params(length=0, pad=(left - MARGIN) * WIDTH_IN * 72)
    for above, below in pairwise(rows):
        if above.item.as_a_whole != below.item.as_a_whole:
            axes.axhline(
                (above.y + below.y) / 2, (MARGIN - left) / width, (1 - MARGIN - left) / width,
                color=RULE, linewidth=0.8, clip_on=False, zorder=0,
            )  # fmt: skip


def _bar(axes: Axes, row: _Row) -> None:
    left = -row.item.left_of_centre
    for shade, share in zip(FIVE_LEVELS, row.item.shares, strict=True):
        axes.barh(
            row.y, share, left=left, height=0.68, color=shade.face, hatch=shade.hatch,
            edgecolor="white", linewidth=0.6,
        )  # fmt: skip
        if share >= LABELLED_FROM:
            outline = [patheffects.withStroke(linewidth=2.6, foreground="white")]
            axes.text(
                left + share / 2, row.y, percent_text(share, 0), ha="center", va="center",
                color=shade.text, fontproperties=font(9),
                path_effects=outline if shade.hatch else [],
            )  # fmt: skip
        left += share


def _satisfied(axes: Axes, rows: Sequence[_Row], head: str) -> None:
    for row in rows:
        if row.item.satisfied is not None:
            axes.text(
                0.95, row.y, percent_text(row.item.satisfied, 0), ha="right", va="center",
                color=INK, fontproperties=font(10, weight="bold"),
            )  # fmt: skip
    _head(axes, head, 0.95, "right")


def _valid_counts(axes: Axes, rows: Sequence[_Row]) -> None:
    for row in rows:
        axes.text(
            0.95, row.y, count_text(row.item.valid), ha="right", va="center", color=QUIET,
            fontproperties=font(9),
        )  # fmt: skip
    _head(axes, _("Valid\nanswers"), 0.95, "right")


def _not_assessed(axes: Axes, rows: Sequence[_Row]) -> None:
    shares = [row.item.not_assessed for row in rows]
    widest = max([5.0, *shares])
    axes.set_xlim(0, widest * 1.9)
    axes.barh([row.y for row in rows], shares, height=0.4, color="#8A8A8A")
    axes.axvline(0, color=RULE, linewidth=0.8)
    for row in rows:
        axes.text(
            row.item.not_assessed + widest * 0.08, row.y, percent_text(row.item.not_assessed, 0),
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
        MARGIN, top, text, ha="left", va="top", color=colour, linespacing=1.25,
        fontproperties=font(size_pt, weight=weight),
    )  # fmt: skip


def _legend(figure: Figure, items: Sequence[Variable], top: float) -> None:
    if not items:
        return
    patches = [
        Patch(facecolor=shade.face, hatch=shade.hatch, edgecolor="white", label=label)
        for shade, label in zip(FIVE_LEVELS, level_labels(items[0]), strict=True)
    ]
    figure.legend(
        handles=patches, loc="upper left", bbox_to_anchor=(MARGIN, top), ncols=len(patches),
        frameon=False, prop=font(10), handlelength=1.8, handleheight=1.0, columnspacing=1.6,
        borderpad=0, borderaxespad=0,
    )  # fmt: skip


def _foot_lines(base: Base, items: Sequence[Variable], left_out: int) -> list[str]:
    lines = [
        base_line(base),
        _("Bars: percent of the item's valid answers. Not assessed: percent of the forms asked."),
    ]
    if items:
        labels = level_labels(items[0])
        order = _("Best first, by the better levels less the worse. The line halves “{level}”.")
        lines += [
            order.format(level=labels[len(labels) // 2]),
            _("In whole percent, rounded half up: parts may not add up to their sum."),
        ]
    if left_out:
        too_few = _("Left out, answered by fewer than {least}: {items}.")
        lines.append(too_few.format(least=MIN_RESPONDENTS, items=left_out))
    return lines
