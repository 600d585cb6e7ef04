"""The attacker himself: what he can bound, and what he cannot."""

from __future__ import annotations

import numpy as np
import pytest

from phieu.analysis.counts import Dimension
from phieu.analysis.disclosure.attacker import Attacker
from phieu.analysis.disclosure.model import Outsiders, Published, ShownCounts

A, B = frozenset({1}), frozenset({2})
BOTH = A | B


def _attacker(*, total_shown: bool) -> Attacker:
    """10 in two groups, 7 and 3; the 3 are held back, and the total may be."""
    table = ShownCounts(
        (Dimension("x", (A, B, BOTH)),),
        np.array([7, 0, 10 if total_shown else 0]),
        np.array([True, False, total_shown]),
        np.zeros(3, dtype=np.int64),
    )
    return Attacker.who_read([Published((table,))], Outsiders(), [_event(B)])


def _event(values: frozenset[int]) -> frozenset[tuple[str, frozenset[int]]]:
    return frozenset({("x", values)})


@pytest.mark.parametrize("whole", [False, True])
def test_he_subtracts_what_is_shown_from_the_total(whole):
    found = _attacker(total_shown=True).range_of(_event(B), whole=whole)

    assert found.recovered
    assert (found.least, found.most) == pytest.approx((3, 3))


@pytest.mark.parametrize("whole", [False, True])
def test_without_a_total_there_is_no_end_to_what_may_be(whole):
    attacker = _attacker(total_shown=False)

    assert attacker.range_of(_event(B), whole=whole).most == np.inf
    assert not attacker.recovers(_event(B), 3, whole=whole)
