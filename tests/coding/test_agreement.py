"""Agreement against published worked examples and R's psych."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.tables.model import State
from phieu.coding.agreement import cohens_kappa, krippendorffs_alpha, percent_agreement
from phieu.coding.agreement_tables import OneCoderError, agreement_table, agreements
from phieu.coding.codings import NO_CONTENT, UNCODABLE, Decision, Plan
from phieu.coding.work import CodingWork

NA = None
# Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability: examples A, B and C.
TWO_VALUES = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
FIVE_NAMES = [list("aabbdcccedda"), list("babbbcccEddd".lower())]
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
    [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
]
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("coders", "published"), [(TWO_VALUES, 0.095), (FIVE_NAMES, 0.692), (FOUR_OBSERVERS, 0.743)]
)
def test_alpha_is_that_of_the_published_examples(coders, published):
    assert krippendorffs_alpha(coders).value == pytest.approx(published, abs=0.0005)


def test_kappa_is_that_of_cohens_own_example():
    # Cohen 1960, table 1: 200 cases, proportions of agreement 0.44, 0.20, 0.06; kappa 0.492.
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = [(i, j) for i in range(3) for j in range(3) for _ in range(table[i][j])]
    first, second = zip(*pairs, strict=True)

    assert percent_agreement(first, second).value == pytest.approx(0.70)
    assert cohens_kappa(first, second).value == pytest.approx(0.492, abs=0.0005)


def test_kappa_agrees_with_r(rscript):
    script = Path(__file__).with_name("kappa.R")
    found = json.loads(subprocess.check_output([rscript, "--vanilla", str(script)], text=True))

    for case in found:
        kappa = cohens_kappa(case["first"], case["second"]).value
        assert kappa == pytest.approx(case["kappa"], rel=1e-9, abs=1e-12)


@given(PAIRS)
def test_with_two_coders_and_nothing_missing_alpha_is_scotts_pi_for_small_samples(pairs):
    first, second = zip(*pairs, strict=True)
    alpha = krippendorffs_alpha([first, second])
    shares = [np.mean([x == name for pair in pairs for x in pair]) for name in "abc"]
    by_chance = sum(share**2 for share in shares)
    if by_chance > 1 - 1e-9:
        assert (alpha.value, alpha.why) == (None, "no-variation")
        return
    pi = (np.mean([a == b for a, b in pairs]) - by_chance) / (1 - by_chance)
    assert alpha.value == pytest.approx(1 - (1 - pi) * (1 - 1 / (2 * len(pairs))))


@given(PAIRS, st.permutations("abc"))
def test_what_the_codes_are_called_and_who_is_first_changes_nothing(pairs, names):
    first, second = zip(*pairs, strict=True)
    new = dict(zip("abc", names, strict=True))
    for measure in (cohens_kappa, percent_agreement):
        here = measure(first, second)
        there = measure([new[x] for x in second], [new[x] for x in first])
        assert here.value == pytest.approx(there.value)


def test_full_agreement_is_one_and_its_interval_too():
    labels = ["a", "b"] * 20
    for found in (
        cohens_kappa(labels, labels, np.random.default_rng(1)),
        krippendorffs_alpha([labels, labels], np.random.default_rng(1)),
    ):
        assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


def test_what_is_not_defined_is_stated_and_never_a_made_up_number():
    nothing = [None, "a"], ["a", None]
    for found in (
        cohens_kappa(*nothing),
        percent_agreement(*nothing),
        krippendorffs_alpha(nothing),
    ):
        assert (found.value, found.why) == (None, "nothing-compared")
    same = ["a"] * 5, ["a"] * 5
    for found in (cohens_kappa(*same), krippendorffs_alpha(same)):
        assert (found.value, found.why) == (None, "no-variation")
    assert percent_agreement(*same).value == 1.0


def test_an_interval_holds_its_value_follows_the_generator_and_narrows_with_more_answers():
    rng = np.random.default_rng(5)
    first = rng.integers(0, 3, 400).tolist()
    second = [x if rng.random() < 0.8 else int(rng.integers(0, 3)) for x in first]

    few = krippendorffs_alpha([first[:50], second[:50]], np.random.default_rng(1))
    many = krippendorffs_alpha([first, second], np.random.default_rng(1))
    again = krippendorffs_alpha([first, second], np.random.default_rng(1))

    assert many == again
    assert many.low < many.value < many.high
    assert many.high - many.low < few.high - few.low


def test_resamples_in_which_nothing_is_defined_are_counted():
    rare = ["a"] * 29 + ["b"], ["a"] * 30
    found = cohens_kappa(*rare, np.random.default_rng(1))

    # The one answer that varies is missing from a resample with a chance of (29/30)³⁰ = 0.36.
    assert found.undefined == pytest.approx(0.36, abs=0.05)


def _both(desk, serial, first, second):
    desk.decides(serial, "An", first)
    desk.decides(serial, "Bình", second)


def test_agreement_is_measured_on_sets_by_code_and_on_the_top_of_the_frame(desk):
    _both(desk, "AAAA", Decision.coded(21), Decision.coded(22))
    _both(desk, "BBBB", Decision.coded(21), Decision.coded(21))
    _both(desk, "CCCC", NO_CONTENT, NO_CONTENT)
    _both(desk, "DDDD", Decision.coded(11), UNCODABLE)
    desk.codes("FFFF", "An", 22)  # of one coder alone: not compared

    found = {(one.level, one.code): one for one in agreements(desk.work)}

    assert found["given", None].percent.value == 0.5
    assert found["top", None].percent.value == 0.75
    assert found["given", 21].given == (2, 1)
    assert found["given", 21].percent.value == 0.75
    assert found["top", 2].kappa.value == 1.0
    assert ("given", 1) not in found  # nobody gave it
    assert {one.compared for one in found.values()} == {4}


def test_the_table_of_agreement_states_what_is_not_defined(desk):
    _both(desk, "AAAA", Decision.coded(21), Decision.coded(21))
    table = agreement_table(desk.work, np.random.default_rng(1))

    assert [cell.state for cell in table.rows[0].cells[4:]] == [State.EMPTY] * 6
    assert "An" in str(table.headings)


def test_nothing_compared_yet_makes_a_table_without_numbers(desk):
    (row, top) = agreement_table(desk.work).rows
    assert row.cells[0].value == top.cells[0].value == 0
    assert row.cells[3].state is State.EMPTY


def test_one_coder_has_nobody_to_agree_with(frame, answers):
    with pytest.raises(OneCoderError):
        agreement_table(CodingWork.of(Plan(("An",)), frame, answers))
