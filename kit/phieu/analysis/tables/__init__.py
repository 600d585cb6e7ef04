"""Tables as values: made from a survey, shown in a notebook, written to files unchanged."""

from .crosstabs import banner_table, cross_table
from .frequencies import frequency_table

__all__ = ["banner_table", "cross_table", "frequency_table"]
