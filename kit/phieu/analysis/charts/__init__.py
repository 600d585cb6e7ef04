"""Charts that a provincial office prints: what was answered, drawn and said in words."""

from .errors import NotAChartError
from .likert import likert_chart, likert_from_table
from .sheet import Caption, Chart, caption_of

__all__ = ["Caption", "Chart", "NotAChartError", "caption_of", "likert_chart", "likert_from_table"]
