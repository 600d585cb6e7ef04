"""Silent misreads and fields in review on rehearsed forms, by seed and kind of hand.

    python tests/benchmarks/accuracy.py [--forms 611] [--hands clean mixed rough] [--seeds 1 2 3]

A silent misread is a stored value that differs from what was meant without standing in the review
list. With none in n fields, the rate is below 3 / n at 95 % (the rule of three).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from phieu import workspace
from phieu.rounds.folder import find
from phieu.rounds.intake import read_scans
from phieu.rounds.judging import judge
from phieu.rounds.origin import forget_rehearsal
from phieu.rounds.printing import print_round
from phieu.rounds.rehearsing import Simulation, rehearse
from phieu.rounds.round import open_round


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--forms", type=int, default=611)
    arguments.add_argument("--hands", nargs="+", default=["clean", "mixed", "rough"])
    arguments.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    arguments.add_argument("--scanner", default="office")
    given = arguments.parse_args()
    print("hands  seed   pages refused  fields  silent  in review  of them due    to key")
    with tempfile.TemporaryDirectory() as name:
        workspace.new(Path(name) / "ws")
        folder = find(Path(name) / "ws" / workspace.ROUND)
        print_round(folder, at_most=given.forms)
        for hands in given.hands:
            for seed in given.seeds:
                _one(folder, Simulation(seed, hands, given.scanner))


def _one(folder, simulation: Simulation) -> None:
    truth = folder.path / "truth.csv"
    rehearse(folder, folder.scans, simulation, truth=truth)
    summary = read_scans(folder, [folder.scans])
    found = judge(open_round(folder.path), truth.read_text("utf-8"))
    print(
        f"{simulation.hands:6} {simulation.seed:4}  {summary.pages:6} {len(summary.refused):7} "
        f"{found.fields:7} {len(found.misreads):7} {found.doubtful_share:9.2%}  "
        f"{found.due:11} {found.to_key:9}",
        flush=True,
    )
    for misread in found.misreads:
        print("   ", misread)
    forget_rehearsal(folder)
    shutil.rmtree(folder.scans)


if __name__ == "__main__":
    main()
