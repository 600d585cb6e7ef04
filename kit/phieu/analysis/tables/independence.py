"""The Rao–Scott test of a cross table, as the line under it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from phieu.analysis.estimation.crosstabs import (
    NoSamplingErrorError,
    RaoScott,
    SparseTableError,
    TooFewLevelsError,
    crosstab,
)
from phieu.analysis.estimation.design import Design
from phieu.analysis.estimation.intervals import NoDegreesOfFreedomError
from phieu.analysis.formats import decimal_text
from phieu.messages import _

from .answers import Block
from .banners import Banner
from .cells import Note
from .crossing import Counting, Crossed, Weights

LEAST_P = 0.001  # smaller ones are said to be so


def independence_note(block: Block, banner: Banner, weights: Weights | None) -> Note | None:
    """Of a block against the categories of the only banner variable; None where there are fewer
    than two of either, or where a respondent can stand in several lines.

    Forms are taken for a simple sample, with their weights if any. The note rests on every count
    of the table, of which the block's must be the first.
    """
    if not (block.exclusive and block.listed):
        return None
    found = Counting(banner, None).of(block.base)
    tested = _test(found, weights)
    if tested is None or not np.isfinite(tested.statistic):
        return None
    text = _("Rao–Scott test of independence: F({df1}; {df2}) = {statistic}; p {p}.").format(
        df1=decimal_text(tested.df1),
        df2=decimal_text(tested.df2),
        statistic=decimal_text(tested.statistic),
        p=_p_text(tested.p),
    )
    valid = [place for place, line in enumerate(found.answers.lines) if not line.missing]
    sources = (source for shown in found.shown for source in shown.sources(*valid))
    return Note(text, tuple(dict.fromkeys(sources)))


def _test(found: Crossed, weights: Weights | None) -> RaoScott | None:
    (part,) = found.banner.parts
    row = np.where(found.answers.base, found.answers.places, np.nan)
    column = np.full(len(row), np.nan)
    for place, one in enumerate(part.columns):
        column[one.rows] = place
    data = pd.DataFrame({"row": row, "column": column})
    if weights is not None:
        data["weight"] = weights
    if data.empty:
        return None
    design = Design(data, weights=None if weights is None else "weight")
    try:
        return crosstab(design, "row", "column").test()
    except (TooFewLevelsError, SparseTableError, NoSamplingErrorError, NoDegreesOfFreedomError):
        return None


def _p_text(p: float) -> str:
    if p < LEAST_P:
        return f"< {decimal_text(LEAST_P, 3)}"
    return f"= {decimal_text(p, 3)}"
