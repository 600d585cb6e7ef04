"""Estimates where everybody was invited and some did not answer: a near-census.

The answers of a stratum count as a simple random sample of the forms issued in it, so the sampling
fraction is answers / issued and its complement what is left of the error (response homogeneity
groups; Särndal, Swensson & Wretman 1992, ch. 15). That holds if silence has nothing to do with the
answer. The bounds (Manski 1989) hold in any case: what the figure would be had everyone who is
silent given the least, or the highest, answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never, get_args

import numpy as np
import pandas as pd

from phieu.analysis.bases import TOTAL
from phieu.analysis.groups import UNSTATED
from phieu.analysis.satisfaction import satisfied_levels
from phieu.analysis.survey import NoCategoriesError, Survey
from phieu.errors import PhieuError
from phieu.frame.collation import sort_key
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.fields import NumberField

from .choices import check_choice
from .coding import Codes, Floats, Mask, sums
from .stratum_errors import Item, estimates

Fact = Literal["body", "district", "unit_type"]
Of = Literal["levels", "mean", "satisfied"]

FACTS: tuple[Fact, ...] = ("body", "district", "unit_type")  # what is known of issued forms
FIGURES = ("estimate", "se", "ci_low", "ci_high")
COUNTS = ("n", "population", "response_rate", "bound_low", "bound_high")


class UnknownFactError(PhieuError):
    """A breakdown by what is not known of the forms that did not come back."""

    def __init__(self, fact: object) -> None:
        self.fact = fact
        super().__init__(
            _(
                "{fact} is not known of the forms that did not come back, so no response rate can "
                "be had by it. By: {facts}."
            ).format(fact=fact, facts=", ".join(FACTS))
        )


class WeightedSurveyError(PhieuError):
    """A survey with weights of its own, where a near-census has those of its response."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The survey has weights: it was sampled. A near-census weights by its own "
                "response. Estimate from a Design, or take the survey without weights."
            )
        )


class NoOrderError(PhieuError):
    """The mean of codes that have no order."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        super().__init__(
            _("The codes of {variable} have no order, so no mean. Take the shares.").format(
                variable=variable
            )
        )


class NoSatisfiedLevelsError(PhieuError):
    """The satisfied share of a variable whose scale names no satisfied levels."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        super().__init__(
            _(
                "The scale of {variable} does not say which levels count as satisfied. Say so "
                "under satisfied: in the questionnaire, or take the shares."
            ).format(variable=variable)
        )


class MoreAnswersThanIssuedError(PhieuError):
    """Groups in which more forms came back than were issued."""

    def __init__(self, groups: Sequence[str]) -> None:
        self.groups = tuple(groups)
        super().__init__(
            _(
                "More forms came back than were issued in {groups}. Check the facts of the forms "
                "against the print run."
            ).format(groups=", ".join(groups))
        )


