"""Every estimate against R survey, on the samples of design_samples.py; goldens.R asks R."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from design_samples import AGES, REGIONS, samples

from phieu.analysis import (
    Design,
    bootstrap,
    calibrate,
    crosstab,
    jackknife,
    mean,
    poststratify,
    proportion,
    quantile,
    rake,
    ratio,
    total,
    trim,
)
from phieu.analysis.estimation.replicates import ReplicateDesign

HERE = Path(__file__).parent
GOLDENS: dict[str, list[float | None]] = json.loads((HERE / "goldens.json").read_text())
TOLERANCE = 1e-9  # R's own iterative fits are asked for 1e-11
FIGURES = ("estimate", "se", "ci_low", "ci_high", "deff")
SAMPLES = samples()
TOTALS = {"x": 20300.0, "region": {"north": 2600, "middle": 1900, "south": 3500}}

Fits = dict[str, Callable[[Design], Design]]
FITS: Fits = {
    "poststratified": lambda d: poststratify(d, "region", REGIONS),
    "poststratified_twice": lambda d: poststratify(poststratify(d, "region", REGIONS), "age", AGES),
    "raked": lambda d: rake(d, {"region": REGIONS, "age": AGES}),
    "greg": lambda d: calibrate(d, TOTALS),
    "greg_bounded": lambda d: calibrate(d, TOTALS, bounds=(0.4, 2.6)),
    "calibrated_raking": lambda d: calibrate(d, TOTALS, distance="raking"),
    "calibrated_logit": lambda d: calibrate(d, TOTALS, distance="logit", bounds=(0.3, 3)),
}


def of(name: str, **design: object) -> Design:
    return Design(SAMPLES[name], **design)  # type: ignore[arg-type]


def lonely(rule: str, *, two_stage: bool = False) -> Design:
    if two_stage:
        return of(
            "lonely",
            strata="stratum",
            clusters=["commune", "household"],
            fpc=["N1", "N2"],
            lonely_psu=rule,
        )
    return of("lonely", weights="w", strata="stratum", clusters="commune", lonely_psu=rule)


def replicated(kind: str) -> ReplicateDesign:
    """Replicates that phieu draws, the same in every run."""
    return bootstrap(weighted(), 40, np.random.default_rng(16), kind=kind)  # type: ignore[arg-type]


def weighted() -> Design:
    return of("clusters", weights="w", strata="stratum", clusters="commune")


def first_fpc() -> Design:
    return of("clusters", weights="w", strata="stratum", clusters="commune", fpc="N1")


def two_stage() -> Design:
    return of("clusters", strata="stratum", clusters=["commune", "household"], fpc=["N1", "N2"])


def expanded() -> Design:
    return Design(SAMPLES["simple"].assign(w=400 / 90), weights="w")


@cache
def designs() -> dict[str, Design]:
    """Every design of goldens.R under its name there."""
    plain = of("clusters", weights="w", clusters="commune")
    jkn = jackknife(weighted())
    found = {
        "simple": expanded(),
        "simple_fpc": of("simple", fpc="N"),
        "stratified": of("stratified", strata="stratum", weights="w"),
        "stratified_fpc": of("stratified", strata="stratum", fpc="N"),
        "stratified_both": of("stratified", strata="stratum", fpc="N", weights="w"),
        "two_stage": two_stage(),
        "three_stage": of(
            "clusters",
            strata="stratum",
            clusters=["commune", "household", "person"],
            fpc=["N1", "N2", "N3"],
        ),
        "strata_within": of(
            "clusters",
            strata=["stratum", "zone"],
            clusters=["commune", "household"],
            fpc=["N1", "N2"],
        ),
        "weighted": weighted(),
        "first_fpc": first_fpc(),
        "plain_clusters": plain,
        "census": of("census", strata="body", fpc="issued"),
        "raked_two_stage": FITS["raked"](two_stage()),
        "greg_two_stage": FITS["greg"](two_stage()),
        "trimmed_FALSE": trim(weighted(), lower=14, upper=50)[0],
        "trimmed_TRUE": trim(weighted(), lower=14, upper=50, strict=True)[0],
        "jkn": jkn,
        "jkn_fpc": jackknife(first_fpc()),
        "jk1": jackknife(plain),
        "jkn_mse": jackknife(weighted(), mse=True),
        "rao-wu": replicated("rao-wu"),
        "canty-davison": replicated("canty-davison"),
    }
    found |= {name: fit(weighted()) for name, fit in FITS.items()}
    found |= {f"jkn_{name}": fit(jkn) for name, fit in FITS.items()}
    for rule in ("remove", "certainty", "adjust", "average"):
        found[f"lonely_{rule}"] = lonely(rule)
        found[f"lonely_two_stage_{rule}"] = lonely(rule, two_stage=True)
        found[f"jkn_lonely_{rule}"] = jackknife(lonely(rule))
    return found


def numbers(table: pd.DataFrame, *columns: str) -> list[float]:
    """Column after column."""
    return [float(value) for column in columns for value in table[column]]


def of_level(table: pd.DataFrame, level: int) -> pd.DataFrame:
    return table[table["level"] == level]


@dataclass(frozen=True)
class DomainMeans:
    """The means of y by g, as a figure that other modules would make."""

    data: pd.DataFrame

    def values(self, weights: np.ndarray) -> np.ndarray:
        inside = pd.get_dummies(self.data["g"]).to_numpy(float)
        return (weights * self.data["y"].to_numpy()) @ inside / (weights @ inside)

    def influences(self, weights: np.ndarray) -> np.ndarray:
        inside = pd.get_dummies(self.data["g"]).to_numpy(float)
        residuals = self.data["y"].to_numpy()[:, None] - self.values(weights)
        return weights[:, None] * inside * residuals / (weights @ inside)


PLAIN: dict[str, Callable[[Design], list[float]]] = {
    "df": lambda d: [d.degrees_of_freedom],
    "mean": lambda d: numbers(mean(d, "y"), *FIGURES),
    "mean_gaps": lambda d: numbers(mean(d, "z"), *FIGURES),
    "total": lambda d: numbers(total(d, "y"), *FIGURES),
    "total_gaps": lambda d: numbers(total(d, "z"), *FIGURES),
    "ratio": lambda d: numbers(ratio(d, "y", "x"), *FIGURES),
    "ratio_gaps": lambda d: numbers(ratio(d, "z", "x"), "estimate", "se"),
    "domain_means": lambda d: numbers(mean(d, "y", by="g"), "estimate", "se", "deff"),
    "domain_covariance": lambda d: [*d.covariance_of(DomainMeans(d.data)).ravel()],
    "domain_totals_gaps": lambda d: numbers(total(d, "z", by="g"), "estimate", "se"),
    "domain_ratios": lambda d: numbers(ratio(d, "y", "x", by="g"), "estimate", "se"),
    "domain_median": lambda d: numbers(
        quantile(d, "y", by="g").query("g == 'c'"), "estimate", "ci_low", "ci_high", "se"
    ),
    "quantile_beta": lambda d: numbers(
        quantile(d, "y", interval="beta"), "estimate", "ci_low", "ci_high", "se"
    ),
    "rao_scott": lambda d: [*crosstab(d, "g", "k").test()],
    "weights": lambda d: [*d.weights],
}


def answer(design: Design, figure: str) -> list[float]:
    """phieu's numbers for a figure of goldens.R."""
    if figure in PLAIN:
        return PLAIN[figure](design)
    if figure.startswith("quantile"):
        share = float(figure.removeprefix("quantile"))
        return numbers(quantile(design, "z", share), "estimate", "ci_low", "ci_high", "se")
    level = int(figure[-1])
    if figure.startswith("domain_share"):
        found = proportion(design, "k", by="g", interval="beta").query("g == 'b'")
    else:
        method = figure[len("share_") : -1].replace("xlogit", "logit")
        found = proportion(design, "k", interval=method)  # type: ignore[arg-type]
    return numbers(of_level(found, level), "estimate", "se", "ci_low", "ci_high")


