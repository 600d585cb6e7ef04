"""Killed at any moment, what was acknowledged is there, and nothing is there by halves."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import steady_reader

from phieu.store.answers import AnswerStore
from phieu.store.images import ImageFolder

PROGRAM = Path(steady_reader.__file__)
KIT = Path(__file__).resolve().parents[2] / "kit"
KILLS = 20
FIELDS_A_PAGE = 20


def _start(folder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(KIT)}
    command = [sys.executable, str(PROGRAM), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def _killed_midway(folder: Path, draw: random.Random) -> set[tuple[str, int]]:
    """Let the program run into new pages, kill it, and give back what it had acknowledged."""
    process = _start(folder)
    assert process.stdout is not None
    lines, wanted = [], draw.randint(0, 8)
    for line in process.stdout:
        lines.append(line)
        if not line.endswith("already\n"):
            wanted -= 1
        if wanted < 0:
            break
    time.sleep(draw.uniform(0, 0.006))
    process.kill()
    lines += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    whole = [line.split() for line in lines if line.endswith("\n")]  # the last may be cut off too
    return {(serial, int(page)) for serial, page, _outcome in whole}


def _check_whole(folder: Path) -> set[tuple[str, int]]:
    """Every page that the store speaks of has its fields and its picture. Gives the pages."""
    with AnswerStore(folder / "round.db") as store:
        seen = {(serial, page) for serial, pages in store.pages_seen().items() for page in pages}
        assert len(store.fields()) == FIELDS_A_PAGE * len(seen)
    connection = sqlite3.connect(folder / "round.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    hashes = [row[0] for row in connection.execute("SELECT sha256 FROM images")]
    connection.close()
    assert len(hashes) == len(seen)
    for sha256 in hashes:
        picture = ImageFolder(folder).path(sha256, "jpg").read_bytes()
        assert hashlib.sha256(picture).hexdigest() == sha256
    return seen


def test_pages_acknowledged_before_a_kill_are_there_and_whole(round_db: Path) -> None:
    folder = round_db.parent
    draw = random.Random(1)
    acknowledged: set[tuple[str, int]] = set()
    for _ in range(KILLS):
        acknowledged |= _killed_midway(folder, draw)
        assert acknowledged <= _check_whole(folder)
    process = _start(folder)
    process.communicate()
    assert process.returncode == 0
    every_page = {(r.serial, r.page) for r, _ in steady_reader.pages(("AAAA", "BBBB", "CCCC"))}
    assert _check_whole(folder) == every_page
