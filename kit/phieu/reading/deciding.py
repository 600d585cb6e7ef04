"""Judges the scores: a band for every box, then a value or a reason to wait for every field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from phieu.questionnaire.bubbles import is_valid, printed_offset

from .groups import AnyOf, Digits, Group, OneOf, Place, Ranked, Words
from .model import Field, Reason, Verdict
from .neighbours import Shares
from .scoring import Scores


class Band(StrEnum):
    """Finer than a verdict: a light doubt is no mark yet, a heavy one half a correction."""

    EMPTY = "empty"
    LIGHT = "light"
    OPEN = "open"
    HEAVY = "heavy"
    SOLID = "solid"

    @property
    def verdict(self) -> Verdict:
        return _VERDICTS[self]


_VERDICTS = {
    Band.EMPTY: Verdict.EMPTY,
    Band.LIGHT: Verdict.DOUBTFUL,
    Band.OPEN: Verdict.MARKED,
    Band.HEAVY: Verdict.DOUBTFUL,
    Band.SOLID: Verdict.CANCELLED,
}


@dataclass(frozen=True)
class Policy:
    """Where the bands end. Each number's reason stands in reading/README.md."""

    speck_mm: float = 0.24  # spread up to which ink is a dot or a speck
    stroke_mm: float = 0.42  # spread from which it is a stroke
    trace: float = 0.006  # share of the inside, weighed by darkness, up to which ink is grain
    mark_fill: float = 0.06  # share of the inside from which a stroke is a mark
    mark_core: float = 0.03  # share of the inner 2 mm square: a line along the rim is no mark
    trace_depth: float = 0.08  # darkness up to which ink is the back's print or an erasure's rest
    mark_depth: float = 0.15  # darkness from which a stroke is a mark
    trace_core: float = 0.005  # share of the inner 2 mm square: less, and it is the outline's blur
    relief: float = 0.4  # of a stroke's darkness that stands out: stains are broad and soft
    black_depth: float = 0.75  # darkness that no stain has: broad pens need no relief
    around_as_dark: float = 0.5  # of a tint that the paper beside the box has too: a stain
    tinted: float = 0.12  # mean darkness of an inside without strokes that is not quite paper
    own_share: float = 0.62  # of a mark's ink that may lie outside its box
    outside_mm2: float = 0.40  # ink around a box with none inside: a displaced mark
    line_mm: float = 0.25  # across a stroke that only passes through: a fold, a pen slip
    shared: float = 0.33  # of its ink that a line may have in another box; a cross the inverse
    unseen: float = 0.25  # of the blank boxes whose outline was not seen: is this the page?
    thin_groups: float = 0.33  # of a black-and-white page, blank or doubtful: was ink lost?
    open_fill: float = 0.62  # share of ink up to which a mark is clearly not blackened
    open_hole_mm: float = 0.33  # white circle that a clearly open mark has at least
    cross_fill: float = 0.80  # share of ink up to which a cross of a broad pen is still open
    cross_openings: int = 3  # sides with a clear hole that show such a cross
    solid_fill: float = 0.80  # share of ink from which a box is blackened
    solid_hole_mm: float = 0.24  # white circle that a blackened box has at most


def bands(scores: Scores, policy: Policy) -> tuple[Band, ...]:
    """A band for every box, by what is in its own window."""
    around = scores.outside_mm2 > policy.outside_mm2
    passing = scores.leaves & (scores.thin_mm <= policy.line_mm)
    stroke = (
        (scores.spread_mm >= policy.stroke_mm)
        & (scores.fill >= policy.mark_fill)
        & (scores.core >= policy.mark_core)
        & (scores.depth >= policy.mark_depth)
        & (scores.away <= policy.own_share)
        & ~passing
    )
    pen = (scores.relief >= policy.relief) | (scores.depth >= policy.black_depth)
    stroke &= pen | (scores.surround < policy.around_as_dark * scores.dark)
    is_open = (scores.fill <= policy.open_fill) & (scores.hole_mm >= policy.open_hole_mm)
    is_open |= (scores.fill <= policy.cross_fill) & (scores.openings >= policy.cross_openings)
    is_open &= pen
    is_solid = (scores.fill >= policy.solid_fill) & (scores.hole_mm <= policy.solid_hole_mm)
    empty = scores.plain | (_nothing(scores, policy) & ~around & ~_tinted(scores, policy))
    choices = [empty, ~stroke, is_open, is_solid]
    kinds = (Band.EMPTY, Band.LIGHT, Band.OPEN, Band.SOLID, Band.HEAVY)
    which = np.select(choices, [0, 1, 2, 3], 4)
    return tuple(kinds[i] for i in which.tolist())


