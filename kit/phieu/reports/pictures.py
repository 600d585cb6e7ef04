"""Charts as pictures of a report: drawn once, kept as each format wants them."""

from __future__ import annotations

import io

from phieu.analysis.charts import Chart

from .model import Picture, PictureKind
from .page import TEXT_WIDTH_MM

DOTS_PER_INCH = 200  # an office printer shows no more of it
TALLEST_MM = 225.0  # A4 less its margins and a caption: Word cuts what is taller
_MM = 25.4


def picture(chart: Chart, title: str, kind: PictureKind) -> Picture:
    """As wide as the text; narrower where it would be taller than a page. title: its caption,
    which the chart itself should not repeat."""
    file = io.BytesIO()
    chart.savefig(file, format=kind, dpi=DOTS_PER_INCH)
    width_mm, height_mm = (float(inches) * _MM for inches in chart.get_size_inches())
    width_mm *= min(1.0, TEXT_WIDTH_MM / width_mm, TALLEST_MM / height_mm)
    return Picture(title, file.getvalue(), kind, chart.alt or title, width_mm)
