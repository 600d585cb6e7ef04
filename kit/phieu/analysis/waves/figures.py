"""The figure that is followed over waves: a mean, or a share of answers, as a number a form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from phieu.analysis.groups import UNSTATED
from phieu.analysis.satisfaction import satisfied_levels
from phieu.analysis.scales.items import NotAnItemError, item_of
from phieu.analysis.survey import Survey
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.codebook import Variable

from .comparable import Wave

Measure = Literal["mean", "satisfied", "share"]

# Of five, not even changes all in one direction are significant at 5 %: 2 / 2⁵ > 0.05.
FEWEST_UNITS = 6


class NoFigureError(PhieuError):
    """A figure that a variable does not have."""

    def __init__(self, variable: str, message: str) -> None:
        self.variable = variable
        super().__init__(message)


@dataclass(frozen=True)
class Figure:
    """mean: of levels, scores or numbers, reversed items turned. satisfied: share of the levels
    that the scale calls so. share: of the answers in `levels`, codes as they were given.

    Shares are in percent.
    """

    measure: Measure
    levels: frozenset[int] = frozenset()

    @property
    def percent(self) -> bool:
        return self.measure != "mean"


def figure(measure: Measure, levels: Collection[int] | None = None) -> Figure:
    """Raises NoFigureError where levels are missing, or given to no purpose."""
    if (levels is not None) != (measure == "share"):
        raise NoFigureError(
            "", _("Levels belong to a share, and a share needs them: levels=[4, 5].")
        )
    return Figure(measure, frozenset(levels or ()))


def values_of(waves: Sequence[Wave], at: int, name: str, wanted: Figure) -> pd.Series:
    """One number a valid form of the wave at this place, NaN for no valid answer.

    The newest wave says what is reversed and satisfied, so that one rule holds for all. Forms of
    bodies and types of unit that any wave did not ask are left out. Raises NoFigureError.
    """
    survey, newest = waves[at].survey, waves[-1].survey
    variable = newest.variable(name)
    given = survey.valid[name].astype("Float64")
    missing = {*variable.missing, *survey.variable(name).missing}
    valid = given.where(~given.isin(list(missing))).where(_asked_in_all(waves, survey, name))
    match wanted.measure:
        case "mean":
            return _turned(valid, variable).astype("float64")
        case "satisfied":
            levels = _satisfied(variable, newest)
        case "share":
            levels = wanted.levels
    hit = valid.isin(list(levels)).astype("Float64") * 100
    return hit.where(valid.notna()).astype("float64")


def groups_of(waves: Sequence[Wave], at: int, by: str) -> dict[object, str]:
    """The groups of one wave by value, in the newest wave's words: names of bodies change, keys
    do not. Blanked facts make no group."""
    newest = {c.value: c.label for c in waves[-1].survey.classification(by).valid}
    own = waves[at].survey.classification(by).valid
    return {c.value: newest.get(c.value, c.label) for c in own if c.value != UNSTATED}


def _turned(valid: pd.Series, variable: Variable) -> pd.Series:
    if variable.kind == "number":
        return valid
    try:
        return item_of(variable).turned(valid)
    except NotAnItemError:
        message = _("{variable} has no levels of which a mean has a sense; ask for a share.")
        raise NoFigureError(variable.name, message.format(variable=variable.name)) from None


def _satisfied(variable: Variable, newest: Survey) -> frozenset[int]:
    scales = newest.questionnaire.scales
    if variable.scale is None or not scales[variable.scale].satisfied:
        message = _("The scale of {variable} does not say which levels are satisfied.")
        raise NoFigureError(variable.name, message.format(variable=variable.name))
    return satisfied_levels(variable, newest.questionnaire)


def _asked_in_all(waves: Sequence[Wave], survey: Survey, name: str) -> pd.Series:
    """By valid form, whether every wave would have asked its body and type of unit."""
    variables = [wave.survey.variable(name) for wave in waves]
    bodies = set.intersection(*(set(wave.survey.questionnaire.bodies) for wave in waves))
    facts = survey.valid.reindex(columns=["body", "unit_type"]).astype("object")
    facts = facts.where(facts.notna(), "")
    kinds = facts.drop_duplicates().itertuples(index=False)
    asked = {
        (body, kind): body in bodies and all(v.asked_of(body, kind or None) for v in variables)
        for body, kind in kinds
    }
    found = [asked[body, kind] for body, kind in facts.itertuples(index=False)]
    return pd.Series(np.array(found, dtype=bool), index=survey.valid.index)
