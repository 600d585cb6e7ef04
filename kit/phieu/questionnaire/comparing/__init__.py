"""Two versions of a questionnaire: which changes keep the data comparable, and which do not.

An id means one thing for ever: what is answered under it may be reworded, moved or widened, and
never become another question.
"""

from __future__ import annotations

from ..codebook import codebook
from ..model import Questionnaire
from .changes import Change, Effect, change
from .forms import form_changes
from .questions import question_changes, reused_variables

__all__ = ["Change", "Effect", "comparable_variables", "compare"]


def compare(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    """Every change, each once, in the new questionnaire's order, then what is gone.

    Both are free of errors (see lint): names are looked up by id.
    """
    changes = tuple(
        dict.fromkeys(
            (
                *form_changes(old, new),
                *question_changes(old, new),
                *reused_variables(old, new),
            )
        )
    )
    if changes and old.version == new.version:
        return (change("version-same", new.version), *changes)
    return changes


def comparable_variables(old: Questionnaire, new: Questionnaire) -> set[str]:
    """The variables of both versions that mean the same in both, so that they can be pooled."""
    broken = {
        variable
        for difference in compare(old, new)
        if difference.effect is Effect.BREAKS
        for variable in difference.variables
    }
    before = {variable.name for variable in codebook(old)}
    return {variable.name for variable in codebook(new)} & before - broken
