"""Rows of a chart: labels to the left, as high as they need, and columns of figures beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from matplotlib.font_manager import FontProperties

from phieu.messages import _

from .measuring import fitted, height_in, width_in
from .sheet import EDGE_IN, Across, Sheet
from .style import FIGURE_PT, HEAD_PT, INK, LABEL_PT, QUIET, font

PADDING_IN = 0.06  # between the labels of two rows


@dataclass(frozen=True)
class Rows:
    """Labels in lines, and where each row begins and ends: inches down."""

    labels: tuple[str, ...]
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    @property
    def middles(self) -> tuple[float, ...]:
        return tuple(
            (top + bottom) / 2 for top, bottom in zip(self.tops, self.bottoms, strict=True)
        )

    @property
    def high_in(self) -> float:
        return self.bottoms[-1] - self.tops[0] if self.tops else 0.0

    def moved(self, down_in: float) -> Rows:
        return replace(
            self,
            tops=tuple(top + down_in for top in self.tops),
            bottoms=tuple(bottom + down_in for bottom in self.bottoms),
        )


@dataclass(frozen=True)
class HeadedColumn:
    """Figures under a head. at_in: the edge that they stand at. texts: None where none stands."""

    head: str
    texts: tuple[str | None, ...]
    at_in: float
    room_in: float
    prop: FontProperties | None = None
    colour: str = INK
    across: Across = "right"


def rows_of(
    labels: Sequence[str],
    room_in: float,
    *,
    least_in: float,
    gap_after: Mapping[int, float] | None = None,
) -> Rows:
    """Rows for labels of at most `room_in`, none lower than `least_in`.

    gap_after: inches below a row.
    """
    lines = tuple(fitted(label, room_in, font(LABEL_PT)) for label in labels)
    heights = [
        max(height_in(label.count("\n") + 1, font(LABEL_PT)) + PADDING_IN, least_in)
        for label in lines
    ]
    gaps = [(gap_after or {}).get(place, 0.0) for place in range(len(lines))]
    steps = [height + gap for height, gap in zip(heights, gaps, strict=True)]
    tops = [0.0, *accumulate(steps)][: len(lines)]
    bottoms = [top + height for top, height in zip(tops, heights, strict=True)]
    return Rows(lines, tuple(tops), tuple(bottoms))


def label_room_in(labels: Sequence[str], most_in: float) -> float:
    """What the labels need, and no more than `most_in`."""
    widest = max((width_in(label, font(LABEL_PT)) for label in labels), default=0.0)
    return min(most_in, widest + 0.01)


def heads_in(columns: Sequence[HeadedColumn]) -> float:
    """Inches that the highest head takes."""
    lines = [_head_lines(column).count("\n") + 1 for column in columns]
    return height_in(max(lines), font(HEAD_PT)) + 0.05 if lines else 0.0


def write_labels(page: Sheet, rows: Rows, left_in: float = EDGE_IN) -> None:
    for label, middle in zip(rows.labels, rows.middles, strict=True):
        page.write(left_in, middle, label, font(LABEL_PT))


def write_column(page: Sheet, column: HeadedColumn, rows: Rows, head_bottom_in: float) -> None:
    page.write(
        column.at_in, head_bottom_in - 0.05, _head_lines(column), font(HEAD_PT, style="italic"),
        colour=QUIET, across=column.across, upright="bottom",
    )  # fmt: skip
    for text, middle in zip(column.texts, rows.middles, strict=False):
        if text is not None:
            page.write(
                column.at_in, middle, text, column.prop or font(FIGURE_PT), colour=column.colour,
                across=column.across,
            )  # fmt: skip


def withheld_text() -> str:
    """What stands where disclosure control holds a figure back."""
    return _("not published")


def _head_lines(column: HeadedColumn) -> str:
    return fitted(column.head, column.room_in, font(HEAD_PT, style="italic"))
