"""Alpha, omega and item analysis against R's psych and factanal; see goldens.R."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from scale_survey import SIX, THREE, attitude_survey, write

from phieu.analysis.scales.item_analysis import item_analysis
from phieu.analysis.scales.reliability import alpha, omega
from phieu.analysis.survey import Survey

HERE = Path(__file__).parent
GOLDENS: dict[str, dict[str, float]] = json.loads((HERE / "goldens.json").read_text())
SCALES = {"six": SIX, "three": THREE, "two": SIX[:2]}


@pytest.fixture(scope="module")
def survey() -> Survey:
    return attitude_survey()


def test_r_still_gives_the_goldens(rscript: Path, tmp_path: Path) -> None:
    write(tmp_path)
    command = [rscript, "--vanilla", HERE / "goldens.R", tmp_path]
    given = json.loads(subprocess.check_output(command, text=True))
    assert given.keys() == GOLDENS.keys()
    for case, golden in GOLDENS.items():
        iterated = case.split()[0] in ("loadings", "uniquenesses", "omega", "fit")
        assert given[case] == pytest.approx(golden, rel=1e-6 if iterated else 1e-9)


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_and_its_intervals_are_r_s(survey: Survey, scale: str) -> None:
    golden = GOLDENS[f"alpha {scale}"]
    feldt = alpha(survey, SCALES[scale])
    duhachek = alpha(survey, SCALES[scale], interval="duhachek")
    ours = {
        "alpha": feldt.value,
        "standardised": feldt.standardised,
        "n": feldt.forms,
        "feldt_low": feldt.interval[0],
        "feldt_high": feldt.interval[1],
        "duhachek_low": duhachek.interval[0],
        "duhachek_high": duhachek.interval[1],
    }
    assert ours == pytest.approx(golden, rel=1e-9)


@pytest.mark.parametrize("scale", SCALES)
def test_what_each_item_adds_is_r_s(survey: Survey, scale: str) -> None:
    rows = item_analysis(survey, SCALES[scale]).frame()
    for column in ("item_rest", "alpha_without", "explained"):
        golden = GOLDENS.get(f"{column} {scale}")
        if golden is not None:
            assert rows[column].to_dict() == pytest.approx(golden, rel=1e-9)


@pytest.mark.parametrize("scale", ["six", "three"])
def test_the_common_factor_and_omega_are_r_s(survey: Survey, scale: str) -> None:
    found = omega(survey, SCALES[scale])
    golden = GOLDENS[f"omega {scale}"]
    loadings = dict(zip(found.items, found.factor.loadings, strict=True))
    uniquenesses = dict(zip(found.items, found.factor.uniquenesses, strict=True))
    assert loadings == pytest.approx(GOLDENS[f"loadings {scale}"], abs=1e-6)
    assert uniquenesses == pytest.approx(GOLDENS[f"uniquenesses {scale}"], abs=1e-6)
    assert found.value == pytest.approx(golden["omega"], abs=1e-6)
    assert found.standardised == pytest.approx(golden["standardised"], abs=1e-6)
    assert found.standardised == pytest.approx(golden["psych"], abs=1e-5)  # psych stops earlier


def test_whether_one_factor_is_enough_is_r_s(survey: Survey) -> None:
    factor = omega(survey, SIX).factor
    ours = {"chi_square": factor.chi_square, "df": factor.df, "p": factor.p}
    assert ours == pytest.approx(GOLDENS["fit six"], rel=1e-6)


def test_three_items_leave_nothing_to_test(survey: Survey) -> None:
    factor = omega(survey, THREE).factor
    assert (factor.chi_square, factor.df, factor.p) == (None, 0, None)
