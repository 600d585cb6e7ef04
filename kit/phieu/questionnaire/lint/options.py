"""Rules about lists of options: too long, without “other”, with ranges that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from phieu.messages import _

from ..codes import Code
from ..findings import Finding, Path, found, located_questions
from ..kinds import MultipleChoice, Ranking, SingleChoice
from ..model import Questionnaire
from ..variants import shown
from .bodies import reached
from .number_words import Range, gap, overlap, range_of

MOST_OPTIONS = 12
MOST_RANKED = 10
MOST_RANKED_IN_FULL = 7
Listed = SingleChoice | MultipleChoice | Ranking

_OPEN_LIST = 4  # from so many options on a list is seldom complete by itself

_OTHER = re.compile(r"\bkhác\b", re.IGNORECASE)
_OTHER_ALONE = re.compile(r"\bkhác\s*(?:\([^)]*\))?[\s:….]*$", re.IGNORECASE)
_ASKS_FOR_WORDS = re.compile(r"ghi|nêu|cụ thể|kể|là gì|tên|…|\.\.\.|:", re.IGNORECASE)
_NUMBER = re.compile(r"\d")


def option_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    for path, question in located_questions(questionnaire):
        if not isinstance(question, Listed):
            continue
        if isinstance(question, SingleChoice) and question.prefilled:
            continue
        lists = _lists(path, question, questionnaire)
        yield from _lengths(path, question, lists)
        yield from _others(path, question)
        for codes in lists:
            yield from _ranges(path, codes)


def _lists(
    path: Path, question: Listed, questionnaire: Questionnaire
) -> list[list[tuple[int, Code]]]:
    """The different lists that respondents see: options with their places in the file."""
    section = questionnaire.sections[int(path[1])]
    lists: list[list[tuple[int, Code]]] = []
    for body, unit_type in reached(questionnaire, section, question):
        seen = [
            (place, code)
            for place, code in enumerate(question.codes)
            if shown(code, body, unit_type)
        ]
        if seen and seen not in lists:
            lists.append(seen)
    return lists


def _lengths(
    path: Path,
    question: Listed,
    lists: Sequence[Sequence[tuple[int, Code]]],
) -> Iterator[Finding]:
    counts = [len(codes) for codes in lists]
    if not counts:
        return
    if min(counts) == 1:
        yield found(
            (*path, "codes"),
            "single-option",
            _("{question} has one answer only.").format(question=question.id),
        )
    most = max(counts)
    if isinstance(question, Ranking):
        in_full = question.places is None or question.places > MOST_RANKED_IN_FULL
        if most > (MOST_RANKED_IN_FULL if in_full else MOST_RANKED):
            yield found(
                (*path, "codes"),
                "ranking-long",
                _("{question} asks to put {places} of {count} answers in order.").format(
                    question=question.id, places=question.place_count, count=most
                ),
            )
    elif most > MOST_OPTIONS:
        yield found(
            (*path, "codes"),
            "list-long",
            _("{question} has {count} answers to choose from.").format(
                question=question.id, count=most
            ),
        )


def _others(path: Path, question: Listed) -> Iterator[Finding]:
    for place, code in enumerate(question.codes):
        if _OTHER_ALONE.search(code.label) and not code.specify and not code.exclusive:
            yield found(
                (*path, "codes", place),
                "other-without-specify",
                _("“{label}” of {question} has no line to write on.").format(
                    label=code.label, question=question.id
                ),
            )
        if code.specify and not _ASKS_FOR_WORDS.search(code.label):
            yield found(
                (*path, "codes", place),
                "specify-words",
                _("“{label}” of {question} does not say that words are asked for.").format(
                    label=code.label, question=question.id
                ),
            )
    # A list for one answer is often complete (sex, age, education): only the others are looked at.
    if isinstance(question, SingleChoice):
        return
    things = [code for code in question.codes if not code.exclusive and not code.missing]
    is_open = any(code.specify or _OTHER.search(code.label) for code in things)
    is_of_numbers = any(_NUMBER.search(code.label) for code in things)
    if len(things) >= _OPEN_LIST and not is_open and not is_of_numbers:
        yield found(
            (*path, "codes"),
            "other-missing",
            _("{question} has no answer for what its list does not name.").format(
                question=question.id
            ),
        )


def _ranges(path: Path, codes: Sequence[tuple[int, Code]]) -> Iterator[Finding]:
    """Looked at only where all answers are ranges of one thing, “other” and the like aside."""
    ranges: list[tuple[int, Code, Range]] = []
    for place, code in codes:
        said = None if code.missing or code.exclusive else range_of(code.label)
        if said is not None:
            ranges.append((place, code, said))
        elif _NUMBER.search(code.label):
            return
    if len(ranges) < 2 or len({said.unit for _place, _code, said in ranges}) > 1:
        return
    ranges.sort(key=lambda entry: (entry[2].low, entry[2].high))
    for (_earlier, lower, first), (place, higher, second) in pairwise(ranges):
        words = {"lower": lower.label, "higher": higher.label}
        if overlap(first, second):
            yield found(
                (*path, "codes", place),
                "ranges-overlap",
                _("“{lower}” and “{higher}” overlap.").format(**words),
            )
        elif gap(first, second):
            yield found(
                (*path, "codes", place),
                "ranges-gap",
                _("Between “{lower}” and “{higher}” there is a gap.").format(**words),
            )
