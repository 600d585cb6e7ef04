"""Two columns crossed: counts, shares with their errors, and the Rao–Scott test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, assert_never, get_args

import numpy as np
import pandas as pd
from scipy import special

from phieu.errors import PhieuError
from phieu.messages import _

from .choices import check_choice
from .coding import Codes, Coding, Floats, Mask, coding, sums
from .coding import column as column_of
from .design import Design
from .domains import Domains
from .estimates import LEVEL, estimated, framed, of_values
from .influences import SharesOfCells
from .intervals import NoDegreesOfFreedomError, ShareInterval
from .proportions import limits_of_shares

Share = Literal["row", "column", "total"]


class TooFewLevelsError(PhieuError):
    """A column with one level, or none, where a test compares several."""

    def __init__(self, name: str, levels: int) -> None:
        self.name = name
        self.levels = levels
        super().__init__(
            _(
                "{column} has {levels} level among the rows that have both answers; a test "
                "compares two or more."
            ).format(column=name, levels=levels)
        )


class NothingCrossedError(PhieuError):
    """Two columns that no row has values of both."""

    def __init__(self, row: str, name: str) -> None:
        super().__init__(
            _("No row has an answer to both {row} and {column}.").format(row=row, column=name)
        )


NO_EFFECT = 1e-13  # what rounding leaves; design effects over n are of the order of 1 / n


class NoSamplingErrorError(PhieuError):
    """A test of what has no sampling error: a census, or one variable that settles the other."""

    def __init__(self, row: str, name: str) -> None:
        super().__init__(
            _(
                "{row} by {column} has no sampling error: everybody was asked, or each answer to "
                "one goes with one answer to the other. What is seen is so: nothing to test."
            ).format(row=row, column=name)
        )


class SparseTableError(PhieuError):
    """A table with so many empty cells that the test cannot be had."""

    def __init__(self, row: str, name: str) -> None:
        super().__init__(
            _("{row} by {column} has too many empty cells for a test. Merge levels.").format(
                row=row, column=name
            )
        )


class RaoScott(NamedTuple):
    """The F statistic, its degrees of freedom and the p value."""

    statistic: float
    df1: float
    df2: float
    p: float


@dataclass(frozen=True, repr=False)
class Crosstab:
    """Two columns over the rows that have both and a weight. Levels that no such row has are left
    out. cell: each row's, -1 for none."""

    design: Design
    row: str
    column: str
    rows: pd.Index[Any]
    columns: pd.Index[Any]
    cell: Codes

    def __repr__(self) -> str:
        size = f"{len(self.rows)} × {len(self.columns)} levels"
        inside = int((self.cell >= 0).sum())
        return f"<Crosstab of {self.row} by {self.column}: {size}, {inside} rows>"

    @property
    def counts(self) -> pd.DataFrame:
        """Respondents by cell."""
        return self._framed(np.ones(len(self.cell))).astype(np.int64)

    @property
    def totals(self) -> pd.DataFrame:
        """Estimated population by cell."""
        return self._framed(self.design.values)

    def shares(
        self,
        of: Share = "row",
        *,
        interval: ShareInterval = "logit",
        level: float = LEVEL,
    ) -> pd.DataFrame:
        """The share of each cell in its row, its column or the whole, a row a cell: the two
        columns, then estimate, se, ci_low, ci_high, deff, n (of what it is a share of).

        Raises NothingCrossedError, LonelyPsuError, UnknownChoiceError.
        """
        check_choice("of", of, get_args(Share))
        if not len(self.rows):
            raise NothingCrossedError(self.row, self.column)
        place = np.maximum(self.cell, 0)
        row, over = np.divmod(place, len(self.columns))
        match of:
            case "row":
                group, size = row, len(self.rows)
            case "column":
                group, size = over, len(self.columns)
            case "total":
                group, size = np.zeros_like(place), 1
            case _:
                assert_never(of)
        usable = self.cell >= 0
        groups = Domains(group, pd.DataFrame(index=range(size)))
        freedom = self.design.domain_degrees_of_freedom(groups, usable & (self.design.values != 0))
        cells = []
        for cell in range(len(self.rows) * len(self.columns)):
            row_place, column_place = divmod(cell, len(self.columns))
            its = {"row": row_place, "column": column_place, "total": 0}[of]
            here = (self.cell == cell).astype(np.float64)
            found = estimated(self.design, of_values(here, usable, groups))
            limits = limits_of_shares(self.design, found, freedom, interval=interval, level=level)
            figures = framed(groups, found, *limits).iloc[[its]]
            figures.insert(0, self.row, self.rows[[row_place]])
            figures.insert(1, self.column, self.columns[[column_place]])
            cells.append(figures)
        return pd.concat(cells, ignore_index=True)

    def test(self) -> RaoScott:
        """Pearson's χ² against independence with the second-order correction of Rao & Scott
        (1984), as an F statistic (Thomas & Rao 1987); R's svychisq default.

        Raises TooFewLevelsError, SparseTableError, NoSamplingErrorError, LonelyPsuError,
        NoDegreesOfFreedomError.
        """
        for name, levels in ((self.row, self.rows), (self.column, self.columns)):
            if len(levels) < 2:
                raise TooFewLevelsError(name, len(levels))
        if self.design.degrees_of_freedom < 1:
            raise NoDegreesOfFreedomError
        statistic = SharesOfCells(self.cell, len(self.rows) * len(self.columns))
        shares = statistic.values(self.design.values)
        effects = self._effects(shares, self.design.covariance_of(statistic))
        if effects.trace() <= NO_EFFECT:
            raise NoSamplingErrorError(self.row, self.column)
        first = effects.trace() ** 2 / (effects @ effects).trace()
        second = first * self.design.degrees_of_freedom
        table = shares.reshape(len(self.rows), len(self.columns))
        independent = np.outer(table.sum(axis=1), table.sum(axis=0))
        value = float(((table - independent) ** 2 / independent).sum() / effects.trace())
        return RaoScott(
            value, float(first), float(second), float(special.fdtrc(first, second, value))
        )

    def _effects(self, shares: Floats, covariance: Floats) -> Floats:
        """The generalised design effects of the interactions, for one row of data: their variance
        in this design over that of simple random sampling."""
        contrasts = _interactions(len(self.rows), len(self.columns))
        inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
        weighted = contrasts * inverse[:, None]
        simple = contrasts.T @ weighted
        if np.linalg.matrix_rank(simple) < len(simple):
            raise SparseTableError(self.row, self.column)
        effects = np.linalg.solve(simple, weighted.T @ covariance @ weighted)
        return effects.astype(np.float64, copy=False)

    def _framed(self, weights: Floats) -> pd.DataFrame:
        inside = self.cell >= 0
        shape = (len(self.rows), len(self.columns))
        totals = sums(self.cell[inside], weights[inside], shape[0] * shape[1])
        return pd.DataFrame(
            totals.reshape(shape),
            index=self.rows.rename(self.row),
            columns=self.columns.rename(self.column),
        )


