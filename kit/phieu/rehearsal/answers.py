"""What one simulated respondent means to answer, for any questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

import numpy as np

from phieu.questionnaire.bubbles import from_date, meant
from phieu.questionnaire.codes import Code
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
from phieu.questionnaire.kinds import AGREE, Consent, Question
from phieu.questionnaire.logic.evaluating import Given
from phieu.questionnaire.logic.relevance import logic_of
from phieu.questionnaire.model import Questionnaire

from .attitudes import Temperament, draw_temperament, feeling, level, worst_to_best
from .phrases import SENTENCES, SPECIFIED
from .seeding import generator_for, lasting_effect

# By variable of the codebook; a variable that is not there was left blank.
Answers = Mapping[str, int | str]

_REFUSED, _CONSENT_BLANK = 0.015, 0.005
_BLANK = 0.015
_BLANK_NUMBER = 0.03
_LAST_PLACE_BLANK = 0.03
_UNKNOWING, _UNKNOWING_SPREAD = 0.045, 0.02  # share of "không đánh giá", and how items differ in it
_WRITES = 0.35
_SPECIFIES = 0.7  # of those who chose an option that asks for words
_OPTION_CHOSEN, _OPTION_SPREAD = 0.45, 0.3
_EXCLUSIVE_CHOSEN = 0.03
_OTHER_WEIGHT, _MISSING_WEIGHT = 0.25, 0.15  # against an ordinary option
_LIST_DECLINE = 0.8  # lists run from the commonest option to the rarest
_BUSIEST = 24  # the greatest usual number, whatever the field could hold
_WRITES_NUMBER = 0.9  # of the cells of a number table
_MEASURED = (4.0, 1.5)  # of a beta distribution with its mean at 0.73


@dataclass(frozen=True)
class _Respondent:
    body: str
    unit_type: str
    temperament: Temperament
    questionnaire: Questionnaire
    rng: np.random.Generator

    def happens(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def asked(self, only: tuple[str, ...]) -> bool:
        return not only or self.body in only

    def options(self, codes: Sequence[Code]) -> list[Code]:
        return [code for code in codes if self.asked(code.only)]


def respond(
    variant: Questionnaire, body: str, unit_type: str, district: str, rng: np.random.Generator
) -> Answers:
    """One respondent's answers: codes, 0/1 flags, numbers and words by codebook variable.

    body is a key of the variant's bodies, unit_type the label of a unit ("Xã"). A refusal holds
    the consent code and what is prefilled, nothing else.
    """
    temperament = draw_temperament(body, district, rng)
    respondent = _Respondent(body, unit_type, temperament, variant, rng)
    answers: dict[str, int | str] = {}
    as_meant: dict[str, Given] = {}  # what the questionnaire's logic looks at
    frequency = 0.5  # where the last plain list was answered, from its first option to its last
    refused = False
    logic = logic_of(variant, partial=True)
    conditional = logic.when.keys()
    for section in variant.sections:
        for question in section.questions:
            if question.id in conditional and question.id in logic.outcome(as_meant).skipped:
                continue
            fields = question.fields(variant.scales)
            known = any(isinstance(f, CodeField) and f.prefilled for f in fields)
            if not respondent.asked(question.only) or (refused and not known):
                continue
            given: dict[str, int | str] = {}
            for field in fields:
                if respondent.asked(field.heading.only):
                    given.update(_answer(field, question, section.id, given, frequency, respondent))
            answers.update(given)
            as_meant.update(_as_meant(fields, given))
            frequency = _frequency(fields, given, frequency)
            refused |= isinstance(question, Consent) and given.get(question.id, AGREE) != AGREE
    return answers


def _as_meant(fields: Sequence[Field], given: Mapping[str, int | str]) -> dict[str, Given]:
    real: dict[str, Given] = dict(given)
    for field in fields:
        if isinstance(field, NumberField | DateField) and field.variable in given:
            value = meant(field, int(given[field.variable]))
            if value is not None:
                real[field.variable] = value
    return real


def _answer(
    field: Field,
    question: Question,
    topic: str,
    given: Mapping[str, int | str],
    frequency: float,
    respondent: _Respondent,
) -> Iterator[tuple[str, int | str]]:
    """given: what was answered to the question's fields before this one."""
    match field:
        case CodeField() if isinstance(question, Consent):
            yield from _consent(question, respondent)
        case CodeField(prefilled=str()):
            yield from _known(field, respondent)
        case CodeField(boxed=False):
            yield from _placed(field, given, respondent)
        case CodeField(measure="nominal"):
            yield from _chosen(field, respondent)
        case CodeField():
            yield from _rated(field, topic, respondent)
        case FlagsField():
            yield from _ticked(field, respondent)
        case RanksField():
            yield from _ranked(field, respondent)
        case NumberField(boxed=False) if not respondent.happens(_WRITES_NUMBER):
            return
        case NumberField(decimals=0):
            yield from _counted(field, frequency, respondent)
        case NumberField():
            yield from _measured(field, respondent)
        case DateField():
            yield from _dated(field, respondent)
        case WordsField():
            yield from _worded(field, question, given, respondent)
        case GivenField() | CalculatedField():
            return  # nobody is asked
        case _:
            assert_never(field)


