"""What a rule of the linter found, and the walks over a questionnaire that the rules share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from phieu.errors import Severity

from .codes import Code
from .kinds import Cascade, Question
from .model import Questionnaire
from .rules import RULES

Path = tuple[str | int, ...]  # attribute names and positions, from the questionnaire down


@dataclass(frozen=True)
class Finding:
    """path: to the part at fault, or to what holds it. rule: an id of the catalogue."""

    path: Path
    rule: str
    message: str
    fix: str

    @property
    def severity(self) -> Severity:
        return severity_of(self.rule)

    @property
    def why(self) -> str:
        return RULES[self.rule].why


def found(path: Path, rule: str, message: str) -> Finding:
    """A finding whose fix is the rule's own."""
    return Finding(path, rule, message, RULES[rule].fix)


def severity_of(rule: str) -> Severity:
    """Raises KeyError for what is not in the catalogue."""
    return RULES[rule].severity


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
        if isinstance(question, Cascade):
            for position, level in enumerate(question.levels):
                yield (*path, "levels", position, "codes"), level.codes
