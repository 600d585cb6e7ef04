from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from wave_surveys import questionnaire, survey, waves

from phieu.analysis.tables.cells import Source, State
from phieu.analysis.waves.comparable import NotComparableError, with_common_scores
from phieu.analysis.waves.figures import FEWEST_UNITS, NoFigureError
from phieu.analysis.waves.trend import trend

OLD = [3, 4, 4, 2, 5, 3, 3, 4, 9, None]
NEW = [4, 5, 4, 4, 5, 3, 5, 4, 5, 4]


def test_a_change_of_means_is_welch_s_test():
    found = trend(waves(survey(C1_1=OLD), survey(C1_1=NEW)), ["C1_1"])

    (change,) = found.changes
    old = [x for x in OLD if x not in (9, None)]
    welch = stats.ttest_ind(NEW, old, equal_var=False)
    assert change.difference == pytest.approx(np.mean(NEW) - np.mean(old))
    assert change.p == pytest.approx(welch.pvalue)
    assert change.df == pytest.approx(welch.df)
    assert change.interval == pytest.approx(tuple(welch.confidence_interval(0.95)))


def test_an_estimate_has_student_s_interval_and_no_finite_population_correction():
    found = trend(waves(survey(C1_1=OLD), survey(C1_1=NEW)), ["C1_1"])

    row = found.frame().set_index("wave").loc["2024"]
    reach = stats.t.ppf(0.975, 9) * np.std(NEW, ddof=1) / sqrt(10)
    assert row["estimate"] == pytest.approx(np.mean(NEW))
    assert row["ci_low"] == pytest.approx(np.mean(NEW) - reach)
    assert row["n"] == 10  # all ten that were issued answered, and the interval has a width


def test_shares_are_of_the_levels_that_the_scale_calls_satisfied():
    found = trend(waves(survey(C1_1=OLD), survey(C1_1=NEW)), ["C1_1"], measure="satisfied")

    assert found.frame()["estimate"].tolist() == [50.0, 90.0]


def test_a_reversed_item_is_turned_round_for_means_and_for_satisfaction():
    both = waves(survey(C1_3=[1] * 6 + [5] * 2), survey(C1_3=[1] * 8))

    assert trend(both, ["C1_3"]).frame()["estimate"].tolist() == [4.0, 5.0]
    assert trend(both, ["C1_3"], measure="satisfied").frame()["estimate"].tolist() == [75.0, 100.0]
    share = trend(both, ["C1_3"], measure="share", levels=[1])  # as it was answered
    assert share.frame()["estimate"].tolist() == [75.0, 100.0]


def test_forms_of_one_unit_are_taken_together_where_the_unit_is_known():
    answers = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 3, 3]
    units = [f"{i:05d}" for i in range(6) for _twice in range(2)]
    known = survey(C1_1=answers, unit=units)
    unknown = survey(C1_1=answers)

    together = trend(waves(known, known), ["C1_1"])
    apart = trend(waves(unknown, unknown), ["C1_1"])

    assert together.clustered
    assert not apart.clustered
    by_unit = np.std([1, 2, 3, 4, 5, 3], ddof=1) / sqrt(6)
    assert together.frame()["se"].iloc[0] == pytest.approx(by_unit)
    assert apart.frame()["se"].iloc[0] < by_unit


def test_only_bodies_that_every_wave_asks_are_compared():
    narrower = questionnaire(
        (
            "C1_1: Trao đổi thông tin kịp thời",
            "C1_1: {text: Trao đổi thông tin kịp thời, only: [DU]}",
        ),
        version="2",
    )
    old = survey(body=["DU"] * 8 + ["UB"] * 8, C1_1=[4] * 8 + [1] * 8)
    new = survey(narrower, body=["DU"] * 8, C1_1=[5] * 8)

    assert trend(waves(old, new), ["C1_1"]).frame()["estimate"].tolist() == [4.0, 5.0]


def test_groups_stand_side_by_side_and_a_group_of_one_wave_only_is_a_stated_gap():
    old = survey(body=["DU"] * 8, C1_1=[3, 4] * 4)
    new = survey(body=["DU"] * 8 + ["UB"] * 7, C1_1=[4, 5] * 4 + [2, 3, 2, 3, 2, 3, 2])

    found = trend(waves(old, new), ["C1_1"], by="body")

    table = found.changes_frame().set_index("group")
    assert table.loc["Đảng ủy", "difference"] == 1.0
    assert pd.isna(table.loc["Ủy ban nhân dân", "difference"])
    row = next(row for row in found.table.rows if row.path[-1] == "Ủy ban nhân dân")
    assert [cell.state for cell in row.cells[:2]] == [State.EMPTY, State.EMPTY]
    assert row.cells[2].value == 0


