"""Rules about wording in Vietnamese: advice, which a researcher may have good reason to refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from phieu.messages import _

from ..findings import Finding, found
from ..kinds import Integer, Matrix, Note, Question, Rating
from ..model import Questionnaire
from ..templates import choose, fill
from .abbreviations import abbreviation_findings
from .phrases import (
    ABSOLUTE,
    AND_OR,
    COUNTED,
    COUNTING_UNITS,
    DOUBLE_NEGATION,
    JARGON,
    LEADING,
    NEGATION,
    PERIOD,
    VAGUE,
    joined_pair,
)
from .scale_words import is_agreement, is_frequency
from .stems import Part, Stem, stems

MOST_SYLLABLES = 40

_ASKED: frozenset[Part] = frozenset({"question", "row"})
_READ: frozenset[Part] = frozenset({"question", "row", "option", "hint", "message"})
_SENTENCE_END = re.compile(r"(?<=[.?!;:…])\s+|\n+")
_SYLLABLE = re.compile(r"[^\W\d_]+|\d+")
_END_MARKS = tuple('.?!:…”")')

_PHRASES: tuple[tuple[str, frozenset[Part], re.Pattern[str]], ...] = (
    ("wording-and-or", _READ, AND_OR),
    ("wording-double-negation", _ASKED, DOUBLE_NEGATION),
    ("wording-leading", _ASKED, LEADING),
    ("wording-absolute", _ASKED, ABSOLUTE),
    ("wording-jargon", _READ, JARGON),
)


def wording_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    if questionnaire.language != "vi":
        return
    read = stems(questionnaire)
    for stem in read:
        yield from _phrases(stem)
        yield from _length(stem)
        yield from _vague(stem)
        yield from _end_mark(stem)
        yield from _agreement_to_negation(stem, questionnaire)
        yield from _period(stem, questionnaire)
    yield from _double_barrelled(read)
    yield from abbreviation_findings(read, questionnaire)


def _says(stem: Stem, rule: str, words: str) -> Finding:
    return found(stem.path, rule, _("{name} says “{words}”.").format(name=stem.name, words=words))


def _phrases(stem: Stem) -> Iterator[Finding]:
    for rule, parts, pattern in _PHRASES:
        match = pattern.search(stem.text) if stem.part in parts else None
        if match is not None and not isinstance(stem.question, Note):
            yield _says(stem, rule, match[0])


def _length(stem: Stem) -> Iterator[Finding]:
    if stem.part not in _READ:
        return
    for sentence in _SENTENCE_END.split(stem.text):
        count = len(_SYLLABLE.findall(sentence))
        if count > MOST_SYLLABLES:
            yield found(
                stem.path,
                "wording-long-sentence",
                _("{name} has a sentence of {count} syllables.").format(
                    name=stem.name, count=count
                ),
            )


def _vague(stem: Stem) -> Iterator[Finding]:
    match = VAGUE.search(stem.text) if stem.part in _ASKED else None
    if match is not None and not PERIOD.search(stem.text.replace(match[0], " ")):
        yield _says(stem, "wording-vague", match[0])


def _end_mark(stem: Stem) -> Iterator[Finding]:
    if stem.part == "question" and not stem.text.rstrip().endswith(_END_MARKS):
        yield found(
            stem.path,
            "wording-end-mark",
            _("{name} ends without a mark.").format(name=stem.name),
        )


def _agreement_to_negation(stem: Stem, questionnaire: Questionnaire) -> Iterator[Finding]:
    """“Không đồng ý” to a sentence with a negation is a double negation."""
    question = stem.question
    if not stem.is_judged or not isinstance(question, Matrix | Rating):
        return
    scale = questionnaire.scales.get(question.scale)
    match = NEGATION.search(stem.text)
    if scale is not None and is_agreement(scale) and match is not None:
        yield found(
            stem.path,
            "wording-double-negation",
            _("{name} asks for agreement to a negation (“{words}”).").format(
                name=stem.name, words=match[0]
            ),
        )


def _period(stem: Stem, questionnaire: Questionnaire) -> Iterator[Finding]:
    """The period may stand in the question, its hint or the form's subject."""
    question = stem.question
    if stem.part != "question" or question is None or not _asks_how_often(question, questionnaire):
        return
    around = (stem.text, question.hint or "", questionnaire.introduction.subject)
    if not any(PERIOD.search(_filled(text, questionnaire)) for text in around):
        yield found(
            stem.path,
            "wording-no-period",
            _("{name} asks how often or how many, and not in what period.").format(name=stem.name),
        )


def _filled(text: str, questionnaire: Questionnaire) -> str:
    return fill(choose(text, ()), questionnaire.texts)


def _asks_how_often(question: Question, questionnaire: Questionnaire) -> bool:
    if COUNTED.search(question.text):
        return True
    if isinstance(question, Integer):
        return question.unit.casefold() in COUNTING_UNITS
    scale = (
        questionnaire.scales.get(question.scale) if isinstance(question, Matrix | Rating) else None
    )
    return scale is not None and is_frequency(scale)


def _double_barrelled(read: Sequence[Stem]) -> Iterator[Finding]:
    """Two judged things joined in an item; of a table's rows all together, at the first."""
    for stem in read:
        pair = joined_pair(stem.text) if stem.is_judged else None
        if pair is not None:
            yield _says(stem, "wording-double-barrelled", pair)
    by_question: dict[str, list[Stem]] = {}
    for stem in read:
        if stem.is_judged and stem.question is not None and ";" in stem.text:
            by_question.setdefault(stem.question.id, []).append(stem)
    for question, items in by_question.items():
        yield found(
            items[0].path,
            "wording-double-barrelled",
            _("{question} has a semicolon between two judged things: {items}.").format(
                question=question, items=", ".join(stem.name for stem in items)
            ),
        )
