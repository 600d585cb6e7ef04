"""What a table is asked for, checked before anything is counted: every problem at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

import numpy as np

from phieu.analysis.survey import Survey
from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.messages import _
from phieu.questionnaire.fields import FlagsField, RanksField

from .crossing import Weights

Percent = Literal["column", "row", "none"]
_MOST_PLACES = 10  # decimals; more are noise


class BadWeightsError(PhieuError):
    """Weights of which no share or mean can be made."""

    def __init__(self, missing: int, negative: int) -> None:
        self.missing, self.negative = missing, negative
        super().__init__(
            _(
                "The weights cannot be used: {missing} missing, {negative} negative or infinite. "
                "Give every valid form a weight of 0 or more."
            ).format(missing=missing, negative=negative)
        )


class NamedTwiceError(PhieuError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _("{variable} stands twice in the banner. Name it once.").format(variable=name)
        )


class BadOptionError(PhieuError):
    """An option of a table with a value that it cannot have."""

    def __init__(self, option: str, given: object, allowed: str) -> None:
        self.option, self.given = option, given
        super().__init__(
            _("{option} is {given}; it can be {allowed}.").format(
                option=option, given=given, allowed=allowed
            )
        )


class NotSeveralError(PhieuError):
    """A name that is no question with several answers."""

    def __init__(
        self, name: str, survey: Survey, *shapes: type[FlagsField] | type[RanksField]
    ) -> None:
        self.name = name
        known = dict.fromkeys(v.question for v in survey.codebook if isinstance(v.field, shapes))
        super().__init__(
            _("{name} is no question with several answers. Such questions here: {known}.").format(
                name=name, known=", ".join(known) or "–"
            )
        )


def all_of(checks: Iterable[Callable[[], object]]) -> None:
    """Runs every check; raises the error of one, or ProblemsFoundError with those of several."""
    found: list[PhieuError] = []
    for check in checks:
        try:
            check()
        except PhieuError as error:
            if str(error) not in map(str, found):
                found.append(error)
    if len(found) == 1:
        raise found[0]
    if found:
        raise ProblemsFoundError([_problem(error) for error in found])


def banner_checks(survey: Survey, names: Sequence[str]) -> list[Callable[[], object]]:
    """That every name has categories, and stands in the banner once."""
    return [
        *(lambda name=name: survey.classification(name) for name in names),
        lambda: named_once(names),
    ]


def named_once(names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise NamedTwiceError(name)


def check_options(*, alpha: float, places: int, percent: str = "column") -> None:
    """Raises BadOptionError for the first that cannot be."""
    if percent not in get_args(Percent):
        raise BadOptionError("percent", repr(percent), ", ".join(map(repr, get_args(Percent))))
    if not 0 < alpha < 1:
        raise BadOptionError("alpha", alpha, _("a number between 0 and 1"))
    if places not in range(_MOST_PLACES + 1):
        raise BadOptionError(
            "places", places, _("a whole number from 0 to {most}").format(most=_MOST_PLACES)
        )


def weights_of(survey: Survey) -> Weights | None:
    """The weights of the valid forms, in their order. Raises BadWeightsError."""
    if survey.weights is None:
        return None
    weights = survey.weights.reindex(survey.valid.index).to_numpy(dtype=float, na_value=np.nan)
    missing = np.isnan(weights)
    negative = ~missing & ((weights < 0) | np.isinf(weights))
    if missing.any() or negative.any():
        raise BadWeightsError(int(missing.sum()), int(negative.sum()))
    return weights


def _problem(error: PhieuError) -> Problem:
    """Our errors say what is wrong in a first sentence, and then what to do."""
    message, _stop, fix = str(error).partition(". ")
    fix = fix or _("The names stand in survey.codebook.")
    return Problem(_("Table"), type(error).__name__, f"{message.rstrip('.')}.", fix)
