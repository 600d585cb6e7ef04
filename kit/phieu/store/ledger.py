"""The ledger of a round: every case, and which form went to it. The only door to ledger.db."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from . import schema
from .opening import create_database, open_database


@dataclass(frozen=True)
class Case:
    """A unit × body that should answer. reason: why it was not issued, if it was not."""

    case: str
    unit_code: str
    unit_name: str
    unit_type: str
    district_code: str
    district: str
    body: str
    issued: bool
    reason: str | None = None


@dataclass(frozen=True)
class Link:
    """The form that went to a case."""

    serial: str
    case: str


def create(path: Path, cases: Iterable[Case], links: Iterable[Link]) -> None:
    """A new ledger under a temporary name; the caller renames it. Raises StoreError."""
    case_rows = [asdict(case) for case in cases]
    link_rows = [asdict(link) for link in links]

    def fill(connection: Connection) -> None:
        if case_rows:
            connection.execute(insert(schema.cases), case_rows)
        if link_rows:
            connection.execute(insert(schema.links), link_rows)

    create_database(path, schema.LEDGER_FAMILY, fill)


class Ledger:
    """An open ledger. Raises StoreError when the file is missing, damaged or too new."""

    def __init__(self, path: Path) -> None:
        self._database = open_database(path, schema.LEDGER_FAMILY)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def cases(self) -> tuple[Case, ...]:
        """Every case, issued or not, in order of its name."""
        statement = select(schema.cases).order_by(schema.cases.c.case)
        with self._database.reading() as connection:
            return tuple(Case(*row) for row in connection.execute(statement))

    def add_links(self, links: Iterable[Link]) -> None:
        """Further forms for cases that had one; those that stand there already stay."""
        rows = [asdict(link) for link in links]
        if rows:
            with self._database.writing() as connection:
                connection.execute(sqlite_insert(schema.links).on_conflict_do_nothing(), rows)

    def links(self) -> tuple[Link, ...]:
        """Every issued form's case, in order of serials."""
        statement = select(schema.links).order_by(schema.links.c.serial)
        with self._database.reading() as connection:
            return tuple(Link(*row) for row in connection.execute(statement))
