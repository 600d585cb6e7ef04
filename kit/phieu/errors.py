"""Errors that a person can act on: what is wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops; a warning is most likely a mistake; advice is a matter of judgement."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input. `place` is a file, with a line where there is one."""

    place: str
    rule: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        kind = "" if self.severity is Severity.ERROR else f"{self.severity}, "
        return f"{self.place}: {self.message} [{kind}{self.rule}]\n    → {self.fix}"


class PhieuError(Exception):
    """Base of every error that phieu raises on purpose; its text is meant for the user."""


class ProblemsFoundError(PhieuError):
    """An input with problems, all of them at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))
