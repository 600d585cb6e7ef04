"""A questionnaire as a value: sections of questions, and the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from .codes import Scale
from .frozen import Frozen
from .kinds import Consent, Question


class Section(Frozen):
    """Questions under one title. `when` (see logic/) holds for all of them."""

    id: str
    title: str
    topic: str | None = None  # the key under which its items are scored together
    when: str | None = None
    only: tuple[str, ...] = ()
    only_types: tuple[str, ...] = ()
    questions: tuple[Question, ...]
    silenced: Mapping[str, str] = Field(default_factory=dict)


class Introduction(Frozen):
    """What a respondent reads before the questions; what is empty is not printed."""

    title: str
    subject: str = ""
    addressee: Mapping[str, str] = Field(default_factory=dict)  # by body
    purpose: str = ""
    instructions: str = ""
    data_notice: str = ""
    closing: str = ""
    running_title: str  # on every page after the first


class Questionnaire(Frozen):
    """translations: by language, then by the key of a text (see translations.py)."""

    id: str
    version: str
    language: str = "vi"
    bodies: Mapping[str, str]
    texts: Mapping[str, str] = Field(default_factory=dict)  # template variables in the codebook
    introduction: Introduction
    scales: Mapping[str, Scale] = Field(default_factory=dict)
    sections: tuple[Section, ...]
    translations: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    silenced: Mapping[str, str] = Field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def with_texts(self, texts: Mapping[str, str]) -> Questionnaire:
        """The same with other values for some template variables."""
        return self.model_copy(update={"texts": {**self.texts, **texts}})

    @property
    def consent(self) -> Consent | None:
        return next((q for q in self.questions() if isinstance(q, Consent)), None)
