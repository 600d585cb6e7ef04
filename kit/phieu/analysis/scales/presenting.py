"""Item analysis and reliability as tables that readers see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from phieu.analysis.bases import base_line
from phieu.analysis.counts import CountTable, Dimension, Value
from phieu.analysis.formats import count_text, decimal_text
from phieu.analysis.survey import Survey
from phieu.analysis.tables import figures
from phieu.analysis.tables.calls import call
from phieu.analysis.tables.cells import Cell, Note, Source
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.analysis.tallies import tally
from phieu.messages import _

from .items import Item

if TYPE_CHECKING:
    from .item_analysis import ItemAnalysis, ItemFigures
    from .reliability import Alpha, Omega

PLACES = 3  # of coefficients


def item_table(found: ItemAnalysis) -> Table:
    """A row an item. A coefficient rests on all items' answers, so it goes with any of them."""
    survey = found.survey
    counts = tuple(_counts(survey, row.item) for row in found.rows)
    own = [_sources(place, table) for place, table in enumerate(counts)]
    everything = tuple(source for sources in own for source in sources)
    names = [row.item.name for row in found.rows]
    return Table(
        _("Item analysis"),
        tuple(Heading((words,)) for words in _item_headings()),
        tuple(
            Row((row.item.variable.label,), tuple(_item_cells(row, sources, everything)))
            for row, sources in zip(found.rows, own, strict=True)
        ),
        base=base_line(survey.base),
        notes=tuple(_item_notes(found)),
        counts=counts,
        rehearsed=survey.rehearsed,
        python=call("item_analysis", names),
        tests=tuple(Note(line, everything) for line in _item_lines(found)),
    )


def _item_headings() -> tuple[str, ...]:
    return (
        _("Valid answers"),
        _("Not assessed"),
        _("Invalid"),
        _("Blank"),
        _("Mean"),
        _("Standard deviation"),
        _("Score 0–100"),
        _("At the lowest level"),
        _("At the highest level"),
        _("Item–rest correlation"),
        _("R² on the others"),
        _("Alpha without it"),
    )


def _item_cells(
    row: ItemFigures, own: Sequence[Source], everything: Sequence[Source]
) -> Iterator[Cell]:
    for n in (row.valid, row.not_assessed, row.unusable, row.blank):
        yield figures.count(n, own, asked=row.forms > 0)
    for figure in (row.mean, row.sd, row.score):
        yield figures.decimal(figure, own)
    for share in (row.lowest, row.highest):
        yield figures.percent(0 if share is None else share, 0 if share is None else 1, own)
    for coefficient in (row.item_rest, row.explained, row.alpha_without):
        yield figures.decimal(coefficient, everything, places=PLACES)


def _item_notes(found: ItemAnalysis) -> Iterator[str]:
    turned = [row.item.name for row in found.rows if row.item.variable.reverse]
    if turned:
        yield _("Turned round, so that more is better: {items}.").format(items=", ".join(turned))
    if found.survey.weights is not None:
        yield unweighted_note()


def _item_lines(found: ItemAnalysis) -> Iterator[str]:
    """What tells of the answers."""
    if found.alpha is not None:
        yield _("Cronbach's alpha: {alpha}; forms that answered every item: {complete}.").format(
            alpha=decimal_text(found.alpha, PLACES), complete=count_text(found.complete)
        )
    if found.wrong_way_round:
        yield wrong_way_note(found.wrong_way_round)
    yield from found.why


def unweighted_note() -> str:
    return _("The survey's weights are not used here: every form counts once.")


def wrong_way_note(names: Sequence[str]) -> str:
    return _(
        "Against the others: {items}. Look whether the questionnaire should say that this is "
        "reversed."
    ).format(items=", ".join(names))


def _counts(survey: Survey, item: Item) -> CountTable:
    """Forms that were asked the item, by every answer and by none."""
    found = tally(survey.asked(item.name), item.variable)
    answers: list[tuple[Value, int]] = [*found.levels.items(), *found.missing.items()]
    answers.append((None, found.blank))
    return _count_table(item.name, answers)


def _count_table(name: str, answers: Sequence[tuple[Value, int]]) -> CountTable:
    dimension = Dimension(name, tuple(frozenset({value}) for value, _n in answers))
    return CountTable((dimension,), np.array([n for _value, n in answers], dtype=np.int64))


def _sources(place: int, table: CountTable) -> tuple[Source, ...]:
    return tuple(Source(place, (i,)) for i in range(len(table.counts)))


def alpha_words(found: Alpha) -> str:
    low, high = (decimal_text(bound, PLACES) for bound in found.interval)
    methods = {
        "feldt": _("Feldt's interval"),
        "duhachek": _("Duhachek and Iacobucci's interval"),
        "bootstrap": _("bootstrap interval"),
    }
    text = _(
        "Cronbach's alpha of {items} items: {value} [{level}%: {low} to {high}, {method}]; "
        "{forms} of {valid} valid forms answered every item."
    ).format(
        items=len(found.items),
        value=decimal_text(found.value, PLACES),
        level=_percent(found.level),
        low=low,
        high=high,
        method=methods[found.method],
        forms=count_text(found.forms),
        valid=count_text(found.valid),
    )
    return " ".join([text, wrong_way_note(found.negative)] if found.negative else [text])


def omega_words(found: Omega) -> str:
    text = _(
        "McDonald's omega of {items} items (one factor, maximum likelihood): {value}; {forms} of "
        "{valid} valid forms answered every item."
    ).format(
        items=len(found.items),
        value=decimal_text(found.value, PLACES),
        forms=count_text(found.forms),
        valid=count_text(found.valid),
    )
    parts = [text]
    if found.interval is not None:
        low, high = (decimal_text(bound, PLACES) for bound in found.interval)
        parts.append(
            _("{level}% bootstrap interval: {low} to {high}.").format(
                level=_percent(found.level), low=low, high=high
            )
        )
    if found.improper:
        parts.append(
            _("The solution is improper: {items} have no variance of their own left.").format(
                items=", ".join(found.improper)
            )
        )
    if found.negative:
        parts.append(wrong_way_note(found.negative))
    return " ".join(parts)


def _percent(level: float) -> str:
    return f"{100 * level:g}".replace(".", ",")
