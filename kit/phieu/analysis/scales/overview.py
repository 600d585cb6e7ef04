"""The reliability of several scales side by side, as a methods section states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from phieu.analysis.bases import base_line
from phieu.analysis.counts import CountTable, Dimension, Value
from phieu.analysis.formats import decimal_text
from phieu.analysis.survey import Survey
from phieu.analysis.tables import figures
from phieu.analysis.tables.cells import Cell, Note, Source, State
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.errors import PhieuError, ProblemsFoundError
from phieu.messages import _

from .items import items_of, topics
from .presenting import PLACES, unweighted_note, wrong_way_note
from .reliability import Alpha, Omega, alpha, omega
from .topic_scores import NoTopicsError


@dataclass(frozen=True)
class _Scale:
    """alpha, omega: None where they cannot be computed, and `why` says why not."""

    label: str
    names: tuple[str, ...]
    alpha: Alpha | None
    omega: Omega | None
    why: tuple[str, ...]


def reliability_table(
    survey: Survey, scales: Mapping[str, Sequence[str]] | None = None, *, level: float = 0.95
) -> Table:
    """A row a scale: its items, complete forms, alpha with Feldt's interval, omega, and the p of
    one factor being enough.

    scales: names of items by the words to show; None: the topics, without the items that only some
    bodies or types of unit are asked. A scale that allows no
    coefficient is a stated gap with a note. Raises ProblemsFoundError for names that are no
    item, NoTopicsError.
    """
    chosen = _topics(survey) if scales is None else scales
    if not chosen:
        raise NoTopicsError
    for names in chosen.values():
        items_of(survey, names)
    found = [_scale(survey, label, tuple(names), level) for label, names in chosen.items()]
    counts = tuple(_complete(survey, scale.names) for scale in found)
    return Table(
        _("Reliability of the scales"),
        tuple(_headings(level)),
        tuple(
            Row((scale.label,), tuple(_cells(scale, _source(scale, place))))
            for place, scale in enumerate(found)
        ),
        base=base_line(survey.base),
        notes=tuple(_notes(topics_only=scales is None, weighted=survey.weights is not None)),
        tests=tuple(
            Note(line, (_source(scale, place),))
            for place, scale in enumerate(found)
            for line in _lines(scale)
        ),
        counts=counts,
        rehearsed=survey.rehearsed,
        python="reliability_table(survey)" if scales is None else "",
    )


def _topics(survey: Survey) -> dict[str, Sequence[str]]:
    """The topics' items that every form asks: no form answers those of another body."""
    titles = {section.topic: section.title for section in survey.questionnaire.sections}
    common = {v.name for v in survey.codebook if not (v.only or v.only_types)}
    return {
        titles.get(topic) or topic: items
        for topic, names in topics(survey).items()
        if (items := tuple(name for name in names if name in common))
    }


def _scale(survey: Survey, label: str, names: tuple[str, ...], level: float) -> _Scale:
    why: dict[str, None] = {}
    of_alpha: Alpha | None = None
    of_omega: Omega | None = None
    try:
        of_alpha = alpha(survey, names, level=level)
        of_omega = omega(survey, names)
    except ProblemsFoundError as error:
        why |= dict.fromkeys(problem.message for problem in error.problems)
    except PhieuError as error:
        why[str(error)] = None
    return _Scale(label, names, of_alpha, of_omega, tuple(why))


def _headings(level: float) -> Iterator[Heading]:
    interval = _("{level}% interval").format(level=f"{100 * level:g}".replace(".", ","))
    for words in (
        _("Items"),
        _("Complete forms"),
        _("Cronbach's alpha"),
        interval,
        _("McDonald's omega"),
        _("p of one factor"),
    ):
        yield Heading((words,))


def _cells(scale: _Scale, source: Source) -> Iterator[Cell]:
    yield Cell(len(scale.names), "count")
    found, other = scale.alpha, scale.omega
    if found is None:
        yield Cell(None, "count", state=State.EMPTY)
        yield figures.decimal(None, [source])
        yield Cell(None, "text", state=State.EMPTY)
    else:
        yield Cell(found.forms, "count", sources=(source,))
        yield figures.decimal(found.value, [source], places=PLACES)
        low, high = (decimal_text(bound, PLACES) for bound in found.interval)
        yield Cell(f"{low} – {high}", "text", sources=(source,))
    yield figures.decimal(None if other is None else other.value, [source], places=PLACES)
    if other is not None and other.factor.p is None:
        yield figures.NOTHING  # three items, which one factor always fits
    else:
        yield figures.decimal(None if other is None else other.factor.p, [source], places=PLACES)


def _notes(*, topics_only: bool, weighted: bool) -> Iterator[str]:
    yield _(
        "Of the forms that answered every item of a scale. Omega: one factor by maximum "
        "likelihood. A small p says that one factor is not enough."
    )
    if weighted:
        yield unweighted_note()
    if topics_only:
        yield _("Without the items that only some bodies or types of unit are asked.")


def _lines(scale: _Scale) -> Iterator[str]:
    """What tells of the answers."""
    if scale.alpha is not None and scale.alpha.negative:
        yield f"{scale.label}: {wrong_way_note(scale.alpha.negative)}"
    yield from (f"{scale.label}: {reason}" for reason in scale.why)


def _source(scale: _Scale, place: int) -> Source:
    return Source(place, (0,) * len(scale.names))


def _complete(survey: Survey, names: Sequence[str]) -> CountTable:
    """The forms with a valid answer to all of these items."""
    variables = [survey.variable(name) for name in names]
    whole = np.ones(len(survey.valid), dtype=bool)
    dimensions = []
    for variable in variables:
        given = survey.valid[variable.name]
        whole &= (given.notna() & ~given.isin(list(variable.missing))).to_numpy(dtype=bool)
        values: set[Value] = set(given.dropna().tolist()) - set(variable.missing)
        dimensions.append(Dimension(variable.name, (frozenset(values),)))
    counts = np.full((1,) * len(names), int(whole.sum()), dtype=np.int64)
    return CountTable(tuple(dimensions), counts)
