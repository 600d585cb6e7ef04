"""What disclosure control takes and gives: what outsiders know, what was shown, what is safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from phieu.analysis.counts import CountTable, Dimension, Event, Value
from phieu.analysis.tables.model import Source, Table

from .rules import Reason

# Which publications counted a form, as a variable of every form beside its answers.
COUNTED = "counted in publications"


@dataclass(frozen=True)
class Outsiders:
    """What readers know of the respondents before they see a table.

    respondents: how many there are by what the frame tells of them, every one of them, in
    categories that do not overlap. not_asked: by variable, the values of such a fact of whom the
    question is not asked, so that everybody knows they have no answer.
    """

    respondents: CountTable | None = None
    not_asked: Mapping[str, Dimension] = field(default_factory=dict)

    @property
    def variables(self) -> frozenset[str]:
        return frozenset() if self.respondents is None else self.respondents.variables

    def facts_of(self, variables: frozenset[str]) -> frozenset[str]:
        """The facts that bear on these variables by who was asked them."""
        facts = {self.not_asked[name].variable for name in variables & self.not_asked.keys()}
        return self.variables & facts

    def blanks(self, dimensions: Iterable[Dimension]) -> Iterator[CountTable]:
        """That nobody has an answer who was not asked."""
        answers: dict[str, set[Value]] = {}
        for dimension in dimensions:
            answers.setdefault(dimension.variable, set()).update(*dimension.categories)
        for name, values in answers.items():
            if name in self.not_asked and self.not_asked[name].variable in self.variables:
                known = Dimension(name, (frozenset(values - {None}),))
                counts = np.zeros((1, len(self.not_asked[name].categories)), dtype=np.int64)
                yield CountTable((known, self.not_asked[name]), counts)

    def number(self, event: Event) -> int:
        """How many respondents have what the event says of the facts."""
        if self.respondents is None:
            return 0
        wanted = dict(event)
        chosen = []
        for dimension in self.respondents.dimensions:
            values = wanted.get(dimension.variable)
            inside = [values is None or category <= values for category in dimension.categories]
            chosen.append(np.flatnonzero(inside))
        return int(self.respondents.counts[np.ix_(*chosen)].sum())

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
