"""Each item of a scale: its answers, how hard it is, and what it adds to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from phieu.analysis.survey import Survey
from phieu.analysis.tables.model import Table
from phieu.analysis.tallies import Tally, tally, unusable_of
from phieu.errors import ProblemsFoundError

from .complete import Complete, complete_cases
from .items import Floats, Item, answers, items_of
from .presenting import item_table
from .reliability import alpha_of, item_rest_correlations


@dataclass(frozen=True)
class ItemFigures:
    """One item. forms: asked; valid, not_assessed, unusable and blank make them up.

    mean, sd: of its valid answers, turned where reversed, on its own levels. score: the mean from
    0 to 100; for tests of knowledge it is the item's difficulty. lowest, highest: shares of valid
    answers at the outermost levels. item_rest: correlation with the sum of the others;
    explained: part of its variance that the others together explain (R²); alpha_without: alpha
    of the others. The last three are of complete forms. None: it cannot be said.
    """

    item: Item
    forms: int
    valid: int
    not_assessed: int
    unusable: int
    blank: int
    mean: float | None
    sd: float | None
    score: float | None
    lowest: float | None
    highest: float | None
    item_rest: float | None
    explained: float | None
    alpha_without: float | None

    @property
    def wrong_way_round(self) -> bool:
        """Most likely an item that is reversed and not marked so."""
        return self.item_rest is not None and self.item_rest < 0


@dataclass(frozen=True)
class ItemAnalysis:
    """alpha: of all items; None where it cannot be computed, and `why` says why not.

    complete: the forms that answered every item.
    """

    survey: Survey = field(repr=False, compare=False)
    rows: tuple[ItemFigures, ...]
    alpha: float | None
    complete: int
    why: tuple[str, ...]

    @property
    def wrong_way_round(self) -> tuple[str, ...]:
        return tuple(row.item.name for row in self.rows if row.wrong_way_round)

    @property
    def table(self) -> Table:
        """As readers see it."""
        return item_table(self)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def frame(self) -> pd.DataFrame:
        """A row an item, for further work."""
        columns = [name for name in ItemFigures.__dataclass_fields__ if name != "item"]
        rows = [{name: getattr(row, name) for name in columns} for row in self.rows]
        index = pd.Index([row.item.name for row in self.rows], name="variable", dtype="string")
        counts = dict.fromkeys(columns[:5], "Int64")
        figures = dict.fromkeys(columns[5:], "Float64")
        return pd.DataFrame(rows, index=index, columns=columns).astype(counts | figures)


def item_analysis(survey: Survey, names: Sequence[str]) -> ItemAnalysis:
    """Of the valid forms, each counted once. Raises ProblemsFoundError for names that are no item.

    Where the items do not allow coefficients (one item, items that do not vary, too few complete
    forms), the rest still stands, and `why` says what is missing.
    """
    items = items_of(survey, names)
    given = answers(survey, items)
    found, why = _complete(survey, items)
    spread = _Coefficients.of(found, len(items))
    rows = tuple(
        _figures(survey, item, given[item.name].dropna(), spread.at(place))
        for place, item in enumerate(items)
    )
    value = None if found is None else alpha_of(found.scores)
    return ItemAnalysis(survey, rows, value, len(given.dropna()), why)


@dataclass(frozen=True)
class _Coefficients:
    """By item; NaN where there are none."""

    item_rest: Floats
    explained: Floats
    alpha_without: Floats

    @classmethod
    def of(cls, found: Complete | None, items: int) -> _Coefficients:
        if found is None:
            return cls(*(np.full(items, np.nan) for _column in range(3)))
        return cls(
            item_rest_correlations(found.scores),
            _explained(found),
            np.array([alpha_of(np.delete(found.scores, j, axis=1)) for j in range(items)]),
        )

    def at(self, place: int) -> tuple[float | None, float | None, float | None]:
        columns = (self.item_rest, self.explained, self.alpha_without)
        first, second, third = (_stated(column[place]) for column in columns)
        return first, second, third


def _complete(survey: Survey, items: Sequence[Item]) -> tuple[Complete | None, tuple[str, ...]]:
    try:
        return complete_cases(survey, items, fewest_items=2), ()
    except ProblemsFoundError as error:
        return None, tuple(problem.message for problem in error.problems)


def _explained(found: Complete) -> Floats:
    """R² of each item on the others: 1 − 1 / (R⁻¹)_jj. NaN where items repeat each other."""
    correlation = found.correlation
    if np.linalg.cond(correlation) > 1 / np.finfo(float).eps:
        return np.full(len(correlation), np.nan)
    return np.asarray(1 - 1 / np.diag(np.linalg.inv(correlation)))


def _figures(
    survey: Survey,
    item: Item,
    valid: pd.Series,
    coefficients: tuple[float | None, float | None, float | None],
) -> ItemFigures:
    counts = tally(survey.asked(item.name), item.variable)
    unusable = _unusable(counts, item)
    item_rest, explained, alpha_without = coefficients
    return ItemFigures(
        item=item,
        forms=counts.forms,
        valid=len(valid),
        not_assessed=sum(counts.missing.values()) - unusable,
        unusable=unusable,
        blank=counts.blank,
        mean=_stated(valid.mean()),
        sd=_stated(valid.std()),
        score=_stated(item.out_of_100(valid).mean()),
        lowest=_stated((valid == item.least).mean()),
        highest=_stated((valid == item.most).mean()),
        item_rest=item_rest,
        explained=explained,
        alpha_without=alpha_without,
    )


def _unusable(counts: Tally, item: Item) -> int:
    codes = unusable_of(item.variable)
    return sum(n for code, n in counts.missing.items() if code in codes)


def _stated(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
