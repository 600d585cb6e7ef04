"""Waves as lines: what a trend estimates for each round, and pairs of the same units."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.analysis.tables.answers import label_of
from phieu.analysis.waves.pairs import PairedChange
from phieu.analysis.waves.trend import Change, Trend

from .figures import Figures
from .sheet import Chart, caption_of
from .slopes import slope_chart

ALPHA = 0.05


def trend_chart(found: Trend, *, title: str | None = None, alpha: float = ALPHA) -> Chart:
    """A line an item, and a group if there are groups, over all waves.

    A change from the first wave to the last is strong where its p (corrected, where the trend
    corrects) is below alpha; where the trend does not compare these two waves, nothing is said of
    chance. Waves that fewer than five answered are withheld.
    """
    labels = _labels(found)
    frame = found.frame()
    frame["item"] = [labels[key] for key in zip(frame["variable"], frame["group"], strict=True)]
    significant = {
        labels[change.variable, change.group]: p < alpha
        for change in _from_first_to_last(found)
        if (p := change.p if change.adjusted is None else change.adjusted) is not None
    }
    return slope_chart(
        frame,
        caption_of(found.table, title),
        rows="item",
        times="wave",
        significant=significant,
        figures=_figures(percent=found.figure.percent),
    )


def pairs_chart(found: PairedChange, *, title: str | None = None) -> Chart:
    """A line a unit, as for three pilot sites. Only identified rounds have pairs, so that every
    unit is drawn."""
    return slope_chart(
        found.by_wave(),
        caption_of(found.table, title),
        rows="unit",
        times="wave",
        figures=_figures(percent=found.figure.percent),
        at_least=1,
    )


def _labels(found: Trend) -> dict[tuple[str, str], str]:
    """By variable and group; a group alone where there is but one variable."""
    survey = found.waves[-1].survey
    names = {name: label_of(survey, name).split(". ", 1)[-1] for name in found.variables}
    groups = {"": ""}
    if found.by is not None:
        groups |= {str(one.value): one.label for one in survey.classification(found.by).categories}
    several = len(names) > 1
    return {
        (e.variable, e.group): _label(names[e.variable], groups.get(e.group, e.group), several)
        for e in found.estimates
    }


def _label(name: str, group: str, several: bool) -> str:
    if not group:
        return name
    return f"{name} – {group}" if several else group


def _from_first_to_last(found: Trend) -> Iterator[Change]:
    first, last = found.waves[0].label, found.waves[-1].label
    return (c for c in found.changes if (c.before, c.after) == (first, last))


def _figures(*, percent: bool) -> Figures:
    return Figures("percent", 1) if percent else Figures("number", 2)
