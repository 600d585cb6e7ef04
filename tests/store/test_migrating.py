"""The migrations lead to the tables of the code, whole or not at all."""

from __future__ import annotations

import logging
import re
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine

from phieu.store import migrating, opening
from phieu.store.opening import create_database, open_database
from phieu.store.schema import LEDGER_FAMILY, ROUND_FAMILY, Family

both = pytest.mark.parametrize("family", [ROUND_FAMILY, LEDGER_FAMILY], ids=lambda f: f.name)


def _nothing(_connection: Connection) -> None:
    pass


def _tables(path: Path) -> dict[str, list[str]]:
    """The words of every table's definition, sorted: constraints may stand in any order."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    connection.close()
    return {name: sorted(re.findall(r"\w+", sql)) for name, sql in rows}


@both
def test_migrating_an_empty_database_gives_the_tables_of_the_code(
    tmp_path: Path, family: Family
) -> None:
    create_database(tmp_path / "migrated.db", family, _nothing)
    engine = create_engine(f"sqlite:///{tmp_path / 'direct.db'}")
    family.metadata.create_all(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, family.metadata) == []
    engine.dispose()
    migrated = _tables(tmp_path / "migrated.db")
    del migrated["alembic_version"]
    assert migrated == _tables(tmp_path / "direct.db")


@both
def test_the_head_in_the_code_is_the_newest_migration(tmp_path: Path, family: Family) -> None:
    assert max(migrating.revisions(family)) == family.head
    create_database(tmp_path / "new.db", family, _nothing)
    database = open_database(tmp_path / "new.db", family)
    with database.reading() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    database.close()
    assert revision == family.head


def test_an_older_schema_is_brought_up_to_date_in_one_transaction(
    round_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = Family("round", ROUND_FAMILY.metadata, "round_newer")

    def half_done(connection: Connection, _family: Family) -> None:
        connection.exec_driver_sql("CREATE TABLE half (x INTEGER)")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'round_newer'")
        raise RuntimeError("the power is cut")

    monkeypatch.setattr(migrating, "upgrade", half_done)
    before = _tables(round_db)
    with pytest.raises(RuntimeError, match="the power is cut"):
        open_database(round_db, newer)
    assert _tables(round_db) == before
    open_database(round_db, ROUND_FAMILY).close()


def test_migrating_leaves_logging_as_it_is(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = list(root.handlers), root.level, logging.getLogger("alembic").level
    opening.create_database(tmp_path / "new.db", ROUND_FAMILY, _nothing)
    assert (list(root.handlers), root.level, logging.getLogger("alembic").level) == before
