"""From answers to marks on boxes, mishaps included, and what no machine may decide alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from phieu.paper.geometry import Box, Layout
from phieu.questionnaire.codebook import Variable

from .answers import Answers
from .hands import Hand, Style
from .strokes import Stroke, answer_mark, blackening, erased, handwriting, stray_dot

_SLIPS_AMONG = 3  # the nearest boxes that are marked by mistake


class Meaning(StrEnum):
    ANSWER = "answer"
    CANCELLED = "cancelled"  # blackened to take it back
    ERASED = "erased"
    STRAY = "stray"
    WORDS = "words"


@dataclass(frozen=True)
class Mark:
    """Ink at one box. page: from 0."""

    page: int
    box: Box
    meaning: Meaning
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class FilledForm:
    """The marks of one form, and what became of its answers by the hand's mishaps.

    invalid: variables with two marks, which count as blank. unclear: variables that a machine
    may not decide alone: two marks, half-finished corrections, erased marks, lone fills.
    """

    marks: tuple[Mark, ...]
    invalid: frozenset[str]
    unclear: frozenset[str]


@dataclass(frozen=True)
class _Place:
    page: int
    box: Box


@dataclass(frozen=True)
class _Group:
    """The boxes of one question or row. chosen, free: places meant and not meant."""

    variables: tuple[str, ...]
    chosen: tuple[_Place, ...]
    free: tuple[_Place, ...]
    several: bool  # more than one may be chosen


@dataclass(frozen=True)
class _Outcome:
    marks: tuple[Mark, ...]
    invalid: bool = False
    unclear: bool = False


def fill_in(
    answers: Answers,
    layout: Layout,
    variables: Sequence[Variable],
    hand: Hand,
    rng: np.random.Generator,
) -> FilledForm:
    """Mark one form. variables: the codebook of its variant; what is prefilled gets no mark."""
    marks: list[Mark] = []
    invalid: set[str] = set()
    unclear: set[str] = set()
    for group in _groups(answers, layout, variables):
        outcome = _mark_group(group, hand, rng)
        marks.extend(outcome.marks)
        invalid.update(group.variables if outcome.invalid else ())
        unclear.update(group.variables if outcome.unclear else ())
    marks.extend(_words(answers, layout, variables, hand, rng))
    return FilledForm(tuple(marks), frozenset(invalid), frozenset(unclear))


def _groups(answers: Answers, layout: Layout, variables: Sequence[Variable]) -> Iterator[_Group]:
    flags: dict[str, tuple[str, ...]] = {}
    for variable in variables:
        if variable.kind == "flag":
            flags[variable.question] = (*flags.get(variable.question, ()), variable.name)
    prefilled = {variable.name for variable in variables if variable.prefilled}
    boxes: dict[tuple[str, int], list[_Place]] = {}
    for page, page_layout in enumerate(layout.pages):
        for box in page_layout.boxes:
            if box.kind != "text" and box.variable not in prefilled:
                boxes.setdefault((box.variable, box.place), []).append(_Place(page, box))
    for (name, _place), places in boxes.items():
        chosen = tuple(place for place in places if _is_meant(place.box, answers, name in flags))
        free = tuple(place for place in places if place not in chosen)
        yield _Group(flags.get(name, (name,)), chosen, free, several=name in flags)


def _is_meant(box: Box, answers: Answers, flagged: bool) -> bool:
    if flagged:
        return answers.get(f"{box.variable}_{box.code}") == 1
    answer = answers.get(box.variable)
    if not isinstance(answer, int):
        return False
    return (answer // box.place % 10 if box.kind == "digit" else answer) == box.code


def _mark_group(group: _Group, hand: Hand, rng: np.random.Generator) -> _Outcome:
    """The marks of one group. At most one mishap each, besides a stray dot."""
    if not group.chosen:
        return _Outcome(_dots(group, hand, rng))
    answer = tuple(
        Mark(place.page, place.box, Meaning.ANSWER, answer_mark(place.box.rect, hand, rng))
        for place in group.chosen
    )
    fills = hand.style is Style.FILL
    if not group.free:
        return _Outcome(answer, unclear=fills)
    other = _beside(group.chosen[0], group.free, rng)
    mishaps, chance = hand.mishaps, rng.random()
    if chance < mishaps.doubled and not group.several:
        second = answer_mark(other.box.rect, hand, rng)
        both = (*answer, Mark(other.page, other.box, Meaning.ANSWER, second))
        return _Outcome(both, invalid=True, unclear=True)
    chance -= mishaps.doubled
    # A hand that fills cannot take back by filling.
    if 0 <= chance < mishaps.corrected and not fills:
        return _corrected(answer, other, hand, rng)
    chance -= mishaps.corrected
    if 0 <= chance < mishaps.erased and hand.erasable:
        shadow = erased(answer_mark(other.box.rect, hand, rng), rng)
        marks = (Mark(other.page, other.box, Meaning.ERASED, shadow), *answer)
        return _Outcome(marks, unclear=True)
    return _Outcome((*answer, *_dots(group, hand, rng)), unclear=fills)


def _beside(chosen: _Place, free: Sequence[_Place], rng: np.random.Generator) -> _Place:
    """A box near the chosen one: people slip by a column or a line."""
    x_mm, y_mm = chosen.box.rect.centre

    def distance(place: _Place) -> float:
        other_x_mm, other_y_mm = place.box.rect.centre
        return float(np.hypot(x_mm - other_x_mm, y_mm - other_y_mm))

    on_page = [place for place in free if place.page == chosen.page] or free
    nearest = sorted(on_page, key=distance)[:_SLIPS_AMONG]
    return nearest[rng.integers(len(nearest))]


def _corrected(
    answer: tuple[Mark, ...], first: _Place, hand: Hand, rng: np.random.Generator
) -> _Outcome:
    """The first choice marked and blackened, then the answer."""
    unfinished = bool(rng.random() < hand.mishaps.unfinished)
    covered = rng.uniform(0.35, 0.6) if unfinished else 1.0
    rect = first.box.rect
    taken_back = (
        *answer_mark(rect, hand, rng),
        *blackening(rect, hand, rng, covered=covered),
    )
    cancelled = Mark(first.page, first.box, Meaning.CANCELLED, taken_back)
    return _Outcome((cancelled, *answer), unclear=unfinished)


def _dots(group: _Group, hand: Hand, rng: np.random.Generator) -> tuple[Mark, ...]:
    if not group.free or rng.random() >= hand.mishaps.dotted:
        return ()
    place = group.free[rng.integers(len(group.free))]
    return (Mark(place.page, place.box, Meaning.STRAY, stray_dot(place.box.rect, hand, rng)),)


def _words(
    answers: Answers,
    layout: Layout,
    variables: Sequence[Variable],
    hand: Hand,
    rng: np.random.Generator,
) -> Iterator[Mark]:
    known = {variable.name: variable for variable in variables}
    for page, page_layout in enumerate(layout.pages):
        for box in page_layout.boxes:
            if box.kind == "text" and box.variable in answers:
                words = _written(answers[box.variable], known[box.variable])
                strokes = handwriting(box.rect, words, hand, rng)
                yield Mark(page, box, Meaning.WORDS, strokes)


def _written(answer: int | str, variable: Variable) -> str:
    """An answer as a person writes it: a place by its name, a number with its decimal comma."""
    if not isinstance(answer, int):
        return answer
    if variable.kind == "code":
        return dict(variable.values)[answer]
    number = answer / 10**variable.decimals
    return f"{number:.{variable.decimals}f}".replace(".", ",")
