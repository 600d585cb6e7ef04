"""Nonresponse made up for by cells: who answered stands for those of the cell who did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _

from .coding import Codes, Floats, column, sums
from .design import Adjustment, Design
from .domains import Domains, domains
from .raking import EmptyLevelError

MIN_RESPONDENTS = 5  # a cell of fewer says little of those who are missing, and a lot of weight


class BadCellsError(ProblemsFoundError):
    """Cells too small to stand for those who did not answer; every problem at once."""


@dataclass(frozen=True)
class RaisedInCells:
    """before, after: weights of all, and of those who answered, 0 of the others.

    A respondent's influence is around the cell's mean; the mean itself varies with everybody who
    was sampled in the cell (the cell's respondents taken as random, Little & Rubin 2002, 3.3).
    """

    cells: Codes
    size: int
    before: Floats
    after: Floats

    def residuals(self, influence: Floats) -> Floats:
        weight = sums(self.cells, self.after, self.size)
        left = np.empty_like(influence)
        for i, values in enumerate(influence.T):
            totals = sums(self.cells, values, self.size)
            means = np.divide(totals, weight, out=np.zeros_like(totals), where=weight > 0)
            left[:, i] = values + (self.before - self.after) * means[self.cells]
        return left


def adjust_nonresponse(
    design: Design, responded: str, cells: str | list[str], *, at_least: int = MIN_RESPONDENTS
) -> Design:
    """The design with the weights of those who did not answer handed to those of their cell who
    did. responded: a column of True and False, or 1 and 0. On replicates, each is adjusted.

    Raises BadCellsError for cells of fewer than `at_least` respondents, though someone in them
    did not answer, and for missing values. Raises UnknownColumnError.
    """
    answered, groups = _answered(design, responded), domains(design.data, cells)
    problems = list(_problems(design, responded, answered, groups, at_least))
    if problems:
        raise BadCellsError(problems)
    present = answered == 1

    def fit(weights: Floats) -> tuple[Floats, Adjustment | None]:
        everybody = sums(groups.codes, weights, groups.size)
        respondents = sums(groups.codes, weights * present, groups.size)
        if ((respondents == 0) & (everybody > 0)).any():
            raise EmptyLevelError(", ".join(groups.labels.columns))
        factor = np.divide(
            everybody, respondents, out=np.zeros_like(everybody), where=respondents > 0
        )
        after = np.where(present, weights * factor[groups.codes], 0.0)
        return after, RaisedInCells(groups.codes, groups.size, weights, after)

    return design.refitted(fit)


def _answered(design: Design, responded: str) -> Floats:
    """1, 0, or NaN for a value that is neither."""
    series = column(design.data, responded)
    values = pd.to_numeric(series, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where((values == 0) | (values == 1), values, np.nan)


def _problems(
    design: Design,
    responded: str,
    answered: Floats,
    groups: Domains,
    at_least: int,
) -> Iterator[Problem]:
    unknown = int(np.isnan(answered).sum())
    if unknown:
        yield Problem(
            responded,
            "response-unknown",
            _("{column} is neither true nor false in {rows} rows.").format(
                column=responded, rows=unknown
            ),
            _("Say of every sampled unit whether it answered: 1 or 0."),
        )
        return
    label = ", ".join(groups.labels.columns)
    missing = int(design.data[list(groups.labels.columns)].isna().any(axis=1).sum())
    if missing:
        yield Problem(
            label,
            "cell-missing",
            _("{column} is missing in {rows} rows.").format(column=label, rows=missing),
            _("Cells are made of what is known of everybody: fill the column in."),
        )
    used = design.values > 0
    everybody = sums(groups.codes, used, groups.size)
    respondents = sums(groups.codes, used & (answered == 1), groups.size)
    for cell in np.flatnonzero((respondents < everybody) & (respondents < at_least)):
        values = ", ".join(str(value) for value in groups.labels.iloc[cell])
        yield Problem(
            label,
            "cell-too-small",
            _("Only {respondents} of {sampled} answered in the cell {cell}.").format(
                respondents=int(respondents[cell]), sampled=int(everybody[cell]), cell=values
            ),
            _("Merge the cell with a similar one, so that {least} or more answered.").format(
                least=at_least
            ),
        )
