"""Figures from the dataset: response rates, frequencies, the satisfaction index, charts; and
design-based estimates of any data frame."""

from .estimation.design import Design
from .estimation.estimates import mean, ratio, total

__all__ = ["Design", "mean", "ratio", "total"]
