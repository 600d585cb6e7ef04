"""A small round printed and rehearsed once; tests that change anything work on copies."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from phieu import workspace as workspaces
from phieu.rounds.folder import RoundFolder, find
from phieu.rounds.intake import ReadSummary, read_scans
from phieu.rounds.printing import print_round
from phieu.rounds.rehearsing import Simulation, rehearse

FORMS = 12


@dataclass(frozen=True)
class Rehearsed:
    """A printed round, scans of its forms, and what was meant."""

    folder: RoundFolder
    scans: Path
    truth: Path


@pytest.fixture(scope="session")
def fresh_round(tmp_path_factory):
    """Makes a copy of the shipped round, not printed yet."""

    def fresh_round() -> RoundFolder:
        root = tmp_path_factory.mktemp("workspace") / "ws"
        workspaces.new(root)
        return find(root / workspaces.ROUND)

    return fresh_round


@pytest.fixture(scope="session")
def rehearsed(fresh_round, tmp_path_factory) -> Rehearsed:
    folder = fresh_round()
    # The same forms in every run of the tests: what is simulated hangs on their serials.
    print_round(folder, at_most=FORMS, random_bits=random.Random(1).getrandbits)
    out = tmp_path_factory.mktemp("rehearsal")
    rehearse(folder, out / "scans", Simulation(seed=11), truth=out / "truth.csv", workers=1)
    return Rehearsed(folder, out / "scans", out / "truth.csv")


@pytest.fixture(scope="session")
def read_once(rehearsed, tmp_path_factory) -> tuple[RoundFolder, ReadSummary]:
    """The rehearsed round with its scans read; not to be changed."""
    folder = copied(rehearsed.folder, tmp_path_factory.mktemp("read"))
    return folder, read_scans(folder, [rehearsed.scans], workers=1)


@pytest.fixture
def printed_copy(rehearsed, tmp_path) -> RoundFolder:
    """The printed round, nothing read, in a folder of its own: what a copied folder is."""
    return copied(rehearsed.folder, tmp_path)


@pytest.fixture(scope="session")
def copy_of():
    return copied


def copied(folder: RoundFolder, to: Path) -> RoundFolder:
    return find(Path(shutil.copytree(folder.path, to / "copied-round")))
