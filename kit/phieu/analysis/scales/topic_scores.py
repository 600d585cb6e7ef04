"""Scores from 0 to 100: of an item, and of a topic as the mean of its items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from phieu.analysis.survey import Survey
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.codebook import Variable

from .items import Item, answers, items_of, items_of_topic, topics

AT_LEAST = 0.5  # of the items that a form was asked: instruments 1.2
PLACES = 2


class NameTakenError(PhieuError):
    """A score's name that a column of the data already has."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            _("The data already have {names}. Give the scores other names.").format(
                names=", ".join(names)
            )
        )


class NoTopicsError(PhieuError):
    """A questionnaire whose items belong to no topic."""

    def __init__(self) -> None:
        super().__init__(
            _("No section of the questionnaire has a topic with scored items. Name the items.")
        )


def with_topic_scores(
    survey: Survey, only: Collection[str] | None = None, *, at_least: float = AT_LEAST
) -> Survey:
    """The survey with a score variable for each topic, named as the topic.

    A form's score is the mean of its valid items from 0 to 100, where at least this share of the
    topic's items that it was asked is valid; else blank. only: these topics, otherwise all.
    Raises UnknownTopicError, NoTopicsError, NameTakenError.
    """
    chosen = tuple(topics(survey)) if only is None else tuple(dict.fromkeys(only))
    if not chosen:
        raise NoTopicsError
    items = {topic: items_of_topic(survey, topic) for topic in chosen}
    labels = {section.topic: section.title for section in survey.questionnaire.sections}
    return _with_scores(survey, items, {t: labels.get(t) or t for t in chosen}, at_least)


def with_score(
    survey: Survey, name: str, items: Sequence[str], *, label: str, at_least: float = AT_LEAST
) -> Survey:
    """The survey with one score of items that the researcher names, worked out in the same way.

    Raises ProblemsFoundError for names that are no item, NameTakenError.
    """
    return _with_scores(survey, {name: items_of(survey, items)}, {name: label}, at_least)


def scores(survey: Survey, items: Sequence[Item], at_least: float = AT_LEAST) -> pd.Series:
    """From 0 to 100 by valid form, on the index of `survey.valid`; NA where too few are valid.

    An item that a form did not put, by its body, type of unit or logic, does not count for it.
    """
    turned = answers(survey, items)
    percent = pd.DataFrame(
        {item.name: item.out_of_100(turned[item.name]) for item in items}, index=turned.index
    )
    asked = pd.DataFrame(
        {item.name: turned.index.isin(survey.asked(item.name).index) for item in items},
        index=turned.index,
    )
    valid, of = percent.notna().sum(axis=1), asked.sum(axis=1)
    enough = (valid > 0) & (valid >= at_least * of)
    return percent.mean(axis=1).where(enough).astype("Float64")


def _with_scores(
    survey: Survey,
    items: Mapping[str, Sequence[Item]],
    labels: Mapping[str, str],
    at_least: float,
) -> Survey:
    folded = {str(column).casefold() for column in survey.data}
    # SPSS does not tell names apart by capitals.
    if taken := [name for name in items if name.casefold() in folded]:
        raise NameTakenError(taken)
    columns = {
        name: scores(survey, members, at_least).reindex(survey.data.index)
        for name, members in items.items()
    }
    variables = [_variable(name, labels[name], members) for name, members in items.items()]
    return survey.with_added(variables, pd.DataFrame(columns, index=survey.data.index))


def _variable(name: str, label: str, items: Sequence[Item]) -> Variable:
    """Asked of whom any of its items is asked."""
    only = [item.variable.only for item in items]
    only_types = [item.variable.only_types for item in items]
    return Variable(
        name=name,
        label=_("{label} (score 0–100)").format(label=label),
        kind="number",
        question=name,
        measure="scale",
        only=_united(only),
        only_types=_united(only_types),
        text=_("Mean of the valid items from 0 to 100: {items}").format(
            items=", ".join(_named(item) for item in items)
        ),
        width=len("100") + 1 + PLACES,
        decimals=PLACES,
    )


def _united(limits: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Empty is no limit, and takes every other limit away."""
    if not all(limits):
        return ()
    return tuple(dict.fromkeys(name for limit in limits for name in limit))


def _named(item: Item) -> str:
    reversed_item = _("{variable} (turned round)").format(variable=item.name)
    return reversed_item if item.variable.reverse else item.name
