"""Words of several syllables found in the answers themselves: syllables that keep company.

A space in Vietnamese parts syllables, not words. Two neighbours are taken for one word when they
meet far more often than chance would have them, and in changing company.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .answers import content
from .lexicons import Compound, stop_words
from .syllables import phrases

LONGEST = 4  # syllables: “phòng cháy chữa cháy”
_ROUNDS = 2  # pairs, then pairs of what became one word: up to four syllables


@dataclass(frozen=True)
class Bounds:
    """What a pair must reach to be taken for a word."""

    phrases: int = 4  # different ones that it stands in
    dominance: float = 0.6  # the share of its commonest neighbour on a side; above it, the pair is
    # but a part of a longer form of words. Where a phrase ends nobody dominates.
    pmi: float = 3.0  # bits: they meet eight times as often as by chance
    log_likelihood: float = 15.13  # chi-square with 1 degree of freedom at 0.0001
    t_score: float = 1.645  # one-sided 0.05: PMI alone prefers what is rare


@dataclass(frozen=True)
class Collocation:
    """Two neighbours, each a word so far. count: different phrases with both side by side.

    pmi: in bits (Church & Hanks 1990). log_likelihood: G² (Dunning 1993). t_score: (observed −
    expected) / √observed (Church et al. 1991).
    """

    first: Compound
    second: Compound
    count: int
    pmi: float
    log_likelihood: float
    t_score: float

    @property
    def word(self) -> Compound:
        return (*self.first, *self.second)


def found_compounds(
    texts: Iterable[str],
    known: Collection[Compound] = frozenset(),
    bounds: Bounds | None = None,
) -> tuple[Collocation, ...]:
    """The words of several syllables in these texts that are not known yet, commonest first.

    A phrase that stands in many texts counts once: a form of words copied from unit to unit
    would make one word of whole sentences.
    """
    limits = bounds or Bounds()
    different = {tuple(phrase) for text in texts for phrase in phrases(content(text))}
    words = set(known)
    found: dict[Compound, Collocation] = {}
    for _round in range(_ROUNDS):
        cut = [as_words(phrase, words) for phrase in sorted(different)]
        new = [one for one in collocations(cut, limits) if one.word not in words]
        found.update({one.word: one for one in new})
        words |= {one.word for one in new}
    return tuple(sorted(found.values(), key=lambda one: (-one.count, one.word)))


def as_words(phrase: Sequence[str], compounds: Collection[Compound]) -> list[Compound]:
    """The syllables of a phrase joined to words, the longest compound first, from the left."""
    words: list[Compound] = []
    at = 0
    while at < len(phrase):
        for length in range(min(LONGEST, len(phrase) - at), 0, -1):
            word = tuple(phrase[at : at + length])
            if length == 1 or word in compounds:
                words.append(word)
                at += length
                break
    return words


def collocations(cut: Sequence[Sequence[Compound]], bounds: Bounds) -> list[Collocation]:
    """The pairs of neighbours that reach the bounds."""
    pairs: Counter[tuple[Compound, Compound]] = Counter()
    before: defaultdict[tuple[Compound, Compound], Counter[Compound]] = defaultdict(Counter)
    after: defaultdict[tuple[Compound, Compound], Counter[Compound]] = defaultdict(Counter)
    for number, words in enumerate(cut):
        # The ends of each phrase are a surrounding of their own.
        framed = [(f"<{number}",), *words, (f"{number}>",)]
        for place, pair in enumerate(pairwise(words)):
            pairs[pair] += 1
            before[pair][framed[place]] += 1
            after[pair][framed[place + 3]] += 1
    firsts, seconds = Counter[Compound](), Counter[Compound]()
    for (first, second), count in pairs.items():
        firsts[first] += count
        seconds[second] += count
    total = sum(pairs.values())
    return [
        found
        for pair, count in pairs.items()
        if count >= bounds.phrases
        and max(*before[pair].values(), *after[pair].values()) <= bounds.dominance * count
        and _may_join(*pair)
        and _reaches(
            found := _measured(pair, count, firsts[pair[0]], seconds[pair[1]], total), bounds
        )
    ]


def _may_join(first: Compound, second: Compound) -> bool:
    parts = (first, second)
    return (
        len(first) + len(second) <= LONGEST
        and not any(part in stop_words() for part in parts)
        and all(syllable.isalpha() for part in parts for syllable in part)
    )


def _reaches(found: Collocation, bounds: Bounds) -> bool:
    return (
        found.pmi >= bounds.pmi
        and found.log_likelihood >= bounds.log_likelihood
        and found.t_score >= bounds.t_score
    )


def _measured(
    pair: tuple[Compound, Compound], both: int, first: int, second: int, total: int
) -> Collocation:
    """From the 2 × 2 table of pairs: with this first word or another, this second or another."""
    expected = first * second / total
    table = (
        (both, expected),
        (first - both, first * (total - second) / total),
        (second - both, (total - first) * second / total),
        (total - first - second + both, (total - first) * (total - second) / total),
    )
    likelihood = 2 * sum(seen * math.log(seen / chance) for seen, chance in table if seen)
    return Collocation(
        *pair,
        count=both,
        pmi=math.log2(both / expected),
        log_likelihood=likelihood,
        t_score=(both - expected) / math.sqrt(both),
    )
