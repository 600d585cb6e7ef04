"""What a valid answer to a field is, whoever gives it: a reader, a keyer, a phone or a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from phieu.messages import _

from .bubbles import is_valid
from .codes import Code
from .fields import (
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

Stored = int | str  # as answers are stored: numbers times 10 ** decimals, days as yyyymmdd
Answers = Mapping[str, Stored]  # by variable; a blank is not there


@dataclass(frozen=True)
class Fault:
    """variable: where the answer stands, or the question of a multiple choice or ranking."""

    variable: str
    message: str


def faults(field: Field, answers: Answers) -> tuple[Fault, ...]:
    """Everything that makes the answers to a field impossible; a blank never does."""
    return tuple(_faults(field, answers))


def _faults(field: Field, answers: Answers) -> Iterator[Fault]:
    match field:
        case CodeField():
            yield from _unknown(field.variable, field.codes, answers)
        case FlagsField():
            yield from _of_flags(field, answers)
        case RanksField():
            yield from _of_ranks(field, answers)
        case NumberField() | DateField():
            given = answers.get(field.variable)
            if given is not None and not (isinstance(given, int) and is_valid(field, given)):
                text = _("{answer} is outside what {variable} can be.")
                yield _fault(text, field.variable, given)
        case WordsField():
            given = answers.get(field.variable)
            if isinstance(given, str) and len(given) > field.characters:
                text = _("The words of {variable} are longer than {limit} characters.").format(
                    variable=field.variable, limit=field.characters
                )
                yield Fault(field.variable, text)
        case GivenField() | CalculatedField():
            return  # nobody answers these
        case _:
            assert_never(field)


def _of_flags(field: FlagsField, answers: Answers) -> Iterator[Fault]:
    chosen = []
    for code in field.codes:
        name = field.variable(code.value)
        given = answers.get(name)
        if given not in (None, 0, 1):
            yield _fault(_("{variable} is 0 or 1, not {answer}."), name, given)
        elif given == 1:
            chosen.append(code)
    if len(chosen) > 1 and any(code.exclusive for code in chosen):
        yield Fault(
            field.question,
            _("{variable} has an answer that rules the others out, and another one.").format(
                variable=field.question
            ),
        )
    if field.at_most is not None and len(chosen) > field.at_most:
        text = _("{variable} has {count} answers; {limit} are allowed.").format(
            variable=field.question, count=len(chosen), limit=field.at_most
        )
        yield Fault(field.question, text)


def _of_ranks(field: RanksField, answers: Answers) -> Iterator[Fault]:
    for name in field.variables:
        yield from _unknown(name, field.codes, answers)
    counts = Counter(answers[name] for name in field.variables if name in answers)
    for code, count in counts.items():
        if count > 1:
            text = _("{variable} has the answer {answer} in two places.")
            yield _fault(text, field.question, code)


def _unknown(variable: str, codes: Iterable[Code], answers: Answers) -> Iterator[Fault]:
    given = answers.get(variable)
    if given is not None and all(code.value != given for code in codes):
        yield _fault(_("{variable} has no answer {answer}."), variable, given)


def _fault(text: str, variable: str, answer: Stored | None) -> Fault:
    return Fault(variable, text.format(variable=variable, answer=answer))
