from __future__ import annotations

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phieu.exports.circulation import for_circulation


def test_what_is_passed_on_has_no_serial_case_or_commune(data: pd.DataFrame) -> None:
    identified = data.assign(case="20501-UB", unit_code="20501")
    passed_on = for_circulation(identified)
    assert list(passed_on.columns) == list(data.columns[1:])
    assert len(passed_on) == len(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)))
def test_the_order_of_rows_does_not_follow_the_serials(
    data: pd.DataFrame, order: list[int]
) -> None:
    turned = data.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(for_circulation(turned), for_circulation(data))
