"""How numbers are spread: a histogram of one, quantiles of a score by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes

from phieu.analysis.formats import count_text, percent_text
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.messages import _

from .axis import AXIS_IN, Axis, draw_axis
from .errors import NotAChartError
from .figures import SCORE, Figures, figure_text
from .measuring import height_in, width_in
from .rows import (
    HeadedColumn,
    heads_in,
    label_room_in,
    rows_of,
    withheld_text,
    write_column,
    write_labels,
)
from .sheet import EDGE_IN, INSIDE_IN, WIDTH_IN, Caption, Chart, Sheet, in_words, sheet
from .style import FIGURE_PT, HAIRLINE, INK, LABEL_PT, QUIET, RATES, SERIES, font

HIGH_IN, ROW_IN, MOST_LABEL_IN, N_IN, MEDIAN_IN = 2.0, 0.24, 2.1, 0.4, 0.62  # inches
MOST_CLASSES = 200
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Class:
    """Numbers from low to below high, counted; the last class holds its end too."""

    low: float
    high: float
    n: int


def classes_of(
    values: Sequence[float],
    width: float,
    at_least: int = MIN_RESPONDENTS,
    *,
    most: float | None = None,
) -> list[Class]:
    """Classes of one width; one that holds fewer than `at_least`, but not none, is joined to what
    follows until it holds enough, the last ones to what stands before. Empty if all are fewer.

    most: the end of the scale, as a full score, which belongs to the class below it.
    """
    known = np.asarray([value for value in values if np.isfinite(value)], dtype=float)
    if len(known) < at_least:
        return []
    first = np.floor(known.min() / width) * width
    number = max(1, int(np.floor((known.max() - first) / width)) + 1)
    edges = first + width * np.arange(number + 1)
    if number > 1 and known.max() == most == edges[-2]:
        edges = edges[:-1]
    counts, _edges = np.histogram(known, edges)
    found: list[Class] = []
    start, held = float(edges[0]), 0
    for count, high in zip(counts.tolist(), edges[1:].tolist(), strict=True):
        held += count
        if held == 0 or held >= at_least:
            found.append(Class(start, high, held))
            start, held = high, 0
    if held:
        while found and found[-1].n == 0:
            start = found.pop().low
        last = found.pop()
        found.append(Class(last.low, float(edges[-1]), last.n + held))
    return found


def histogram(
    values: Sequence[float],
    caption: Caption,
    *,
    width: float,
    figures: Figures | None = None,
    at_least: int = MIN_RESPONDENTS,
) -> Chart:
    """Bars whose area is the share of answers, in classes of one width (see `classes_of`).

    width: of a class, in the values' unit. figures: how they are written. Raises NotAChartError
    for a width that is not above zero, or too narrow to draw.
    """
    if not width > 0:
        raise NotAChartError(_("The width of a histogram's classes must be above zero."))
    if np.ptp([value for value in values if np.isfinite(value)] or [0.0]) / width > MOST_CLASSES:
        raise NotAChartError(
            _("Classes of {width} would be more than {most}. Use wider ones.").format(
                width=figure_text(width, 2), most=MOST_CLASSES
            )
        )
    figures = figures or Figures("number", 0)
    found = classes_of(values, width, at_least, most=figures.most)
    if any(one.high - one.low > width * 1.001 for one in found):
        joined = _("Classes of fewer than {least} answers are joined; a bar's area is its share.")
        caption = replace(caption, notes=(joined.format(least=at_least), *caption.notes))
    total = sum(one.n for one in found)
    over = height_in(1, font(FIGURE_PT)) + 0.08
    page = sheet(caption, over + HIGH_IN + AXIS_IN)
    if not found:
        words = font(LABEL_PT, style="italic")
        text = _("Too few answers to publish")
        page.write(WIDTH_IN / 2, HIGH_IN / 2, text, words, colour=QUIET, across="center")
        page.chart.alt = in_words(_("Histogram"), caption, [f"{text}."])
        return page.chart
    axis = Axis(figures, found[0].low, found[-1].high, EDGE_IN + 0.15, INSIDE_IN - 0.3)
    panel = page.panel(axis.left_in, axis.width_in, down_in=over, high_in=HIGH_IN)
    draw_axis(page, panel, axis, over + HIGH_IN, words=True)
    _draw_classes(page, panel, axis, found, over + HIGH_IN)
    page.chart.alt = _histogram_alt(found, caption, figures, total)
    return page.chart


def _draw_classes(
    page: Sheet, panel: Axes, axis: Axis, found: Sequence[Class], foot_in: float
) -> None:
    """Columns with their shares over them; only the highest column's where not all have room."""
    total = sum(one.n for one in found)
    tallest = max(one.n / (one.high - one.low) for one in found)
    words = font(FIGURE_PT)
    texts = [percent_text(100 * one.n / total, 0) for one in found]
    rooms = [axis.x_in(one.high) - axis.x_in(one.low) - 0.06 for one in found]
    room_for_all = all(
        width_in(text, words) <= room for text, room in zip(texts, rooms, strict=True)
    )
    for one, text in zip(found, texts, strict=True):
        density = one.n / (one.high - one.low) / tallest
        panel.bar(
            one.low, -HIGH_IN * density, width=one.high - one.low, bottom=foot_in, align="edge",
            color=SERIES[0].face, edgecolor="white", linewidth=HAIRLINE,
        )  # fmt: skip
        if one.n and (room_for_all or density == 1):
            middle, above = axis.x_in((one.low + one.high) / 2), foot_in - HIGH_IN * density - 0.03
            page.write(middle, above, text, words, across="center", upright="bottom")


