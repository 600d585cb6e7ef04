"""The answers of a survey as a test needs them: numbers or codes, by group or side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from phieu.analysis.counts import CountTable, Dimension, Value
from phieu.analysis.scales.items import NotAnItemError, item_of
from phieu.analysis.survey import Category, Survey
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.codebook import Variable

from .results import Floats

_FEW = 30  # so many different numbers are counted one by one; more stand together


class WeightedSurveyError(PhieuError):
    """A test that counts every form once, on a survey whose forms have weights."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The survey has weights, and this test counts every form once. Use rank_test with "
                "the survey's design, or say ignore_weights=True."
            )
        )


class NoOrderError(PhieuError):
    """A rank test of answers that have no order."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _(
                "{variable} has no order from least to most, so ranks mean nothing. Use "
                "chi_square, fisher or mcnemar."
            ).format(variable=name)
        )


def require_unweighted(survey: Survey, *, ignore_weights: bool) -> None:
    """Raises WeightedSurveyError."""
    if survey.weights is not None and not ignore_weights:
        raise WeightedSurveyError


def numbers_of(survey: Survey, name: str) -> pd.Series:
    """The valid answers by valid form, NaN else; turned round where the codebook reverses them.

    Raises UnknownVariableError, NoOrderError.
    """
    variable = survey.variable(name)
    given = survey.valid[name]
    if variable.kind == "number":
        valid = given.astype("Float64").where(~given.isin(list(variable.missing)))
        return valid.astype("float64")
    try:
        item = item_of(variable)
    except NotAnItemError:
        raise NoOrderError(name) from None
    valid = given.astype("Float64").where(~given.isin(list(variable.missing)))
    return item.turned(valid).astype("float64")


@dataclass(frozen=True)
class Grouping:
    """codes: by valid form, the place of its group among `groups`; −1 where it has none."""

    variable: str
    label: str
    groups: tuple[Category, ...]
    codes: np.ndarray


def grouping(survey: Survey, by: str, asked: pd.DataFrame) -> Grouping:
    """The groups of which any form is among those asked. Blanked facts make no group.

    Raises UnknownVariableError, NoCategoriesError.
    """
    found = survey.classification(by)
    column = survey.valid[by]
    among = column[survey.valid.index.isin(asked.index)]
    groups = tuple(c for c in found.valid if (among == c.value).fillna(value=False).any())
    groups = _told_apart(groups)
    place = {category.value: i for i, category in enumerate(groups)}
    codes = np.array([place.get(value, -1) for value in column.tolist()], dtype=np.int64)
    return Grouping(by, found.label, groups, codes)


def _told_apart(groups: tuple[Category, ...]) -> tuple[Category, ...]:
    """With the code beside labels that several groups share."""
    shared = Counter(category.label for category in groups)
    return tuple(
        replace(c, label=f"{c.label} ({c.value})") if shared[c.label] > 1 else c for c in groups
    )


def by_group(survey: Survey, variable: str, group: Grouping) -> dict[str, Floats]:
    """Valid answers by group, in the groups' order."""
    values = numbers_of(survey, variable).to_numpy()
    return {
        category.label: values[(group.codes == i) & ~np.isnan(values)]
        for i, category in enumerate(group.groups)
    }


def turned_note(survey: Survey, names: Sequence[str]) -> tuple[str, ...]:
    """Which variables are turned round, if any."""
    turned = [name for name in names if survey.variable(name).reverse]
    if not turned:
        return ()
    return (_("Turned round, so that more is better: {items}.").format(items=", ".join(turned)),)


def answer_counts(survey: Survey, group: Grouping, name: str) -> CountTable:
    """Forms by group and answer: what every figure of the groups rests on."""
    groups = Dimension(group.variable, tuple(frozenset({c.value}) for c in group.groups))
    return _counted(survey, (groups, Dimension(name, value_sets(survey, name))))


def crossed_counts(survey: Survey, names: Sequence[str]) -> CountTable:
    """Forms by their valid answers to several variables: of two, who moved from which to which."""
    return _counted(survey, tuple(Dimension(name, value_sets(survey, name)) for name in names))


def complete_counts(survey: Survey, names: Sequence[str]) -> tuple[CountTable, ...]:
    """For each variable, the forms by answer, of those that answered all the variables."""
    values = {name: value_sets(survey, name) for name in names}
    anything = {name: (frozenset().union(*sets),) for name, sets in values.items()}
    return tuple(
        _counted(
            survey,
            tuple(Dimension(n, values[n] if n == name else anything[n]) for n in names),
        )
        for name in names
    )


def _counted(survey: Survey, dimensions: tuple[Dimension, ...]) -> CountTable:
    codes = np.stack([_codes(survey, d.variable, d.categories) for d in dimensions])
    counts = np.zeros(tuple(len(d.categories) for d in dimensions), dtype=np.int64)
    whole = (codes >= 0).all(axis=0)
    np.add.at(counts, tuple(codes[:, whole]), 1)
    return CountTable(dimensions, counts)


def value_sets(survey: Survey, name: str) -> tuple[frozenset[Value], ...]:
    """The valid answers to count by: each level, each number, or many numbers together."""
    variable = survey.variable(name)
    if variable.kind in ("code", "flag"):
        return tuple(frozenset({category.value}) for category in survey.classification(name).valid)
    return _numbers(survey.valid[name], variable)


def _numbers(column: pd.Series, variable: Variable) -> tuple[frozenset[Value], ...]:
    found: list[Value] = sorted(set(column.dropna().tolist()) - set(variable.missing))
    if len(found) > _FEW:
        return (frozenset(found),)
    return tuple(frozenset({value}) for value in found)


def _codes(survey: Survey, name: str, sets: Sequence[frozenset[Value]]) -> np.ndarray:
    place = {value: i for i, values in enumerate(sets) for value in values}
    return np.array([place.get(v, -1) for v in survey.valid[name].tolist()], dtype=np.int64)
