"""The table that suits what was chosen: one door for a workbench, with no tables of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phieu.analysis.survey import FACTS, Survey
from phieu.questionnaire.fields import FlagsField, RanksField
from phieu.questionnaire.kinds import Matrix

from .answers import fields_of
from .crosstabs import Percent, banner_table, cross_table
from .frequencies import frequency_table
from .matrices import matrix_table
from .means import means_table
from .model import Table
from .multiple import multiple_response_table
from .rankings import ranking_table


@dataclass(frozen=True)
class Options:
    """What a person sets of a table. means: a row a variable with its mean, and no answers."""

    percent: Percent = "column"
    counts: bool = True
    means: bool = False
    letters: bool = True
    bonferroni: bool = True


def table_for(
    survey: Survey, rows: Sequence[str], banner: Sequence[str], options: Options | None = None
) -> Table:
    """rows: variables, facts, or questions of several variables; banner: what stands across.

    One question alone has a table of its own kind; with columns, or among others, its items or
    options become rows of a banner. Raises what those tables raise.
    """
    options = options or Options()
    if options.means:
        return _means(survey, rows, banner, options)
    if len(rows) == 1 and (own := _own_kind(survey, rows[0], banner, options)):
        return own
    return banner_table(
        survey, _spread(survey, rows), banner, percent=options.percent, counts=options.counts,
        letters=options.letters, bonferroni=options.bonferroni,
    )  # fmt: skip


def items_of(survey: Survey, name: str) -> tuple[str, ...]:
    """The variables of a matrix question, in order; none where it is no such question."""
    questions = survey.questionnaire.questions()
    is_matrix = any(isinstance(one, Matrix) and one.id == name for one in questions)
    return tuple(v.name for v in survey.codebook if is_matrix and v.question == name)


def _own_kind(survey: Survey, name: str, banner: Sequence[str], options: Options) -> Table | None:
    """The table that only this kind of question has."""
    if fields_of(survey, name, RanksField) and not banner:
        return ranking_table(survey, name)
    if fields_of(survey, name, FlagsField) or fields_of(survey, name, RanksField):
        return multiple_response_table(
            survey, name, banner, letters=options.letters, bonferroni=options.bonferroni
        )
    if items_of(survey, name):
        return None if banner else matrix_table(survey, name)
    if not banner:
        return frequency_table(survey, name)
    if len(banner) == 1 and (name in FACTS or survey.variable(name).kind != "number"):
        return cross_table(
            survey, name, banner[0], percent=options.percent, counts=options.counts,
            letters=options.letters, bonferroni=options.bonferroni,
        )  # fmt: skip
    return None


def _means(survey: Survey, rows: Sequence[str], banner: Sequence[str], options: Options) -> Table:
    return means_table(
        survey, _spread(survey, rows), banner, counts=options.counts, letters=options.letters,
        bonferroni=options.bonferroni,
    )  # fmt: skip


def _spread(survey: Survey, rows: Sequence[str]) -> list[str]:
    """Matrix questions as their items, each name once."""
    names = (name for row in rows for name in items_of(survey, row) or (row,))
    return list(dict.fromkeys(names))