def crosstab(design: Design, row: str, column: str) -> Crosstab:
    """Two columns crossed. Rows where either is missing, or that have no weight, are outside.

    Raises UnknownColumnError.
    """
    rows, columns = coding(column_of(design.data, row)), coding(column_of(design.data, column))
    usable = (rows.codes >= 0) & (columns.codes >= 0) & (design.values != 0)
    rows, columns = _present(rows, usable), _present(columns, usable)
    cell = np.where(usable, rows.codes * len(columns.levels) + columns.codes, -1)
    return Crosstab(design, row, column, rows.levels, columns.levels, cell)


def _present(found: Coding, usable: Mask) -> Coding:
    """With the levels alone that a usable row has."""
    present = np.bincount(found.codes[usable], minlength=len(found.levels)) > 0
    place = np.append(np.cumsum(present) - 1, -1)
    return Coding(place[found.codes], found.levels[present])


def _interactions(rows: int, columns: int) -> Floats:
    """Contrasts (cells, (rows − 1)(columns − 1)) of interaction, orthogonal to both margins."""

    def centred(size: int) -> Floats:
        contrasts: Floats = (np.eye(size) - 1 / size)[:, 1:]
        return contrasts

    return np.kron(centred(rows), centred(columns)).astype(np.float64, copy=False)