def _nothing(scores: Scores, policy: Policy) -> NDArray[np.bool_]:
    """Boxes whose inside holds grain, specks and dots at most."""
    return np.asarray(
        (scores.spread_mm <= policy.speck_mm)
        | (scores.fill * scores.depth <= policy.trace)
        | (scores.depth <= policy.trace_depth)
        | ((scores.core <= policy.trace_core) & (scores.fill * scores.depth <= 2 * policy.trace))
    )


def _tinted(scores: Scores, policy: Policy) -> NDArray[np.bool_]:
    """Boxes without strokes that are darker than the paper beside them: filled with pencil?"""
    alone = scores.surround < policy.around_as_dark * scores.dark
    return np.asarray((scores.dark > policy.tinted) & alone)


def unclear(scores: Scores, judged: Sequence[Band], policy: Policy) -> tuple[int, ...]:
    """Boxes for which the strokes of their neighbours matter."""
    is_light = np.array([band is Band.LIGHT for band in judged], dtype=bool)
    is_open = np.array([band is Band.OPEN for band in judged], dtype=bool)
    touched = is_light & _nothing(scores, policy) & ~_tinted(scores, policy)
    running = is_open & scores.leaves
    return tuple(int(i) for i in np.flatnonzero(touched | running))


def beside(
    scores: Scores, judged: Sequence[Band], found: Mapping[int, Shares], policy: Policy
) -> tuple[Band, ...]:
    """The bands again, now that the strokes about unclear boxes have been followed.

    A box that only a neighbour's stroke touches is empty. A line that runs on into another box
    may have been meant for either, and so may a mark that has far more ink there; two crosses
    that touch are two marks.
    """
    bands_now = list(judged)
    for box, shares in found.items():
        if judged[box] is Band.LIGHT and shares.unexplained_mm2 <= policy.outside_mm2:
            bands_now[box] = Band.EMPTY
        line = scores.thin_mm[box] <= policy.line_mm
        most = policy.shared if line else 1 / policy.shared
        if judged[box] is Band.OPEN and shares.shared_mm2 > most * shares.own_mm2:
            bands_now[box] = Band.LIGHT
    return tuple(bands_now)


def misplaced(scores: Scores, seen: NDArray[np.bool_], policy: Policy) -> bool:
    """Whether too many boxes without ink show no outline: another page, or badly placed."""
    blank = scores.fill <= policy.trace
    unseen = int((blank & ~seen).sum())
    return unseen > 1 and unseen > policy.unseen * int(blank.sum())


def thinly_marked(groups: Sequence[Group], box_bands: Sequence[Band], policy: Policy) -> bool:
    """Whether many groups are blank or doubtful: normal on a grey scan, suspicious on a bilevel."""
    marks = [group for group in groups if not isinstance(group, Words)]
    kinds = [{box_bands[box] for box in group.boxes} for group in marks]
    thin = sum(Band.LIGHT in kind or kind == {Band.EMPTY} for kind in kinds)
    return len(kinds) > 1 and thin > policy.thin_groups * len(kinds)


def decide(
    groups: Sequence[Group], box_bands: Sequence[Band], written: NDArray[np.bool_]
) -> tuple[Field, ...]:
    """The fields of all groups, in their order. written: (boxes,) text boxes that hold ink."""
    return tuple(field for group in groups for field in _fields(group, box_bands, written))


def waiting(groups: Sequence[Group], reason: Reason) -> tuple[Field, ...]:
    """Every field of the page, waiting for one reason."""
    return tuple(Field(name, None, reason) for group in groups for name in group.variables)


