"""What one simulated respondent means to answer, for any questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from phieu.questionnaire.model import (
    AGREE,
    Code,
    Consent,
    Integer,
    LongText,
    Matrix,
    MultipleChoice,
    Question,
    Questionnaire,
    Ranking,
    SingleChoice,
    codes_of,
)

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
    frequency = 0.5  # where the last plain list was answered, from its first option to its last
    refused = False
    for section in variant.sections:
        for question in section.questions:
            prefilled = isinstance(question, SingleChoice) and question.prefilled is not None
            if not respondent.asked(question.only) or (refused and not prefilled):
                continue
            given = dict(_answer(question, section.id, frequency, respondent))
            answers.update(given)
            frequency = _frequency(question, given, frequency, variant)
            refused |= isinstance(question, Consent) and given.get(question.id, AGREE) != AGREE
    return answers


def _answer(
    question: Question, topic: str, frequency: float, respondent: _Respondent
) -> Iterator[tuple[str, int | str]]:
    match question:
        case Consent():
            yield from _consent(question, respondent)
        case SingleChoice(prefilled=str()):
            yield from _known(question, respondent)
        case SingleChoice(scale=str(scale)):
            yield from _rated(question.id, scale, topic, respondent, reverse=question.reverse)
        case SingleChoice():
            yield from _chosen(question, respondent)
        case Matrix():
            for row in question.rows:
                if respondent.asked(row.only):
                    yield from _rated(row.id, question.scale, topic, respondent, reverse=False)
        case MultipleChoice():
            yield from _ticked(question, respondent)
        case Ranking():
            yield from _ranked(question, respondent)
        case Integer():
            yield from _counted(question, frequency, respondent)
        case LongText():
            if respondent.happens(_WRITES):
                yield question.id, str(respondent.rng.choice(SENTENCES))
        case _:
            assert_never(question)


def _consent(question: Consent, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    if respondent.happens(_CONSENT_BLANK):
        return
    refusals = [code.value for code in question.codes if code.value != AGREE]
    if refusals and respondent.happens(_REFUSED):
        yield question.id, int(respondent.rng.choice(refusals))
    else:
        yield question.id, AGREE


def _known(question: SingleChoice, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    """What the frame knows and the form has printed: the option with that label."""
    label = {
        "body": respondent.questionnaire.bodies.get(respondent.body, respondent.body),
        "unit_type": respondent.unit_type,
        None: "",
    }[question.prefilled]
    for code in codes_of(question, respondent.questionnaire):
        if code.label.casefold() == label.casefold():
            yield question.id, code.value


def _rated(
    item: str, scale_name: str, topic: str, respondent: _Respondent, *, reverse: bool
) -> Iterator[tuple[str, int | str]]:
    scale = respondent.questionnaire.scales[scale_name]
    codes = respondent.options(scale.codes)
    unknown = [code.value for code in codes if code.missing]
    unknowing = _UNKNOWING + _UNKNOWING_SPREAD * lasting_effect("unknowing", item)
    if respondent.happens(_BLANK):
        return
    if unknown and respondent.happens(unknowing * respondent.temperament.unknowing):
        yield item, int(respondent.rng.choice(unknown))
        return
    levels, good = worst_to_best(codes, scale.satisfied, reverse=reverse)
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


def _words(
    name: str, chosen: Sequence[Code], respondent: _Respondent
) -> Iterator[tuple[str, int | str]]:
    for code in chosen:
        if code.specify and respondent.happens(_SPECIFIES):
            yield f"{name}_{code.value}_text", str(respondent.rng.choice(SPECIFIED))


def _chosen(question: SingleChoice, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    codes = respondent.options(question.codes)
    if not codes or respondent.happens(_BLANK):
        return
    shares = _shares(question.id, codes, respondent.body) * _LIST_DECLINE ** np.arange(len(codes))
    code = codes[respondent.rng.choice(len(codes), p=shares / shares.sum())]
    yield question.id, code.value
    yield from _words(question.id, [code], respondent)


def _ticked(question: MultipleChoice, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    codes = respondent.options(question.codes)
    exclusive = [code for code in codes if code.exclusive]
    ordinary = [code for code in codes if not code.exclusive]
    if not codes or respondent.happens(_BLANK):
        return
    if exclusive and (not ordinary or respondent.happens(_EXCLUSIVE_CHOSEN)):
        chosen = [exclusive[respondent.rng.integers(len(exclusive))]]
    else:
        chosen = [code for code in ordinary if respondent.happens(_popularity(question, code))]
        chosen = chosen or [ordinary[respondent.rng.integers(len(ordinary))]]
    for code in codes:
        yield f"{question.id}_{code.value}", int(code in chosen)
    yield from _words(question.id, chosen, respondent)


def _popularity(question: MultipleChoice, code: Code) -> float:
    lasting = lasting_effect("option", question.id, str(code.value))
    share = _OPTION_CHOSEN + _OPTION_SPREAD * lasting
    return share * _OTHER_WEIGHT if code.specify else share


def _ranked(question: Ranking, respondent: _Respondent) -> Iterator[tuple[str, int | str]]:
    codes = respondent.options(question.codes)
    if not codes or respondent.happens(_BLANK):
        return
    places = min(question.places, len(codes))
    if places > 1 and respondent.happens(_LAST_PLACE_BLANK):
        places -= 1
    shares = _shares(question.id, codes, respondent.body)
    order = respondent.rng.choice(len(codes), size=places, replace=False, p=shares)
    chosen = [codes[position] for position in order]
    for place, code in enumerate(chosen, start=1):
        yield f"{question.id}_{place}", code.value
    yield from _words(question.id, chosen, respondent)


def _counted(
    question: Integer, frequency: float, respondent: _Respondent
) -> Iterator[tuple[str, int | str]]:
    """A number that goes with the list answered before it: often gives many, never gives none."""
    if respondent.happens(_BLANK_NUMBER):
        return
    expected = min(question.most - question.least, _BUSIEST) * (1 - frequency) ** 1.5
    number = question.least + int(respondent.rng.poisson(expected))
    yield question.id, min(number, question.most)


def _frequency(
    question: Question, given: Mapping[str, int | str], before: float, variant: Questionnaire
) -> float:
    """Where a plain list was answered, 0 its first option ("hằng ngày") and 1 its last."""
    if not isinstance(question, SingleChoice) or question.scale or question.prefilled:
        return before
    values = [code.value for code in codes_of(question, variant) if not code.missing]
    answer = given.get(question.id)
    if len(values) < 2 or answer not in values:
        return before
    return values.index(int(answer)) / (len(values) - 1)
