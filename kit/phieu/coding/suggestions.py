"""Codes proposed for an answer, with the similar answers that they rest on.

A proposal rests on one person's own codings: another coder's would make the two no longer blind.
Nothing is ever applied by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .answers import AnswerKey, OpenAnswer, content
from .codings import Act, Decision
from .similarity import TextVectors
from .syllables import syllables
from .work import CodingWork

NEIGHBOURS = 7  # different similar answers that have a say
ALIKE_FROM = 0.2  # cosine; below it two answers share little more than common syllables
PROPOSED_FROM = 0.25  # share of the neighbours' say that speaks for a code
AT_MOST = 5  # one a number key, and few enough to take in at a glance
SHOWN_EVIDENCE = 3


@dataclass(frozen=True)
class Evidence:
    """A similar answer that has the code. similarity: 0 to 1."""

    key: AnswerKey
    text: str
    similarity: float


@dataclass(frozen=True)
class Suggestion:
    """code: None proposes that the answer says nothing on the question. support: the share of
    the similar answers' weight that speaks for it, 0 to 1."""

    code: int | None
    support: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Suggester:
    """The answers to one question, ready to be set against each other."""

    answers: Sequence[OpenAnswer]
    vectors: TextVectors

    @classmethod
    def of(cls, answers: Sequence[OpenAnswer], *, with_tones: bool = True) -> Suggester:
        texts = [answer.text for answer in answers]
        return cls(answers, TextVectors.of(texts, with_tones=with_tones))

    @cached_property
    def _place(self) -> Mapping[AnswerKey, int]:
        return {answer.key: place for place, answer in enumerate(self.answers)}

    @cached_property
    def _bare(self) -> Sequence[str]:
        """Each text by its syllables alone: two that differ in signs are the same."""
        return [" ".join(syllables(content(answer.text))) for answer in self.answers]

    def suggest(
        self, key: AnswerKey, decisions: Mapping[AnswerKey, Decision]
    ) -> tuple[Suggestion, ...]:
        """The likeliest codes for an answer, likeliest first. decisions: whom they rest on."""
        known = [other for other in decisions if other != key and other in self._place]
        places = [self._place[other] for other in known]
        alike = self.vectors.similarities(self._place[key], places)
        seats: dict[tuple[str, Decision], Evidence] = {}
        for i in np.argsort(-alike, kind="stable"):
            if alike[i] < ALIKE_FROM or len(seats) == NEIGHBOURS:
                break
            text = self.answers[places[i]].text
            # What many copied from each other has one say: else it would have them all.
            seat = self._bare[places[i]], decisions[known[i]]
            seats.setdefault(seat, Evidence(known[i], text, float(alike[i])))
        say = sum(one.similarity for one in seats.values())
        evidence: dict[int | None, list[Evidence]] = {}
        for (_text, decision), one in seats.items():
            codes: list[int | None] = [*sorted(decision.codes)]
            for code in codes or [None]:
                evidence.setdefault(code, []).append(one)
        found = [
            Suggestion(code, sum(e.similarity for e in rests) / say, tuple(rests[:SHOWN_EVIDENCE]))
            for code, rests in evidence.items()
        ]
        likely = [one for one in found if one.support >= PROPOSED_FROM]
        return tuple(sorted(likely, key=lambda one: (-one.support, one.code or 0))[:AT_MOST])


def own_decisions(work: CodingWork, coder: str) -> dict[AnswerKey, Decision]:
    """What suggestions to a coder may rest on: what that coder decided, and nobody else."""
    decisions = {key: work.decision(key, coder) for key in work.answers}
    usable = {Act.CODED, Act.NO_CONTENT}
    return {key: d for key, d in decisions.items() if d is not None and d.act in usable}
