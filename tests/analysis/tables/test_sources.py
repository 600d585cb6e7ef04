"""Every figure says what it rests on, and what it rests on is so."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kinds_of_tables import every_table

from phieu.analysis import tables
from phieu.analysis.counts import Value
from phieu.analysis.response import CaseOutcome, Disposition
from phieu.analysis.survey import Survey
from phieu.analysis.tables.model import Cell, Source, State, Table


def figures(table: Table) -> Iterator[Cell]:
    """The cells that hold a figure, or a gap where one would be."""
    return (cell for row in table.rows for cell in row.cells if cell.format != "text")


def count(table: Table, source: Source) -> int:
    return int(table.counts[source.table].counts[source.cell])


def is_one_of(column: pd.Series, values: frozenset[Value]) -> np.ndarray:
    return np.array([(None if pd.isna(value) else value) in values for value in column])


def column_of(survey: Survey, variable: str) -> tuple[pd.Series, np.ndarray]:
    """The answers to a variable, also of those that tables make, and to whom it was put."""
    valid = survey.valid
    if "=" in variable:  # whether an option was ranked
        question, code = variable.split("=")
        ranks = valid[[f"{question}_1", f"{question}_2"]]
        ranked = (ranks == int(code)).any(axis=1).astype("Int64")
        return ranked.where(ranks.isin([1, 2, 3]).any(axis=1)), np.ones(len(valid), bool)
    made = {"C3": ["C3_1"], "R1": ["R1_1", "R1_2"], "T": ["B1_1", "B1_2", "B1_3", "B2"]}
    if variable in made:
        scores = valid[made[variable]]
        answered = (scores.notna() & ~scores.isin([7, 8, 9])).any(axis=1)
        return pd.Series(np.where(answered, "answered", None)), np.ones(len(valid), bool)
    asked = valid.index.isin(survey.asked(variable).index)
    return valid[variable], asked


@every_table
@pytest.mark.parametrize("seed", range(3))
def test_every_count_is_what_the_answers_say(make, seed, random_survey):
    survey = random_survey(seed)
    table = make(survey)
    for counted in table.counts:
        masks = []
        for dimension in counted.dimensions:
            column, asked = column_of(survey, dimension.variable)
            if len(masks):  # a banner's blanks stand among everybody
                asked = np.ones(len(column), bool)
            masks.append([is_one_of(column, one) & asked for one in dimension.categories])
        for place in np.ndindex(counted.counts.shape):
            chosen = [mask[at] for mask, at in zip(masks, place, strict=True)]
            assert np.logical_and.reduce(chosen).sum() == counted.counts[place]


@every_table
@pytest.mark.parametrize("seed", range(3))
def test_every_figure_names_counts(make, seed, random_survey):
    table = make(random_survey(seed))
    assert table.rows
    for cell in figures(table):
        assert cell.sources, cell
        assert all(count(table, source) >= 0 for source in cell.sources)


@every_table
@pytest.mark.parametrize("weighted", [False, True])
def test_a_count_is_the_sum_of_what_it_names(make, weighted, random_survey):
    table = make(random_survey(7, weighted=weighted))
    for cell in figures(table):
        if cell.format == "count" and cell.state is State.SHOWN:
            # A total of everybody stands among the counts of every banner variable.
            found = {count(table, source) for source in cell.sources}
            assert cell.value in found or cell.value == _sum_of_first_tables(table, cell)


def _sum_of_first_tables(table: Table, cell: Cell) -> int:
    """Of a sum of several variables' counts, each once."""
    once: dict[str, int] = {}
    for source in cell.sources:
        variable = table.counts[source.table].dimensions[0].variable
        once.setdefault(f"{variable}{source.cell[0]}", count(table, source))
    return sum(once.values())


@every_table
def test_nothing_shown_rests_on_what_is_withheld(make, random_survey):
    table = make(random_survey(3))
    every = sorted(
        {source for cell in figures(table) for source in cell.sources},
        key=lambda source: (source.table, source.cell),
    )

    @given(st.sets(st.sampled_from(every), min_size=1, max_size=6))
    def check(held: set[Source]) -> None:
        safe = table.withholding(held)
        for before, after in zip(figures(table), figures(safe), strict=True):
            if held & set(before.sources):
                assert (after.value, after.letters, after.state) == (None, "", State.WITHHELD)
            else:
                assert (after.value, after.state) == (before.value, before.state)
                assert set(after.letters.split()) <= set(before.letters.split())
        for note in safe.tests:
            assert held.isdisjoint(note.sources)

    check()


@every_table
def test_the_line_of_python_makes_the_same_table(make, random_survey):
    survey = random_survey(5)
    table = make(survey)
    scope: dict[str, object] = {"survey": survey}
    exec("from phieu.analysis.tables import *", scope)
    assert eval(table.python, scope) == table


@every_table
def test_a_survey_of_no_valid_form_makes_a_table_of_gaps(make, random_survey):
    survey = random_survey(5, size=0)
    table = make(survey)
    for cell in figures(table):
        assert cell.state is State.EMPTY or cell.value == 0


@every_table
def test_weights_of_one_change_no_figure(make, random_survey):
    survey = random_survey(9)
    plain, weighted = make(survey), make(survey.with_weights(pd.Series(1.0, survey.data.index)))
    assert plain.counts == weighted.counts
    for before, after in zip(figures(plain), figures(weighted), strict=True):
        assert (before.letters, before.state) == (after.letters, after.state)
        if before.value is not None:
            assert before.value == pytest.approx(after.value, rel=1e-12)


def test_response_counts_are_of_cases():
    kinds = [*Disposition, Disposition.COMPLETE, Disposition.COMPLETE]
    outcomes = [CaseOutcome(body, "Hội An", kind) for body in ("DU", "UB") for kind in kinds]

    table = tables.response_table(outcomes, "body", names={"DU": "Đảng ủy"})

    assert [row.path for row in table.rows] == [("Đảng ủy",), ("UB",), ("Tổng cộng",)]
    for row in table.rows:
        for cell in row.cells:
            numbers = [count(table, source) for source in cell.sources]
            if cell.format == "count":
                assert [cell.value] == numbers
            else:
                assert cell.value == 100 * numbers[0] / numbers[1]
