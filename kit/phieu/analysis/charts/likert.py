"""Judgements by item as diverging bars: what people answered, and how many could not judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes

from phieu.analysis.bases import Base, base_line
from phieu.analysis.formats import ABSENT, count_text, percent_text
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.analysis.tables.model import Table
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire

from .errors import NotAChartError
from .likert_shares import (
    ItemShares,
    by_net_agreement,
    common_items,
    item_shares,
    items_of_table,
    level_labels,
    satisfied_words,
)
from .measuring import capitals_in, width_in
from .rows import HeadedColumn, Rows, heads_in, rows_of, withheld_text, write_column, write_labels
from .sheet import EDGE_IN, WIDTH_IN, Caption, Chart, Key, Sheet, caption_of, in_words, sheet
from .style import FIGURE_PT, HAIRLINE, INK, LABEL_PT, MOST_LEVELS, QUIET, RULE, font, levels_of

# Inches across.
LABEL_IN, BARS_LEFT_IN, NUMBER_IN, BESIDE_IN = 2.45, 2.58, 0.44, 0.6
BAR_IN, APART_IN = 0.2, 0.14  # a bar's height; between what judges as a whole and the others


@dataclass(frozen=True)
class _Columns:
    """Where the parts stand: left and right edges in inches."""

    bars: tuple[float, float]
    satisfied: float | None
    valid: float | None
    not_assessed: float | None


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

    variables: items of one scale of two to seven levels; left out, those of the first scored scale
    that all bodies were asked. Items that judge as a whole stand apart, above the others. Items
    that fewer than MIN_RESPONDENTS answered are left out, and it says so. Raises NotAChartError.
    """
    asked = tuple(variables) if variables is not None else common_items(questionnaire)
    _check(asked)
    shares = [item_shares(data, item, questionnaire) for item in asked]
    items = by_net_agreement(shares, MIN_RESPONDENTS)
    notes = []
    if left_out := len(asked) - len(items):
        too_few = _("Left out, answered by fewer than {least}: {items}.")
        notes.append(too_few.format(least=MIN_RESPONDENTS, items=left_out))
    caption = Caption(
        title or _("Level of satisfaction by item"),
        base_line(base),
        tuple(notes),
        rehearsed,
        _call(title, variables, rehearsed),
    )
    levels = level_labels(asked[0]) if asked else []
    satisfied = satisfied_words(asked[0], questionnaire) if asked else ""
    return _likert(items, levels, satisfied, caption)


def _check(items: Sequence[Variable]) -> None:
    """One scale, for there is one key; and no more levels than shades tell apart."""
    if len({item.scale for item in items}) > 1:
        raise NotAChartError(
            _("The items {items} do not share one scale. Draw a chart for each scale.").format(
                items=", ".join(item.name for item in items)
            )
        )
    levels = len(level_labels(items[0])) if items else 2
    if not 2 <= levels <= MOST_LEVELS:
        raise NotAChartError(
            _("{item} has {levels} levels; diverging bars need 2 to {most}.").format(
                item=items[0].name, levels=levels, most=MOST_LEVELS
            )
        )


def _call(title: str | None, variables: Sequence[Variable] | None, rehearsed: bool) -> str:
    """The line that makes the chart again of a survey."""
    arguments = ["survey.data", "survey.questionnaire", "survey.base"]
    if title is not None:
        arguments.append(f"title={title!r}")
    if variables is not None:
        named = ", ".join(f'survey.variable("{variable.name}")' for variable in variables)
        arguments.append(f"variables=[{named}]")
    if rehearsed:
        arguments.append("rehearsed=survey.rehearsed")
    return f"likert_chart({', '.join(arguments)})"


def likert_from_table(
    table: Table, *, levels: Sequence[str] | None = None, title: str | None = None
) -> Chart:
    """The same from a matrix table, so that a report draws only what it publishes.

    levels: the innermost headings of the levels' percentages, worst first; left out, those that
    the table has side by side. An item with a withheld level is named and not drawn: what the
    other levels leave would tell it. Raises NotAChartError.
    """
    items, found = items_of_table(table, levels)
    return _likert(items, found, "", caption_of(table, title))


