"""Figures from the dataset: response rates, frequencies, the satisfaction index, charts; and
design-based estimates of any data frame."""

from .estimation.crosstabs import crosstab
from .estimation.design import Design
from .estimation.estimates import mean, ratio, total
from .estimation.proportions import proportion
from .estimation.quantiles import quantile

__all__ = ["Design", "crosstab", "mean", "proportion", "quantile", "ratio", "total"]
