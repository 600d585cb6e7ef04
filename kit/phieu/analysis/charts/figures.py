"""How a chart's figures are written and scaled: shares as percent, scores, counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
from matplotlib.ticker import MaxNLocator

from phieu.analysis.formats import ABSENT, decimal_text

Kind = Literal["share", "percent", "number"]


@dataclass(frozen=True)
class Figures:
    """share: 0 to 1, shown as percent. percent: 0 to 100. number: as it is.

    places: decimals of what is printed; rounded half up. least, most: beyond these no value can
    lie, so that no axis goes there.
    """

    kind: Kind = "share"
    places: int = 1
    least: float | None = None
    most: float | None = None

    def shown(self, value: float) -> float:
        """As it is drawn: shares in percent, moved by decimal places so that 0.145 is 14.5."""
        return float(Decimal(str(float(value))).scaleb(2)) if self.kind == "share" else float(value)

    def text(self, value: float | None, places: int | None = None) -> str:
        """A value as drawn (see `shown`) in words: 88.3 → "88,3%"."""
        return ABSENT if value is None else figure_text(value, self._places(places)) + self._sign

    def change_text(self, value: float) -> str:
        """+3,2 or −1,0: a difference in points, without the sign of percent."""
        text = figure_text(abs(value), self.places)
        if not text.strip("0,."):
            return text
        return ("+" if value > 0 else "−") + text

    def interval_text(self, low: float, high: float) -> str:
        """89,5–94,3, or −1,2; 3,4: the unit stands at the estimate."""
        between = "–" if low >= 0 else "; "
        return f"{figure_text(low, self.places)}{between}{figure_text(high, self.places)}"

    def limits(self, low: float, high: float) -> tuple[float, float]:
        """An axis that holds low … high with some air, and nothing that cannot be."""
        air = max((high - low) * 0.06, 10.0**-self.places, abs(high) * 1e-6)
        least, most = self._bounds
        return max(low - air, least - air * 0.5), min(high + air, most + air * 0.5)

    def ticks(self, low: float, high: float, about: int = 5) -> list[tuple[float, str]]:
        """Round values within low … high, and their words with as few decimals as serve."""
        whole = self.kind == "number" and self.places == 0
        locator = MaxNLocator(about, steps=[1, 2, 2.5, 5, 10], integer=whole)
        values = locator.tick_values(low, high)
        inside = [float(value) for value in values if low <= value <= high]
        places = next((p for p in range(4) if np.allclose(np.round(inside, p), inside)), 4)
        return [(value, figure_text(value, places) + self._sign) for value in inside]

    @property
    def _bounds(self) -> tuple[float, float]:
        percent = self.kind != "number"
        least = self.least if self.least is not None else (0.0 if percent else -np.inf)
        most = self.most if self.most is not None else (100.0 if percent else np.inf)
        return float(least), float(most)

    @property
    def _sign(self) -> str:
        return "" if self.kind == "number" else "%"

    def _places(self, places: int | None) -> int:
        return self.places if places is None else places


def figure_text(value: float, places: int) -> str:
    """1234.5 → "1.234,5", with a minus sign where a table has a hyphen."""
    return decimal_text(value, places).replace("-", "−")


PERCENT, SCORE = Figures("share", 1), Figures("number", 1, 0.0, 100.0)
