"""Estimates of a near-census, each with its interval, its response rate and nonresponse bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import pandas as pd

from phieu.analysis.bases import TOTAL, base_line
from phieu.analysis.estimation.near_census import Fact, near_census
from phieu.analysis.satisfaction import satisfied_levels
from phieu.analysis.survey import Survey
from phieu.messages import _

from . import figures
from .answers import answers_of, label_of
from .banners import banner_of
from .calls import call
from .cells import Cell, Format, State
from .crossing import ASKED, BASE, Counting, Shown
from .inputs import all_of
from .model import Heading, Row, Table

Figure = Literal["satisfied", "mean"]


def census_table(
    survey: Survey,
    names: Sequence[str],
    by: Fact | None = None,
    *,
    of: Figure | None = None,
    finite: bool = True,
    places: int = figures.PLACES,
) -> Table:
    """A section a variable, with a row a group and the total: see `near_census`.

    of: the satisfied share or the mean; left out, the satisfied share where the scale names its
    levels. finite: of these units; False for a claim about how they come about, as before and
    after. Raises what `near_census` raises, or ProblemsFoundError.
    """
    all_of([lambda name=name: _estimates(survey, name, by, of, finite) for name in names])  # type: ignore[misc]
    counting = Counting(banner_of(survey, [by] if by else []), None)
    rows: list[Row] = []
    for name in names:
        table = _estimates(survey, name, by, of, finite)
        found = counting.of(answers_of(survey, name))
        label = _labelled(survey, name, of)
        for (group, key), shown in zip(_groups(survey, by), found.shown, strict=True):
            estimate = table if by is None else table[table[by] == key]
            cells = _cells(estimate.iloc[0].to_dict(), shown, _figure(survey, name, of), places)
            path = (label, group) if by else (label,)
            rows.append(Row(path, tuple(cells), total=by is not None and key == TOTAL))
    return Table(
        title=_("Estimates with what nonresponse leaves open"),
        headings=tuple(_headings()),
        rows=tuple(rows),
        base=base_line(survey.base),
        notes=tuple(_notes(finite)),
        counts=counting.count_tables,
        rehearsed=survey.rehearsed,
        python=call(
            "census_table", tuple(names), by=(by, None), of=(of, None), finite=(finite, True),
            places=(places, figures.PLACES),
        ),
    )  # fmt: skip


def _estimates(survey: Survey, name: str, by: Fact | None, of: Figure | None, finite: bool) -> Any:
    return near_census(survey, name, by=by, of=_figure(survey, name, of), finite=finite)


def _figure(survey: Survey, name: str, of: Figure | None) -> Figure:
    if of is not None:
        return of
    scored = survey.variable(name).scale is not None
    named = scored and satisfied_levels(survey.variable(name), survey.questionnaire)
    return "satisfied" if named else "mean"


def _labelled(survey: Survey, name: str, of: Figure | None) -> str:
    what = _("mean") if _figure(survey, name, of) == "mean" else _("satisfied, %")
    return f"{label_of(survey, name)} ({what})"


def _groups(survey: Survey, by: Fact | None) -> Iterator[tuple[str, str]]:
    """Label and key of each row, in the order of the banner's columns."""
    if by is not None:
        for category in survey.classification(by).valid:
            yield category.label, str(category.value)
    yield _("Total"), TOTAL


def _headings() -> Iterator[Heading]:
    interval, bounds = _("95% interval"), _("Had all answered, within")
    yield Heading((_("Estimate"),))
    yield from (Heading((interval, end)) for end in (_("from"), _("to")))
    yield from (Heading((text,)) for text in (_("Valid answers"), _("Issued"), _("Response rate")))
    yield from (Heading((bounds, end)) for end in (_("from"), _("to")))


def _cells(estimate: dict[str, Any], shown: Shown, of: Figure, places: int) -> Iterator[Cell]:
    """In the order of the headings. Shares are from 0 to 1 in `estimate`."""
    rests_on, base = figures.level_sources(shown), shown.sources(BASE, ASKED)
    kind: Format = "decimal" if of == "mean" else "percent"
    times = 1 if of == "mean" else 100

    def figure(key: str) -> Cell:
        value = estimate[key]
        if pd.isna(value):
            return Cell(None, kind, state=State.EMPTY, sources=rests_on)
        return Cell(times * float(value), kind, places, sources=rests_on)

    yield from map(figure, ("estimate", "ci_low", "ci_high"))
    yield figures.count(int(estimate["n"]), base)
    yield Cell(int(estimate["population"]), "count")
    yield Cell(100 * float(estimate["response_rate"]), "percent", places, sources=base)
    yield from map(figure, ("bound_low", "bound_high"))


def _notes(finite: bool) -> Iterator[str]:
    yield _(
        "The interval holds if who did not answer would have answered like the others; the last "
        "two columns hold in any case: they give everybody who is silent the least, or the "
        "highest, answer."
    )
    if finite:
        yield _(
            "Everybody was asked, so the interval speaks of these units only, and is narrower "
            "the more of them answered."
        )
    else:
        yield _("The interval takes the units as examples of what could have been.")
