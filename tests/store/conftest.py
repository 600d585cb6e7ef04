"""Lets the tests of this room share a small round, and open a store of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from phieu.store import answers
from phieu.store.answers import AnswerStore

sys.path.insert(0, str(Path(__file__).parent))
from sample_pages import FORMS, SETTINGS


@pytest.fixture(scope="session")
def fresh_round_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("round") / "round.db"
    answers.create(path, FORMS, SETTINGS)
    return path


@pytest.fixture
def round_db(tmp_path: Path, fresh_round_db: Path) -> Path:
    return Path(shutil.copy(fresh_round_db, tmp_path / "round.db"))


@pytest.fixture
def store(round_db: Path) -> Iterator[AnswerStore]:
    with AnswerStore(round_db) as opened:
        yield opened
