"""Which chart shows a table: by what made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from phieu.analysis.tables.model import Table
from phieu.messages import _

from .bars import bar_chart
from .dots import dots_of
from .errors import NotAChartError
from .figures import Figures
from .likert import likert_from_table
from .sheet import Chart, caption_of
from .table_columns import estimates_from

MEANS = Figures("number", 2)


def means_chart(table: Table, *, title: str | None = None) -> Chart:
    """A table's means as points, its groups as series. Raises NotAChartError."""
    found = estimates_from(table, "decimal", MEANS)
    return dots_of(found, caption_of(table, title), figures=MEANS, order="given")


# A table's line of Python begins with the function that made it.
CHARTS: Mapping[str, Callable[[Table], Chart]] = {
    "matrix_table": likert_from_table,
    "frequency_table": bar_chart,
    "multiple_response_table": partial(bar_chart, pick="first"),
    "cross_table": bar_chart,
    "means_table": means_chart,
}


def chart_of(table: Table) -> Chart:
    """The chart that shows this table naturally; its `python` makes it again.

    A matrix becomes diverging bars, frequencies and several answers become bars, means become
    points. Draws what the table shows and nothing that it withholds. Raises NotAChartError for a
    table of another kind, or of more series than a chart tells apart.
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
