"""Which boxes decide together: a question's boxes as a group of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from phieu.paper.geometry import Box
from phieu.questionnaire.fields import (
    CalculatedField,
    CodeField,
    DateField,
    Field,
    FlagsField,
    GivenField,
    NumberField,
    RanksField,
    WordsField,
)
from phieu.questionnaire.model import Questionnaire


@dataclass(frozen=True)
class OneOf:
    """One answer at most: a list, a matrix row, consent. boxes: indices into the page's boxes."""

    variable: str
    boxes: tuple[int, ...]
    codes: tuple[int, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        return (self.variable,)


@dataclass(frozen=True)
class Ranked:
    """The columns of one ranking, best place first: no option stands in two of them."""

    columns: tuple[OneOf, ...]

    @property
    def boxes(self) -> tuple[int, ...]:
        return tuple(box for column in self.columns for box in column.boxes)

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(column.variable for column in self.columns)


@dataclass(frozen=True)
class AnyOf:
    """Any number of answers; an exclusive code stands alone. Yields 0 or 1 an option."""

    question: str
    boxes: tuple[int, ...]
    codes: tuple[int, ...]
    exclusive: tuple[int, ...] = ()
    at_most: int | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(f"{self.question}_{code}" for code in self.codes)


@dataclass(frozen=True)
class Place:
    """The bubbles of one digit. worth: 10 for tens."""

    worth: int
    boxes: tuple[int, ...]
    digits: tuple[int, ...]


@dataclass(frozen=True)
class Digits:
    """A number or a day, one mark in each place: what the field's number is made of."""

    field: NumberField | DateField
    places: tuple[Place, ...]

    @property
    def variable(self) -> str:
        return self.field.variable

    @property
    def boxes(self) -> tuple[int, ...]:
        return tuple(box for place in self.places for box in place.boxes)

    @property
    def variables(self) -> tuple[str, ...]:
        return (self.variable,)


@dataclass(frozen=True)
class Words:
    """Handwriting: kept as a picture for keying, never read."""

    variable: str
    box: int

    @property
    def boxes(self) -> tuple[int, ...]:
        return (self.box,)

    @property
    def variables(self) -> tuple[str, ...]:
        return (self.variable,)


Group = OneOf | Ranked | AnyOf | Digits | Words


def groups_of(variant: Questionnaire, boxes: Sequence[Box]) -> tuple[Group, ...]:
    """The groups of one page, in questionnaire order; questions of other pages have none."""
    groups: list[Group] = []
    for question in variant.questions():
        for field in question.fields(variant.scales):
            groups.extend(_of_field(field, boxes))
    groups.extend(Words(box.variable, i) for i, box in enumerate(boxes) if box.kind == "text")
    return tuple(groups)


def _of_field(field: Field, boxes: Sequence[Box]) -> list[Group]:
    """Its groups of marks. What is written by hand stands in boxes of its own."""
    match field:
        case CodeField():
            return [*_one_of(field.variable, boxes)]
        case RanksField():
            columns = [group for name in field.variables for group in _one_of(name, boxes)]
            return [Ranked(tuple(columns))] if columns else []
        case FlagsField():
            exclusive = tuple(code.value for code in field.codes if code.exclusive)
            return [
                AnyOf(one.variable, one.boxes, one.codes, exclusive, field.at_most)
                for one in _one_of(field.question, boxes)
            ]
        case NumberField() | DateField():
            return _digits(field, boxes)
        case WordsField() | GivenField() | CalculatedField():
            return []
        case _:
            assert_never(field)


def _one_of(variable: str, boxes: Sequence[Box]) -> list[OneOf]:
    at = [i for i, box in enumerate(boxes) if box.variable == variable and box.kind == "mark"]
    return [OneOf(variable, tuple(at), tuple(boxes[i].code for i in at))] if at else []


def _digits(field: NumberField | DateField, boxes: Sequence[Box]) -> list[Group]:
    at = [i for i, b in enumerate(boxes) if b.variable == field.variable and b.kind == "digit"]
    if not at:
        return []
    at.sort(key=lambda i: (-boxes[i].place, boxes[i].code))
    places = [
        Place(worth, tuple(members), tuple(boxes[i].code for i in members))
        for worth, group in groupby(at, key=lambda i: boxes[i].place)
        for members in [list(group)]
    ]
    return [Digits(field, tuple(places))]