def _worded(
    field: WordsField, question: Question, given: Mapping[str, int | str], respondent: _Respondent
) -> Iterator[tuple[str, int | str]]:
    """An open answer, or the words beside an option that was chosen."""
    if field.variable == question.id:
        if respondent.happens(_WRITES):
            yield field.variable, str(respondent.rng.choice(SENTENCES))[: field.characters]
        return
    option = int(field.variable.removeprefix(f"{question.id}_").removesuffix("_text"))
    ticked = given.get(f"{question.id}_{option}") == 1
    if (ticked or option in given.values()) and respondent.happens(_SPECIFIES):
        yield field.variable, str(respondent.rng.choice(SPECIFIED))


def _dated(field: DateField, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    if respondent.happens(_BLANK_NUMBER):
        return
    span = (field.latest - field.earliest).days
    day = field.earliest + timedelta(days=int(respondent.rng.integers(span + 1)))
    yield field.variable, from_date(field, day)


def _consent(question: Consent, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    if respondent.happens(_CONSENT_BLANK):
        return
    refusals = [code.value for code in question.codes if code.value != AGREE]
    if refusals and respondent.happens(_REFUSED):
        yield question.id, int(respondent.rng.choice(refusals))
    else:
        yield question.id, AGREE


def _known(field: CodeField, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    """What the frame knows and the form has printed: the option with that label."""
    label = {
        "body": respondent.questionnaire.bodies.get(respondent.body, respondent.body),
        "unit_type": respondent.unit_type,
        None: "",
    }[field.prefilled]
    for code in field.codes:
        if code.label.casefold() == label.casefold():
            yield field.variable, code.value


def _rated(
    field: CodeField, topic: str, respondent: _Respondent
) -> Iterator[tuple[str, int | str]]:
    item = field.variable
    scale = respondent.questionnaire.scales.get(field.scale or "")
    codes = respondent.options(field.codes)
    unknown = [code.value for code in codes if code.missing]
    unknowing = _UNKNOWING + _UNKNOWING_SPREAD * lasting_effect("unknowing", item)
    if respondent.happens(_BLANK):
        return
    if unknown and respondent.happens(unknowing * respondent.temperament.unknowing):
        yield item, int(respondent.rng.choice(unknown))
        return
    levels, good = worst_to_best(codes, scale.satisfied if scale else (), reverse=field.reverse)
    latent = feeling(respondent.temperament, item, topic, respondent.body, respondent.rng)
    yield item, level(latent, levels, good)


def _shares(
    name: str, codes: Sequence[Code], body: str
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """(codes,) shares of the options of a list, lasting for a question and a body."""
    shares = generator_for(0, "shares", name, body).gamma(3.0, size=len(codes)) + 0.1
    for position, code in enumerate(codes):
        shares[position] *= _OTHER_WEIGHT if code.specify else 1.0
        shares[position] *= _MISSING_WEIGHT if code.missing else 1.0
    return np.asarray(shares / shares.sum(), np.float64)


def _chosen(field: CodeField, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    codes = respondent.options(field.codes)
    if not codes or respondent.happens(_BLANK):
        return
    shares = _shares(field.variable, codes, respondent.body)
    shares *= _LIST_DECLINE ** np.arange(len(codes))
    code = codes[respondent.rng.choice(len(codes), p=shares / shares.sum())]
    yield field.variable, code.value


def _ticked(field: FlagsField, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    codes = respondent.options(field.codes)
    exclusive = [code for code in codes if code.exclusive]
    ordinary = [code for code in codes if not code.exclusive]
    if not codes or respondent.happens(_BLANK):
        return
    if exclusive and (not ordinary or respondent.happens(_EXCLUSIVE_CHOSEN)):
        chosen = [exclusive[respondent.rng.integers(len(exclusive))]]
    else:
        chosen = [code for code in ordinary if respondent.happens(_popularity(field, code))]
        chosen = chosen or [ordinary[respondent.rng.integers(len(ordinary))]]
    for code in codes:
        yield field.variable(code.value), int(code in chosen[: field.at_most])


def _popularity(field: FlagsField, code: Code) -> float:
    lasting = lasting_effect("option", field.question, str(code.value))
    share = _OPTION_CHOSEN + _OPTION_SPREAD * lasting
    return share * _OTHER_WEIGHT if code.specify else share


def _ranked(field: RanksField, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    codes = respondent.options(field.codes)
    if not codes or respondent.happens(_BLANK):
        return
    places = min(field.places, len(codes))
    if places > 1 and respondent.happens(_LAST_PLACE_BLANK):
        places -= 1
    shares = _shares(field.question, codes, respondent.body)
    order = respondent.rng.choice(len(codes), size=places, replace=False, p=shares)
    for name, position in zip(field.variables, order, strict=False):
        yield name, codes[position].value


def _counted(
    field: NumberField, frequency: float, respondent: _Respondent
) -> Iterator[tuple[str, int | str]]:
    """A number that goes with the list answered before it: often gives many, never gives none."""
    if respondent.happens(_BLANK_NUMBER):
        return
    one = 10**field.decimals
    expected = min(field.most - field.least, _BUSIEST * one) * (1 - frequency) ** 1.5
    number = field.least + int(respondent.rng.poisson(expected))
    yield field.variable, min(number, field.most)


def _measured(field: NumberField, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    """A share or a mean: anywhere in its range, rather high, as such figures are."""
    if not respondent.happens(_BLANK_NUMBER):
        reach = respondent.rng.beta(*_MEASURED) * (field.most - field.least)
        yield field.variable, field.least + round(float(reach))


def _placed(
    field: CodeField, given: Mapping[str, int | str], respondent: _Respondent
) -> Iterator[tuple[str, int | str]]:
    """A place of the level above that was chosen before; none where that was left blank."""
    codes = respondent.options(field.codes)
    within = [code for code in codes if code.parent is None or code.parent in given.values()]
    if within and not respondent.happens(_BLANK):
        yield field.variable, within[respondent.rng.integers(len(within))].value


def _frequency(fields: Sequence[Field], given: Mapping[str, int | str], before: float) -> float:
    """Where a plain list was answered, 0 its first option ("hằng ngày") and 1 its last."""
    match fields:
        case (CodeField(measure="nominal", prefilled=None, boxed=True) as field, *_words):
            values = [code.value for code in field.codes if not code.missing]
            answer = given.get(field.variable)
            if len(values) < 2 or answer not in values:
                return before
            return values.index(int(answer)) / (len(values) - 1)
        case _:
            return before
