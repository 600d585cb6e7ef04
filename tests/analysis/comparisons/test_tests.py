"""Effect sizes by hand, gaps, and what cannot be tested."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis import Design
from phieu.analysis.comparisons.adjusting import adjusted
from phieu.analysis.comparisons.categories import chi_square, fisher, mcnemar
from phieu.analysis.comparisons.design_ranks import rank_test
from phieu.analysis.comparisons.groups import kruskal_wallis, mann_whitney
from phieu.analysis.comparisons.pairs import signed_rank
from phieu.analysis.comparisons.repeated import friedman
from phieu.analysis.comparisons.results import NoComparisonError
from phieu.analysis.comparisons.wording import p_text, result_line

NAN = float("nan")


def rules(call) -> list[str]:
    with pytest.raises(NoComparisonError) as caught:
        call()
    return [problem.rule.removeprefix("comparison-") for problem in caught.value.problems]


def test_effect_sizes_by_hand():
    assert signed_rank([3, 5, 4], [1, 2, 5]).effect.value == pytest.approx((5 - 1) / 6)
    assert mann_whitney({"a": [1, 2], "b": [3, 4]}).effect.value == -1
    assert mann_whitney({"a": [1, 4], "b": [2, 3]}).effect.value == 0
    h = kruskal_wallis({"a": [1, 2], "b": [3, 4], "c": [5, 6]})
    assert h.effect.value == pytest.approx(h.statistic / 5)
    assert friedman([[1, 2, 3]] * 4).effect.value == pytest.approx(1.0)  # all of one mind
    assert mcnemar([[10, 6], [2, 10]]).effect.value == pytest.approx(6 / 8 - 0.5)
    assert chi_square([[10, 0], [0, 10]]).effect.value == pytest.approx(1.0)


def test_missing_answers_are_left_out_and_counted():
    assert signed_rank([1, NAN, 3, 5], [2, 2, NAN, 3]).n == 2
    assert signed_rank([1, NAN, 3, 5], [2, 2, NAN, 3]).left_out == 2
    two = mann_whitney({"a": [1, NAN, 3], "b": [2, 5, NAN]})
    assert (two.n, two.left_out) == (4, 2)
    three = friedman([[1, 2, 3], [1, NAN, 2], [2, 1, 3]])
    assert (three.n, three.left_out) == (2, 1)


def test_pairs_without_difference_are_said():
    found = signed_rank([1, 2, 3, 5], [1, 2, 4, 3])

    assert found.n == 4
    assert any("2 cặp" in note for note in found.notes)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: signed_rank([NAN], [1]), ["no-pairs"]),
        (lambda: signed_rank([1, 2], [1, 2]), ["no-difference"]),
        (lambda: mann_whitney({"a": [1]}), ["groups"]),
        (lambda: mann_whitney({"a": [1], "b": [2], "c": [3]}), ["groups"]),
        (lambda: mann_whitney({"a": [NAN], "b": []}), ["empty-group"] * 2),
        (lambda: mann_whitney({"a": [3, 3], "b": [3]}), ["no-variation"]),
        (lambda: kruskal_wallis({"a": [1, 2]}), ["groups"]),
        (lambda: kruskal_wallis({"a": [1, 2], "b": [NAN], "c": [NAN]}), ["empty-group"] * 2),
        (lambda: kruskal_wallis({"a": [4], "b": [4]}), ["no-variation"]),
        (lambda: friedman([[1, 2], [2, 1]]), ["things"]),
        (lambda: friedman([[1, 2, NAN], [2, 1, 3]]), ["complete"]),
        (lambda: friedman([[2, 2, 2], [1, 1, 1]]), ["no-variation"]),
        (lambda: mcnemar([[1, 2, 3], [1, 2, 3]]), ["square"]),
        (lambda: mcnemar([[5, 0], [0, 5]]), ["no-difference"]),
        (lambda: mcnemar([[1, 2, 0], [1, 3, 0], [1, 1, 1]], exact=True), ["exact"]),
        (lambda: mcnemar([[1.5, 2], [1, 3]]), ["counts"]),
        (lambda: chi_square([[1, 2]]), ["one-category"]),
        (lambda: chi_square([[0, 2, 3], [0, 0, 0]]), ["empty-group"] * 2),
        (lambda: chi_square([[-1, 2], [3, 4]]), ["counts"]),
        (lambda: fisher([[1, 2, 3], [4, 5, 6]]), ["two-by-two"]),
    ],
)
def test_what_cannot_be_tested_is_an_error_with_every_reason(call, expected):
    assert rules(call) == expected


def test_mcnemar_of_answers_between_which_nobody_moved_has_no_term_for_them():
    found = mcnemar([[5, 4, 0], [1, 5, 0], [0, 0, 5]])

    assert (found.statistic, found.df) == (9 / 5, (1,))


def test_the_continuity_correction_makes_no_difference_out_of_none():
    found = mcnemar([[5, 3], [3, 5]])

    assert (found.statistic, found.p) == (0, 1)
    assert "không hiệu chỉnh" in found.method


def test_changes_that_all_go_one_way_have_an_effect_that_can_be_written():
    found = mcnemar([[5, 4], [0, 5]])

    assert found.effect.value == 0.5
    assert any("∞" in note for note in found.notes)


def test_few_expected_counts_are_said():
    assert any("dưới 5" in note for note in chi_square([[2, 3], [4, 1]]).notes)
    assert chi_square([[20, 30], [40, 10]]).notes == ()


p_values = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@given(p_values)
def test_corrected_p_values_are_no_smaller_and_keep_their_order(p):
    for method in ("holm", "bonferroni", "benjamini-hochberg"):
        found = adjusted(p, method)
        assert (found >= np.array(p) - 1e-12).all()
        assert (found <= 1).all()
        assert (np.diff(found[np.argsort(p, kind="stable")]) >= -1e-12).all()
    assert (adjusted(p, "benjamini-hochberg") <= adjusted(p, "holm") + 1e-12).all()
    assert (adjusted(p, "holm") <= adjusted(p, "bonferroni") + 1e-12).all()


def test_a_test_that_was_not_made_is_none_that_p_is_put_up_for():
    assert adjusted([0.02, NAN, 0.5], "bonferroni").tolist() == pytest.approx(
        [0.04, NAN, 1.0], nan_ok=True
    )


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"y": [1, 2, 3], "g": ["a", "a", "a"]}, ["groups"]),
        ({"y": [2, 2, 2, 2], "g": ["a", "b", "a", "b"]}, ["no-variation"]),
        ({"y": [1, 2], "g": ["a", "b"]}, ["degrees-of-freedom"]),
        ({"y": [NAN, NAN, NAN], "g": ["a", "b", "b"]}, ["groups"]),
    ],
)
def test_a_design_that_allows_no_rank_test_is_an_error_with_a_name(columns, expected):
    import pandas as pd

    design = Design(pd.DataFrame(columns))
    assert rules(lambda: rank_test(design, "y", "g", test="wilcoxon")) == expected


def test_equal_weights_give_the_effect_sizes_of_the_classic_tests():
    import pandas as pd

    rng = np.random.default_rng(4)
    data = pd.DataFrame({"y": rng.integers(1, 6, 60), "g": ["a", "b", "c"] * 20})
    design = Design(data)
    named = {str(g): part["y"] for g, part in data.groupby("g")}

    several = rank_test(design, "y", "g", test="kruskal_wallis")
    assert several.effect.value == pytest.approx(kruskal_wallis(named).effect.value)
    pair = Design(data[data["g"] != "c"].reset_index(drop=True))
    two = rank_test(pair, "y", "g", test="wilcoxon")
    # R's difference is second less first; the classic effect is of the first.
    classic = mann_whitney({"a": named["a"], "b": named["b"]})
    assert two.effect.value == pytest.approx(-classic.effect.value)


def test_a_result_shows_itself_in_a_notebook_with_its_notes():
    html = signed_rank([1, 2, 3, 5], [1, 2, 4, 3])._repr_html_()

    assert html.startswith("<p>Kiểm định hạng có dấu Wilcoxon")
    assert html.count("<p>") == 2


def test_a_result_says_itself_in_one_line_of_vietnamese_figures():
    line = result_line(kruskal_wallis({"a": [1, 2, 4], "b": [3, 4, 6], "c": [5, 6, 9]}))

    assert line.startswith("Kiểm định tổng hạng Kruskal–Wallis: H(2) = 5,08; p = 0,079; ε² = 0,636")
    assert line.endswith("n = 9.")
    assert p_text(0.00004) == "p < 0,001"
    assert p_text(0.0314) == "p = 0,031"
    one_sided = result_line(mann_whitney({"a": [1, 2], "b": [3, 4, 5]}, alternative="less"))
    assert "một phía" in one_sided
    assert "KTC 95%" in result_line(mcnemar([[5, 4], [1, 5]]))
