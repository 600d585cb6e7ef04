"""Response rates as tiles: a row a district, a column a body, the rate and its counts in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matplotlib.patches import Rectangle

from phieu.analysis.formats import count_text, half_up, percent, percent_text
from phieu.analysis.response import RETURNED, CaseOutcome, Disposition
from phieu.messages import _

from .errors import NotAChartError
from .measuring import fitted, height_in, width_in
from .rows import label_room_in, rows_of, write_labels
from .sheet import EDGE_IN, WIDTH_IN, Caption, Chart, Key, Sheet, in_words, sheet
from .style import FIGURE_PT, HAIRLINE, HEAD_PT, QUIET, RATES, font

MOST_LABEL_IN, ROW_IN, GAP_IN = 1.9, 0.24, 0.03  # inches
STEPS = (50, 70, 85, 95)  # percent: where a darker shade begins


@dataclass(frozen=True)
class Rate:
    """Forms back of those that could come back."""

    returned: int
    eligible: int

    @property
    def percent(self) -> float | None:
        share = percent(self.returned, self.eligible)
        return None if share is None else float(share)

    @property
    def text(self) -> str:
        """87% (54/62)."""
        counts = f"{count_text(self.returned)}/{count_text(self.eligible)}"
        return f"{percent_text(self.percent, 0)} ({counts})"

    def fitted(self, step_in: float) -> str:
        """On two lines where one is too wide for a tile. step_in: from one tile to the next."""
        wide = width_in(self.text, font(FIGURE_PT)) > step_in - GAP_IN - 0.04
        return self.text.replace(" ", "\n") if wide else self.text

    def with_case(self, disposition: Disposition) -> Rate:
        if disposition in (Disposition.VOID, Disposition.NOT_ISSUED):
            return self
        return Rate(self.returned + (disposition in RETURNED), self.eligible + 1)


def rates_of(outcomes: Sequence[CaseOutcome]) -> dict[tuple[str, str], Rate]:
    """By district and body, in the ledger's order."""
    found: dict[tuple[str, str], Rate] = {}
    for case in outcomes:
        key = (case.district, case.body)
        found[key] = found.get(key, Rate(0, 0)).with_case(case.disposition)
    return found


def response_rates(
    rates: Mapping[tuple[str, str], Rate], caption: Caption, *, bodies: Mapping[str, str]
) -> Chart:
    """Return rates by group and body, with both totals: what any round may publish.

    rates: by (group, body), see `rates_of`. bodies: names in the order of the columns. Raises
    NotAChartError.
    """
    if not rates:
        raise NotAChartError(_("There are no cases to draw: the frame is empty."))
    groups = list(dict.fromkeys(group for group, _body in rates))
    table = _with_totals(rates, groups, list(bodies))
    labels = [*groups, _("Total")]
    label_in = label_room_in(labels, MOST_LABEL_IN)
    left = EDGE_IN + label_in + 0.12
    step = (WIDTH_IN - EDGE_IN - left + GAP_IN) / (len(bodies) + 1)
    lines = max(rate.fitted(step).count("\n") + 1 for row in table for rate in row)
    high = ROW_IN + height_in(lines - 1, font(FIGURE_PT))
    rows = rows_of(labels, label_in, least_in=high, gap_after={len(groups) - 1: 0.06})
    italic = font(HEAD_PT, style="italic")
    heads = [fitted(head, step - GAP_IN - 0.04, italic) for head in (*bodies.values(), _("Total"))]
    top = height_in(max(head.count("\n") for head in heads) + 1, italic) + 0.06
    note = _("Returned of the forms issued and not void, in whole percent.")
    caption = replace(caption, notes=(note, *caption.notes))
    page = sheet(caption, top + rows.high_in, keys=_keys())
    rows = rows.moved(top)
    write_labels(page, rows)
    for column, head in enumerate(heads):
        middle = left + column * step + (step - GAP_IN) / 2
        page.write(
            middle, top - 0.05, head, italic, colour=QUIET, across="center", upright="bottom"
        )
    for line, cells in enumerate(table):
        for column, rate in enumerate(cells):
            box = (left + column * step, rows.tops[line] + GAP_IN / 2, step - GAP_IN)
            _draw_tile(page, rate, *box, rows.bottoms[line] - rows.tops[line] - GAP_IN)
    page.chart.alt = _alt(labels, table, [*bodies.values(), _("Total")], caption)
    return page.chart


def shade_of(rate: float) -> int:
    """Which of RATES: how many STEPS it has reached, in whole percent as it is printed."""
    return sum(half_up(rate, 0) >= step for step in STEPS)


def _with_totals(
    rates: Mapping[tuple[str, str], Rate], groups: Sequence[str], bodies: Sequence[str]
) -> list[list[Rate]]:
    rows = [[rates.get((group, body), Rate(0, 0)) for body in bodies] for group in groups]
    rows.append([_sum([row[place] for row in rows]) for place in range(len(bodies))])
    return [[*row, _sum(row)] for row in rows]


def _sum(rates: Sequence[Rate]) -> Rate:
    return Rate(sum(rate.returned for rate in rates), sum(rate.eligible for rate in rates))


def _draw_tile(
    page: Sheet, rate: Rate, left: float, top: float, width: float, height: float
) -> None:
    """An empty place where nothing was issued."""
    share = rate.percent
    if share is None:
        page.write(left + width / 2, top + height / 2, "–", font(FIGURE_PT), across="center")
        return
    shade = RATES[shade_of(share)]
    tile = Rectangle(
        (left, page.body_top_in + top), width, height, facecolor=shade.face,
        edgecolor=shade.edge, linewidth=HAIRLINE,
    )  # fmt: skip
    page.paper.add_patch(tile)
    page.write(
        left + width / 2, top + height / 2, rate.fitted(width + GAP_IN), font(FIGURE_PT),
        colour=shade.text,
        across="center",
    )  # fmt: skip


def _keys() -> list[Key]:
    ends = [f"{step}%" for step in STEPS]
    words = [
        _("below {rate}").format(rate=ends[0]),
        *(_("{low} to below {high}").format(low=a, high=b) for a, b in pairwise(ends)),
        _("from {rate}").format(rate=ends[-1]),
    ]
    return [Key(label, shade) for label, shade in zip(words, RATES, strict=True)]


def _alt(
    labels: Sequence[str], table: Sequence[Sequence[Rate]], heads: Sequence[str], caption: Caption
) -> str:
    parts: list[str] = []
    for label, cells in zip(labels, table, strict=True):
        words = [
            f"{head} {rate.text}" for head, rate in zip(heads, cells, strict=True) if rate.eligible
        ]
        parts.append(f"{label}: {', '.join(words)}.")
    return in_words(_("Return rates"), caption, parts)
