from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from phieu.returns.strata import Stratum, safe_strata

Unit = tuple[str, str, str]

units = st.lists(
    st.tuples(
        st.sampled_from(["DU", "UB", "MT"]),
        st.sampled_from(["Hội An", "Tây Giang", "Núi Thành", "Thăng Bình", "Quế Sơn"]),
        st.sampled_from(["xã", "thị trấn", "phường"]),
    ),
    max_size=60,
)


@given(units, st.integers(1, 6))
def test_every_stratum_is_shared_unless_it_is_a_whole_small_body(
    issued: list[Unit], at_least: int
) -> None:
    shown = safe_strata(issued, at_least)
    bodies = Counter(body for body, _, _ in issued)
    for stratum, size in Counter(shown).items():
        whole_body = stratum[1:] == (None, None) and size == bodies[stratum.body]
        assert size >= at_least or whole_body


@given(units, st.integers(1, 6))
def test_every_margin_that_can_be_tabulated_is_shared(issued: list[Unit], at_least: int) -> None:
    shown = safe_strata(issued, at_least)
    bodies = Counter(body for body, _, _ in issued)
    for margin in (
        Counter((s.body, s.district) for s in shown if s.district),
        Counter((s.body, s.unit_type) for s in shown if s.unit_type),
    ):
        assert all(size >= min(at_least, bodies[body]) for (body, _), size in margin.items())


@given(units, st.integers(1, 6))
def test_nothing_is_made_up_and_cells_are_blanked_whole(issued: list[Unit], at_least: int) -> None:
    shown = safe_strata(issued, at_least)
    assert len(shown) == len(issued)
    for unit, stratum in zip(issued, shown, strict=True):
        assert stratum.body == unit[0]
        assert stratum.district in (unit[1], None)
        assert stratum.unit_type in (unit[2], None)
        assert stratum.unit_type is not None or stratum.district is None
    assert len(set(zip(issued, shown, strict=True))) == len(set(issued))


@given(units)
def test_the_order_of_the_units_does_not_matter(issued: list[Unit]) -> None:
    turned = issued[::-1]
    assert safe_strata(turned) == safe_strata(issued)[::-1]


def test_the_one_townlet_of_a_district_loses_its_district() -> None:
    communes = [("UB", "Quế Sơn", "xã")] * 4 + [("UB", "Hội An", "xã")] * 3
    townlets = [("UB", d, "thị trấn") for d in ("Quế Sơn", "Thăng Bình", "Núi Thành")]
    shown = safe_strata(communes + townlets)
    assert shown[0] == ("UB", "Quế Sơn", "xã")
    assert set(shown[-3:]) == {Stratum("UB", None, "thị trấn")}


def test_a_short_pool_takes_in_the_smallest_cell_of_its_type() -> None:
    shown = safe_strata(
        [("DU", "Hội An", "xã")] * 2 + [("DU", "A", "xã")] * 5 + [("DU", "B", "xã")] * 4
    )
    assert Counter(shown) == {("DU", None, "xã"): 6, ("DU", "A", "xã"): 5}


def test_a_type_with_too_few_units_loses_its_type_and_is_not_left_alone() -> None:
    shown = safe_strata([("MT", "A", "thị trấn")] + [("MT", "A", "xã")] * 5)
    assert Counter(shown) == {("MT", None, None): 6}


def test_a_body_with_too_few_forms_in_all_shows_its_body_only() -> None:
    assert safe_strata([("DU", "A", "xã"), ("DU", "B", "xã")]) == (Stratum("DU", None, None),) * 2