@pytest.mark.parametrize("name", list(dict.fromkeys(case.split(" ")[0] for case in GOLDENS)))
def test_estimates_agree_with_r(name: str) -> None:
    design = designs()[name]
    for case, golden in GOLDENS.items():
        of, figure = case.split(" ")
        if of == name:
            found = answer(design, figure)[: len(golden)]
            assert_agree(found, golden, TOLERANCE, case)


def assert_agree(found: list[float], golden: list[float | None], within: float, case: str) -> None:
    """Number by number, but where R has none."""
    assert len(found) == len(golden), case
    pairs = [pair for pair in zip(found, golden, strict=True) if pair[1] is not None]
    mine, theirs = np.array(pairs).T
    np.testing.assert_allclose(mine, theirs, rtol=within, atol=1e-13, err_msg=case)


def test_r_still_gives_the_goldens(rscript: Path, tmp_path: Path) -> None:
    given = ask_r(rscript, tmp_path)
    assert given.keys() == GOLDENS.keys()
    for case, golden in GOLDENS.items():
        assert [value is None for value in given[case]] == [value is None for value in golden]
        assert_agree([float(value or 0) for value in given[case]], golden, 1e-11, case)


def ask_r(rscript: Path | str, folder: Path) -> dict[str, list[float | None]]:
    for name, data in SAMPLES.items():
        data.to_csv(folder / f"{name}.csv", index=False)
    for kind in ("rao-wu", "canty-davison"):
        drawn = replicated(kind).replicates
        factors = pd.DataFrame(np.column_stack(list(drawn.weights())) / drawn.base[:, None])
        factors.round(12).to_csv(folder / f"replicates-{kind}.csv", index=False)
    command = [rscript, "--vanilla", HERE / "goldens.R", folder]
    found: dict[str, list[float | None]] = json.loads(subprocess.check_output(command, text=True))
    return found
