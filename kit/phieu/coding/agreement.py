"""How well coders agree: percent agreement, Cohen's kappa, Krippendorff's alpha.

All three are for names without order: two different codes are different, and no more to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Labels = Sequence[Hashable | None]  # what one coder says of each answer; None: nothing
Floats = npt.NDArray[np.float64]
Statistic = Callable[[Floats], Floats]  # (resamples, answers) weights to (resamples,) values
WhyEmpty = Literal["", "nothing-compared", "no-variation"]

RESAMPLES = 2000  # of the answers, for an interval
LEVEL = 0.95


@dataclass(frozen=True)
class Coefficient:
    """value: None where it is not defined; why says so. low, high: of the bootstrap interval.

    undefined: the share of resamples in which it is not defined; they are left out.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: WhyEmpty = ""
    undefined: float = 0.0


def percent_agreement(first: Labels, second: Labels) -> Coefficient:
    """The share of answers, of those that both decided, on which both say the same."""
    pairs = _pairs(first, second)
    if not pairs:
        return Coefficient(None, why="nothing-compared")
    return Coefficient(sum(a == b for a, b in pairs) / len(pairs))


def cohens_kappa(
    first: Labels, second: Labels, rng: np.random.Generator | None = None
) -> Coefficient:
    """Unweighted kappa (Cohen 1960) over the answers that both decided.

    rng: for the percentile interval over resampled answers; without it there is none.
    """
    pairs = _pairs(first, second)
    if not pairs:
        return Coefficient(None, why="nothing-compared")
    place = {label: i for i, label in enumerate(dict.fromkeys(x for pair in pairs for x in pair))}
    kinds = np.array([[place[a], place[b]] for a, b in pairs])
    size = len(place)
    # An answer is one of size² cells; its row is a unit vector that resampling weighs.
    cells = np.zeros((len(pairs), size * size))
    cells[np.arange(len(pairs)), kinds[:, 0] * size + kinds[:, 1]] = 1.0

    def kappa(weights: Floats) -> Floats:
        shares = (weights @ cells / len(pairs)).reshape(-1, size, size)
        observed = np.trace(shares, axis1=1, axis2=2)
        by_chance = (shares.sum(axis=2) * shares.sum(axis=1)).sum(axis=1)
        return _ratio(observed - by_chance, 1.0 - by_chance)

    return _estimated(kappa, len(pairs), rng)


def krippendorffs_alpha(
    coders: Sequence[Labels], rng: np.random.Generator | None = None
) -> Coefficient:
    """Nominal alpha (Krippendorff 2011, “Computing Krippendorff's Alpha-Reliability”, D).

    coders: what each says of every answer, any number of coders, None where one says nothing. An
    answer that fewer than two decided is left out. rng: for the percentile interval over
    resampled answers (Krippendorff's own bootstrap resamples single disagreements; this one
    keeps those of an answer together).
    """
    units = [[label for label in unit if label is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        return Coefficient(None, why="nothing-compared")
    place = {label: i for i, label in enumerate(dict.fromkeys(x for unit in units for x in unit))}
    counts = np.zeros((len(units), len(place)))  # how many coders say what of an answer
    for row, unit in enumerate(units):
        for label in unit:
            counts[row, place[label]] += 1.0
    coded = counts.sum(axis=1)
    disagreed = (coded**2 - (counts**2).sum(axis=1)) / (coded - 1.0)

    def alpha(weights: Floats) -> Floats:
        total = weights @ coded
        by_label = weights @ counts
        by_chance = (total**2 - (by_label**2).sum(axis=1)) / (total - 1.0)
        return 1.0 - _ratio(weights @ disagreed, by_chance)

    return _estimated(alpha, len(units), rng)


def _pairs(first: Labels, second: Labels) -> list[tuple[Hashable, Hashable]]:
    return [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]


def _ratio(above: Floats, below: Floats) -> Floats:
    """NaN where there is nothing to divide by: whoever calls leaves those out, and says so."""
    found = np.full(above.shape, np.nan)
    # Differences of shares that ought to be zero can miss it by rounding.
    np.divide(above, below, out=found, where=below > 1e-12)
    return found


def _estimated(
    coefficient: Statistic, answers: int, rng: np.random.Generator | None
) -> Coefficient:
    value = float(coefficient(np.ones((1, answers)))[0])
    if np.isnan(value):
        return Coefficient(None, why="no-variation")
    if rng is None:
        return Coefficient(value)
    weights = rng.multinomial(answers, np.full(answers, 1.0 / answers), size=RESAMPLES)
    resampled = coefficient(weights.astype(np.float64))
    defined = resampled[~np.isnan(resampled)]
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    undefined = 1.0 - len(defined) / RESAMPLES
    return Coefficient(value, float(low), float(high), undefined=undefined)