def test_a_body_that_was_renamed_stays_one_group_under_its_newest_name():
    renamed = questionnaire(("UB: Ủy ban nhân dân", "UB: UBND xã"), version="2")
    old = survey(body=["DU"] * 7 + ["UB"] * 7, C1_1=[3, 4] * 7)
    new = survey(renamed, body=["DU"] * 7 + ["UB"] * 7, C1_1=[4, 5] * 7)

    found = trend(waves(old, new), ["C1_1"], by="body")

    assert [(c.group, c.difference) for c in found.changes] == [
        ("Đảng ủy", pytest.approx(1)), ("UBND xã", pytest.approx(1))
    ]  # fmt: skip
    assert found.table.counts[0].counts.sum(axis=1).tolist() == [7, 7]


def test_p_is_put_up_for_all_changes_of_the_trend():
    both = waves(survey(C1_1=OLD, C1_2=OLD), survey(C1_1=NEW, C1_2=NEW[::-1]))

    plain = trend(both, ["C1_1", "C1_2"])
    corrected = trend(both, ["C1_1", "C1_2"], adjustment="bonferroni")

    assert [c.adjusted for c in plain.changes] == [None, None]
    assert [c.adjusted for c in corrected.changes] == pytest.approx(
        [2 * c.p for c in plain.changes if c.p is not None]
    )
    assert "Bonferroni" in "\n".join(corrected.table.notes)


def test_changes_are_from_wave_to_wave_or_from_the_first():
    three = waves(survey(C1_1=OLD), survey(C1_1=NEW), survey(C1_1=OLD))

    steps = [(c.before, c.after) for c in trend(three, ["C1_1"]).changes]
    first = [(c.before, c.after) for c in trend(three, ["C1_1"], against="first").changes]

    assert steps == [("2023", "2024"), ("2024", "2025")]
    assert first == [("2023", "2024"), ("2023", "2025")]


def test_of_few_forms_nothing_is_generalised():
    few = FEWEST_UNITS - 1
    found = trend(waves(survey(C1_1=NEW[:few]), survey(C1_1=OLD[:few])), ["C1_1"])

    (change,) = found.changes
    assert change.difference is not None
    assert (change.se, change.interval, change.p) == (None, None, None)
    assert any("Không suy rộng" in note for note in found.table.notes)


def test_answers_without_variation_have_a_difference_and_no_test():
    found = trend(waves(survey(C1_1=[4] * 9), survey(C1_1=[5] * 9)), ["C1_1"])

    (change,) = found.changes
    assert (change.difference, change.interval, change.p) == (1.0, None, None)
    assert [e.interval for e in found.estimates] == [None, None]  # and none of width 0


def test_a_share_s_interval_stays_within_0_and_100_and_has_a_width_at_both_ends():
    both = waves(survey(C1_1=[2] * 12), survey(C1_1=[5] * 12))

    found = trend(both, ["C1_1"], measure="satisfied")

    z = stats.norm.ppf(0.975)
    none, all_of = (e.interval for e in found.estimates)
    assert none == pytest.approx((0, 100 * z**2 / (12 + z**2)))
    assert all_of == pytest.approx((100 - 100 * z**2 / (12 + z**2), 100))
    (change,) = found.changes
    assert (change.difference, change.p) == (100.0, None)
    assert change.interval is not None
    assert 0 < change.interval[0] < change.interval[1] == 100


def test_the_change_of_a_share_has_newcombe_s_interval():
    """Newcombe 1998, table II, method 10: 56/70 less 48/80 has 0.0524 to 0.3339."""
    old, new = survey(C1_1=[4] * 48 + [1] * 32), survey(C1_1=[4] * 56 + [1] * 14)

    (change,) = trend(waves(old, new), ["C1_1"], measure="satisfied").changes

    assert change.interval == pytest.approx((5.24, 33.39), abs=0.1)


def test_a_wave_without_any_answer_is_a_stated_gap():
    found = trend(waves(survey(C1_1=[9] * 9), survey(C1_1=NEW)), ["C1_1"])

    assert found.estimates[0].value is None
    assert found.changes[0].difference is None
    assert found.table.rows[0].cells[0].state is State.EMPTY


