"""Several versions of a questionnaire as one, for a round whose returns are of more than one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import reduce
from operator import attrgetter
from typing import Any, TypeVar

from pydantic import BaseModel

from .codes import Code, Scale
from .kinds import NumberTable, Question, Ranking
from .model import Questionnaire, Section

T = TypeVar("T")
P = TypeVar("P", bound=BaseModel)


def pooled(versions: Sequence[Questionnaire]) -> Questionnaire:
    """The newest version, with what only older ones had put back where it stood.

    versions: from the oldest to the newest, at least one, comparable with each other (see
    comparing.py): an id means the same in all of them. Words are the newest's.
    """
    newest_first = list(reversed(versions))
    return reduce(_with_lost, newest_first[1:], newest_first[0])


def _with_lost(new: Questionnaire, old: Questionnaire) -> Questionnaire:
    kept = {question.id for question in new.questions()}
    sections = _united(
        new.sections, old.sections, lambda section: section.id, _pooled_sections(kept)
    )
    scales = {**old.scales, **new.scales}
    for name in old.scales.keys() & new.scales.keys():
        scales[name] = _pooled_scale(new.scales[name], old.scales[name])
    return new.model_copy(
        update={
            "bodies": {
                **new.bodies,
                **{b: n for b, n in old.bodies.items() if b not in new.bodies},
            },
            "texts": {**old.texts, **new.texts},
            "scales": scales,
            "sections": _without_moved(sections, new),
        }
    )


def _pooled_sections(kept: set[str]) -> Callable[[Section, Section], Section]:
    def pooled_section(new: Section, old: Section) -> Section:
        lost_or_here = tuple(
            question
            for question in old.questions
            if question.id not in kept or question.id in {q.id for q in new.questions}
        )
        questions = _united(new.questions, lost_or_here, lambda q: q.id, _pooled_question)
        return _as_wide(new.model_copy(update={"questions": questions}), old)

    return pooled_section


def _without_moved(sections: tuple[Section, ...], new: Questionnaire) -> tuple[Section, ...]:
    """A section that only the old version had comes back without questions that went elsewhere."""
    present = {section.id for section in new.sections}
    kept = {question.id for question in new.questions()}
    back = (
        section
        if section.id in present
        else section.model_copy(
            update={"questions": tuple(q for q in section.questions if q.id not in kept)}
        )
        for section in sections
    )
    return tuple(section for section in back if section.questions or section.id in present)


def _pooled_question(new: Question, old: Question) -> Question:
    """The new question with the options, rows, columns, levels and places that it lost."""
    update: dict[str, Any] = {}
    for name, key in (("codes", "value"), ("rows", "id"), ("levels", "id")):
        if hasattr(new, name) and hasattr(old, name):
            parts = (getattr(new, name), getattr(old, name))
            update[name] = _united(*parts, attrgetter(key), _pooled_part)
    match new, old:
        case NumberTable(), NumberTable():
            update["columns"] = _united(new.columns, old.columns, attrgetter("id"))
        case Ranking(), Ranking() if new.places is not None:
            update["places"] = max(new.places, old.places or len(old.codes))
    return _as_wide(new.model_copy(update=update), old)


def _pooled_part(new: Any, old: Any) -> Any:
    """A row, an option or a level that both have; levels have options of their own."""
    if hasattr(new, "codes"):
        codes = _united(new.codes, old.codes, attrgetter("value"), _as_wide)
        new = new.model_copy(update={"codes": codes})
    return _as_wide(new, old)


def _as_wide(new: P, old: Any) -> P:
    """The part, asked of all whom either version asks: what they answered counts."""
    update = {}
    for name in ("only", "only_types"):
        limits = (getattr(new, name, ()), getattr(old, name, ()))
        if limits[0] != limits[1]:
            update[name] = tuple(dict.fromkeys((*limits[0], *limits[1]))) if all(limits) else ()
    return new.model_copy(update=update) if update else new


def _pooled_scale(new: Scale, old: Scale) -> Scale:
    codes: tuple[Code, ...] = _united(new.codes, old.codes, lambda code: code.value)
    return new.model_copy(update={"codes": codes})


def _united(
    new: Sequence[T],
    old: Sequence[T],
    key: Callable[[T], Hashable],
    merge: Callable[[T, T], T] = lambda new, _old: new,
) -> tuple[T, ...]:
    """The new parts in their order; each lost one after all that it followed: a condition of a
    question looks back at those."""
    of_old = {key(part): part for part in old}
    united = [merge(part, of_old[key(part)]) if key(part) in of_old else part for part in new]
    at = 0
    for part in old:
        keys = [key(other) for other in united]
        if key(part) in keys:
            at = max(at, keys.index(key(part)) + 1)
        else:
            united.insert(at, part)
            at += 1
    return tuple(united)
