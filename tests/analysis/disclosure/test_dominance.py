"""Sums that a few respondents make up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_protecting import BY_DISTRICT

from phieu.analysis.disclosure.dominance import Dominance, is_dominated
from phieu.analysis.disclosure.protecting import protect
from phieu.analysis.disclosure.rules import Reason
from phieu.analysis.tables.model import Source, Table


def test_two_that_make_up_most_of_a_sum_dominate_it() -> None:
    rule = Dominance(largest=2, percent=80, within_percent=0)
    assert is_dominated([50, 31, 10, 9], rule)
    assert not is_dominated([50, 30, 10, 10], rule)


def test_the_second_largest_must_not_work_out_the_largest() -> None:
    rule = Dominance(largest=1, percent=100, within_percent=10)
    assert is_dominated([100, 60, 9], rule)
    assert not is_dominated([100, 60, 10], rule)


@given(st.lists(st.integers(1, 10), min_size=30, max_size=60))
def test_many_alike_are_dominated_by_nobody(numbers: list[int]) -> None:
    assert not is_dominated(numbers, Dominance())


def test_a_sum_of_nothing_is_dominated_by_nobody() -> None:
    assert not is_dominated([0, 0, 0], Dominance())


@pytest.mark.parametrize("numbers", [[1, -1], [1, np.nan]])
def test_numbers_that_are_missing_or_negative_are_refused(numbers: list[float]) -> None:
    with pytest.raises(ValueError, match="negative"):
        is_dominated(numbers, Dominance())


def test_a_dominated_sum_goes_with_what_would_give_it_away() -> None:
    numbers = {(0, Source(0, (1, 3))): [90.0, 5.0, 1.0], (0, Source(0, (2, 3))): [5.0] * 24}
    rule = Dominance()
    dominated = {place for place, found in numbers.items() if is_dominated(found, rule)}
    assert dominated == {(0, Source(0, (1, 3)))}
    table = Table("Số cuộc", (), (), counts=(BY_DISTRICT,))
    safe = protect([table], dominated=dominated)
    assert safe.reasons[0][Source(0, (1, 3))] is Reason.DOMINATED
    assert safe.counts[0].widths[1, 3] > 0
