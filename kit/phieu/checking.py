"""`phieu check`: a questionnaire's file and everything there is to say about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from phieu.errors import Problem, Severity
from phieu.messages import _
from phieu.questionnaire import yaml_text
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.comparing import Change, compare
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.rules import RULES
from phieu.questionnaire.translations import languages, untranslated
from phieu.rounds.inputs import read_text


@dataclass(frozen=True)
class Checked:
    """untranslated: by language, the keys of texts that fall back. changes: against an older
    version, None where none was named or the form has errors."""

    form: Path
    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    untranslated: dict[str, tuple[str, ...]]
    changes: tuple[Change, ...] | None

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def summary(self) -> dict[str, Any]:
        counts = _counts(self.questionnaire) if self.questionnaire and not self.failed else {}
        changes = {} if self.changes is None else {"changes": [asdict(c) for c in self.changes]}
        problems = [asdict(problem) for problem in self.problems]
        return {"problems": problems, **counts, "untranslated": self.untranslated, **changes}

    def lines(self) -> list[str]:
        lines = [_said(problem) for problem in self.problems]
        for language, keys in self.untranslated.items():
            if keys:
                text = _("{count} texts are not translated into {language}: {keys}")
                shown = ", ".join(keys[:8]) + ("…" if len(keys) > 8 else "")
                lines.append(text.format(count=len(keys), language=language, keys=shown))
        if self.changes is not None:
            lines += [_line(change) for change in self.changes] or [_("Nothing has changed.")]
        return [*lines, self._verdict()]

    def _verdict(self) -> str:
        counts = Counter(problem.severity for problem in self.problems)
        if self.failed or self.questionnaire is None:
            text = _("{form} cannot be printed yet: {errors} errors.")
            return text.format(form=self.form, errors=counts[Severity.ERROR])
        text = _(
            "{form} is in order: {questions} questions, {variables} variables; "
            "{warnings} warnings, {advice} pieces of advice."
        )
        return text.format(
            form=self.form,
            warnings=counts[Severity.WARNING],
            advice=counts[Severity.ADVICE],
            **_counts(self.questionnaire),
        )


def check_file(form: Path, against: Path | None = None) -> Checked:
    """Raises ProblemsFoundError when a file cannot be read, or `against` has errors."""
    questionnaire, found = yaml_text.examine(read_text(form))
    problems = tuple(yaml_text.placed(problem, str(form)) for problem in found)
    changes = None
    if against is not None:
        old = yaml_text.load(read_text(against), str(against))
        sound = all(problem.severity is not Severity.ERROR for problem in problems)
        changes = compare(old, questionnaire) if questionnaire is not None and sound else None
    others = languages(questionnaire)[1:] if questionnaire else ()
    missing = {lang: untranslated(questionnaire, lang) for lang in others if questionnaire}
    return Checked(form, questionnaire, problems, missing, changes)


def _said(problem: Problem) -> str:
    """Advice comes with its reason: whoever does not see it will not take it."""
    rule = RULES.get(problem.rule)
    if problem.severity is Severity.ERROR or rule is None:
        return str(problem)
    return f"{problem}\n    ({rule.why})"


def _line(change: Change) -> str:
    return f"{change.message} [{change.effect}, {change.kind}]\n    → {change.advice}"


def _counts(questionnaire: Questionnaire) -> dict[str, int]:
    # Variants of one question carry one number; the consent is none, nor is what is only read.
    asked = (q for q in questionnaire.questions() if q.fields(questionnaire.scales))
    numbers = {q.printed_number for q in asked if q.kind not in ("consent", "hidden", "calculated")}
    return {"questions": len(numbers), "variables": len(codebook(questionnaire))}
