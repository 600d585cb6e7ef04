"""Verdicts and ink shares survive storing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from phieu.reading.model import Verdict
from phieu.store.scores import (
    fill_from_bytes,
    fill_to_bytes,
    verdicts_from_bytes,
    verdicts_to_bytes,
)


@given(st.lists(st.sampled_from(Verdict)))
def test_verdicts_come_back_as_they_were(verdicts: list[Verdict]) -> None:
    assert verdicts_from_bytes(verdicts_to_bytes(verdicts)) == tuple(verdicts)


@given(st.lists(st.floats(0, 1, width=32)))
def test_ink_shares_come_back_as_they_were(shares: list[float]) -> None:
    fill = np.array(shares, np.float32)
    np.testing.assert_array_equal(fill_from_bytes(fill_to_bytes(fill)), fill)