def _likert(
    items: Sequence[ItemShares], levels: Sequence[str], satisfied: str, caption: Caption
) -> Chart:
    drawn = [item for item in items if item.shares]
    columns = _columns(items)
    rows = rows_of(
        [item.label for item in items],
        LABEL_IN,
        least_in=BAR_IN + 0.08,
        gap_after=_gap_after(items),
    )
    heads = _heads(items, satisfied, columns)
    top = heads_in(heads)
    keys = [Key(label, shade) for label, shade in zip(levels, levels_of(len(levels)), strict=True)]
    notes = (*_notes(drawn, levels, columns), *caption.notes)
    caption = Caption(caption.title, caption.base, notes, caption.rehearsed, caption.python)
    page = sheet(caption, top + max(rows.high_in, 0.4), keys=keys)
    rows = rows.moved(top)
    write_labels(page, rows)
    for column in heads:
        write_column(page, column, rows, top)
    if not items:
        page.write(
            sum(columns.bars) / 2, top + 0.2, _("Too few answers to publish"),
            font(LABEL_PT, style="italic"), colour=QUIET, across="center",
        )  # fmt: skip
    _draw_bars(page, items, rows, columns, top)
    _rule_apart(page, items, rows)
    if columns.not_assessed is not None:
        _draw_not_assessed(page, items, rows, columns.not_assessed, top)
    page.chart.alt = _alt(items, levels, caption)
    return page.chart


def _columns(items: Sequence[ItemShares]) -> _Columns:
    """From the right edge inwards, only what the items have."""
    right = WIDTH_IN - EDGE_IN
    beside = satisfied = valid = None
    if any(item.not_assessed is not None for item in items):
        beside = right - BESIDE_IN
        right = beside - 0.14
    if any(item.valid is not None for item in items):
        valid, right = right, right - NUMBER_IN
    if any(item.satisfied is not None for item in items):
        satisfied, right = right, right - NUMBER_IN - 0.05
    return _Columns((BARS_LEFT_IN, right - 0.08), satisfied, valid, beside)


def _gap_after(items: Sequence[ItemShares]) -> dict[int, float]:
    """A gap below the last of the items that judge as a whole, where others follow."""
    return {
        place: APART_IN
        for place, (one, other) in enumerate(pairwise(items))
        if one.as_a_whole != other.as_a_whole
    }


def _heads(items: Sequence[ItemShares], satisfied: str, at: _Columns) -> list[HeadedColumn]:
    columns = []
    if at.satisfied is not None:
        words = satisfied or _("Satisfied")
        texts = [None if i.satisfied is None else percent_text(i.satisfied, 0) for i in items]
        bold = font(FIGURE_PT, weight="bold")
        columns.append(HeadedColumn(words, tuple(texts), at.satisfied, NUMBER_IN + 0.12, bold))
    if at.valid is not None:
        texts = [None if item.valid is None else count_text(item.valid) for item in items]
        quiet = font(FIGURE_PT)
        head = _("Valid\nanswers")
        columns.append(HeadedColumn(head, tuple(texts), at.valid, NUMBER_IN, quiet, QUIET))
    if at.not_assessed is not None:
        head = _("Not\nassessed")
        columns.append(HeadedColumn(head, (), at.not_assessed, BESIDE_IN, across="left"))
    return columns


def _draw_bars(
    page: Sheet, items: Sequence[ItemShares], rows: Rows, columns: _Columns, top: float
) -> None:
    left, right = columns.bars
    bars = page.panel(left, right - left, down_in=top, high_in=page.body_in - top)
    drawn = [item for item in items if item.shares]
    if drawn:
        bars.axvline(0, color=INK, linewidth=0.9, zorder=0)  # behind the bars' figures
        # No axis in figures: it would count from the middle of the neutral level, which nobody
        # asks for.
        bars.set_xlim(
            -max(item.left_of_centre for item in drawn) - 0.5,
            max(sum(item.shares) - item.left_of_centre for item in drawn) + 0.5,
        )
    for item, middle in zip(items, rows.middles, strict=True):
        if item.shares:
            _bar(bars, item, middle, right - left)
        else:
            page.write(
                (left + right) / 2, middle, _why_not(item), font(FIGURE_PT, style="italic"),
                colour=QUIET, across="center",
            )  # fmt: skip


