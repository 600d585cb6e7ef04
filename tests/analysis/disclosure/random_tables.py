"""Random surveys and the tables that are published of them, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from phieu.analysis.counts import CountTable, Dimension, Event, Value
from phieu.analysis.disclosure.differencing import Told, tell_apart
from phieu.analysis.disclosure.model import COUNTED, Outsiders, Published, ShownCounts
from phieu.analysis.disclosure.outsiders import counted_by
from phieu.analysis.disclosure.protecting import protect
from phieu.analysis.disclosure.rules import Rule
from phieu.analysis.disclosure.unsafe import told_by, unsafe_counts
from phieu.analysis.tables.model import Table

FACTS = ("body", "district")
ANSWERS = ("y", "z")
RULE = Rule()


def counted(forms: pd.DataFrame, dimensions: Sequence[Dimension]) -> CountTable:
    """The forms counted: by form the categories that it is in, multiplied and summed."""
    product = np.ones((len(forms), 1), dtype=np.int64)
    for dimension in dimensions:
        column = forms[dimension.variable]
        inside = [column.isin(list(category)) for category in dimension.categories]
        member = np.column_stack(inside).astype(np.int64)
        product = (product[:, :, np.newaxis] * member[:, np.newaxis, :]).reshape(len(forms), -1)
    shape = [len(dimension.categories) for dimension in dimensions]
    return CountTable(tuple(dimensions), product.sum(axis=0).reshape(shape))


def table_of(*counts: CountTable) -> Table:
    return Table("Bảng", (), (), counts=counts)


@dataclass(frozen=True)
class Stage:
    """One publication: the forms that were in, and how its tables are cut."""

    forms: pd.DataFrame
    cuts: tuple[tuple[Dimension, ...], ...]

    @cached_property
    def counts(self) -> tuple[CountTable, ...]:
        return tuple(counted(self.forms, cut) for cut in self.cuts)


Out = tuple[tuple[ShownCounts, ...], ...]


@dataclass(frozen=True)
class Publishing:
    """Stages in order. known: outsiders know who answered, by the facts of the frame; where the
    forms differ between stages they are always taken to know, and also who came when."""

    stages: tuple[Stage, ...]
    known: bool

    def protected(self) -> Out:
        """By stage, what readers got."""
        return self.settled()[0]

    def settled(self) -> tuple[Out, frozenset[Event]]:
        """By stage, what readers got; and the counts of which it was said, when they were asked
        for, that an earlier publication gives them away."""
        out: list[tuple[ShownCounts, ...]] = []
        exposed: set[Event] = set()
        for number, stage in enumerate(self.stages, start=1):
            told = self.told(out, number)
            safe = protect(
                [table_of(table) for table in stage.counts],
                RULE,
                outsiders=told.outsiders,
                published=told.published,
                counted=told.counted,
            )
            out.append(safe.counts)
            for table, sources in zip(stage.counts, safe.exposed, strict=True):
                exposed.update(table.event(source.cell) for source in sources)
        return tuple(out), frozenset(exposed)

    def only_unsafe_withheld(self) -> Out:
        return tuple(tuple(map(_without_unsafe, stage.counts)) for stage in self.stages)

    def told(self, out: Sequence[tuple[ShownCounts, ...]], number: int) -> Told:
        """What was out before stage `number`, and which forms each of all counts."""
        answers = [_answers(stage.forms) for stage in self.stages]
        everyone = pd.concat([stage.forms for stage in self.stages])
        facts = everyone[~everyone.index.duplicated()][list(FACTS)].astype("string")
        now = self.stages[number - 1].forms
        outsiders = Outsiders(counted_by(now, FACTS) if self.known else None)
        earlier = list(zip(out[: number - 1], answers, strict=False))
        return tell_apart(earlier, answers[number - 1], facts, outsiders)


def protected_events(publishing: Publishing, told: Told) -> Iterator[tuple[Event, int]]:
    """Every unsafe count of every stage and every answer of few late forms, with its true value.

    Left out: counts of none, which others of none give away by right, and counts of nothing but
    who answered where readers are taken to know that.
    """
    facts = told.outsiders.variables
    of_stages = [*(published.counted for published in told.published), told.counted]
    for stage, which in zip(publishing.stages, of_stages, strict=True):
        for table in stage.counts:
            tells = told_by(table)
            for unsafe in unsafe_counts(table, RULE):
                count = int(table.counts[unsafe.cell])
                known = tells(unsafe.cell) <= facts
                if unsafe.width and count and not known:
                    yield _among(table.event(unsafe.cell), which), count
    yield from _late(publishing, told)


def _late(publishing: Publishing, told: Told) -> Iterator[tuple[Event, int]]:
    now = publishing.stages[-1]
    for stage, published in zip(publishing.stages[:-1], told.published, strict=True):
        if told.counted is None or published.counted is None:
            continue
        late = now.forms.loc[now.forms.index.difference(stage.forms.index)]
        shared = {d.variable for cut in stage.cuts for d in cut} & set(ANSWERS)
        for cut in now.cuts:
            table = counted(late, cut)
            tells = told_by(table)
            group = [d for d in cut if d.variable in FACTS]
            for cell in table.cells():
                event = table.event(cell)
                told_of = tells(cell) - set(FACTS)
                if not told_of or not told_of <= shared or not table.counts[cell]:
                    continue
                inside = pd.Series(True, index=late.index)
                for dimension in group:
                    inside &= late[dimension.variable].isin(list(dict(event)[dimension.variable]))
                if inside.sum() < RULE.at_least:
                    which = told.counted - published.counted
                    yield _among(event, which), int(table.counts[cell])


def random_publishing(rng: np.random.Generator) -> Publishing:
    forms = _forms(rng)
    stages = int(rng.choice([1, 1, 2, 3]))
    late = int(rng.choice([0, 1, 3, 12])) if stages > 1 else 0
    cuts = [_cut(forms, rng) for _ in range(int(rng.integers(max(1, stages), 5)))]
    parts = np.array_split(np.arange(len(cuts)), stages)
    built = []
    for number, part in enumerate(parts):
        missing = late * (stages - 1 - number)
        built.append(Stage(forms.iloc[: len(forms) - missing], tuple(cuts[at] for at in part)))
    if late:  # what came late is shown by the same cut before and after
        built[-1] = Stage(built[-1].forms, (*built[-1].cuts, built[0].cuts[0]))
    return Publishing(tuple(built), known=bool(late or rng.integers(2)))


def _forms(rng: np.random.Generator) -> pd.DataFrame:
    size = int(rng.integers(40, 160))
    sizes = {"body": 3, "district": int(rng.integers(3, 8))}
    sizes |= {"y": int(rng.integers(2, 6)), "z": int(rng.integers(2, 4))}
    columns = {
        name: rng.choice(count, size=size, p=rng.dirichlet(np.full(count, 1.2)))
        for name, count in sizes.items()
    }
    frame = pd.DataFrame(columns, index=[f"P{number:04}" for number in range(size)])
    return frame.astype({"body": "string", "district": "string"})


def _cut(forms: pd.DataFrame, rng: np.random.Generator) -> tuple[Dimension, ...]:
    answers = list(rng.choice(ANSWERS, size=int(rng.choice([1, 1, 1, 2])), replace=False))
    facts = list(rng.choice(FACTS, size=int(rng.integers(1, 3)), replace=False))
    names = [*facts, *answers][:3]
    if rng.random() < 0.1:
        names = list(FACTS)
    return tuple(_dimension(str(name), forms, rng) for name in names)


def _dimension(name: str, forms: pd.DataFrame, rng: np.random.Generator) -> Dimension:
    values: list[Value] = sorted(forms[name].unique().tolist())
    categories = [frozenset({value}) for value in values]
    if name in ANSWERS and len(values) > 3 and rng.random() < 0.5:
        categories.append(frozenset(values[-2:]))  # as “satisfied” holds two levels
    if rng.random() < 0.85:
        categories.append(frozenset(values))
    return Dimension(name, tuple(categories))


def _answers(forms: pd.DataFrame) -> dict[str, str]:
    return {str(serial): str(tuple(row)) for serial, *row in forms.itertuples()}


def plain(event: Event) -> Event:
    """Without the forms that were counted."""
    return frozenset(pair for pair in event if pair[0] != COUNTED)


def _among(event: Event, which: frozenset[Value] | None) -> Event:
    return event if which is None else event | {(COUNTED, which)}


def _without_unsafe(table: CountTable) -> ShownCounts:
    shown = np.ones(table.counts.shape, dtype=bool)
    for unsafe in unsafe_counts(table, RULE):
        shown[unsafe.cell] = False
    widths = np.zeros(table.counts.shape, dtype=np.int64)
    return ShownCounts(table.dimensions, np.where(shown, table.counts, 0), shown, widths)


def as_read(told: Told, out: Sequence[tuple[ShownCounts, ...]]) -> list[Published]:
    """All stages as a reader has them in the end."""
    of_stages = [*(published.counted for published in told.published), told.counted]
    return [Published(tables, which) for tables, which in zip(out, of_stages, strict=True)]
