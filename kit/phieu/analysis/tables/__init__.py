"""Tables as values: made from a survey, shown in a notebook, written to files unchanged."""

from .census import census_table
from .crosstabs import banner_table, cross_table
from .frequencies import frequency_table
from .matrices import matrix_table
from .means import means_table
from .multiple import multiple_response_table
from .rankings import ranking_table
from .response import response_table
from .satisfaction import satisfaction_table

__all__ = [
    "banner_table",
    "census_table",
    "cross_table",
    "frequency_table",
    "matrix_table",
    "means_table",
    "multiple_response_table",
    "ranking_table",
    "response_table",
    "satisfaction_table",
]
