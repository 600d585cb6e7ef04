"""What goes into a file: rows and columns of a survey, and all that the file says of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from phieu.analysis.bases import base_line
from phieu.analysis.survey import Survey, UnknownVariableError
from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.returns.dataset import FACTS
from phieu.returns.labelling import labelled

from .circulation import for_circulation
from .columns import WEIGHT, Column, columns
from .response_sets import ResponseSet, response_sets


@dataclass(frozen=True)
class Extract:
    """One table with its codebook. columns: of `data`, in its order. note: the base line.

    questionnaire, version: the id and version of what was asked.
    """

    data: pd.DataFrame
    columns: tuple[Column, ...]
    sets: tuple[ResponseSet, ...] = ()
    title: str = ""
    note: str = ""
    rehearsed: bool = False
    questionnaire: str = ""
    version: str = ""

    def distinct(self, name: str) -> list[Any]:
        """The values that occur in a column, each once: millions of rows hold few."""
        return list(self.data[name].dropna().unique())

    def longest(self, name: str) -> str:
        """The answer in words that takes most bytes; "" where there is none."""
        return max(self.distinct(name), key=lambda text: len(text.encode()), default="")

    def extremes(self, name: str) -> tuple[float, float] | None:
        """The least and the greatest number of a column."""
        values = self.data[name]
        least = values.min()
        return None if pd.isna(least) else (least, values.max())


def extract_of(
    survey: Survey,
    variables: Sequence[str] | None = None,
    *,
    circulates: bool = True,
    labels: bool = False,
) -> Extract:
    """Every form that came back, with its facts, and all variables or those that are named.

    variables: names of variables or ids of questions. circulates: the file may leave the office,
    so that a confidential round's serials and order stay behind. labels: words instead of codes.
    A weight, where there is one, is the last column. Raises ProblemsFoundError that lists every
    name the codebook does not know.
    """
    chosen = _chosen(survey, variables)
    names = {variable.name for variable in chosen}
    kept = [str(n) for n in survey.data.columns if n in FACTS or n in names]
    data = survey.data[kept]
    if survey.weights is not None:
        data = data.assign(**{WEIGHT: survey.weights})
    if circulates and survey.confidentiality == "confidential":
        data = for_circulation(data)
    described = columns(data, chosen, survey.questionnaire.bodies)
    if labels:
        data = labelled(data, chosen, survey.questionnaire.bodies)
    return Extract(
        data,
        described,
        response_sets(chosen, survey.questionnaire, kept),
        title=survey.title,
        note=base_line(survey.base),
        rehearsed=survey.rehearsed,
        questionnaire=survey.questionnaire.id,
        version=survey.questionnaire.version,
    )


def _chosen(survey: Survey, wanted: Collection[str] | None) -> tuple[Variable, ...]:
    """In the order of the codebook, whatever order they are named in."""
    book = survey.codebook
    if wanted is None:
        return book
    known = {*(v.name for v in book), *(v.question for v in book)}
    problems = [
        Problem(
            survey.title,
            "unknown-variable",
            str(UnknownVariableError(name, sorted(known))),
            _("Take names from the codebook; a question's id stands for all its variables."),
        )
        for name in wanted
        if name not in known
    ]
    if problems:
        raise ProblemsFoundError(problems)
    return tuple(v for v in book if v.name in wanted or v.question in wanted)
