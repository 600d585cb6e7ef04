"""Column letters: the tests against R, the rules of SPSS Custom Tables by hand."""

from __future__ import annotations

import csv
import json
import subprocess
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.tables import banner_table
from phieu.analysis.tables.banners import letter_of
from phieu.analysis.tables.letters import PairTest, larger_means, larger_proportions

HERE = Path(__file__).parent
ALPHAS = (0.001, 0.01, 0.05, 0.2, 0.5)
SHARES = {
    "clear": [(80, 100), (50, 100), (20, 100)],
    "near": [(53, 100), (47, 98), (61, 120), (40, 77)],
    "uneven": [(3, 7), (900, 1200), (31, 64)],
}


def answers() -> dict[str, list[list[int]]]:
    """By case, the answers of each column."""
    rng = np.random.default_rng(11)
    return {
        "levels": [rng.integers(1, 6, 40).tolist(), rng.integers(2, 6, 55).tolist(), [1, 2, 2, 3]],
        "numbers": [rng.poisson(mean, 30 + mean).tolist() for mean in (3, 4, 6, 6)],
    }


def shares_of(columns: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    yes, n = np.array(columns, dtype=float).T
    return yes / n, n


def means_of(columns: list[list[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        np.array([np.mean(column) for column in columns]),
        np.array([np.var(column, ddof=1) for column in columns]),
        np.array([float(len(column)) for column in columns]),
    )


@pytest.fixture(scope="module")
def from_r(rscript: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """By case, the p value of each pair of columns."""
    folder = tmp_path_factory.mktemp("letters")
    with (folder / "shares.csv").open("w", newline="") as file:
        lines = [(case, *pair) for case, columns in SHARES.items() for pair in columns]
        csv.writer(file).writerows([("case", "yes", "n"), *lines])
    with (folder / "answers.csv").open("w", newline="") as file:
        given = answers().items()
        rows = [(c, at, y) for c, cols in given for at, column in enumerate(cols) for y in column]
        csv.writer(file).writerows([("case", "column", "y"), *rows])
    command = [rscript, "--vanilla", HERE / "letters.R", folder]
    found: dict[str, list[float]] = json.loads(subprocess.check_output(command, text=True))
    return found


@pytest.mark.parametrize("alpha", ALPHAS)
@pytest.mark.parametrize("bonferroni", [False, True])
def test_letters_stand_where_r_finds_a_difference(from_r, alpha, bonferroni):
    found = {
        case: larger_proportions(*shares_of(columns), PairTest(alpha, bonferroni))
        for case, columns in SHARES.items()
    } | {
        case: larger_means(*means_of(columns), PairTest(alpha, bonferroni))
        for case, columns in answers().items()
    }
    assert found.keys() == from_r.keys()
    for case, pairs in found.items():
        every = list(combinations(range(len(pairs)), 2))
        times = len(every) if bonferroni else 1
        for (left, right), p in zip(every, from_r[case], strict=True):
            assert abs(p * times - alpha) > 1e-6, "a case that decides nothing"
            assert (pairs[left, right] or pairs[right, left]) == (p * times < alpha)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=5),
    st.booleans(),
)
def test_the_letter_of_the_smaller_stands_on_the_larger(columns, bonferroni):
    counts = [(yes, yes + no) for yes, no in columns]
    shares = np.array([yes / n if n else np.nan for yes, n in counts])
    bases = np.array([float(n) for _yes, n in counts])

    pairs = larger_proportions(shares, bases, PairTest(bonferroni=bonferroni))

    for larger, smaller in np.argwhere(pairs):
        assert shares[larger] > shares[smaller]
        assert not pairs[smaller, larger]


def test_none_or_all_in_a_column_is_not_tested():
    shares, bases = shares_of([(100, 100), (50, 100), (0, 100)])

    assert not larger_proportions(shares, bases, PairTest(bonferroni=False)).any()


def test_columns_that_are_not_tested_do_not_count_for_the_correction():
    pair = [(62, 100), (46, 100)]  # p = 0.023: two pairs more and it is nothing
    with_others = shares_of([*pair, (0, 100), (1, 1)])

    assert larger_proportions(*with_others, PairTest())[0, 1]
    assert not larger_proportions(*shares_of([*pair, (54, 100)]), PairTest())[0, 1]


def test_a_column_of_one_answer_is_not_tested():
    means, variances, bases = means_of([[1, 2, 1, 2], [5, 4, 5, 4], [9, 9]])
    bases[2] = 1

    pairs = larger_means(means, variances, bases, PairTest(bonferroni=False))

    assert pairs[1, 0]
    assert not pairs[2].any()


def test_means_without_any_spread_are_not_tested():
    means, variances, bases = means_of([[1, 1, 1], [5, 5, 5]])

    assert not larger_means(means, variances, bases, PairTest(bonferroni=False)).any()


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [letter_of(number) for number in (0, 25, 26, 27, 51, 52, 701)] == [
        "A", "Z", "AA", "AB", "AZ", "BA", "ZZ",
    ]  # fmt: skip


def test_letters_are_within_a_banner_variable_and_not_for_the_total(make_survey):
    survey = make_survey(
        ["DU"] * 100 + ["UB"] * 100,
        A1=[1] * 80 + [2] * 20 + [1] * 30 + [2] * 70,
        A2=[1] * 50 + [2] * 50 + [1] * 50 + [2] * 50,
    )
    table = banner_table(survey, ["A1"], ["body", "A2"])
    first, second = table.rows[0], table.rows[1]

    assert [heading.letter for heading in table.headings] == ["A", "B", "A", "B", "C", ""]
    assert [cell.letters for cell in first.cells] == ["B", "", "B", "", "", ""]
    assert [cell.letters for cell in second.cells] == ["", "A", "", "A", "", ""]
