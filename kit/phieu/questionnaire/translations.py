"""A questionnaire in several languages: every text has a key, and falls back when untranslated.

Keys: `A3` a question's text, `A3.hint`, `A3.1` an option, `A3.1.short`, `B1_1` a row, `S5_HL.5` a
level of a scale, `section.A` a title, `introduction.title`, `bodies.DU`, `texts.ten_ca`,
`A3.constraints.1` the message of its first constraint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .codes import Code, Column, Row, Scale
from .kinds import Cascade, Level, NumberTable, Question
from .model import Introduction, Questionnaire, Section

Change = Callable[[str, str], str]  # (key, text) to the new text

_QUESTION_TEXTS = ("hint", "label", "unit", "low", "high")
_INTRODUCTION_TEXTS = tuple(name for name in Introduction.model_fields if name != "addressee")


def languages(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questionnaire's own language first."""
    return (questionnaire.language, *questionnaire.translations)


def texts_of(questionnaire: Questionnaire) -> dict[str, str]:
    """Every text that a respondent or a codebook's reader sees, by key; no empty ones."""
    found: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        found[key] = text
        return text

    with_each_text(questionnaire, note)
    return {key: text for key, text in found.items() if text.strip()}


def translated(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """The questionnaire in one of its languages; what is not translated stays as it is."""
    if language == questionnaire.language:
        return questionnaire
    known = questionnaire.translations.get(language, {})
    changed = with_each_text(questionnaire, lambda key, text: known.get(key) or text)
    return changed.model_copy(update={"language": language})


def untranslated(questionnaire: Questionnaire, language: str) -> tuple[str, ...]:
    """The keys of what has no translation yet, in questionnaire order."""
    known = questionnaire.translations.get(language, {})
    return tuple(key for key in texts_of(questionnaire) if not known.get(key, "").strip())


def with_each_text(questionnaire: Questionnaire, change: Change) -> Questionnaire:
    """The same questionnaire with change(key, text) in place of every text."""
    introduction = questionnaire.introduction
    update: dict[str, Any] = {
        "bodies": _mapped("bodies", questionnaire.bodies, change),
        "texts": _mapped("texts", questionnaire.texts, change),
        "introduction": introduction.model_copy(
            update={
                **{
                    name: change(f"introduction.{name}", getattr(introduction, name))
                    for name in _INTRODUCTION_TEXTS
                },
                "addressee": _mapped("introduction.addressee", introduction.addressee, change),
            }
        ),
        "scales": {name: _scale(name, s, change) for name, s in questionnaire.scales.items()},
        "sections": tuple(_section(section, change) for section in questionnaire.sections),
    }
    return questionnaire.model_copy(update=update)


def _mapped(key: str, texts: Mapping[str, str], change: Change) -> dict[str, str]:
    return {name: change(f"{key}.{name}", text) for name, text in texts.items()}


def _scale(key: str, scale: Scale, change: Change) -> Scale:
    name = change(f"{key}.name", scale.name)
    return scale.model_copy(update={"name": name, "codes": _codes(key, scale.codes, change)})


def _section(section: Section, change: Change) -> Section:
    return section.model_copy(
        update={
            "title": change(f"section.{section.id}", section.title),
            "questions": tuple(_question(question, change) for question in section.questions),
        }
    )


def _question(question: Question, change: Change) -> Question:
    key = question.id
    update: dict[str, Any] = {"text": change(key, question.text)}
    for name in _QUESTION_TEXTS:
        text = getattr(question, name, None)
        if text is not None:
            update[name] = change(f"{key}.{name}", text)
    for name in ("constraints", "warnings"):
        messages: Mapping[str, str] = getattr(question, name)
        update[name] = {
            test: change(f"{key}.{name}.{place}", message)
            for place, (test, message) in enumerate(messages.items(), start=1)
        }
    if hasattr(question, "codes"):
        update["codes"] = _codes(key, question.codes, change)
    if hasattr(question, "rows"):
        update["rows"] = tuple(_row(row, change) for row in question.rows)
    if isinstance(question, NumberTable):
        update["columns"] = tuple(_column(key, column, change) for column in question.columns)
    if isinstance(question, Cascade):
        update["levels"] = tuple(_level(level, change) for level in question.levels)
    return question.model_copy(update=update)


def _codes(key: str, codes: tuple[Code, ...], change: Change) -> tuple[Code, ...]:
    return tuple(
        code.model_copy(
            update={
                "label": change(f"{key}.{code.value}", code.label),
                "short": None
                if code.short is None
                else change(f"{key}.{code.value}.short", code.short),
            }
        )
        for code in codes
    )


def _row(row: Row, change: Change) -> Row:
    label = None if row.label is None else change(f"{row.id}.label", row.label)
    return row.model_copy(update={"text": change(row.id, row.text), "label": label})


def _column(question: str, column: Column, change: Change) -> Column:
    return column.model_copy(update={"text": change(f"{question}.{column.id}", column.text)})


def _level(level: Level, change: Change) -> Level:
    codes = _codes(level.id, level.codes, change)
    return level.model_copy(update={"text": change(level.id, level.text), "codes": codes})
