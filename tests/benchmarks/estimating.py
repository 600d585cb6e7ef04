"""Seconds for a mean by 10 groups with its errors, and those of svy and R survey in the same run.

    python tests/benchmarks/estimating.py [--rows 1000000] [--text] [--svy PYTHON] [--r RSCRIPT]

1,000,000 rows, 50 strata, 10,000 first-stage units, weights; making the design counts, reading
the data does not. --text: strata, units and groups are words. The goals are a fifth of svy's time
and a thirtieth of R's. The peers: `python -m venv V && V/bin/pip install svy==0.35.0`, then
`--svy V/bin/python`; R with its package survey (Debian: r-cran-survey) is found by itself.
phieu and svy take the best of three, R runs once.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from phieu.analysis import Design, mean

GOALS = {"svy": 5, "R survey": 30}  # so many times phieu's seconds
STRATA, UNITS, GROUPS = 50, 10_000, 10
REPEATS = 3

SVY = """
import json, sys, time
import polars, svy
data = polars.read_csv(sys.argv[1])
best = None
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    design = svy.Design(stratum="stratum", psu="unit", wgt="weight")
    found = svy.Sample(data=data, design=design).estimation.mean("y", by="group")
    took = time.perf_counter() - start
    best = took if best is None else min(best, took)
rows = found.to_polars().sort("group")
print(json.dumps({"seconds": best, "estimate": rows["est"].to_list(), "se": rows["se"].to_list()}))
"""

R = """
suppressMessages(library(survey))
data <- read.csv(commandArgs(trailingOnly = TRUE)[1])
took <- system.time({
  design <- svydesign(~unit, strata = ~stratum, weights = ~weight, data = data)
  found <- svyby(~y, ~group, design, svymean)
})[["elapsed"]]
listed <- function(numbers) paste(sprintf("%.17g", numbers), collapse = ", ")
cat(sprintf('{"seconds": %f, "estimate": [%s], "se": [%s]}', took, listed(coef(found)),
            listed(SE(found))))
"""


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--text", action="store_true")
    arguments.add_argument("--svy")
    arguments.add_argument("--r", default=shutil.which("Rscript"))
    given = arguments.parse_args()
    data = _data(given.rows, text=given.text)
    design, estimate = _ours(data)
    seconds = design + estimate
    print(f"{given.rows} rows, {STRATA} strata, {UNITS} units, {GROUPS} groups")
    print(f"phieu     {seconds:7.3f} s  (design {design:.3f}, estimate {estimate:.3f})")
    ours = mean(Design(data, "weight", "stratum", "unit"), "y", by="group")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.csv"
        data.to_csv(file, index=False)
        script = Path(folder) / "peer.R"
        script.write_text(R)
        peers = {
            "svy": given.svy and [given.svy, "-c", SVY, file, str(REPEATS)],
            "R survey": given.r and [given.r, "--vanilla", script, file],
        }
        for name, command in peers.items():
            if command:
                _print_peer(name, json.loads(_output(command)), seconds, ours)


def _data(rows: int, *, text: bool) -> pd.DataFrame:
    rng = np.random.default_rng(2023)
    unit = rng.integers(0, UNITS, rows)
    data = pd.DataFrame(
        {
            "stratum": unit // (UNITS // STRATA),
            "unit": unit,
            "group": rng.integers(0, GROUPS, rows),
            "weight": rng.uniform(1, 50, rows),
            "y": rng.normal(50, 12, rows) + unit % 7,
        }
    )
    if text:
        for column in ("stratum", "unit", "group"):
            data[column] = column[0] + data[column].astype(str).str.zfill(5)
    return data


def _ours(data: pd.DataFrame) -> tuple[float, float]:
    """Seconds for the design and for the estimate, of the best run."""
    runs = []
    for _run in range(REPEATS):
        start = time.perf_counter()
        design = Design(data, weights="weight", strata="stratum", clusters="unit")
        made = time.perf_counter()
        mean(design, "y", by="group")
        runs.append((made - start, time.perf_counter() - made))
    return min(runs, key=sum)


def _output(command: list[str | Path]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _print_peer(
    name: str, peer: dict[str, float | list[float]], seconds: float, ours: pd.DataFrame
) -> None:
    took = float(peer["seconds"])
    apart = max(
        float(np.abs(np.array(peer[figure]) / ours[figure].to_numpy() - 1).max())
        for figure in ("estimate", "se")
    )
    print(
        f"{name:9} {took:7.3f} s  {took / seconds:6.1f} times phieu's (goal {GOALS[name]}); "
        f"figures differ by at most {apart:.1e}"
    )


if __name__ == "__main__":
    main()
