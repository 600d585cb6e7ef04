"""How a respondent is disposed, and which level of a scale that disposition gives."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist

import numpy as np

from phieu.questionnaire.codes import Code

from .seeding import lasting_effect

# Standard deviations or greatest deviations on a latent scale where a single answer has about 1.
_PERSON_SD = 0.6
_ANSWER_SD, _STRAIGHT_LINER_SD = 0.75, 0.25
_DISTRICT_EFFECT, _BODY_EFFECT, _TOPIC_EFFECT, _ITEM_EFFECT = 0.35, 0.25, 0.15, 0.25
_STRAIGHT_LINERS = 0.12  # share who put nearly the same level down a whole form

# Share at the satisfied levels for an average respondent; published rates run from 81 to 96 %.
_SATISFIED_SHARE = 0.885
_BAD_GROWTH = 2.7  # each bad level is that much likelier than the next worse one
_GOOD_DECLINE = 0.7  # the best level is less likely than the one before it
_GOOD_SHARE_UNNAMED = 0.4  # of the levels, where a scale does not say which ones satisfy


@dataclass(frozen=True)
class Temperament:
    """One respondent. attitude, spread: on the latent scale; unknowing: times the usual share."""

    attitude: float
    spread: float
    unknowing: float


def draw_temperament(body: str, district: str, rng: np.random.Generator) -> Temperament:
    """A person of this body and district, whose lasting differences hang on their names."""
    attitude = (
        _DISTRICT_EFFECT * lasting_effect("district", district)
        + _BODY_EFFECT * lasting_effect("body of a commune", body)
        + _PERSON_SD * rng.normal()
    )
    spread = _STRAIGHT_LINER_SD if rng.random() < _STRAIGHT_LINERS else _ANSWER_SD
    return Temperament(attitude, spread, unknowing=float(rng.uniform(0.3, 1.7)))


def feeling(
    temperament: Temperament, item: str, topic: str, body: str, rng: np.random.Generator
) -> float:
    """How this respondent feels about one item, on the latent scale."""
    return (
        temperament.attitude
        + _TOPIC_EFFECT * lasting_effect("topic", topic, body)
        + _ITEM_EFFECT * lasting_effect("item", item)
        + temperament.spread * float(rng.normal())
    )


def level(latent: float, worst_to_best: Sequence[int], good: int) -> int:
    """The level at which a latent value lies, `good` being how many levels at the end satisfy."""
    bad_weights = [_BAD_GROWTH**rank for rank in range(len(worst_to_best) - good)]
    good_weights = [_GOOD_DECLINE**rank for rank in range(good)]
    shares = [
        *(weight / sum(bad_weights) * (1 - _SATISFIED_SHARE) for weight in bad_weights),
        *(weight / sum(good_weights) * _SATISFIED_SHARE for weight in good_weights),
    ]
    latent_share = NormalDist().cdf(latent) * sum(shares)
    return worst_to_best[bisect(list(accumulate(shares))[:-1], latent_share)]


def worst_to_best(
    codes: Sequence[Code], satisfied: Sequence[int], *, reverse: bool
) -> tuple[list[int], int]:
    """The levels of a scale from the worst on, and how many at the end satisfy.

    reverse: of a question whose higher levels are worse ("how often were rules broken?").
    """
    levels = sorted(code.value for code in codes if not code.missing)
    named = [value for value in levels if value in satisfied]
    good = len(named) or max(1, round(_GOOD_SHARE_UNNAMED * len(levels)))
    if named and 2 * sum(map(levels.index, named)) < len(named) * (len(levels) - 1):
        levels.reverse()  # a scale that begins with its best level
    return (levels[::-1] if reverse else levels), good
