"""Which chart shows a table: by what made it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from phieu.analysis.tables.model import Table
from phieu.messages import _

from .bars import bar_chart
from .distributions import histogram
from .dots import dots_of
from .errors import NotAChartError
from .figures import Figures
from .likert import likert_from_table
from .sheet import Chart, caption_of
from .table_columns import columns_by_series, estimates_from, has_figure, labelled_rows

MEANS = Figures("number", 2)
MOST_NUMBERS = 15  # bars of a number; a histogram has about as many classes
_NUMBER = re.compile(r"[-−]?[\d.]+(,\d+)?")


def means_chart(table: Table, *, title: str | None = None) -> Chart:
    """A table's means as points, its groups as series. Raises NotAChartError."""
    found = estimates_from(table, "decimal", MEANS)
    return dots_of(found, caption_of(table, title), figures=MEANS, order="given")


def frequency_chart(table: Table, *, title: str | None = None) -> Chart:
    """Bars; for more numbers than bars can show well, a histogram. Raises NotAChartError."""
    numbers = _numbers(table)
    if len(numbers) <= MOST_NUMBERS:
        return bar_chart(table, title=title)
    places = max(len(label.partition(",")[2]) for label, _n in numbers)
    values = [_value(label) for label, n in numbers for _answer in range(n)]
    width = _round_width((max(values) - min(values)) / MOST_NUMBERS, 10.0**-places)
    figures = Figures("number", places)
    return histogram(values, caption_of(table, title), width=width, figures=figures)


def _numbers(table: Table) -> list[tuple[str, int]]:
    """Labels and counts of a number's frequencies; nothing where a label is no number, a count
    is withheld, or weights make other shares of the counts."""
    columns = columns_by_series(table, "percent", "last")
    rows = [row for _label, row in labelled_rows(table, lambda row: has_figure(row, columns))]
    if len(columns) != 1 or columns[0].count is None:
        return []
    counts = [row.cells[columns[0].count].value for row in rows]
    shares = [row.cells[columns[0].figure].value for row in rows]
    if not all(_NUMBER.fullmatch(row.path[-1]) for row in rows):
        return []
    known = [count for count in counts if isinstance(count, int)]
    of_counts = [100 * count / (sum(known) or 1) for count in known]
    if len(known) < len(rows) or not np.allclose(np.array(shares, dtype=float), of_counts):
        return []
    return [(row.path[-1], count) for row, count in zip(rows, known, strict=True)]


def _value(label: str) -> float:
    return float(label.replace(".", "").replace(",", ".").replace("−", "-"))


def _round_width(least: float, unit: float) -> float:
    """The first of 1, 2, 5, 10, 20 … units that is not below `least`."""
    steps = (step * 10.0**power * unit for power in range(12) for step in (1, 2, 5))
    return next(step for step in steps if step >= least)


# A table's line of Python begins with the function that made it.
CHARTS: Mapping[str, Callable[[Table], Chart]] = {
    "matrix_table": likert_from_table,
    "frequency_table": frequency_chart,
    "multiple_response_table": partial(bar_chart, pick="first"),
    "cross_table": bar_chart,
    "means_table": means_chart,
}


def chart_of(table: Table) -> Chart:
    """The chart that shows this table naturally; its `python` makes it again.

    A matrix becomes diverging bars; frequencies and several answers become bars, many numbers a
    histogram; means become points. Draws what the table shows and nothing that it withholds.
    Raises NotAChartError for a table of another kind, or of more series than a chart tells apart.
    """
    draw = CHARTS.get(table.python.partition("(")[0])
    if draw is None:
        raise NotAChartError(
            _(
                "The table “{title}” has no chart of its own. Tables that have one are made by: "
                "{functions}."
            ).format(title=table.title, functions=", ".join(CHARTS))
        )
    return draw(replace(table, python=f"chart_of({table.python})"))
