"""Opening a database: what is refused, who waits, and what a full disk does."""

from __future__ import annotations

import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sample_pages import a_record
from sqlalchemy import insert

from phieu.errors import PhieuError
from phieu.store import ledger
from phieu.store.answers import AnswerStore, Outcome
from phieu.store.opening import open_database
from phieu.store.problems import (
    StoreBusyError,
    StoreDamagedError,
    StoreFullError,
    StoreMissingError,
    StoreTooNewError,
    StoreUnwritableError,
)
from phieu.store.schema import ROUND_FAMILY, settings


def test_the_connection_is_set_to_lose_nothing(round_db: Path) -> None:
    database = open_database(round_db, ROUND_FAMILY)
    with database.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    full = 2
    assert pragmas == {
        "journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "busy_timeout": 5000,
    }  # fmt: skip


def test_a_missing_database_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match=r"round\.db"):
        AnswerStore(tmp_path / "round.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(StoreDamagedError):
        AnswerStore(path)


def test_a_ledger_in_the_place_of_the_answers_is_refused(tmp_path: Path) -> None:
    ledger.create(tmp_path / "round.db", (), ())
    with pytest.raises(StoreDamagedError):
        AnswerStore(tmp_path / "round.db")


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(StoreDamagedError):
        AnswerStore(path)


def test_a_cut_off_database_is_refused(round_db: Path) -> None:
    round_db.write_bytes(round_db.read_bytes()[:5000])
    with pytest.raises(StoreDamagedError):
        AnswerStore(round_db)


def test_a_newer_schema_is_refused(round_db: Path) -> None:
    with sqlite3.connect(round_db) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'round_9999'")
    connection.close()
    with pytest.raises(StoreTooNewError):
        AnswerStore(round_db)


def test_a_writer_that_finds_another_one_waits_and_then_says_so(round_db: Path) -> None:
    other = sqlite3.connect(round_db, isolation_level=None)
    with AnswerStore(round_db, busy_seconds=0.05) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError):
            store.record_page(a_record())
        assert store.pages_seen() == {}  # reading goes on beside a writer
        other.execute("COMMIT")
        assert store.record_page(a_record()) is Outcome.READ
    other.close()


def test_a_reader_sees_one_state_while_another_writes(round_db: Path) -> None:
    database = open_database(round_db, ROUND_FAMILY)
    with AnswerStore(round_db) as store, database.reading() as connection:
        count = "SELECT count(*) FROM pages"
        assert connection.exec_driver_sql(count).scalar() == 0
        store.record_page(a_record())
        assert connection.exec_driver_sql(count).scalar() == 0
    database.close()


def test_a_full_database_takes_nothing_and_keeps_what_it_has(round_db: Path) -> None:
    database = open_database(round_db, ROUND_FAMILY)
    with database.reading() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used}")
    row = {"key": "long", "value": "x" * 1_000_000}
    with pytest.raises(StoreFullError), database.writing() as connection:
        connection.execute(insert(settings), {"key": "short", "value": "x"})
        connection.execute(insert(settings), row)
    with database.reading() as connection:
        stored = connection.execute(settings.select()).mappings().all()
    database.close()
    assert {row["key"] for row in stored} == {"round", "rehearsed"}


@contextmanager
def _files_at_most(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes: a disk that is full, to a writer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_stops_the_reading_with_every_page_whole(round_db: Path) -> None:
    records = [a_record(s, p, picture=str(i)) for s in ("AAAA", "BBBB") for p in (1, 2)
               for i in range(10)]  # fmt: skip
    done = []
    with AnswerStore(round_db) as store:
        with _files_at_most(150_000), pytest.raises(StoreUnwritableError, match=r"round\.db"):
            for record in records:
                store.record_page(record)
                done.append(record)
        assert 0 < len(done) < len(records)
        assert [r.sha256 in store.known_images() for r in records] == [r in done for r in records]
        outcomes = [store.record_page(record) for record in records]
    assert outcomes[: len(done)] == [Outcome.ALREADY] * len(done)
    assert Outcome.ALREADY not in outcomes[len(done) :]


def test_every_problem_is_an_error_that_a_person_can_read(tmp_path: Path) -> None:
    path = tmp_path / "đợt {1}" / "round.db"
    for problem in (StoreMissingError, StoreFullError, StoreBusyError, StoreDamagedError):
        assert str(path) in str(problem(path))
        assert issubclass(problem, PhieuError)
    assert "{x}" in str(StoreUnwritableError(path, "{x}"))


def test_a_store_opens_under_any_folder_name(tmp_path: Path, round_db: Path) -> None:
    folder = tmp_path / "100% đợt? #1 {a}"
    folder.mkdir()
    shutil.copy(round_db, folder)
    with AnswerStore(folder / "round.db") as store:
        assert store.record_page(a_record()) is Outcome.READ
    assert sorted(file.name for file in folder.iterdir()) == ["round.db"]
