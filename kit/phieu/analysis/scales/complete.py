"""The forms that answered every item of a scale: what coefficients of reliability rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from phieu.analysis.survey import Survey
from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _

from .items import Floats, Item, answers

FEWEST_FORMS = 3  # with two, every correlation is 1 or −1


@dataclass(frozen=True)
class Complete:
    """scores: (forms, items), no gaps, turned. forms: valid forms, complete or not."""

    items: tuple[Item, ...]
    scores: Floats
    forms: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.items)

    @property
    def covariance(self) -> Floats:
        """Of the items, with n − 1."""
        return np.atleast_2d(np.cov(self.scores, rowvar=False))

    @property
    def correlation(self) -> Floats:
        return np.atleast_2d(np.corrcoef(self.scores, rowvar=False))


def complete_cases(survey: Survey, items: Sequence[Item], *, fewest_items: int) -> Complete:
    """Listwise, as SPSS RELIABILITY does: what each coefficient rests on is the same forms.

    Raises ProblemsFoundError where nothing can be computed of them: too few items, too few
    complete forms, items that everybody answered alike.
    """
    table = answers(survey, items)
    whole = table.dropna()
    found = Complete(tuple(items), whole.to_numpy(dtype=np.float64), len(table))
    counts = dict(zip(found.names, map(int, table.count()), strict=True))
    problems = _problems(found, counts, fewest_items)
    if problems:
        raise ProblemsFoundError(problems)
    return found


def _problems(found: Complete, valid: dict[str, int], fewest_items: int) -> list[Problem]:
    place = ", ".join(found.names) or "–"
    if len(found.items) < fewest_items:
        message = _("{given} items are named; this coefficient needs at least {needed}.").format(
            given=len(found.items), needed=fewest_items
        )
        return [Problem(place, "scale-items", message, _("Name more items of the same scale."))]
    if len(found.scores) < FEWEST_FORMS:
        return [_too_few_forms(place, found, valid)]
    constant = [
        _constant(name)
        for name, spread in zip(found.names, np.ptp(found.scores, axis=0), strict=True)
        if spread == 0
    ]
    if not constant and not varies(found.scores.sum(axis=1)):
        message = _("The items add up to the same in every form, so there is no scale in them.")
        fix = _("Look whether an item is reversed and not marked so, or the other way round.")
        return [Problem(place, "scale-sum", message, fix)]
    return constant


def varies(totals: Floats) -> bool:
    """Beyond the trace of rounding that sums of fractions keep."""
    return float(np.ptp(totals)) > 1e-9 * float(np.max(np.abs(totals), initial=1))


def _constant(name: str) -> Problem:
    return Problem(
        name,
        "scale-constant",
        _("Everybody who answered all items gave {variable} the same answer.").format(
            variable=name
        ),
        _("Leave it out: what does not vary cannot hang together with anything."),
    )


def _too_few_forms(place: str, found: Complete, valid: dict[str, int]) -> Problem:
    counts = ", ".join(f"{name}: {n}" for name, n in valid.items())
    return Problem(
        place,
        "scale-complete",
        _(
            "Only {complete} of {forms} valid forms answered all these items, and {needed} are "
            "needed. Valid answers: {counts}."
        ).format(complete=len(found.scores), forms=found.forms, needed=FEWEST_FORMS, counts=counts),
        _("Leave out the items that few answered, or that are asked of another body."),
    )
