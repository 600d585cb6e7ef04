"""The items of a scale, all turned the same way round, and their answers as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from phieu.analysis.survey import Survey, UnknownVariableError
from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.fields import NumberField

Floats = npt.NDArray[np.float64]


class NotAnItemError(PhieuError):
    """A variable whose answers have no order from least to most."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _("{variable} has no levels from least to most, so it cannot be scored.").format(
                variable=name
            )
        )


class UnknownTopicError(PhieuError):
    """A topic of which the codebook has no item."""

    def __init__(self, topic: str, known: Sequence[str]) -> None:
        self.topic = topic
        super().__init__(
            _("No item belongs to the topic {topic}. Topics with items: {topics}.").format(
                topic=topic, topics=", ".join(known) or "–"
            )
        )


@dataclass(frozen=True)
class Item:
    """A variable to score. least, most: its outermost levels, as the data hold them."""

    variable: Variable
    least: float
    most: float

    @property
    def name(self) -> str:
        return self.variable.name

    def turned(self, answers: pd.Series) -> pd.Series:
        """x → least + most − x where the codebook reverses the item: more is better for all."""
        return self.least + self.most - answers if self.variable.reverse else answers

    def out_of_100(self, turned: pd.Series) -> pd.Series:
        """(x − least) / (most − least) × 100, for answers that are turned."""
        return (turned - self.least) / (self.most - self.least) * 100


def item_of(variable: Variable) -> Item:
    """Ordinal codes and yes/no by their levels, numbers by their bounds. Raises NotAnItemError."""
    levels: list[float] = [code for code, _label in variable.values if code not in variable.missing]
    match variable.kind:
        case "code" if variable.measure == "ordinal":
            pass
        case "flag":
            pass
        case "number" if isinstance(variable.field, NumberField):
            scaling = 10**variable.field.decimals
            levels = [variable.field.least / scaling, variable.field.most / scaling]
        case _:
            raise NotAnItemError(variable.name)
    if len(set(levels)) < 2:
        raise NotAnItemError(variable.name)
    return Item(variable, min(levels), max(levels))


def items_of(survey: Survey, names: Sequence[str]) -> tuple[Item, ...]:
    """The items by these names. Raises ProblemsFoundError with every name that is none."""
    found: list[Item] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            found.append(item_of(survey.variable(name)))
        except UnknownVariableError as error:
            fix = _("Write the name as the codebook has it.")
            problems.append(Problem(name, "scale-unknown", str(error), fix))
        except NotAnItemError as error:
            fix = _("Leave it out, or group its answers into ordered levels first.")
            problems.append(Problem(name, "scale-item", str(error), fix))
    if problems:
        raise ProblemsFoundError(problems)
    return tuple(found)


def topics(survey: Survey) -> dict[str, tuple[str, ...]]:
    """The names of the items of each topic, in questionnaire order.

    Items of a topic are its variables on a named scale; see instruments 1.2.
    """
    grouped: dict[str, list[str]] = {}
    for variable in survey.codebook:
        if variable.topic is not None and variable.scale is not None:
            grouped.setdefault(variable.topic, []).append(variable.name)
    return {topic: tuple(names) for topic, names in grouped.items()}


def items_of_topic(survey: Survey, topic: str) -> tuple[Item, ...]:
    """Raises UnknownTopicError, naming the topics that there are."""
    known = topics(survey)
    if topic not in known:
        raise UnknownTopicError(topic, list(known))
    return items_of(survey, known[topic])


def answers(survey: Survey, items: Sequence[Item]) -> pd.DataFrame:
    """A row a valid form, a column an item: numbers, turned; NaN where there is no valid answer.

    User-missing codes, blanks and questions that a form did not put are all no valid answer.
    """
    return pd.DataFrame(dict(_columns(survey, items)), index=survey.valid.index, dtype="float64")


def _columns(survey: Survey, items: Sequence[Item]) -> Iterator[tuple[str, pd.Series]]:
    for item in items:
        given = survey.valid[item.name].astype("Float64")
        valid = given.where(~given.isin(list(item.variable.missing)))
        yield item.name, item.turned(valid).astype("float64")
