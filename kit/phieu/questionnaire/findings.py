"""What a rule of the linter found, and the walks over a questionnaire that the rules share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .model import Code, Question, Questionnaire

Path = tuple[str | int, ...]  # attribute names and positions, from the questionnaire down


@dataclass(frozen=True)
class Finding:
    """path: to the part at fault, or to what holds it."""

    path: Path
    rule: str
    message: str
    fix: str


def located_questions(questionnaire: Questionnaire) -> Iterator[tuple[Path, Question]]:
    for section_position, section in enumerate(questionnaire.sections):
        for position, question in enumerate(section.questions):
            yield ("sections", section_position, "questions", position), question


def own_codes(question: Question) -> tuple[Code, ...]:
    """The options written at the question itself, not those of its scale."""
    codes: tuple[Code, ...] = getattr(question, "codes", ())
    return codes


def located_code_lists(questionnaire: Questionnaire) -> Iterator[tuple[Path, tuple[Code, ...]]]:
    """Every list of answers that was written: the scales', then the questions' own."""
    for name, scale in questionnaire.scales.items():
        yield ("scales", name, "codes"), scale.codes
    for path, question in located_questions(questionnaire):
        if own_codes(question):
            yield (*path, "codes"), own_codes(question)


def visible(only: tuple[str, ...], body: str) -> bool:
    """Whether a part limited to some bodies is shown to this one; no limit shows it to all."""
    return not only or body in only
