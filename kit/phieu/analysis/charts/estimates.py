"""Estimates with their intervals as charts take them: labels by series, what is withheld apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from phieu.analysis.bases import TOTAL
from phieu.analysis.formats import ABSENT, count_text, percent_text
from phieu.analysis.publishing import MIN_RESPONDENTS, withheld
from phieu.frame.collation import sort_key
from phieu.messages import _

from .errors import NotAChartError
from .figures import Figures
from .rows import withheld_text
from .style import SERIES

Order = Literal["estimate", "name", "given"]


@dataclass(frozen=True)
class Estimate:
    """One point as it is drawn. value None: withheld, or of nobody if n is 0; low and high None:
    no interval is known. letters: of the series whose figure is significantly smaller. bound: what
    the value could be, were nothing assumed of who did not answer; response: how many did, in
    percent."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    letters: str = ""
    bound: tuple[float, float] | None = None
    response: float | None = None

    def text(self, figures: Figures) -> str:
        """The figure, or why there is none."""
        if self.value is None:
            return ABSENT if self.n == 0 else withheld_text()
        return figures.text(self.value)

    def long_text(self, figures: Figures) -> str:
        """With its interval: 88,3% (85,0–91,2); or with its letters."""
        if self.value is None or self.low is None or self.high is None:
            return f"{self.text(figures)} {self.letters}".rstrip()
        return f"{figures.text(self.value)} ({figures.interval_text(self.low, self.high)})"

    def response_text(self) -> str:
        return "" if self.response is None else percent_text(self.response, 0)

    def n_text(self) -> str:
        return "" if self.n is None or (self.value is None and self.n) else count_text(self.n)


@dataclass(frozen=True)
class Estimates:
    """cells: by label and series. A label has no cell for a series that it was not asked of."""

    labels: tuple[str, ...]
    series: tuple[str, ...]
    cells: Mapping[tuple[str, str], Estimate]

    def of(self, label: str) -> list[tuple[int, Estimate]]:
        """The label's estimates with the places of their series."""
        return [
            (place, self.cells[label, series])
            for place, series in enumerate(self.series)
            if (label, series) in self.cells
        ]

    @property
    def drawn(self) -> list[Estimate]:
        return [cell for cell in self.cells.values() if cell.value is not None]

    @property
    def span(self) -> tuple[float, float]:
        """From the lowest to the highest that is drawn; raises ValueError of nothing."""
        ends = [
            end
            for cell in self.drawn
            for end in (cell.value, cell.low, cell.high, *(cell.bound or ()))
            if end is not None
        ]
        return min(ends), max(ends)

    def ordered(self, order: Order) -> Estimates:
        """estimate: the highest mean of a label's series first, labels without any last. The total
        stands before all: it is not one of them."""
        labels = list(self.labels)
        if order == "name":
            last = _("Not stated")
            labels.sort(key=lambda label: (label == last, sort_key(label)))
        elif order == "estimate":
            labels.sort(key=self._mean, reverse=True)
        labels.sort(key=lambda label: label != _("Total"))
        return replace(self, labels=tuple(labels))

    def _mean(self, label: str) -> tuple[bool, float]:
        values = [cell.value for _place, cell in self.of(label) if cell.value is not None]
        return bool(values), sum(values) / len(values) if values else 0.0


def estimates_of(
    frame: pd.DataFrame,
    *,
    rows: str,
    series: str | None = None,
    figures: Figures,
    names: Mapping[str, str] | None = None,
    at_least: int = MIN_RESPONDENTS,
    beside_total: bool = False,
    most_series: int | None = len(SERIES),
) -> Estimates:
    """From a frame of `phieu.analysis` estimates: estimate, ci_low, ci_high, n, and its groups.

    rows, series: columns of groups. names: words for their values. bound_low, bound_high and
    response_rate are taken where the frame has them. Estimates of fewer than `at_least` are
    withheld, and so is what `published` (a column of true and false) says; where the total stands
    beside them (as a row, or beside_total), also the groups without which it would tell one.
    Without a column n no group is known to be small. Raises NotAChartError where columns or
    figures are missing or two rows are of one group.
    """
    _check(frame, [rows, *([series] if series else []), "estimate"])
    words = names or {}
    cells: dict[tuple[str, str], Estimate] = {}
    for record in frame.to_dict("records"):
        label = _word(record[rows], words)
        of_series = _word(record[series], words) if series else ""
        if (label, of_series) in cells:
            raise NotAChartError(
                _("{group} stands in two rows of the estimates. Give one row a group.").format(
                    group=" – ".join(filter(None, (label, of_series)))
                )
            )
        cells[label, of_series] = _estimate(record, figures, at_least)
    found = Estimates(
        tuple(dict.fromkeys(label for label, _series in cells)),
        tuple(dict.fromkeys(of_series for _label, of_series in cells)),
        cells,
    )
    if most_series is not None and len(found.series) > most_series:
        raise NotAChartError(
            _("A chart tells at most {most} series apart, not {found}.").format(
                most=most_series, found=len(found.series)
            )
        )
    total = beside_total or _("Total") in found.labels
    return _guarded(found, at_least) if total else found


def _guarded(found: Estimates, at_least: int) -> Estimates:
    """Without the estimates that the total would give away."""
    cells = dict(found.cells)
    for series in found.series:
        sizes = {
            label: cell.n or 0
            for (label, other), cell in found.cells.items()
            if other == series and label != _("Total")
        }
        for label in withheld(sizes, at_least):
            cells[label, series] = Estimate(n=sizes[label])
    return replace(found, cells=cells)


def _check(frame: pd.DataFrame, needed: Sequence[str]) -> None:
    absent = [name for name in needed if name not in frame]
    if absent:
        raise NotAChartError(
            _("The estimates have no column {absent}. They have: {columns}.").format(
                absent=", ".join(absent), columns=", ".join(map(str, frame.columns))
            )
        )
    if frame.empty:
        raise NotAChartError(_("There are no estimates to draw: the table has no rows."))


def _estimate(record: Mapping[object, object], figures: Figures, at_least: int) -> Estimate:
    n, value = _number(record.get("n")), _number(record["estimate"])
    size = None if n is None else int(n)
    published = record.get("published", True)
    small = size is not None and size < at_least
    if value is None or small or bool(pd.isna(published)) or not published:  # type: ignore[call-overload]
        return Estimate(n=size)
    low, high, least, most = (
        None if (end := _number(record.get(name))) is None else figures.shown(end)
        for name in ("ci_low", "ci_high", "bound_low", "bound_high")
    )
    response = _number(record.get("response_rate"))
    return Estimate(
        figures.shown(value),
        low,
        high,
        size,
        bound=None if least is None or most is None else (least, most),
        response=None if response is None else 100 * response,
    )


def _number(value: object) -> float | None:
    """None for what is missing, in whatever way pandas has it, and for what is not finite."""
    if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
        return None
    number = float(str(value))
    return number if abs(number) != float("inf") else None


def _word(value: object, names: Mapping[str, str]) -> str:
    if value is None or bool(pd.isna(value)) or value == "":  # type: ignore[call-overload]
        return _("Not stated")
    if value == TOTAL:
        return _("Total")
    return names.get(str(value), str(value))
