"""What differs around the questions: bodies, introduction, texts, titles, translations, scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..fields import CodeField
from ..model import Introduction, Questionnaire
from .answers import Codes, code_changes
from .changes import Change, change


def form_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    yield from _bodies(old, new)
    yield from _introduction(old.introduction, new.introduction)
    for name in _differing(old.texts, new.texts):
        yield change("template-changed", name)
    before = {section.id: section for section in old.sections}
    for section in new.sections:
        if section.id in before and before[section.id].title != section.title:
            yield change("title-edited", section.id)
    for language in _differing(old.translations, new.translations):
        texts = (old.translations.get(language, {}), new.translations.get(language, {}))
        yield change("translation-changed", language, count=len(_differing(*texts)))
    for name in new.scales:
        if name in old.scales:
            yield from _scale(name, old, new)


def _bodies(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    for body in new.bodies:
        if body not in old.bodies:
            yield change("body-added", body)
        elif old.bodies[body] != new.bodies[body]:
            yield change("title-edited", body)
    for body in old.bodies:
        if body not in new.bodies:
            yield change("body-removed", body)


def _introduction(old: Introduction, new: Introduction) -> Iterator[Change]:
    for name in Introduction.model_fields:
        if getattr(old, name) != getattr(new, name):
            kind = "notice-edited" if name == "data_notice" else "introduction-edited"
            yield change(kind, f"introduction.{name}")


def _scale(name: str, old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Once for all questions that are on it in both versions."""
    before, after = old.scales[name], new.scales[name]
    variables = tuple(sorted(_on_scale(name, old) & _on_scale(name, new)))
    yield from code_changes(
        Codes(name, before.codes, variables, ordered=True),
        Codes(name, after.codes, variables, ordered=True),
    )
    if before.satisfied != after.satisfied:
        yield change("satisfied-changed", name, variables)
    if before.name != after.name:
        yield change("title-edited", name)


def _on_scale(name: str, questionnaire: Questionnaire) -> set[str]:
    return {
        field.variable
        for question in questionnaire.questions()
        for field in question.fields(questionnaire.scales)
        if isinstance(field, CodeField) and field.scale == name
    }


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    return [name for name in {**new, **old} if old.get(name) != new.get(name)]
