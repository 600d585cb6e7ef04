"""The sheet “choices”: a list for every scale, every question with answers of its own, every level.

A choice's name is our code, so that the data need no translation.
"""

from __future__ import annotations

from collections.abc import Iterator

from phieu.interchange.audience import Asked
from phieu.questionnaire.codes import Code
from phieu.questionnaire.findings import own_codes
from phieu.questionnaire.kinds import Cascade, Score

from .lines import Choice
from .twins import Scene


def choice_rows(scene: Scene) -> Iterator[Choice]:
    for name, scale in scene.questionnaire.scales.items():
        yield from _list(name, scale.codes, scene)
    body = scene.conditions.audience.body
    if body and body.added:
        for code, label in enumerate(scene.questionnaire.bodies.values(), start=1):
            yield Choice(body.variable, str(code), scene.text(label))
    for question in scene.questionnaire.questions():
        if isinstance(question, Score):
            if question.codes or question.low or question.high:
                yield from _list(question.id, (*question.points, *question.codes), scene)
        elif isinstance(question, Cascade):
            for level in question.levels:
                yield from _list(level.id, level.codes, scene)
        else:
            yield from _list(question.id, own_codes(question), scene)


def _list(name: str, codes: tuple[Code, ...], scene: Scene) -> Iterator[Choice]:
    audience = scene.conditions.audience
    by_body = audience.body is not None and any(code.only for code in codes)
    by_type = audience.unit_type is not None and any(code.only_types for code in codes)
    for code in codes:
        yield Choice(
            name,
            str(code.value),
            scene.text(code.label),
            "" if code.parent is None else str(code.parent),
            _choices_of(audience.body, code.only) if by_body else "",
            _choices_of(audience.unit_type, code.only_types) if by_type else "",
        )


def _choices_of(asked: Asked | None, names: tuple[str, ...]) -> str:
    """The answers to the question that tells them, with spaces between; all where none is named."""
    codes = asked.codes if asked else {}
    wanted = [name.casefold() for name in names] or list(codes)
    return " ".join(str(codes[name]) for name in wanted if name in codes)
