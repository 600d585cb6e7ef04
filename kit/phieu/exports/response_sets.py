"""Questions whose answers fill several columns, as the sets that tables count together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from phieu.questionnaire.codebook import Variable, words
from phieu.questionnaire.fields import FlagsField, RanksField
from phieu.questionnaire.model import Questionnaire

CHOSEN = 1


@dataclass(frozen=True)
class ResponseSet:
    """One multiple response set. counted: what a chosen option holds in a set of 0/1 columns;
    None where the columns share one list of codes."""

    name: str  # without the $ that SPSS puts before it
    label: str
    members: tuple[str, ...]
    counted: int | None


def response_sets(
    variables: Sequence[Variable], questionnaire: Questionnaire, present: Collection[str]
) -> tuple[ResponseSet, ...]:
    """The sets of all multiple choices and rankings, in the order of the codebook.

    present: the columns of the data. A set needs two of its own; with one there is nothing to
    count together.
    """
    return tuple(
        found
        for found in _sets([v for v in variables if v.name in present], questionnaire)
        if len(found.members) > 1
    )


def _sets(variables: Sequence[Variable], questionnaire: Questionnaire) -> Iterator[ResponseSet]:
    for field, members in groupby(variables, key=lambda variable: variable.field):
        match field:
            case FlagsField():
                counted: int | None = CHOSEN
            case RanksField():
                counted = None
            case _:
                continue
        heading = field.heading
        label = words(heading.label, questionnaire)
        if heading.number:
            label = f"{heading.number}. {label}"
        yield ResponseSet(field.question, label, tuple(v.name for v in members), counted)
