"""The sheet that every chart is drawn on: title, key, body, base line and notes, rehearsed mark."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from phieu.analysis.bases import base_line
from phieu.analysis.survey import Survey
from phieu.analysis.tables.model import Table
from phieu.messages import _

from .measuring import capitals_in, fitted, height_in, line_spacing, width_in
from .style import (
    FOOT_PT,
    HAIRLINE,
    INK,
    LABEL_PT,
    QUIET,
    RULE,
    TITLE_PT,
    WARNING,
    Shade,
    font,
)

# Inches. A4 less the margins of an administrative document (30 mm left, 17 mm right, 25 mm above
# and below; Decree 30/2020): a chart goes into the report as it is, its points are points.
WIDTH_IN, EDGE_IN, PAGE_IN = 6.4, 0.05, 9.7
INSIDE_IN = WIDTH_IN - 2 * EDGE_IN
REST_IN = 0.11  # between title, key, body and foot
SYMBOL_IN, KEY_GAP_IN = 0.24, 0.2  # of the key

# Whatever a user has set. Hinting would round each letter to whole pixels, and lines would be
# wider on a screen than they are in print.
SETTINGS: dict[Any, Any] = {
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "phieu",
    "savefig.bbox": "standard",
    "text.hinting": "none",
}

Across = Literal["left", "center", "right"]
Upright = Literal["top", "center", "bottom", "baseline"]


@dataclass(frozen=True)
class Caption:
    """What stands around a picture. base: the line on forms issued, returned and valid.

    python: the one line that makes the chart again.
    """

    title: str
    base: str = ""
    notes: tuple[str, ...] = ()
    rehearsed: bool = False
    python: str = ""


def caption_of(source: Survey | Table, title: str | None = None) -> Caption:
    """The caption that goes with a survey's or a table's figures."""
    if isinstance(source, Survey):
        return Caption(title or source.title, base_line(source.base), (), source.rehearsed)
    return Caption(
        title or source.title, source.base, source.notes, source.rehearsed, source.python
    )


class Chart(Figure):
    """A figure that a notebook shows as it is, without pyplot's state or any magic.

    alt: the same in words, for readers who cannot see it. python: the line that makes it again.
    """

    def __init__(self, width_in: float, height_in: float) -> None:
        super().__init__(figsize=(width_in, height_in), facecolor="white")
        self.title, self.alt, self.python = "", "", ""
        FigureCanvasAgg(self)

    def _repr_png_(self) -> bytes:
        picture = io.BytesIO()
        self.savefig(picture, format="png", dpi=144)
        return picture.getvalue()

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict[str, str], dict[str, Any]]:
        """The picture with its content in words, for notebooks that read metadata."""
        picture = base64.b64encode(self._repr_png_()).decode("ascii")
        return {"image/png": picture}, {"image/png": {"alt": self.alt}}

    def savefig(self, fname: Any, **options: Any) -> None:
        """PNG (300 dpi unless said), SVG or PDF of the same content, alike at every run.

        A PDF holds its typeface as TrueType, so that its words can be searched and copied; an SVG
        holds outlines and looks alike where the typeface is missing.
        """
        kind = str(options.get("format") or str(getattr(fname, "name", fname)).rsplit(".", 1)[-1])
        metadata = {
            "png": {"Title": self.title, "Description": self.alt},
            "svg": {"Title": self.title, "Description": self.alt, "Date": None},
            "pdf": {"Title": self.title, "Subject": self.alt, "CreationDate": None},
        }
        options.setdefault("dpi", 300)
        options.setdefault("metadata", metadata.get(kind))
        with rc_context(SETTINGS):
            super().savefig(fname, **options)


@dataclass(frozen=True)
class Key:
    """One entry of the key: a patch, or a marker for what is drawn as points."""

    label: str
    shade: Shade
    point: bool = False


@dataclass(frozen=True)
class Sheet:
    """A chart with its words around an empty body. All places in inches.

    paper: axes over the whole picture, x from its left edge, y down from its top.
    """

    chart: Chart
    paper: Axes
    body_top_in: float
    body_in: float

    def panel(
        self, left_in: float, width_in: float, *, down_in: float = 0.0, high_in: float | None = None
    ) -> Axes:
        """Axes within the body that have only what is drawn on them: y in inches down from the
        body's top, x for the caller to scale."""
        high = self.body_in if high_in is None else high_in
        height = float(self.chart.get_size_inches()[1])
        bottom = 1 - (self.body_top_in + down_in + high) / height
        axes = self.chart.add_axes((left_in / WIDTH_IN, bottom, width_in / WIDTH_IN, high / height))
        _bare(axes)
        axes.set_ylim(down_in + high, down_in)
        return axes

    def write(
        self,
        x_in: float,
        down_in: float,
        text: str,
        prop: FontProperties,
        *,
        colour: str = INK,
        across: Across = "left",
        upright: Upright = "center",
    ) -> None:
        """Text at a place of the body."""
        _write(self.paper, x_in, self.body_top_in + down_in, text, prop, colour, across, upright)

    def rule(self, down_in: float, left_in: float = EDGE_IN, right_in: float | None = None) -> None:
        """A hairline across the body."""
        y = self.body_top_in + down_in
        right = WIDTH_IN - EDGE_IN if right_in is None else right_in
        self.paper.plot([left_in, right], [y, y], color=RULE, linewidth=HAIRLINE, zorder=0)


