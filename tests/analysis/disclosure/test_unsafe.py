"""Which counts are unsafe as they stand."""

from __future__ import annotations

import numpy as np
import pytest

from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.disclosure.rules import Reason, Rule
from phieu.analysis.disclosure.unsafe import unsafe_counts

LEVELS = Dimension("y", (*(frozenset({k}) for k in (1, 2, 3)), frozenset({1, 2, 3})))
DISTRICTS = Dimension("district", (frozenset({"A"}), frozenset({"B"}), frozenset({"A", "B"})))
BODIES = Dimension("body", (frozenset({"DU"}), frozenset({"UB"})))


def _table(rows: list[list[int]], *dimensions: Dimension) -> CountTable:
    return CountTable(dimensions, np.array(rows, dtype=np.int64))


def _reasons(table: CountTable, rule: Rule | None = None) -> dict[tuple[int, ...], Reason]:
    return {found.cell: found.reason for found in unsafe_counts(table, rule or Rule())}


def test_few_of_one_answer_in_a_large_group_are_safe() -> None:
    table = _table([[1, 19, 30, 50], [2, 20, 28, 50], [3, 39, 58, 100]], DISTRICTS, LEVELS)
    assert _reasons(table) == {}


def test_every_answer_of_a_small_group_is_unsafe_and_so_is_its_base() -> None:
    table = _table([[1, 0, 3, 4], [9, 20, 28, 57], [10, 20, 31, 61]], DISTRICTS, LEVELS)
    assert _reasons(table) == {(0, place): Reason.SMALL_GROUP for place in range(4)}


def test_a_group_of_one_mind_is_unsafe_and_its_base_is_not() -> None:
    table = _table([[0, 0, 30, 30], [9, 20, 28, 57], [9, 20, 58, 87]], DISTRICTS, LEVELS)
    assert _reasons(table) == {(0, place): Reason.UNANIMOUS for place in range(3)}


def test_a_group_all_but_one_of_one_mind_is_unsafe_if_the_rule_says_so() -> None:
    table = _table([[0, 1, 29, 30], [9, 20, 28, 57], [9, 21, 57, 87]], DISTRICTS, LEVELS)
    assert _reasons(table) == {}
    assert _reasons(table, Rule(near_unanimous=1))[0, 2] is Reason.UNANIMOUS


def test_that_nobody_is_in_a_merged_category_makes_the_rest_of_one_mind() -> None:
    satisfied = Dimension("y", (frozenset({4, 5}), frozenset({1, 2, 3, 4, 5})))
    table = _table([[0, 20], [15, 30], [15, 50]], DISTRICTS, satisfied)
    assert _reasons(table) == {(0, 0): Reason.UNANIMOUS}


def test_that_nobody_chose_an_option_is_no_answer_of_one_mind() -> None:
    chosen = Dimension("C3_1", (frozenset({1}), frozenset({0, 1})))
    assert _reasons(_table([[0, 20], [15, 30], [15, 50]], DISTRICTS, chosen)) == {}
    everybody = _table([[20, 20], [15, 30], [35, 50]], DISTRICTS, chosen)
    assert _reasons(everybody) == {(0, 0): Reason.UNANIMOUS}


def test_few_with_the_same_identifying_features_are_unsafe() -> None:
    table = _table([[4, 5], [0, 7], [4, 12]], DISTRICTS, BODIES)
    assert _reasons(table) == {(0, 0): Reason.SMALL_COUNT, (2, 0): Reason.SMALL_COUNT}


def test_of_two_answers_crossed_each_is_the_group_of_the_other() -> None:
    other = Dimension("z", (frozenset({1}), frozenset({2})))
    table = _table([[2, 1], [30, 2], [30, 40], [62, 43]], LEVELS, other)
    assert _reasons(table) == {(0, 0): Reason.SMALL_GROUP, (0, 1): Reason.SMALL_GROUP}


def test_every_small_count_is_unsafe_if_the_rule_says_so() -> None:
    table = _table([[1, 19, 30, 50], [0, 20, 30, 50], [1, 39, 60, 100]], DISTRICTS, LEVELS)
    assert set(_reasons(table, Rule(every_count=True))) == {(0, 0), (2, 0)}


def test_a_base_that_no_category_tells_is_taken_for_the_least_it_can_be() -> None:
    overlapping = Dimension("y", (frozenset({1, 2}), frozenset({2, 3})))
    table = _table([[3, 4], [30, 40], [33, 44]], DISTRICTS, overlapping)
    assert _reasons(table)[0, 0] is _reasons(table)[0, 1] is Reason.SMALL_GROUP


@pytest.mark.parametrize("rule", [{"at_least": 1}, {"near_unanimous": -1}, {"width": 0}])
def test_a_rule_that_protects_nobody_is_refused(rule: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="protects"):
        Rule(**rule)
