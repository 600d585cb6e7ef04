"""Rules about what stands twice, so that people mix it up: titles, numbers, texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from phieu.messages import _

from ..codebook import words
from ..findings import Finding, Path, found, located_questions
from ..kinds import Calculated, Hidden, Matrix, Note, NumberTable, PaperBox, Question
from ..model import Questionnaire
from .bodies import reached

Who = set[tuple[str, str]]  # bodies and types of unit


@dataclass(frozen=True)
class _Asked:
    path: Path
    name: str
    key: tuple[str, ...]
    who: Who


def repeat_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _titles(questionnaire)
    numbers: dict[str, list[tuple[str, Who]]] = defaultdict(list)
    texts: dict[tuple[str, ...], list[tuple[str, Who]]] = defaultdict(list)
    for path, question in located_questions(questionnaire):
        if isinstance(question, Hidden | Calculated | Note | PaperBox):
            continue
        who = set(reached(questionnaire, questionnaire.sections[int(path[1])], question))
        number = question.printed_number
        earlier = _met(numbers[number.casefold()], who)
        if earlier is not None:
            yield found(
                (*path, "number") if question.number else path,
                "number-repeated",
                _("{question} bears the number {number}, and so does {earlier}.").format(
                    question=question.id, number=number, earlier=earlier
                ),
            )
        numbers[number.casefold()].append((question.id, who))
        for part in _asked(path, question, who, questionnaire):
            earlier = _met(texts[part.key], part.who)
            if earlier is not None:
                yield found(
                    part.path,
                    "text-repeated",
                    _("{question} asks in the same words as {earlier}.").format(
                        question=part.name, earlier=earlier
                    ),
                )
            texts[part.key].append((part.name, part.who))


def _titles(questionnaire: Questionnaire) -> Iterator[Finding]:
    seen: dict[str, list[tuple[str, Who]]] = defaultdict(list)
    for position, section in enumerate(questionnaire.sections):
        title = section.title.strip().casefold()
        who = set(reached(questionnaire, section))
        earlier = _met(seen[title], who) if title else None
        if earlier is not None:
            yield found(
                ("sections", position, "title"),
                "title-repeated",
                _("The section {section} has the title of {earlier}.").format(
                    section=section.id, earlier=earlier
                ),
            )
        seen[title].append((section.id, who))


def _asked(
    path: Path, question: Question, who: Who, questionnaire: Questionnaire
) -> Iterator[_Asked]:
    """What stands for itself: a question's text, and a table's rows under the table."""
    text = _key(words(question.text, questionnaire))
    if text:
        yield _Asked((*path, "text"), question.id, (text,), who)
    if isinstance(question, Matrix | NumberTable):
        for position, row in enumerate(question.rows):
            of_row = who & set(reached(questionnaire, question, row))
            if row.text.strip():
                key = (question.id, _key(words(row.text, questionnaire)))
                yield _Asked((*path, "rows", position, "text"), row.id, key, of_row)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _met(earlier: list[tuple[str, Who]], who: Who) -> str | None:
    """The first of the earlier ones that somebody gets together with this one."""
    return next((name for name, others in earlier if others & who), None)
