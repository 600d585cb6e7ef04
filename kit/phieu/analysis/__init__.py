"""Figures from the dataset: response rates, frequencies, the satisfaction index, charts; and
design-based estimates of any data frame."""

from .estimation.calibration import calibrate
from .estimation.crosstabs import crosstab
from .estimation.design import Design
from .estimation.estimates import mean, ratio, total
from .estimation.near_census import near_census
from .estimation.nonresponse import adjust_nonresponse
from .estimation.proportions import proportion
from .estimation.quantiles import quantile
from .estimation.raking import poststratify, rake
from .estimation.replicates import bootstrap, jackknife
from .estimation.trimming import trim

__all__ = [
    "Design",
    "adjust_nonresponse",
    "bootstrap",
    "calibrate",
    "crosstab",
    "jackknife",
    "mean",
    "near_census",
    "poststratify",
    "proportion",
    "quantile",
    "rake",
    "ratio",
    "total",
    "trim",
]
