"""What a chart cannot be made of."""

from __future__ import annotations

from phieu.errors import PhieuError


class NotAChartError(PhieuError):
    """Values or a table that this chart cannot show; the text says what would do."""
