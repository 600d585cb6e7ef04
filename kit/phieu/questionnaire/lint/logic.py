"""Rules about conditions: what cannot be read, what never holds, and what always does."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from phieu.messages import _

from ..codebook import Variable, codebook
from ..findings import Finding, Path, found, located_questions
from ..kinds import Calculated
from ..logic.reachability import always_true, never_true
from ..logic.resolving import UnresolvedError, condition, value
from ..logic.scope import Scope, scopes
from ..logic.tree import And, Condition
from ..model import Questionnaire
from .bodies import reached

T = TypeVar("T")


@dataclass(frozen=True)
class _Known:
    """scope: what may be named. asked: of that, what those who get the part are asked at all."""

    scope: Scope
    asked: Scope


def logic_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not _has_logic(questionnaire):
        return
    scoped = scopes(questionnaire)
    variables = _variables(questionnaire)
    of_sections: dict[int, Condition | None] = {}
    for position, section in enumerate(questionnaire.sections):
        scope, _same = scoped[f"section.{section.id}"]
        who = reached(questionnaire, section)
        path: Path = ("sections", position, "when")
        known = _Known(scope, _asked(scope, variables, who))
        of_sections[position] = yield from _when(path, section.when, known, None)
    for path, question in located_questions(questionnaire):
        before, itself_too = scoped[question.id]
        who = reached(questionnaire, questionnaire.sections[int(path[1])], question)
        around = of_sections[int(path[1])]
        if question.when is not None:
            known = _Known(before, _asked(before, variables, who))
            yield from _when((*path, "when"), question.when, known, around)
        for name in ("constraints", "warnings"):
            for test in getattr(question, name):
                known = _Known(itself_too, _asked(itself_too, variables, who))
                yield from _check((*path, name, test), test, known)
        if isinstance(question, Calculated):
            yield from _resolved((*path, "expression"), question.expression, before, value)


def _variables(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The codebook; empty where a scale is unknown, which has its own rule."""
    try:
        return codebook(questionnaire)
    except KeyError:
        return ()


def _asked(scope: Scope, variables: Sequence[Variable], who: Sequence[tuple[str, str]]) -> Scope:
    """Without what only other bodies or types of unit are asked: to these it is always blank."""
    others = {
        variable.name.casefold()
        for variable in variables
        if who and not any(variable.asked_of(body, unit_type) for body, unit_type in who)
    }
    kept = {name: known for name, known in scope.variables.items() if name not in others}
    return replace(scope, variables=kept)


def _has_logic(questionnaire: Questionnaire) -> bool:
    return any(section.when is not None for section in questionnaire.sections) or any(
        question.when is not None
        or question.constraints
        or question.warnings
        or isinstance(question, Calculated)
        for question in questionnaire.questions()
    )


def _when(
    path: Path, text: str | None, known: _Known, around: Condition | None
) -> Generator[Finding, None, Condition | None]:
    """Also gives the condition back, for what stands within; None where there is none to use."""
    own = None if text is None else (yield from _resolved(path, text, known.scope, condition))
    if own is None:
        return None
    if always_true(own, known.asked):
        yield found(path, "always-true", _("“{text}” always holds.").format(text=text))
    elif never_true(own, known.asked):
        yield found(path, "never-true", _("“{text}” never holds.").format(text=text))
        return None
    elif around is not None and never_true(And((around, own)), known.asked):
        yield found(
            path,
            "never-true",
            _("“{text}” never holds where the section's own condition does.").format(text=text),
        )
    return own


def _check(path: Path, text: str, known: _Known) -> Iterator[Finding]:
    own = yield from _resolved(path, text, known.scope, condition)
    if own is None:
        return
    if never_true(own, known.asked):
        yield found(
            path, "constraint-impossible", _("No answer fulfils “{text}”.").format(text=text)
        )
    elif always_true(own, known.asked):
        yield found(path, "always-true", _("“{text}” always holds.").format(text=text))


def _resolved(
    path: Path, text: str, scope: Scope, read: Callable[[str, Scope], T]
) -> Generator[Finding, None, T | None]:
    """Also gives back what the text says, None where it cannot be used."""
    try:
        return read(text, scope)
    except UnresolvedError as error:
        for problem in error.problems:
            yield Finding(path, problem.rule, problem.message, problem.fix)
    return None
