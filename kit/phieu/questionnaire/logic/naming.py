"""What a printed form calls each variable: its question, its row, its answers' labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from ..codes import Code, Scale
from ..fields import (
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
from ..kinds import Calculated, Cascade, Hidden, Matrix, NumberTable, Question
from ..model import Questionnaire
from .phrases import Phrases

Sort = Literal["code", "option", "number", "day", "month", "words"]

LONGEST_LABEL = 70  # letters; beyond that the respondent finds the answer by its first words


@dataclass(frozen=True)
class Named:
    """subject: “câu A5”. labels: the answers as printed, by code, in the order of the boxes."""

    subject: str
    sort: Sort
    labels: Mapping[int, str] = field(default_factory=dict)


def named_variables(questionnaire: Questionnaire, phrases: Phrases) -> dict[str, Named]:
    """By variable, and by question for a multiple choice, a ranking and a question as a whole."""
    found: dict[str, Named] = {}
    for question in questionnaire.questions():
        for name, named in _of_question(question, questionnaire.scales, phrases):
            found[name] = named
    return found


def _of_question(
    question: Question, scales: Mapping[str, Scale], phrases: Phrases
) -> Iterator[tuple[str, Named]]:
    subject = _subject(question, phrases)
    parts = _parts(question, phrases)
    heads = isinstance(question, Matrix)
    yield question.id, Named(subject, "words")
    for answer_field in question.fields(scales):
        yield from _of_field(answer_field, subject, parts, phrases, heads=heads)


def _subject(question: Question, phrases: Phrases) -> str:
    if isinstance(question, Calculated | Hidden):  # not on paper: there is no number to look for
        return phrases.quoted.format(text=_shortened(question.label or question.text))
    return phrases.question.format(number=question.printed_number)


def _parts(question: Question, phrases: Phrases) -> dict[str, str]:
    """The subjects of a table's cells and rows and of a cascade's levels, by variable."""
    number = question.printed_number
    match question:
        case Matrix():
            return {
                row.id: phrases.row.format(number=number, place=place)
                for place, row in enumerate(question.rows, start=1)
            }
        case NumberTable():
            return {
                f"{row.id}_{column.id}": phrases.level.format(
                    number=number, level=f"{_shortened(row.text)} – {_shortened(column.text)}"
                )
                for row in question.rows
                for column in question.columns
            }
        case Cascade():
            return {
                level.id: phrases.level.format(number=number, level=_shortened(level.text))
                for level in question.levels
            }
        case _:
            return {}


def _of_field(
    answer_field: Field, subject: str, parts: Mapping[str, str], phrases: Phrases, *, heads: bool
) -> Iterator[tuple[str, Named]]:
    match answer_field:
        case CodeField(variable=name, codes=codes):
            yield name, Named(parts.get(name, subject), "code", _labels(codes, heads=heads))
        case FlagsField(question=name, codes=codes):
            labels = _labels(codes, heads=False)
            yield name, Named(subject, "option", labels)
            for code in codes:
                yield answer_field.variable(code.value), Named(subject, "option", labels)
        case RanksField(question=name, codes=codes):
            labels = _labels(codes, heads=False)
            yield name, Named(subject, "option", labels)
            for place, variable in enumerate(answer_field.variables, start=1):
                number = answer_field.heading.number
                at = phrases.place.format(number=number, place=place)
                yield variable, Named(at, "code", labels)
        case NumberField(variable=name) | CalculatedField(variable=name):
            yield name, Named(parts.get(name, subject), "number")
        case DateField(variable=name, precision=precision):
            yield name, Named(subject, precision)
        case WordsField(variable=name) | GivenField(variable=name):
            yield name, Named(subject, "words")
        case _:
            assert_never(answer_field)


def _labels(codes: tuple[Code, ...], *, heads: bool) -> dict[int, str]:
    """heads: the short labels stand on paper."""
    return {code.value: _shortened((code.short if heads else None) or code.label) for code in codes}


def _shortened(text: str) -> str:
    plain = " ".join(text.split()).rstrip(" :…")
    if len(plain) <= LONGEST_LABEL:
        return plain
    return plain[: plain.rfind(" ", 0, LONGEST_LABEL)].rstrip(" ,;:") + "…"
