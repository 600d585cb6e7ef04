"""The texts of a form in its languages, made fit for ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from phieu.messages import _

from .losses import SheetLoss
from .records import Record, Workbook
from .words import Words, is_vietnamese, words_in

_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")


@dataclass
class Speech:
    """spoken: the default column's language ("" where none is named), then the others'."""

    spoken: tuple[str, ...]
    language: str
    losses: list[SheetLoss] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return words_in(self.language)

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(language for language in self.spoken[1:] if language)

    def text(self, record: Record, column: str) -> str:
        """In the form's own language; in another one where it has none."""
        texts = record.texts(column)
        languages = ((self.spoken[0] if self.spoken else ""), "", *self.others)
        found = next((texts[language] for language in languages if texts.get(language)), "")
        if _REFERENCE.search(found):
            names = ", ".join(_REFERENCE.findall(found))
            what = _("the answer to {name} in the text").format(name=names)
            why = _("A printed text cannot repeat an answer; “…” stands there.")
            self.losses.append(record.loss(column, what, why))
        return plain_text(found)

    def others_of(self, record: Record, column: str) -> Mapping[str, str]:
        """Translations that say something else than the text itself."""
        texts = record.texts(column)
        own = self.text_silently(record, column)
        found = {language: plain_text(texts.get(language, "")) for language in self.others}
        return {language: text for language, text in found.items() if text and text != own}

    def text_silently(self, record: Record, column: str) -> str:
        before = len(self.losses)
        found = self.text(record, column)
        del self.losses[before:]
        return found


def speech_of(workbook: Workbook) -> Speech:
    """Where a form does not name its language, Vietnamese letters tell; else it is English."""
    spoken = workbook.languages
    if spoken[0]:
        return Speech(spoken, spoken[0])
    labels = (
        text
        for record in (*workbook.survey, *workbook.choices)
        for text in [record.texts("label").get("", "")]
    )
    return Speech(spoken, "vi" if any(map(is_vietnamese, labels)) else "en")


def plain_text(text: str) -> str:
    """References to answers as “…”."""
    return _REFERENCE.sub("…", text).strip()
