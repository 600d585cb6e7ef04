"""What everybody knows of a survey's respondents, from the frame and from the questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from phieu.analysis.counts import CountTable, Dimension, Value
from phieu.analysis.survey import Survey
from phieu.questionnaire.codebook import Variable

from .model import Outsiders
from .rules import FRAME_FACTS, TRAITS, Rule


def outsiders_of(survey: Survey) -> Outsiders:
    """Who answered, by all that the frame tells, and who was not asked what.

    Each commune has one form of each body, and response rates are published: to assume that
    readers know these counts is hardly too much, and too much is on the safe side.
    """
    facts = [*_frame_facts(survey), *_known_answers(survey)]
    known = [name for name in facts if name in survey.valid]
    respondents = counted_by(survey.valid, known) if known else None
    return Outsiders(respondents, dict(_not_asked(survey)))


def rule_of(survey: Survey) -> Rule:
    """The rule where none is given: what the frame and the question bank know respondents by."""
    traits = {v.name for v in survey.codebook if v.question in TRAITS}
    return Rule(identifying=frozenset({*FRAME_FACTS, *_known_answers(survey), *traits}))


def counter_of(survey: Survey) -> Callable[[Sequence[str]], CountTable | None]:
    """Counts the respondents by columns of the data; None for anything else."""

    def counter(names: Sequence[str]) -> CountTable | None:
        known = all(name in survey.valid for name in names)
        return counted_by(survey.valid, names) if known else None

    return counter


def counted_by(forms: pd.DataFrame, names: Sequence[str]) -> CountTable:
    """The forms by every combination of the values that occur; a blank is a value, None."""
    places, dimensions = [], []
    for name in names:
        codes, values = pd.factorize(forms[name], use_na_sentinel=False)
        different: list[Value] = [None if pd.isna(value) else value for value in values]
        places.append(codes)
        dimensions.append(Dimension(name, tuple(frozenset({value}) for value in different)))
    shape = tuple(len(dimension.categories) for dimension in dimensions)
    flat = np.ravel_multi_index(tuple(places), shape)
    counts = np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape)
    return CountTable(tuple(dimensions), counts.astype(np.int64))


def _frame_facts(survey: Survey) -> Iterator[str]:
    for name in FRAME_FACTS:
        if name in survey.valid and name != "unit_code":
            yield name


def _known_answers(survey: Survey) -> Iterator[str]:
    """What the form says of itself in print, and the consent without which no form counts."""
    consent = survey.questionnaire.consent
    for variable in survey.codebook:
        if variable.prefilled or (consent and variable.question == consent.id):
            yield variable.name


def _not_asked(survey: Survey) -> Iterator[tuple[str, Dimension]]:
    """By variable, and by the names under which tables count whole questions and ranks."""
    present = set(survey.valid["body"].dropna())
    asked: dict[str, set[str]] = {}
    for variable in survey.codebook:
        asked.setdefault(variable.question, set()).update(variable.only or present)
    for variable in survey.codebook:
        others = present - set(variable.only)
        if variable.only and others and not _answered(survey, variable, others):
            dimension = Dimension("body", (frozenset(others),))
            yield variable.name, dimension
            if others.isdisjoint(asked[variable.question]):
                yield variable.question, dimension
                yield from ((f"{variable.question}={c}", dimension) for c, _l in variable.values)


def _answered(survey: Survey, variable: Variable, bodies: set[str]) -> bool:
    of_others = survey.valid.loc[survey.valid["body"].isin(bodies), variable.name]
    return bool(of_others.notna().any())