def _fields(
    group: Group, box_bands: Sequence[Band], written: NDArray[np.bool_]
) -> tuple[Field, ...]:
    match group:
        case OneOf():
            return (_one_of(group, box_bands),)
        case Ranked():
            return _ranked(group, box_bands)
        case AnyOf():
            return _any_of(group, box_bands)
        case Digits():
            return (_digits(group, box_bands),)
        case Words():
            reason = Reason.TO_KEY if written[group.box] else None
            return (Field(group.variable, None, reason),)
        case _:
            assert_never(group)


def _chosen(
    boxes: Sequence[int], codes: Sequence[int], box_bands: Sequence[Band]
) -> tuple[int | None, Reason | None]:
    """The one code that is marked, None where none is; or why it cannot be said."""
    kinds = [box_bands[box] for box in boxes]
    marked = [code for code, band in zip(codes, kinds, strict=True) if band is Band.OPEN]
    solid = kinds.count(Band.SOLID)
    if Band.HEAVY in kinds and (marked or solid):
        return None, Reason.UNFINISHED_CORRECTION
    if Band.LIGHT in kinds or Band.HEAVY in kinds:
        return None, Reason.DOUBTFUL_MARK
    if len(marked) > 1:
        return None, Reason.SEVERAL_MARKS
    if solid and not marked:
        return None, Reason.LONE_FILL
    return (marked[0] if marked else None), None


def _one_of(group: OneOf, box_bands: Sequence[Band]) -> Field:
    value, reason = _chosen(group.boxes, group.codes, box_bands)
    return Field(group.variable, value, reason)


def _ranked(group: Ranked, box_bands: Sequence[Band]) -> tuple[Field, ...]:
    fields = [_one_of(column, box_bands) for column in group.columns]
    values = [field.value for field in fields if field.value is not None]
    return tuple(
        Field(field.variable, None, Reason.REPEATED_RANK)
        if field.value is not None and values.count(field.value) > 1
        else field
        for field in fields
    )


def _any_of(group: AnyOf, box_bands: Sequence[Band]) -> tuple[Field, ...]:
    kinds = [box_bands[box] for box in group.boxes]
    marked = [code for code, band in zip(group.codes, kinds, strict=True) if band is Band.OPEN]
    reason: Reason | None = None
    if Band.LIGHT in kinds or Band.HEAVY in kinds:
        reason = Reason.DOUBTFUL_MARK
    elif Band.SOLID in kinds:
        # Taken back, or meant? Beside marks either may be: each option stands for itself.
        reason = Reason.UNFINISHED_CORRECTION if marked else Reason.LONE_FILL
    elif len(marked) > 1 and any(code in group.exclusive for code in marked):
        reason = Reason.EXCLUSIVE_CONFLICT
    elif group.at_most is not None and len(marked) > group.at_most:
        reason = Reason.TOO_MANY_MARKS
    if reason is not None or not marked:
        return tuple(Field(name, None, reason) for name in group.variables)
    return tuple(
        Field(name, int(code in marked))
        for name, code in zip(group.variables, group.codes, strict=True)
    )


def _digits(group: Digits, box_bands: Sequence[Band]) -> Field:
    answers = [_digit(place, box_bands) for place in group.places]
    for _value, reason in answers:
        if reason is not None:
            return Field(group.variable, None, reason)
    values = [value for value, _reason in answers]
    if all(value is None for value in values):
        return Field(group.variable, None)
    if any(value is None for value in values):
        return Field(group.variable, None, Reason.INCOMPLETE_NUMBER)
    # What is the same for every possible answer, such as a century, is printed and has no boxes.
    number = printed_offset(group.field) + sum(
        place.worth * value
        for place, value in zip(group.places, values, strict=True)
        if value is not None
    )
    if not is_valid(group.field, number):
        return Field(group.variable, None, Reason.OUT_OF_RANGE)
    return Field(group.variable, number)


def _digit(place: Place, box_bands: Sequence[Band]) -> tuple[int | None, Reason | None]:
    return _chosen(place.boxes, place.digits, box_bands)
