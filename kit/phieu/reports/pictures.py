"""Charts as pictures of a report: drawn once, kept as each format wants them."""

from __future__ import annotations

import io

from phieu.analysis.charts import Chart

from .grids import TEXT_WIDTH_MM
from .model import Picture, PictureKind

DOTS_PER_INCH = 200  # an office printer shows no more of it
_MM = 25.4


def picture(chart: Chart, title: str, kind: PictureKind) -> Picture:
    """As wide as the text. title: its caption, which the chart itself should not repeat."""
    file = io.BytesIO()
    chart.savefig(file, format=kind, dpi=DOTS_PER_INCH)
    width_mm = min(float(chart.get_size_inches()[0]) * _MM, TEXT_WIDTH_MM)
    return Picture(title, file.getvalue(), kind, chart.alt or title, width_mm)
