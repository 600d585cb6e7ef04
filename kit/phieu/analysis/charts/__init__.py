"""Charts that a provincial office prints: what was answered, drawn and said in words."""

from .axis import Reference
from .bars import bar_chart
from .choosing import chart_of, means_chart
from .distributions import distribution_strip, histogram
from .dots import dot_plot
from .errors import NotAChartError
from .figures import PERCENT, SCORE, Figures
from .likert import likert_chart, likert_from_table
from .panels import small_multiples
from .rates import Rate, rates_of, response_rates
from .sheet import Caption, Chart, caption_of
from .slopes import slope_chart
from .tiles import TileState, UnitTiles, response_map, unit_tiles
from .waves import pairs_chart, trend_chart

__all__ = [
    "PERCENT",
    "SCORE",
    "Caption",
    "Chart",
    "Figures",
    "NotAChartError",
    "Rate",
    "Reference",
    "TileState",
    "UnitTiles",
    "bar_chart",
    "caption_of",
    "chart_of",
    "distribution_strip",
    "dot_plot",
    "histogram",
    "likert_chart",
    "likert_from_table",
    "means_chart",
    "pairs_chart",
    "rates_of",
    "response_map",
    "response_rates",
    "slope_chart",
    "small_multiples",
    "trend_chart",
    "unit_tiles",
]
