"""Every two groups, or every two of the things judged, compared by one test, with p put up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from phieu.analysis.bases import base_line
from phieu.analysis.counts import CountTable
from phieu.analysis.survey import Survey
from phieu.analysis.tables.answers import label_of
from phieu.analysis.tables.calls import call
from phieu.analysis.tables.cells import Cell, Note, Source, State
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.messages import _

from .adjusting import Adjustment, adjusted, adjustment_words
from .answers import (
    answer_counts,
    by_group,
    complete_counts,
    grouping,
    numbers_of,
    require_unweighted,
    turned_note,
)
from .findings import Shown, sources_of
from .groups import mann_whitney
from .pairs import signed_rank
from .results import Comparison, NoComparisonError, nothing_to_compare

Compared = Callable[[str, str], Comparison]


@dataclass(frozen=True)
class Two:
    """Two of them compared. result: None where it cannot be, and `why` says why not."""

    first: str
    second: str
    result: Comparison | None
    adjusted: float | None
    why: str = ""


@dataclass(frozen=True)
class Pairwise:
    """All twos, in the order of the groups. table: as readers see them."""

    twos: tuple[Two, ...]
    adjustment: Adjustment
    table: Table

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def frame(self) -> pd.DataFrame:
        """A row a two."""
        rows = [
            (two.first, two.second, two.result.statistic, two.result.p, two.adjusted,
             two.result.effect.value)
            if two.result is not None
            else (two.first, two.second, None, None, None, None)
            for two in self.twos
        ]  # fmt: skip
        columns = ["first", "second", "statistic", "p", "p_adjusted", "effect"]
        return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], "Float64"))


def pairwise(
    survey: Survey,
    variable: str,
    *,
    by: str,
    adjustment: Adjustment,
    correct: bool = True,
    ignore_weights: bool = False,
) -> Pairwise:
    """Every two groups of `by` by the Mann–Whitney test, as R's pairwise.wilcox.test.

    Two groups that cannot be compared are a stated gap, and no test that p is put up for. Raises
    as `compare` does; NoComparisonError for fewer than two groups.
    """
    require_unweighted(survey, ignore_weights=ignore_weights)
    group = grouping(survey, by, survey.asked(variable))
    values = by_group(survey, variable, group)
    if len(values) < 2:
        raise nothing_to_compare(
            by,
            "groups",
            _("There are fewer than two groups to compare."),
            _("Compare by a variable with two answers or more."),
        )
    counts = answer_counts(survey, group, variable)
    sources = {label: sources_of(0, counts, first=i) for i, label in enumerate(values)}

    def compared(first: str, second: str) -> Comparison:
        return mann_whitney({name: values[name] for name in (first, second)}, correct=correct)

    title = _("{variable} by {group}, every two").format(
        variable=label_of(survey, variable), group=group.label
    )
    python = call(
        "pairwise",
        variable,
        by=(by, None),
        adjustment=(adjustment, None),
        correct=(correct, True),
        ignore_weights=(ignore_weights, False),
    )
    shown = Shown(title, python, turned_note(survey, [variable]))
    return _all(survey, shown, compared, sources, [counts], adjustment)


def pairwise_paired(
    survey: Survey,
    variables: Sequence[str],
    *,
    adjustment: Adjustment,
    correct: bool = True,
    ignore_weights: bool = False,
) -> Pairwise:
    """Every two variables by the signed rank test, over the forms that answered all of them."""
    require_unweighted(survey, ignore_weights=ignore_weights)
    table = pd.DataFrame({name: numbers_of(survey, name) for name in variables}).dropna()
    labels = {name: label_of(survey, name) for name in variables}
    if len(set(labels.values())) < len(labels):  # told apart by their names
        labels = {name: f"{name}. {label}" for name, label in labels.items()}
    if len(labels) < 2:
        raise nothing_to_compare(
            ", ".join(labels) or "–",
            "things",
            _("There are fewer than two variables to compare."),
            _("Name two different variables or more."),
        )
    counts = complete_counts(survey, list(labels))
    sources = {label: sources_of(i, counts[i]) for i, label in enumerate(labels.values())}
    of_label = {label: table[name].to_numpy() for name, label in labels.items()}

    def compared(first: str, second: str) -> Comparison:
        return signed_rank(of_label[first], of_label[second], correct=correct)

    title = _("{variables}, by the same forms").format(variables="; ".join(labels.values()))
    python = call(
        "pairwise_paired",
        tuple(variables),
        adjustment=(adjustment, None),
        correct=(correct, True),
        ignore_weights=(ignore_weights, False),
    )
    shown = Shown(title, python, turned_note(survey, variables))
    return _all(survey, shown, compared, sources, counts, adjustment)


def _all(
    survey: Survey,
    shown: Shown,
    compared: Compared,
    sources: Mapping[str, tuple[Source, ...]],
    counts: Sequence[CountTable],
    adjustment: Adjustment,
) -> Pairwise:
    twos = _put_up([_two(compared, *two) for two in combinations(sources, 2)], adjustment)
    first = next((two.result for two in twos if two.result is not None), None)
    return Pairwise(
        twos,
        adjustment,
        Table(
            shown.title,
            tuple(Heading((words,)) for words in _headings(first)),
            tuple(_row(two, _of_both(two, sources)) for two in twos),
            base=base_line(survey.base),
            notes=(*shown.notes, *_notes(twos, first, adjustment)),
            tests=tuple(
                Note(f"{two.first} – {two.second}: {two.why}", _of_both(two, sources))
                for two in twos
                if two.why
            ),
            counts=tuple(counts),
            rehearsed=survey.rehearsed,
            python=shown.python,
        ),
    )


def _of_both(two: Two, sources: Mapping[str, tuple[Source, ...]]) -> tuple[Source, ...]:
    return (*sources[two.first], *sources[two.second])


def _two(compared: Compared, first: str, second: str) -> Two:
    try:
        return Two(first, second, compared(first, second), None)
    except NoComparisonError as error:
        return Two(first, second, None, None, " ".join(p.message for p in error.problems))


def _put_up(twos: Sequence[Two], adjustment: Adjustment) -> tuple[Two, ...]:
    p = adjusted([np.nan if two.result is None else two.result.p for two in twos], adjustment)
    return tuple(
        replace(two, adjusted=None if np.isnan(value) else float(value))
        for two, value in zip(twos, p, strict=True)
    )


def _headings(first: Comparison | None) -> tuple[str, ...]:
    symbols = ("–", "–") if first is None else (first.symbol, first.effect.symbol)
    return (_("Valid answers"), symbols[0], "p", _("corrected p"), symbols[1])


def _row(two: Two, sources: tuple[Source, ...]) -> Row:
    if two.result is None:
        gaps = (Cell(None, "decimal", state=State.EMPTY, sources=sources) for _column in range(5))
        return Row((f"{two.first} – {two.second}",), tuple(gaps))
    found = two.result
    return Row(
        (f"{two.first} – {two.second}",),
        (
            Cell(found.n, "count", sources=sources),
            Cell(found.statistic, "decimal", 1, sources=sources),
            Cell(found.p, "decimal", 3, sources=sources),
            Cell(two.adjusted, "decimal", 3, sources=sources),
            Cell(found.effect.value, "decimal", 3, sources=sources),
        ),
    )


def _notes(
    twos: Sequence[Two], first: Comparison | None, adjustment: Adjustment
) -> tuple[str, ...]:
    if first is None:
        return ()
    return (
        f"{first.method}. {first.effect.symbol}: {first.effect.name}.",
        _("p corrected for {tests} comparisons after {method}.").format(
            tests=sum(two.result is not None for two in twos), method=adjustment_words(adjustment)
        ),
    )