def sheet(caption: Caption, body_in: float, *, keys: Sequence[Key] = ()) -> Sheet:
    """A chart of A4's text width, as high as its parts need."""
    heading, foot = _heading(caption), _foot(caption)
    key_rows = _key_rows(keys)
    line = height_in(1, font(LABEL_PT)) * 1.15
    key_in = line * len(key_rows) + (REST_IN if key_rows else 0.0)
    title_in = height_in(heading.count("\n") + 1, font(TITLE_PT)) + REST_IN if heading else 0.0
    foot_in = height_in(len(foot), font(FOOT_PT)) + (REST_IN if foot else 0.0)
    warning_in = height_in(2, font(LABEL_PT)) if caption.rehearsed else 0.0
    top = EDGE_IN + title_in + key_in
    height = top + body_in + foot_in + warning_in + EDGE_IN

    chart = Chart(WIDTH_IN, height)
    chart.title, chart.python = caption.title, caption.python
    paper = chart.add_axes((0, 0, 1, 1))
    _bare(paper)
    paper.set_xlim(0, WIDTH_IN)
    paper.set_ylim(height, 0)
    paper.set_autoscale_on(False)
    _write(paper, EDGE_IN, EDGE_IN, heading, font(TITLE_PT, weight="bold"), INK, "left", "top")
    for row, entries in enumerate(key_rows):
        for left, entry in entries:
            _draw_key(paper, left, EDGE_IN + title_in + line * (row + 0.5), entry)
    foot_top = top + body_in + REST_IN
    _write(paper, EDGE_IN, foot_top, "\n".join(foot), font(FOOT_PT), QUIET, "left", "top")
    if caption.rehearsed:
        _mark_as_rehearsed(chart, paper, height)
    return Sheet(chart, paper, top, body_in)


def in_words(kind: str, caption: Caption, sentences: Sequence[str]) -> str:
    """A chart in one paragraph, for readers who cannot see it: kind, title, figures, base."""
    title = caption.title.rstrip(". ")
    first = f"{kind}: {title}." if title else f"{kind}."
    return " ".join([first, *sentences, caption.base]).strip()


def rehearsed_line() -> str:
    return _("REHEARSED DATA – NOT SURVEY RESULTS")


def _heading(caption: Caption) -> str:
    return fitted(caption.title, INSIDE_IN, font(TITLE_PT, weight="bold"))


def _foot(caption: Caption) -> list[str]:
    """Lines filled rather than even: it is read as a paragraph."""
    lines: list[str] = []
    for text in filter(None, (caption.base, *caption.notes)):
        lines += fitted(text, INSIDE_IN, font(FOOT_PT), even=False).split("\n")
    return lines


def _key_rows(keys: Sequence[Key]) -> list[list[tuple[float, Key]]]:
    """Entries with their left edges, on as many lines as they need."""
    rows: list[list[tuple[float, Key]]] = []
    left = WIDTH_IN
    for key in keys:
        room = INSIDE_IN - SYMBOL_IN - 0.07
        label = fitted(key.label, room, font(LABEL_PT), most_lines=1)
        wide = SYMBOL_IN + 0.07 + width_in(label, font(LABEL_PT))
        if left + wide > WIDTH_IN - EDGE_IN:
            rows.append([])
            left = EDGE_IN
        rows[-1].append((left, Key(label, key.shade, key.point)))
        left += wide + KEY_GAP_IN
    return rows


def _draw_key(paper: Axes, left: float, middle: float, key: Key) -> None:
    if key.point:
        paper.add_line(point(left + SYMBOL_IN / 2, middle, key.shade))
    else:
        patch = Rectangle(
            (left, middle - 0.055), SYMBOL_IN, 0.11, facecolor=key.shade.face,
            hatch=key.shade.hatch, edgecolor=key.shade.edge, linewidth=HAIRLINE,
        )  # fmt: skip
        paper.add_patch(patch)
    x = left + SYMBOL_IN + 0.07
    _write(paper, x, middle, key.label, font(LABEL_PT), INK, "left", "center")


def point(x: float, y: float, shade: Shade, size_pt: float = 5.5) -> Line2D:
    """An estimate's marker, with a dark edge so that a pale one is seen."""
    return Line2D(
        [x], [y], marker=shade.marker, markersize=size_pt, markerfacecolor=shade.face,
        markeredgecolor=INK, markeredgewidth=0.6, linestyle="none", zorder=3, clip_on=False,
    )  # fmt: skip


def _write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    prop: FontProperties,
    colour: str,
    across: Across,
    upright: Upright,
) -> None:
    if upright == "center" and "\n" not in text:
        y, upright = y + capitals_in(prop) / 2, "baseline"
    axes.text(
        x, y, text, ha=across, va=upright, color=colour, fontproperties=prop,
        linespacing=line_spacing(prop), parse_math=False,
    )  # fmt: skip


def _bare(axes: Axes) -> None:
    """Nothing but what is drawn on it."""
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.patch.set_visible(False)


def _mark_as_rehearsed(chart: Chart, paper: Axes, height: float) -> None:
    """A pale word across the picture, above all that is drawn, and a plain line at its foot."""
    chart.text(
        0.5, 0.5, _("REHEARSED DATA"), rotation=32 if height > 3 else 12, ha="center", va="center",
        color=WARNING, alpha=0.09, fontproperties=font(min(42.0, 26 * height), weight="bold"),
    )  # fmt: skip
    bold = font(LABEL_PT, weight="bold")
    _write(paper, EDGE_IN, height - EDGE_IN, rehearsed_line(), bold, WARNING, "left", "bottom")