def _histogram_alt(found: Sequence[Class], caption: Caption, figures: Figures, total: int) -> str:
    parts = [
        _("From {low} to below {high}: {share} ({n}).").format(
            low=figures.text(one.low),
            high=figures.text(one.high),
            share=percent_text(100 * one.n / total, 0),
            n=count_text(one.n),
        )
        for one in found
        if one.n
    ]
    return in_words(_("Histogram"), caption, parts)


@dataclass(frozen=True)
class Spread:
    """A group's quantiles by their share, only those that tell of nobody; n: how many have a
    score. None of them: withheld."""

    label: str
    n: int
    quantiles: Mapping[float, float]


def spread_of(label: str, scores: Sequence[float], at_least: int = MIN_RESPONDENTS) -> Spread:
    """Quantiles with at least `at_least` scores on either side: a tenth of 20 is two people.

    Interpolated between the two scores that it lies between (Hyndman & Fan 1996, type 7).
    """
    known = [score for score in scores if np.isfinite(score)]
    beyond = {q: round(len(known) * min(q, 1 - q), 6) for q in QUANTILES}
    safe = [q for q in QUANTILES if beyond[q] >= at_least]
    return Spread(label, len(known), {q: float(np.quantile(known, q)) for q in safe})


def distribution_strip(
    scores: Mapping[str, Sequence[float]],
    caption: Caption,
    *,
    figures: Figures = SCORE,
    at_least: int = MIN_RESPONDENTS,
) -> Chart:
    """By group the median, the middle half and the middle four fifths of a score.

    scores: by group in the order of the rows. A quantile is drawn where at least `at_least` lie on
    either side of it. Raises NotAChartError.
    """
    if not scores:
        raise NotAChartError(_("There are no estimates to draw: the table has no rows."))
    found = [spread_of(label, values, at_least) for label, values in scores.items()]
    label_in = label_room_in(list(scores), MOST_LABEL_IN)
    rows = rows_of(list(scores), label_in, least_in=ROW_IN)
    right = WIDTH_IN - EDGE_IN
    medians = tuple(_median_text(one, figures) for one in found)
    middle_in = max(MEDIAN_IN, *(width_in(text, font(FIGURE_PT)) for text in medians))
    heads = [
        HeadedColumn(_("Median"), medians, right - N_IN, middle_in),
        HeadedColumn("n", tuple(_n_text(one, at_least) for one in found), right, N_IN),
    ]
    top = heads_in(heads) + 0.03
    note = _("Line: the middle four fifths; bar: the middle half; stroke: the median.")
    caption = replace(caption, notes=(note, *caption.notes))
    page = sheet(caption, top + rows.high_in + AXIS_IN)
    rows = rows.moved(top)
    left = EDGE_IN + label_in + 0.15
    ends = [value for one in found for value in one.quantiles.values()] or [0.0, 1.0]
    limits = figures.limits(min(ends), max(ends))
    axis = Axis(figures, *limits, left, right - N_IN - middle_in - 0.2 - left)
    panel = page.panel(axis.left_in, axis.width_in, down_in=top, high_in=rows.high_in)
    draw_axis(page, panel, axis, rows.bottoms[-1], words=any(one.quantiles for one in found))
    write_labels(page, rows)
    for column in heads:
        write_column(page, column, rows, top)
    for one, middle in zip(found, rows.middles, strict=True):
        _draw_spread(panel, one, middle)
    page.chart.alt = _strip_alt(found, caption, figures)
    return page.chart


def _draw_spread(panel: Axes, one: Spread, middle: float) -> None:
    q = one.quantiles
    if 0.1 in q and 0.9 in q:
        panel.plot([q[0.1], q[0.9]], [middle] * 2, color=QUIET, linewidth=1.4, zorder=1)
    if 0.25 in q and 0.75 in q:
        panel.barh(
            middle, q[0.75] - q[0.25], left=q[0.25], height=0.1, color=RATES[2].face,
            edgecolor=QUIET, linewidth=HAIRLINE, zorder=2,
        )  # fmt: skip
    if 0.5 in q:
        stroke = [middle - 0.075, middle + 0.075]
        panel.plot([q[0.5]] * 2, stroke, color=INK, linewidth=2.2, zorder=3, clip_on=False)


def _median_text(one: Spread, figures: Figures) -> str:
    return figures.text(one.quantiles[0.5]) if 0.5 in one.quantiles else withheld_text()


def _n_text(one: Spread, at_least: int) -> str:
    return count_text(one.n) if one.n >= at_least else ""


def _strip_alt(found: Sequence[Spread], caption: Caption, figures: Figures) -> str:
    parts: list[str] = []
    for one in found:
        words = _("median {median}").format(median=_median_text(one, figures))
        if 0.25 in one.quantiles:
            low, high = (figure_text(one.quantiles[q], figures.places) for q in (0.25, 0.75))
            words += _(", middle half {low}–{high}").format(low=low, high=high)
        parts.append(f"{one.label}: {words}.")
    return in_words(_("Spread by group"), caption, parts)
