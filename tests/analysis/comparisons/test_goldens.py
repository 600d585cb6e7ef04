"""Every test against R, on the answers of compared_answers.py; goldens.R says how R was asked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from compared_answers import RECTANGLES, SQUARES, dataset, write_all

from phieu.analysis import Design, poststratify
from phieu.analysis.comparisons.adjusting import Adjustment, adjusted
from phieu.analysis.comparisons.categories import chi_square, fisher, mcnemar
from phieu.analysis.comparisons.design_ranks import RankTest, rank_test
from phieu.analysis.comparisons.groups import kruskal_wallis, mann_whitney
from phieu.analysis.comparisons.pairs import signed_rank
from phieu.analysis.comparisons.repeated import friedman
from phieu.analysis.comparisons.results import Alternative, Comparison

HERE = Path(__file__).parent
GOLDENS: dict[str, dict[str, float | None]] = json.loads((HERE / "goldens.json").read_text())
TOLERANCE = 1e-9
SIDES: dict[str, Alternative] = {"two.sided": "two-sided", "less": "less", "greater": "greater"}
RANK_TESTS: dict[str, RankTest] = {
    "wilcoxon": "wilcoxon",
    "vanderWaerden": "van_der_waerden",
    "median": "median",
    "KruskalWallis": "kruskal_wallis",
}
ADJUSTMENTS: dict[str, Adjustment] = {
    "holm": "holm",
    "bonferroni": "bonferroni",
    "BH": "benjamini-hochberg",
}


def agree(found: Comparison, golden: dict[str, float | None]) -> None:
    assert found.statistic == pytest.approx(golden["statistic"], rel=TOLERANCE)
    assert found.p == pytest.approx(golden["p"], rel=TOLERANCE)
    assert found.df == ((golden["df"],) if "df" in golden else ())


def cases(*words: str) -> list[list[str]]:
    """The rest of the names of the goldens that begin with these words, in parts."""
    start = f"{' '.join(words)} "
    return [name.removeprefix(start).split() for name in GOLDENS if name.startswith(start)]


def test_r_still_gives_the_goldens(rscript: Path, tmp_path: Path) -> None:
    write_all(tmp_path)
    command = [rscript, "--vanilla", HERE / "goldens.R", tmp_path]
    given = json.loads(subprocess.check_output(command, text=True))
    assert given.keys() == GOLDENS.keys()
    for case, golden in GOLDENS.items():
        assert given[case] == {
            name: None if value is None else pytest.approx(value, rel=1e-12)
            for name, value in golden.items()
        }


@pytest.mark.parametrize(("data", "side", "correct", "how"), cases("signed_rank"))
def test_the_signed_rank_test_is_r_s(data: str, side: str, correct: str, how: str) -> None:
    table = dataset(data)
    found = signed_rank(
        table["before"],
        table["after"],
        alternative=SIDES[side],
        correct=correct == "TRUE",
        exact=False if how == "normal" else None,
    )
    agree(found, GOLDENS[f"signed_rank {data} {side} {correct} {how}"])


@pytest.mark.parametrize(("data", "side", "correct", "how"), cases("mann_whitney"))
def test_the_mann_whitney_test_is_r_s(data: str, side: str, correct: str, how: str) -> None:
    table = dataset(data)
    found = mann_whitney(
        {group: table["y"][table["group"] == group] for group in ("DU", "MT")},
        alternative=SIDES[side],
        correct=correct == "TRUE",
        exact=False if how == "normal" else None,
    )
    agree(found, GOLDENS[f"mann_whitney {data} {side} {correct} {how}"])


@pytest.mark.parametrize("data", [name for (name,) in cases("kruskal_wallis")])
def test_the_kruskal_wallis_test_is_r_s(data: str) -> None:
    table = dataset(data)
    found = kruskal_wallis({str(name): part["y"] for name, part in table.groupby("group")})
    agree(found, GOLDENS[f"kruskal_wallis {data}"])


def test_the_friedman_test_is_r_s() -> None:
    agree(friedman(dataset("judgements")), GOLDENS["friedman judgements"])


@pytest.mark.parametrize(
    ("counts", "correct"), [case for case in cases("mcnemar") if case[0] != "exact"]
)
def test_the_mcnemar_test_is_r_s(counts: str, correct: str) -> None:
    found = mcnemar(SQUARES[counts], correct=correct == "TRUE")
    agree(found, GOLDENS[f"mcnemar {counts} {correct}"])


@pytest.mark.parametrize("counts", [name for (name,) in cases("mcnemar", "exact")])
def test_the_exact_mcnemar_test_is_r_s(counts: str) -> None:
    found = mcnemar(SQUARES[counts], exact=True)
    golden = GOLDENS[f"mcnemar exact {counts}"]
    assert found.p == pytest.approx(golden["p"], rel=TOLERANCE)
    assert found.effect.interval is not None
    low, high = found.effect.interval
    assert (low + 0.5, high + 0.5) == pytest.approx((golden["low"], golden["high"]), rel=TOLERANCE)


@pytest.mark.parametrize(("counts", "correct"), cases("chi_square"))
def test_the_chi_square_test_is_r_s(counts: str, correct: str) -> None:
    found = chi_square(RECTANGLES[counts], correct=correct == "TRUE")
    agree(found, GOLDENS[f"chi_square {counts} {correct}"])


@pytest.mark.parametrize("counts", [name for (name,) in cases("fisher")])
def test_fisher_s_test_is_r_s(counts: str) -> None:
    found, golden = fisher(RECTANGLES[counts]), GOLDENS[f"fisher {counts}"]
    assert found.p == pytest.approx(golden["p"], rel=TOLERANCE)
    # R searches for the odds ratio and its bounds, on 1 / x above 1, and stops within 0.00013.
    ours = [found.statistic, *(found.effect.interval or ())]
    for value, name in zip(ours, ("odds_ratio", "low", "high"), strict=True):
        expected = golden[name]
        assert expected is not None
        assert min(value, 1 / value) == pytest.approx(min(expected, 1 / expected), abs=1.3e-4)


@pytest.mark.parametrize("method", [name for (name,) in cases("adjusted")])
def test_adjusted_p_values_are_r_s(method: str) -> None:
    found = adjusted(dataset("p_values")["p"].tolist(), ADJUSTMENTS[method])
    golden = [np.nan if p is None else p for p in GOLDENS[f"adjusted {method}"].values()]
    assert found.tolist() == pytest.approx(golden, rel=TOLERANCE, nan_ok=True)


def sample(name: str) -> Design:
    data = dataset("design")
    match name:
        case "plain":
            return Design(data, weights="weight")
        case "clustered":
            return Design(data, weights="weight", strata="stratum", clusters="cluster")
        case "poststratified":
            counts = {0: 120.0, 1: 150.0, 2: 110.0, 3: 140.0}
            return poststratify(sample("clustered"), "stratum", counts)
        case _:
            return Design(
                data, weights="weight", strata="stratum", clusters="cluster", fpc="population"
            )


@pytest.mark.parametrize(
    ("design", "test", "what"), [case for case in cases("rank_test") if case[2] != "body"]
)
def test_the_design_based_rank_tests_of_two_groups_are_r_s(
    design: str, test: str, what: str
) -> None:
    y = "y" if what == "two" else "score"
    found = rank_test(sample(design), y, "two", test=RANK_TESTS[test])
    golden = GOLDENS[f"rank_test {design} {test} {what}"]
    agree(found, golden)
    estimate = found.effect.value / (2 if found.effect.symbol == "r" else 1)
    assert estimate == pytest.approx(golden["estimate"], rel=TOLERANCE)


@pytest.mark.parametrize(
    ("design", "test"), [case[:2] for case in cases("rank_test") if case[2] == "body"]
)
def test_the_design_based_rank_tests_of_several_groups_are_r_s(design: str, test: str) -> None:
    found = rank_test(sample(design), "y", "body", test=RANK_TESTS[test])
    golden = GOLDENS[f"rank_test {design} {test} body"]
    assert found.df == (golden["df"], golden["ddf"])
    assert found.statistic * found.df[0] == pytest.approx(golden["chi_square"], rel=TOLERANCE)
    assert found.p == pytest.approx(golden["p"], rel=TOLERANCE)
