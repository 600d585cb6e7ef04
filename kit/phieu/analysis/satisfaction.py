"""The satisfaction index: answers at the satisfied levels over valid answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.model import Questionnaire

from .bases import TOTAL, Base, base_line
from .formats import percent
from .frequencies import withheld_groups
from .groups import By, asked, groups
from .publishing import MIN_RESPONDENTS, withheld
from .tallies import Tally, tally, unusable_of

COUNTS = ("satisfied", "valid", "not_assessed", "invalid", "blank")
COLUMNS = ("topic", "variable", "label", "group", "forms", *COUNTS, "index", "published")


@dataclass(frozen=True)
class _Cell:
    """One item's or topic's counts in one group. `respondents`: forms behind them."""

    forms: int
    respondents: int
    satisfied: int
    valid: int
    not_assessed: int
    invalid: int
    blank: int


def satisfaction(
    data: pd.DataFrame,
    questionnaire: Questionnaire,
    base: Base,
    *,
    by: By | None = "body",
    at_least: int = MIN_RESPONDENTS,
) -> pd.DataFrame:
    """A row a topic and group, then a row an item and group; index = satisfied / valid × 100.

    Counts are of answers: a topic sums its items'. `forms`: valid forms that were asked. Items
    are those whose scale says which levels are satisfied. Where fewer than `at_least` answered,
    the row has no figures (published is False), and so have the rows from which it could be had
    back by subtraction.
    """
    variables = scored(questionnaire)
    members = dict(groups(data, questionnaire, by))
    cells = {v.name: _item_cells(members, v, questionnaire) for v in variables}
    held = {
        v.name: withheld_groups({g: tally(f, v) for g, f in _asked(members, v).items()}, at_least)
        for v in variables
    }
    rows: list[dict[str, object]] = []
    for topic, items in _by_topic(variables):
        if topic is not None:
            topic_cells = _topic_cells(members, items, cells)
            topic_held = _topic_held(topic_cells, [held[v.name] for v in items], at_least)
            label = _topic_label(topic, questionnaire)
            rows += _rows(topic, None, label, topic_cells, topic_held)
        for v in items:
            rows += _rows(topic, v.name, v.label, cells[v.name], held[v.name])
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table = table.astype(dict.fromkeys(("forms", *COUNTS), "Int64") | {"index": "Float64"})
    table.attrs["base"] = base_line(base)
    return table


def by_topic(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of whole topics from a table of satisfaction()."""
    topics = table[table["variable"].isna()].drop(columns="variable")
    topics.attrs = table.attrs
    return topics


def scored(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The items of an index: variables whose scale names its satisfied levels."""
    return tuple(
        variable
        for variable in codebook(questionnaire)
        if variable.scale is not None and questionnaire.scales[variable.scale].satisfied
    )


def satisfied_levels(variable: Variable, questionnaire: Questionnaire) -> frozenset[int]:
    """The codes that count. On a reversed item the scale is turned round: x → least + most − x."""
    scale = questionnaire.scales[str(variable.scale)]
    if not variable.reverse:
        return frozenset(scale.satisfied)
    levels = [code.value for code in scale.codes if not code.missing]
    return frozenset(min(levels) + max(levels) - level for level in scale.satisfied)


def _asked(members: Mapping[str, pd.DataFrame], variable: Variable) -> dict[str, pd.DataFrame]:
    """The groups that were asked. The total always stands, were it empty."""
    found = {group: asked(forms, variable) for group, forms in members.items()}
    return {group: forms for group, forms in found.items() if len(forms) or group == TOTAL}


def _item_cells(
    members: Mapping[str, pd.DataFrame], variable: Variable, questionnaire: Questionnaire
) -> dict[str, _Cell]:
    counted = satisfied_levels(variable, questionnaire)
    return {
        group: _cell(tally(forms, variable), counted, unusable_of(variable))
        for group, forms in _asked(members, variable).items()
    }


def _cell(counts: Tally, counted: frozenset[int], unusable: frozenset[int]) -> _Cell:
    invalid = sum(n for code, n in counts.missing.items() if code in unusable)
    return _Cell(
        forms=counts.forms,
        respondents=counts.respondents,
        satisfied=sum(n for code, n in counts.levels.items() if code in counted),
        valid=counts.valid,
        not_assessed=sum(counts.missing.values()) - invalid,
        invalid=invalid,
        blank=counts.blank,
    )


def _by_topic(
    variables: Sequence[Variable],
) -> Iterator[tuple[str | None, Sequence[Variable]]]:
    for topic in dict.fromkeys(variable.topic for variable in variables):
        yield topic, [variable for variable in variables if variable.topic == topic]


def _topic_cells(
    members: Mapping[str, pd.DataFrame],
    items: Sequence[Variable],
    cells: Mapping[str, Mapping[str, _Cell]],
) -> dict[str, _Cell]:
    found: dict[str, _Cell] = {}
    for group, forms in members.items():
        parts = [cells[item.name][group] for item in items if group in cells[item.name]]
        if not parts:
            continue
        of_items = [asked(forms, item)[item.name] for item in items]
        found[group] = _Cell(
            forms=len({form for answers in of_items for form in answers.index}),
            respondents=len({form for answers in of_items for form in answers.dropna().index}),
            satisfied=sum(part.satisfied for part in parts),
            valid=sum(part.valid for part in parts),
            not_assessed=sum(part.not_assessed for part in parts),
            invalid=sum(part.invalid for part in parts),
            blank=sum(part.blank for part in parts),
        )
    return found


def _topic_held(
    cells: Mapping[str, _Cell], items_held: Sequence[frozenset[str]], at_least: int
) -> frozenset[str]:
    """A topic goes with any of its items: it less the others would give that one back."""
    sizes = {group: cell.respondents for group, cell in cells.items()}
    with_an_item = frozenset(group for held in items_held for group in held if group in cells)
    total = sizes.pop(TOTAL)
    if TOTAL in with_an_item or 0 < total < at_least:
        return frozenset(cells)
    small = withheld(sizes, at_least) | with_an_item
    others = sorted((size, group) for group, size in sizes.items() if group not in small and size)
    if len(small) == 1 and others:
        small |= {others[0][1]}
    return small


def _topic_label(topic: str, questionnaire: Questionnaire) -> str:
    return next(section.title for section in questionnaire.sections if section.topic == topic)


def _rows(
    topic: str | None,
    variable: str | None,
    label: str,
    cells: Mapping[str, _Cell],
    held: frozenset[str],
) -> Iterator[dict[str, object]]:
    for group, cell in cells.items():
        published = group not in held
        index = percent(cell.satisfied, cell.valid) if published else None
        yield {
            "topic": topic,
            "variable": variable,
            "label": label,
            "group": group,
            "forms": cell.forms,
            **{name: getattr(cell, name) if published else None for name in COUNTS},
            "index": None if index is None else float(index),
            "published": published,
        }
