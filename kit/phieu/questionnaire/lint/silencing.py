"""Rules that the researcher silenced, with a reason, and what is wrong with a silence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from phieu.errors import Severity
from phieu.messages import _

from ..findings import Finding, Path, found, located_questions
from ..model import Questionnaire
from ..rules import RULES, silencing

_OWN_RULES = frozenset(rule.id for rule in silencing.RULES)


def without_silenced(questionnaire: Questionnaire, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that nobody silenced, then what is wrong with the silences.

    A silence holds for the part that it stands in, and for all in it. Errors are never silenced.
    """
    kept = list(findings)
    wrong: list[Finding] = []
    for holder, rule, reason in _silences(questionnaire):
        path = (*holder, "silenced", rule)
        problem = _problem(path, rule, reason)
        if problem is not None:
            wrong.append(problem)
            continue
        if not any(_concerns(finding, holder, rule) for finding in findings):
            wrong.append(
                found(path, "silenced-idle", _("“{rule}” finds nothing here.").format(rule=rule))
            )
        kept = [finding for finding in kept if not _concerns(finding, holder, rule)]
    return [*kept, *wrong]


def _silences(questionnaire: Questionnaire) -> Iterator[tuple[Path, str, str]]:
    """Where each stands, the rule, and the reason."""
    holders: list[tuple[Path, Mapping[str, str]]] = [((), questionnaire.silenced)]
    holders += [(("scales", name), scale.silenced) for name, scale in questionnaire.scales.items()]
    holders += [
        (("sections", position), section.silenced)
        for position, section in enumerate(questionnaire.sections)
    ]
    holders += [(path, question.silenced) for path, question in located_questions(questionnaire)]
    for path, silenced in holders:
        for rule, reason in silenced.items():
            yield path, rule, reason


def _problem(path: Path, rule: str, reason: str) -> Finding | None:
    if rule not in RULES:
        message = _("There is no rule “{rule}”.").format(rule=rule)
        close = difflib.get_close_matches(rule, RULES, n=1)
        if close:
            fix = _("Did you mean “{key}”?").format(key=close[0])
            return Finding(path, "silenced-unknown", message, fix)
        return found(path, "silenced-unknown", message)
    if RULES[rule].severity is Severity.ERROR or rule in _OWN_RULES:
        return found(path, "silenced-error", _("“{rule}” cannot be silenced.").format(rule=rule))
    if not reason.strip():
        return found(
            path,
            "silenced-no-reason",
            _("“{rule}” is silenced without a reason.").format(rule=rule),
        )
    return None


def _concerns(finding: Finding, holder: Path, rule: str) -> bool:
    return finding.rule == rule and finding.path[: len(holder)] == holder
