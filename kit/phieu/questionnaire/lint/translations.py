"""Rules about translations: each belongs to a text, and says the same in every unit."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from phieu.messages import _

from ..findings import Finding, Path, found
from ..model import Questionnaire
from ..templates import template_variables
from ..translations import untranslated, with_each_text
from .templates import COMPUTED

_SHOWN = 3  # keys that a message names


def translation_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    texts = _every_text(questionnaire)
    for language, known in questionnaire.translations.items():
        start: Path = ("translations", language)
        for key, translation in known.items():
            if key not in texts:
                close = difflib.get_close_matches(key, texts, n=1)
                message = _("No text of the questionnaire has the key “{key}”.").format(key=key)
                if close:
                    fix = _("Did you mean “{key}”?").format(key=close[0])
                    yield Finding((*start, key), "translation-unknown-key", message, fix)
                else:
                    yield found((*start, key), "translation-unknown-key", message)
            elif translation.strip():
                yield from _variables((*start, key), texts[key], translation)
        missing = untranslated(questionnaire, language)
        if missing:
            yield found(
                start,
                "translation-incomplete",
                _("{count} texts have no translation into “{language}”: {keys}.").format(
                    count=len(missing),
                    language=language,
                    keys=", ".join(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else ""),
                ),
            )


def _variables(path: Path, text: str, translation: str) -> Iterator[Finding]:
    used, translated = template_variables(text), template_variables(translation)
    # What follows the unit's type is always Vietnamese words: a translation says it in its own.
    differing = (used - COMPUTED) ^ (translated - (COMPUTED & used))
    if differing:
        yield found(
            path,
            "translation-template",
            _("Text and translation do not both use {variables}.").format(
                variables=", ".join(sorted(f"{{{{{name}}}}}" for name in differing))
            ),
        )


def _every_text(questionnaire: Questionnaire) -> dict[str, str]:
    """Empty ones too: an empty title may be translated without harm."""
    texts: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        texts[key] = text
        return text

    with_each_text(questionnaire, note)
    return texts
