from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from old_and_new import LINKS
from scipy import stats
from wave_surveys import survey, waves

from phieu.analysis.tables.cells import Source, State
from phieu.analysis.waves.comparable import Wave
from phieu.analysis.waves.pairs import NothingMatchedError, NotIdentifiedError, paired_change

UNITS = [f"{i:05d}" for i in range(8)]
BEFORE = [3, 4, 2, 5, 3, 3, 4, 2]
AFTER = [4, 4, 4, 5, 5, 4, 5, 3]


def changed(before=BEFORE, after=AFTER, units=UNITS, **options):
    old, new = waves(survey(unit=units, C1_1=before), survey(unit=units, C1_1=after))
    return paired_change(old, new, "C1_1", crosswalk=None, **options)


def test_the_change_within_units_is_the_paired_t_test_and_the_signed_rank_test():
    found = changed()

    t = stats.ttest_rel(AFTER, BEFORE)
    assert found.difference == pytest.approx(np.mean(np.subtract(AFTER, BEFORE)))
    assert found.p == pytest.approx(t.pvalue)
    assert found.interval == pytest.approx(tuple(t.confidence_interval(0.95)))
    assert found.test is not None
    assert found.test.statistic == 21  # every unit that changed rose
    assert found.test.effect.value == 1


def test_bodies_of_one_unit_are_taken_together():
    units = [unit for unit in UNITS for _body in "DU"]
    bodies = ["DU", "UB"] * 8
    old = survey(unit=units, body=bodies, C1_1=[3] * 16)
    new = survey(unit=units, body=bodies, C1_1=[3 + i % 3 for i in range(8) for _body in "DU"])

    found = paired_change(*waves(old, new), "C1_1", crosswalk=None)

    assert (len(found.pairs), found.units, found.df) == (16, 8, 7)
    changes = [i % 3 for i in range(8)]
    assert found.se == pytest.approx(np.std(changes, ddof=1) / sqrt(8))
    assert found.test is not None
    assert found.test.n == 8


def test_of_three_pilot_sites_pairs_are_described_and_nothing_is_generalised():
    found = changed(BEFORE[:3], AFTER[:3], UNITS[:3])

    assert found.described_only
    assert found.difference == pytest.approx(1.0)
    assert (found.se, found.interval, found.p, found.test) == (None, None, None, None)
    assert [row.path[0] for row in found.table.rows[:3]] == UNITS[:3]
    assert found.table.tests == ()
    assert any("Không suy rộng" in note for note in found.table.notes)


def test_merged_units_stand_before_with_the_mean_of_their_old_units():
    old = survey(unit=["a", "b", "c", "d"], C1_1=[2, 3, 4, 5])
    new = survey(unit=["a", "X", "Y"], C1_1=[3, 5, 5])

    found = paired_change(Wave("2023", old), Wave("2026", new), "C1_1", crosswalk=LINKS)

    assert [(p.unit, p.before, p.after) for p in found.pairs] == [("X", 3.5, 5), ("a", 2, 3)]
    listed = found.unmatched_frame()[["wave", "unit_code", "body", "why"]]
    assert listed.values.tolist() == [
        ["2023", "d", "DU", "split"],
        ["2026", "Y", "DU", "with_part"],
    ]
    assert [row.path[0] for row in found.unmatched_table.rows] == ["Xã d (d)", "Xã Y (Y)"]
    assert any("đã sáp nhập" in note for note in found.table.notes)


def test_several_forms_of_one_unit_count_as_their_mean():
    old = survey(unit=["1", "1", "2"], C1_1=[1, 3, 4])
    new = survey(unit=["1", "2", "2"], C1_1=[3, 4, 5])

    found = paired_change(*waves(old, new), "C1_1", crosswalk=None)

    assert [(p.before, p.after) for p in found.pairs] == [(2.0, 3.0), (4.0, 4.5)]


def test_a_body_that_gave_no_valid_answer_is_listed_with_its_unit():
    old = survey(unit=["1", "2"], C1_1=[3, 9])
    new = survey(unit=["1", "2"], C1_1=[4, 4])

    found = paired_change(*waves(old, new), "C1_1", crosswalk=None)

    assert len(found.pairs) == 1
    assert [(u.wave, u.code) for u in found.unmatched] == [("2024", "2")]


def test_confidential_rounds_do_not_tell_the_unit_and_are_sent_to_the_groups():
    with pytest.raises(NotIdentifiedError) as caught:
        paired_change(*waves(survey(C1_1=[3]), survey(C1_1=[3])), "C1_1", crosswalk=None)

    assert caught.value.waves == ("2023", "2024")
    assert "trend()" in str(caught.value)


def test_rounds_of_other_units_have_nothing_to_match():
    with pytest.raises(NothingMatchedError):
        paired_change(
            *waves(survey(unit=["1"], C1_1=[3]), survey(unit=["2"], C1_1=[3])),
            "C1_1",
            crosswalk=None,
        )


def test_units_that_all_stayed_as_they_were_have_no_test_and_say_so():
    found = changed(BEFORE, BEFORE)

    assert (found.difference, found.interval, found.p, found.test) == (0.0, None, None, None)


def test_pairs_that_all_changed_alike_have_no_interval_of_width_0():
    found = changed([3] * 8, [4] * 8)

    assert (found.difference, found.se, found.interval, found.p) == (1.0, None, None, None)
    assert found.test is not None
    assert found.test.effect.value == 1


def test_a_pair_goes_with_a_count_of_either_wave_that_is_held_back():
    held = changed().table.withholding([Source(0, (2,))])

    assert [cell.state for cell in held.rows[2].cells] == [
        State.WITHHELD, State.SHOWN, State.WITHHELD
    ]  # fmt: skip
    assert all(cell.state is State.WITHHELD for cell in held.rows[-1].cells)
    assert held.tests == ()


def test_pairs_lie_by_wave_for_a_slope_chart():
    frame = changed().by_wave()

    assert list(frame.columns) == ["unit", "wave", "estimate", "n"]
    assert len(frame) == 16
    assert frame["estimate"].tolist()[:2] == [3, 4]
