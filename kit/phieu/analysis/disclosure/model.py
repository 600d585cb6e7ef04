"""What disclosure control takes and gives: what outsiders know, what was shown, what is safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from phieu.analysis.counts import CountTable, Dimension, Value
from phieu.analysis.tables.model import Source, Table

from .rules import Reason

# Which publications counted a form, as a variable of every form beside its answers.
COUNTED = "counted in publications"


@dataclass(frozen=True)
class Outsiders:
    """What readers know of the respondents before they see a table.

    respondents: how many there are by what the frame tells of them, every one of them, in
    categories that do not overlap. given: further counts that everybody knows, as that nobody
    answered where a question is not put.
    """

    respondents: CountTable | None = None
    given: tuple[CountTable, ...] = ()

    @property
    def variables(self) -> frozenset[str]:
        return frozenset() if self.respondents is None else self.respondents.variables

    def among(self, names: frozenset[str]) -> CountTable | None:
        """The respondents by those of the variables that are named."""
        if self.respondents is None:
            return None
        dimensions = self.respondents.dimensions
        left = tuple(at for at, one in enumerate(dimensions) if one.variable not in names)
        kept = tuple(one for one in dimensions if one.variable in names)
        return CountTable(kept, np.asarray(self.respondents.counts.sum(axis=left)))


@dataclass(frozen=True)
class ShownCounts:
    """A count table as readers got it.

    counts: 0 where they were withheld, for what is not published is not kept either. shown:
    where they got the count. widths: how uncertain the others have to stay.
    """

    dimensions: tuple[Dimension, ...]
    counts: npt.NDArray[np.int64]
    shown: npt.NDArray[np.bool_]
    widths: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Published:
    """Tables that are out already. counted: by which values of COUNTED their forms are known;
    None where they counted the very forms that the new tables count."""

    tables: tuple[ShownCounts, ...]
    counted: frozenset[Value] | None = None


@dataclass(frozen=True)
class Protected:
    """Tables without what must not be shown.

    reasons: by table, of the counts held back. counts: all counts as readers get them, for the
    ledger. exposed: by table, what is known already, whatever is held back now.
    """

    tables: tuple[Table, ...]
    reasons: tuple[Mapping[Source, Reason], ...]
    counts: tuple[ShownCounts, ...]
    exposed: tuple[frozenset[Source], ...]

    @property
    def held(self) -> tuple[frozenset[Source], ...]:
        return tuple(frozenset(reasons) for reasons in self.reasons)
