"""The texts of a questionnaire as a respondent reads them, each with its part in the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..findings import Path, located_code_lists, located_questions
from ..kinds import Calculated, Hidden, Matrix, NumberTable, PaperBox, Question, Rating, Score
from ..model import Questionnaire
from ..templates import choose, fill

Part = Literal["question", "row", "option", "hint", "title", "introduction", "message"]


@dataclass(frozen=True)
class Stem:
    """text: with template variables and alternatives put in, as in the codebook.

    name: of what it stands in, as messages call it. question: None outside questions.
    """

    path: Path
    name: str
    text: str
    part: Part
    question: Question | None = None

    @property
    def is_judged(self) -> bool:
        """Whether it is answered by how good or how true it is."""
        if isinstance(self.question, Matrix):
            return self.part == "row"
        return self.part == "question" and isinstance(self.question, Rating | Score)


def stems(questionnaire: Questionnaire) -> list[Stem]:
    """In the order in which they are read; nothing empty, nothing that nobody reads."""
    found = [
        *_introduction(questionnaire),
        *_scales(questionnaire),
        *_titles(questionnaire),
        *_questions(questionnaire),
    ]
    return [
        Stem(stem.path, stem.name, words, stem.part, stem.question)
        for stem in found
        if (words := _words(stem.text, questionnaire)).strip()
    ]


def _words(text: str, questionnaire: Questionnaire) -> str:
    return choose(fill(choose(text, ()), questionnaire.texts), ())


def _introduction(questionnaire: Questionnaire) -> Iterator[Stem]:
    introduction = questionnaire.introduction
    for name in type(introduction).model_fields:
        text = getattr(introduction, name)
        if isinstance(text, str):
            yield Stem(("introduction", name), name, text, "introduction")


def _scales(questionnaire: Questionnaire) -> Iterator[Stem]:
    for path, codes in located_code_lists(questionnaire):
        if path[0] == "scales":
            for position, code in enumerate(codes):
                yield Stem((*path, position, "label"), str(path[1]), code.label, "option")


def _titles(questionnaire: Questionnaire) -> Iterator[Stem]:
    for position, section in enumerate(questionnaire.sections):
        yield Stem(("sections", position, "title"), section.id, section.title, "title")


def _questions(questionnaire: Questionnaire) -> Iterator[Stem]:
    lists = dict(located_code_lists(questionnaire))
    for path, question in located_questions(questionnaire):
        if isinstance(question, Hidden | Calculated):
            continue
        part: Part = "title" if isinstance(question, PaperBox) else "question"
        yield Stem((*path, "text"), question.id, question.text, part, question)
        yield Stem((*path, "hint"), question.id, question.hint or "", "hint", question)
        if isinstance(question, Matrix | NumberTable):
            for position, row in enumerate(question.rows):
                yield Stem((*path, "rows", position, "text"), row.id, row.text, "row", question)
        for position, code in enumerate(lists.get((*path, "codes"), ())):
            at = (*path, "codes", position, "label")
            yield Stem(at, question.id, code.label, "option", question)
        for name in ("constraints", "warnings"):
            for test, message in getattr(question, name).items():
                yield Stem((*path, name, test), question.id, message, "message", question)