def _why_not(item: ItemShares) -> str:
    """Nobody was there to answer, or too few did."""
    return ABSENT if item.valid == 0 else withheld_text()


def _bar(bars: Axes, item: ItemShares, middle: float, panel_in: float) -> None:
    left = -item.left_of_centre
    start, end = bars.get_xlim()
    for shade, share in zip(levels_of(len(item.shares)), item.shares, strict=True):
        bars.barh(
            middle, share, left=left, height=BAR_IN, color=shade.face, hatch=shade.hatch,
            edgecolor=shade.edge, linewidth=HAIRLINE,
        )  # fmt: skip
        text = percent_text(share, 0)
        if width_in(text, font(FIGURE_PT)) + 0.06 <= share / (end - start) * panel_in:
            outline = [patheffects.withStroke(linewidth=2.2, foreground="white")]
            bars.text(
                left + share / 2, middle + capitals_in(font(FIGURE_PT)) / 2, text, ha="center",
                color=shade.text, fontproperties=font(FIGURE_PT),
                path_effects=outline if shade.hatch else [],
            )  # fmt: skip
        left += share


def _rule_apart(page: Sheet, items: Sequence[ItemShares], rows: Rows) -> None:
    for place, ((one, other), above) in enumerate(
        zip(pairwise(items), rows.bottoms, strict=False), start=1
    ):
        if one.as_a_whole != other.as_a_whole:
            page.rule((above + rows.tops[place]) / 2)


def _draw_not_assessed(
    page: Sheet, items: Sequence[ItemShares], rows: Rows, left: float, top: float
) -> None:
    shares = [item.not_assessed for item in items if item.not_assessed is not None]
    widest = max([5.0, *shares])
    panel = page.panel(left, BESIDE_IN, down_in=top, high_in=page.body_in - top)
    room = BESIDE_IN - width_in("100%", font(FIGURE_PT)) - 0.06
    panel.set_xlim(0, widest * BESIDE_IN / room)
    panel.axvline(0, color=RULE, linewidth=HAIRLINE)
    for item, middle in zip(items, rows.middles, strict=True):
        if item.not_assessed is None:
            continue
        panel.barh(middle, item.not_assessed, height=BAR_IN * 0.6, color="#8A8A8A")
        page.write(
            left + item.not_assessed / widest * room + 0.05, middle,
            percent_text(item.not_assessed, 0), font(FIGURE_PT), colour=QUIET,
        )  # fmt: skip


def _notes(drawn: Sequence[ItemShares], levels: Sequence[str], columns: _Columns) -> list[str]:
    lines = [_("Bars: percent of the item's valid answers.")]
    if columns.not_assessed is not None:
        lines[0] += " " + _("Not assessed: percent of the forms asked.")
    if drawn:
        order = _("Best first, by the better levels less the worse.")
        if len(levels) % 2:
            halved = _("The line halves “{level}”.").format(level=levels[len(levels) // 2])
            order = f"{order} {halved}"
        lines += [
            order, _("In whole percent, rounded half up: parts may not add up to their sum.")
        ]  # fmt: skip
    return lines


def _alt(items: Sequence[ItemShares], levels: Sequence[str], caption: Caption) -> str:
    """All items in words, with what is drawn of them."""
    parts: list[str] = []
    for item in items:
        if not item.shares:
            parts.append(f"{item.label}: {_why_not(item)}.")
            continue
        shares = ", ".join(
            f"{level[:1].lower()}{level[1:]} {percent_text(share, 0)}"
            for level, share in zip(reversed(levels), reversed(item.shares), strict=True)
        )
        parts.append(f"{item.label}: {shares}.")
    if not items:
        parts.append(_("Too few answers to publish") + ".")
    return in_words(_("Diverging bars"), caption, parts)