def near_census(
    survey: Survey,
    variable: str,
    by: Fact | None = None,
    *,
    of: Of | None = None,
    strata: Fact | None = "body",
    finite: bool = True,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimates of a variable over all issued forms, a row a group of `by` and the total last:
    estimate, se, ci_low, ci_high, n, population, response_rate, bound_low, bound_high.

    of: shares of the levels of codes (the default; columns level and label, a row each), the
    mean (of numbers always), or the share of the satisfied levels. n: valid answers; population:
    issued forms that ask it; response_rate: those of whom it is known what they answer, or that it
    does not concern them, over the population. strata: within which silence counts as chance; a
    group with a stratum that is silent altogether is one stratum. finite: whether the claim is
    about these units alone; for one about what produced them, as in before and after, say False:
    then no finite population correction. A group without answers has n = 0 and bounds alone.

    The standard error is that of `stratum_errors.estimates` and never 0 while an answer is
    missing. Groups are not checked for disclosure here.

    Raises UnknownVariableError, NoCategoriesError, NoOrderError, NoSatisfiedLevelsError,
    UnknownFactError, UnknownChoiceError, WeightedSurveyError, MoreAnswersThanIssuedError.
    """
    if of is not None:
        check_choice("of", of, get_args(Of))
    for fact in (by, strata):
        if fact is not None and fact not in FACTS:
            raise UnknownFactError(fact)
    if survey.weights is not None:
        raise WeightedSurveyError
    asked = _asked(survey, survey.variable(variable), by, strata)
    tables = [
        _table(asked, figure, finite=finite, level=level) for figure in _figures(survey, asked, of)
    ]
    rows = pd.concat(tables, ignore_index=True)
    place = rows.groupby("group", sort=False).ngroup()  # group by group, levels in order within
    rows = rows.iloc[place.argsort(kind="stable")].reset_index(drop=True)
    if by is None:
        return rows.drop(columns="group")
    return rows.rename(columns={"group": by})


@dataclass(frozen=True)
class _Asked:
    """The issued forms that ask a variable, and the answers. group, stratum: of each."""

    variable: Variable
    groups: tuple[str, ...]
    issued_group: Codes
    issued_stratum: Codes
    group: Codes
    stratum: Codes
    strata: int
    answers: Floats  # NaN: not known, of no use, or not applicable
    applicable: Mask  # False: the questionnaire's logic skips it


@dataclass(frozen=True)
class _Figure:
    """What is averaged. value: of each answer; least, most: what an answer can give."""

    labels: dict[str, object]
    value: Floats
    least: float
    most: float
    share: bool


def _asked(survey: Survey, variable: Variable, by: Fact | None, strata: Fact | None) -> _Asked:
    issued = _asking(survey.issued, variable)
    forms = _asking(survey.valid, variable)
    values = pd.to_numeric(forms[variable.name], errors="coerce") if len(forms) else pd.Series([])
    answers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    skipped = np.zeros(len(forms), dtype=bool)
    if variable.reserved is not None:
        skipped = answers == variable.reserved.not_applicable
    answers[np.isin(answers, variable.missing)] = np.nan
    groups = _groups(survey, issued, forms, by)
    layers = _groups(survey, issued, forms, strata)
    return _Asked(
        variable,
        groups,
        _places(issued, by, groups),
        _places(issued, strata, layers),
        _places(forms, by, groups),
        _places(forms, strata, layers),
        len(layers),
        answers,
        ~skipped,
    )


def _asking(forms: pd.DataFrame, variable: Variable) -> pd.DataFrame:
    """Of bodies and types of unit that are asked."""
    if not (variable.only or variable.only_types):
        return forms
    pairs = zip(forms["body"], forms["unit_type"], strict=True)
    types = [variable.asked_of(body, None if pd.isna(kind) else kind) for body, kind in pairs]
    return forms[np.array(types, dtype=bool)]


def _groups(
    survey: Survey, issued: pd.DataFrame, forms: pd.DataFrame, fact: Fact | None
) -> tuple[str, ...]:
    if fact is None:
        return (TOTAL,)
    present = set(issued[fact].fillna(UNSTATED)) | set(forms[fact].fillna(UNSTATED))
    if fact == "body":
        return tuple(body for body in survey.questionnaire.bodies if body in present)
    return tuple(sorted(present, key=sort_key))


def _places(forms: pd.DataFrame, fact: Fact | None, groups: Sequence[str]) -> Codes:
    if fact is None:
        return np.zeros(len(forms), dtype=np.intp)
    place = {group: i for i, group in enumerate(groups)}
    return np.array([place[value] for value in forms[fact].fillna(UNSTATED)], dtype=np.intp)


def _figures(survey: Survey, asked: _Asked, of: Of | None) -> Iterator[_Figure]:
    variable, values = asked.variable, asked.answers
    coded = variable.kind in ("code", "flag")
    of = of or ("levels" if coded else "mean")
    if variable.kind in ("text", "date") or (of == "levels" and not coded):
        raise NoCategoriesError(variable.name)
    match of:
        case "levels":
            for code, label in _valid_codes(variable):
                here = (values == code).astype(np.float64)
                yield _Figure({"level": code, "label": label}, here, 0, 1, share=True)
        case "mean":
            if variable.kind == "code" and variable.measure == "nominal":
                raise NoOrderError(variable.name)
            yield _Figure({}, values, *_range(variable), share=False)
        case "satisfied":
            scale = variable.scale
            if scale is None or not survey.questionnaire.scales[scale].satisfied:
                raise NoSatisfiedLevelsError(variable.name)
            counted = list(satisfied_levels(variable, survey.questionnaire))
            yield _Figure({}, np.isin(values, counted).astype(np.float64), 0, 1, share=True)
        case _:
            assert_never(of)


def _valid_codes(variable: Variable) -> list[tuple[int, str]]:
    return [(code, label) for code, label in variable.values if code not in variable.missing]


def _range(variable: Variable) -> tuple[float, float]:
    """The least and the highest answer that can be given; infinite where nothing limits it."""
    if variable.kind in ("code", "flag"):
        codes = [code for code, _label in _valid_codes(variable)]
        return min(codes), max(codes)
    if isinstance(variable.field, NumberField):
        unit = 10**variable.field.decimals
        return variable.field.least / unit, variable.field.most / unit
    return -np.inf, np.inf


def _table(asked: _Asked, figure: _Figure, *, finite: bool, level: float) -> pd.DataFrame:
    items = [_item(asked, figure, group) for group in range(len(asked.groups))]
    names = list(asked.groups)
    if names != [TOTAL]:
        items.append(_item(asked, figure, None))
        names.append(TOTAL)
    over = [name for name, item in zip(names, items, strict=True) if item.overfull]
    if over:
        raise MoreAnswersThanIssuedError(over)
    found = [estimates(item, finite=finite, level=level) for item in items]
    labels = {name: [value] * len(names) for name, value in figure.labels.items()}
    columns = {name: [getattr(row, name) for row in found] for name in (*FIGURES, *COUNTS)}
    return pd.DataFrame({"group": names, **labels, **columns})


def _item(asked: _Asked, figure: _Figure, group: int | None) -> Item:
    """One figure's answers in one group, or in all."""
    issued = np.ones(len(asked.issued_group), dtype=bool)
    forms = np.ones(len(asked.group), dtype=bool)
    if group is not None:
        issued, forms = asked.issued_group == group, asked.group == group
    known = forms & (~np.isnan(asked.answers) | ~asked.applicable)
    return Item.collapsed(
        population=sums(asked.issued_stratum[issued], None, asked.strata),
        stratum=asked.stratum[known],
        values=np.where(asked.applicable[known], figure.value[known], np.nan),
        least=figure.least,
        most=figure.most,
        share=figure.share,
    )
