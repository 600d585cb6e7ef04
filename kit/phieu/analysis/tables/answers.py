"""Who gave which answer: each valid form's place among the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from phieu.analysis.counts import Value
from phieu.analysis.formats import count_text, decimal_text
from phieu.analysis.groups import UNSTATED
from phieu.analysis.survey import FACTS, Category, Survey
from phieu.questionnaire.codebook import Variable, words
from phieu.questionnaire.fields import FlagsField, RanksField

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True)
class Line:
    """Those whose answer is one of `values`. missing: user-missing, or blank."""

    label: str
    values: frozenset[Value]
    missing: bool = False


@dataclass(frozen=True)
class Answers:
    """One variable's answers, by valid form.

    places: the line that the form stands in, or NOWHERE. base: who gave a valid answer, and
    base_values what such answers are. asked: to whom the question was put. numeric: the values
    are numbers of which a mean has a sense. unions: lines counted together, by their places.
    """

    variable: str
    lines: tuple[Line, ...]
    places: Places
    base: Mask
    base_values: frozenset[Value]
    asked: Mask
    numeric: bool = False
    unions: tuple[tuple[int, ...], ...] = ()

    def with_unions(self, *codes: frozenset[int]) -> Answers:
        """With the lines of these codes counted together too, after the lines."""
        unions = tuple(
            tuple(place for place, line in enumerate(self.lines) if line.values & together)
            for together in codes
        )
        return replace(self, unions=unions)


@dataclass(frozen=True)
class Block:
    """A variable or question as rows of a table.

    exclusive: one line a respondent, so that percentages add to 100; else each line is a variable
    of its own. listed: the lines are rows; of a number, only what is worked out from them.
    base: who answered at all.
    """

    name: str
    label: str
    parts: tuple[Answers, ...]
    exclusive: bool = True
    listed: bool = True

    @property
    def base(self) -> Answers:
        return self.parts[0] if self.exclusive else any_of(self.name, self.parts)


def block_of(survey: Survey, name: str) -> Block:
    """A variable of codes or numbers, a fact, or a question of several choices or of ranks.

    Raises UnknownVariableError, NoCategoriesError.
    """
    if flags := fields_of(survey, name, FlagsField):
        return _flags_block(survey, name, flags)
    if ranks := fields_of(survey, name, RanksField):
        return _ranks_block(survey, name, ranks)
    number = name not in FACTS and survey.variable(name).kind == "number"
    return Block(name, label_of(survey, name), (answers_of(survey, name),), listed=not number)


def answers_of(survey: Survey, name: str) -> Answers:
    """A line a category, or a number that occurs; user-missing codes and blanks in lines of their
    own after the valid ones."""
    if name in FACTS and name in survey.data:
        return _answers(survey, name, map(_line, survey.classification(name).categories))
    variable = survey.variable(name)
    if variable.kind == "number":
        column = survey.asked(name)[name]
        return _answers(survey, name, _numbers(column, variable), numeric=True)
    lines = map(_line, survey.classification(name).categories)
    return _answers(survey, name, lines, numeric=variable.measure != "nominal")


def any_of(name: str, parts: Sequence[Answers]) -> Answers:
    """Who answered any of several, and who was asked any, as a variable of its own."""
    answered = np.logical_or.reduce([part.base for part in parts])
    asked = np.logical_or.reduce([part.asked for part in parts])
    nowhere = np.full(len(answered), NOWHERE)
    return Answers(name, (), nowhere, answered, frozenset({"answered"}), asked)


def fields_of(
    survey: Survey, question: str, shape: type[FlagsField] | type[RanksField]
) -> tuple[Variable, ...]:
    """The variables of a question of several choices, or of ranks."""
    return tuple(
        variable
        for variable in survey.codebook
        if variable.question == question and isinstance(variable.field, shape)
    )


def label_of(survey: Survey, name: str) -> str:
    if name in FACTS and name in survey.data:
        return survey.classification(name).label
    return survey.variable(name).label


def _answers(survey: Survey, name: str, lines: Iterable[Line], *, numeric: bool = False) -> Answers:
    column = _Column(survey, name)
    ordered = sorted(lines, key=lambda line: line.missing)
    base = frozenset(value for line in ordered if not line.missing for value in line.values)
    if None not in base:
        ordered.append(Line("", frozenset({None}), missing=True))
    places = column.places([line.values for line in ordered])
    return Answers(
        name, tuple(ordered), places, column.mask(base), base, column.asked, numeric=numeric
    )


def _line(category: Category) -> Line:
    """A blanked fact is a category; a blank answer is none."""
    value = None if category.value == UNSTATED else category.value
    return Line(category.label, frozenset({value}), category.missing)


def _numbers(column: pd.Series, variable: Variable) -> Iterable[Line]:
    codes = dict(variable.values)
    for value in sorted(set(column.dropna().tolist()) - codes.keys()):
        yield Line(_number(value, variable), frozenset({value}))
    for code, label in variable.values:
        yield Line(label, frozenset({code}), missing=code in variable.missing)


def _number(value: float, variable: Variable) -> str:
    return decimal_text(value, variable.decimals) if variable.decimals else count_text(int(value))


def _flags_block(survey: Survey, name: str, flags: Sequence[Variable]) -> Block:
    parts = []
    for flag in flags:
        column = _Column(survey, flag.name)
        chosen, either = frozenset[Value]({1}), frozenset[Value]({0, 1})
        line = Line(flag.label.removeprefix(f"{flag.question}. "), chosen)
        places, base = column.places([chosen]), column.mask(either)
        parts.append(Answers(flag.name, (line,), places, base, either, column.asked))
    return Block(name, _question_label(survey, flags[0]), tuple(parts), exclusive=False)


def _ranks_block(survey: Survey, name: str, ranks: Sequence[Variable]) -> Block:
    """A line an option: who ranked it at all. Each is a variable of its own, 0 or 1."""
    columns = [_Column(survey, rank.name) for rank in ranks]
    options = survey.classification(ranks[0].name).valid
    codes = frozenset[Value](option.value for option in options)
    base = np.logical_or.reduce([column.mask(codes) for column in columns])
    asked = np.logical_or.reduce([column.asked for column in columns])
    parts = []
    for option in options:
        ranked = np.logical_or.reduce(
            [column.mask(frozenset({option.value})) for column in columns]
        )
        line = Line(option.label, frozenset({1}))
        places = np.where(ranked, 0, NOWHERE)
        variable = f"{name}={option.value}"
        parts.append(Answers(variable, (line,), places, base, frozenset({0, 1}), asked))
    return Block(name, _question_label(survey, ranks[0]), tuple(parts), exclusive=False)


def _question_label(survey: Survey, variable: Variable) -> str:
    assert isinstance(variable.field, FlagsField | RanksField)
    heading = variable.field.heading
    return f"{heading.number}. {words(heading.label, survey.questionnaire)}"


class _Column:
    """A column of the valid forms, cut into its different values once and then looked up."""

    def __init__(self, survey: Survey, name: str) -> None:
        self._codes, values = pd.factorize(survey.valid[name])
        self._values: list[Value] = [*values.tolist(), None]  # the code of a blank is −1
        self.asked: Mask = np.zeros(len(survey.valid), dtype=bool)
        self.asked[survey.valid.index.get_indexer(survey.asked(name).index)] = True

    def mask(self, values: frozenset[Value]) -> Mask:
        return np.not_equal(self.places([values]), NOWHERE)

    def places(self, sets: Sequence[frozenset[Value]]) -> Places:
        """For each form the set that holds its value, NOWHERE for those not asked."""
        of_value = {value: place for place, values in enumerate(sets) for value in values}
        place = np.array([of_value.get(value, NOWHERE) for value in self._values], dtype=np.int64)
        return np.where(self.asked, place[self._codes], NOWHERE)
