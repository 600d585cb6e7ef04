"""A round's database opened: checked, brought up to date, and set to lose nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from .problems import (
    StoreDamagedError,
    StoreMissingError,
    StoreTooNewError,
    as_store_error,
)
from .schema import Family

BUSY_SECONDS = 5.0  # how long a writer waits for another one


@dataclass(frozen=True)
class Database:
    """One open SQLite file. Its errors reach the caller as StoreError."""

    path: Path
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state throughout."""
        with _translated(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that has the write lock from its first statement: all of it or nothing."""
        writer = self.engine.execution_options(writes=True)
        with _translated(self.path), writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file; the last to do so clears the -wal and -shm files away."""
        self.engine.dispose()


def open_database(path: Path, family: Family, busy_seconds: float = BUSY_SECONDS) -> Database:
    """An existing database, migrated if it is older. Raises StoreError."""
    if not path.is_file():
        raise StoreMissingError(path)
    database = _database(path, busy_seconds)
    try:
        _bring_up_to_date(database, family)
    except BaseException:
        database.close()
        raise
    return database


def create_database(path: Path, family: Family, fill: Callable[[Connection], None]) -> None:
    """A complete new database in one file, with no -wal or -shm beside it; on errors, no file.

    Write it under a temporary name and rename it. Raises FileExistsError, StoreError.
    """
    path.touch(exist_ok=False)
    database = _database(path, BUSY_SECONDS)
    try:
        with database.writing() as connection:
            _migrate(connection, family)
            fill(connection)
        with _translated(path), database.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        database.close()
        path.unlink()
        raise
    database.close()


def _database(path: Path, busy_seconds: float) -> Database:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": busy_seconds}
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return Database(path, engine)


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver opens no transactions: _on_begin does
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # With NORMAL a power cut takes back what was acknowledged.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # Answers that a person takes back must not stay readable in the file's free pages.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    # IMMEDIATE: a writer that begins as a reader can be refused halfway, without waiting.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        store_error = as_store_error(error, path)
        if store_error is None:
            raise
        raise store_error from error


def _bring_up_to_date(database: Database, family: Family) -> None:
    with database.reading() as connection:
        revision = _revision(connection)
    if revision == family.head:
        return
    if revision is None or not revision.startswith(f"{family.name}_"):
        raise StoreDamagedError(database.path)
    from .migrating import revisions  # here: it takes 0.1 s that most openings do not need

    if revision not in revisions(family):
        raise StoreTooNewError(database.path)
    with database.writing() as connection:
        _migrate(connection, family)


def _revision(connection: Connection) -> str | None:
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    if "alembic_version" not in tables.scalars().all():
        return None
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if revision is None else str(revision)


def _migrate(connection: Connection, family: Family) -> None:
    from .migrating import upgrade  # here: as above

    upgrade(connection, family)