def test_weights_are_used():
    weighted = survey(C1_1=[1] * 6 + [5] * 6)
    weights = pd.Series([1.0] * 6 + [3.0] * 6, index=weighted.data.index)

    found = trend(waves(weighted.with_weights(weights), weighted), ["C1_1"])

    assert found.frame()["estimate"].tolist() == [4.0, 3.0]


def test_a_figure_goes_with_a_count_of_either_wave_that_is_held_back():
    found = trend(waves(survey(C1_1=OLD), survey(C1_1=NEW)), ["C1_1"]).table

    assert [table.counts.sum() for table in found.counts] == [8, 10]
    withheld = found.withholding([Source(0, (0, 0))])
    states = [cell.state for cell in withheld.rows[0].cells]
    assert states == [State.WITHHELD] * 3 + [State.SHOWN] * 3 + [State.WITHHELD] * 3


def test_a_group_of_fewer_than_five_is_withheld_in_the_table():
    old = survey(body=["DU"] * 8 + ["UB"] * 4, C1_1=[3, 4] * 6)
    new = survey(body=["DU"] * 8 + ["UB"] * 8, C1_1=[4, 5] * 8)

    found = trend(waves(old, new), ["C1_1"], by="body")
    party, people = found.table.rows

    assert all(cell.state is State.SHOWN for cell in party.cells)
    assert [cell.state for cell in people.cells] == (
        [State.WITHHELD] * 3 + [State.SHOWN] * 3 + [State.WITHHELD] * 3
    )
    loose = trend(waves(old, new), ["C1_1"], by="body", at_least=1).table.rows[1]
    assert loose.cells[0].value == 3.5


def test_the_table_says_the_line_of_python_that_makes_it_again():
    both = waves(survey(C1_1=OLD), survey(C1_1=NEW))

    shares = trend(both, ["C1_1"], measure="share", levels=[5, 4], by="body", adjustment="holm")

    assert trend(both, ["C1_1"]).table.python == 'trend(waves, ["C1_1"])'
    assert shares.table.python == (
        'trend(waves, ["C1_1"], measure="share", by="body", adjustment="holm", levels=[4, 5])'
    )


def test_forms_whose_district_was_blanked_are_in_no_group():
    answers = survey(C1_1=[3, 4] * 6)
    half = answers.data.assign(district=pd.array(["Hội An", None] * 6, dtype="string"))
    blanked = replace(answers, data=half)

    found = trend(waves(blanked, blanked), ["C1_1"], by="district")

    assert [(e.group, e.n) for e in found.estimates] == [("Hội An", 6)] * 2


def test_scores_of_topics_are_followed_over_the_waves():
    answers = {name: [1, 2, 3, 4, 5, 4, 3] for name in ("C1_1", "C1_2", "C1_3")}
    scored = with_common_scores(waves(survey(**answers), survey(**answers)))

    found = trend(scored, ["T2"])

    assert found.changes[0].difference == 0
    assert found.estimates[0].value is not None
    assert 0 < found.estimates[0].value < 100


def test_what_cannot_be_followed_is_refused():
    other = questionnaire(("Chủ động tham mưu, đề xuất", "Chi phí đi lại mỗi tháng"), version="2")
    both = waves(survey(C1_1=OLD), survey(other, C1_1=NEW))

    with pytest.raises(NotComparableError):
        trend(both, ["C1_2"])
    with pytest.raises(NoFigureError):
        trend(both, ["H0"])  # a mean of a nominal list
    with pytest.raises(NoFigureError):
        trend(both, ["H1"], measure="satisfied")
    with pytest.raises(NoFigureError):
        trend(both, ["C1_1"], measure="share")
    with pytest.raises(NoFigureError):
        trend(both, ["C1_1"], levels=[4, 5])


def test_forms_of_a_body_that_another_wave_does_not_have_are_left_out():
    smaller = questionnaire(("bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}", "bodies: {DU: Đảng ủy}"))
    old = survey(body=["DU"] * 7 + ["UB"] * 7, C1_1=[4] * 7 + [1] * 7)
    unknown = replace(old, data=old.data.assign(unit_type=pd.array([None] * 14, dtype="string")))

    for first in (old, unknown, replace(old, data=old.data.drop(columns="unit_type"))):
        found = trend(waves(first, survey(smaller, C1_1=[5] * 7)), ["C1_1"])
        assert [e.n for e in found.estimates] == [7, 7]
