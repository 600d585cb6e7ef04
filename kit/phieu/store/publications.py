"""What was published of a round, and of which forms: a chain to which records are only added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from phieu.analysis.disclosure.records import Record, broken_links, digest_of_forms
from phieu.errors import PhieuError
from phieu.messages import _

from . import schema
from .opening import BUSY_SECONDS, open_database

HEAD = "publications"  # among the settings: the seal of the last record, or it could be cut off


class BrokenPublicationsError(PhieuError):
    """Records of publications that are not as they were written."""

    def __init__(self, path: Path, numbers: list[int]) -> None:
        self.path, self.numbers = path, tuple(numbers)
        super().__init__(
            _(
                "The record of publications in {path} was changed or cut: number {numbers}. What "
                "was published can no longer be held against new tables. Put the file back from "
                "your last copy."
            ).format(path=path, numbers=", ".join(map(str, numbers)))
        )


class PublicationLedger:
    """The publications in an open round.db. Raises StoreError, BrokenPublicationsError."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self._path = path
        self._database = open_database(path, schema.ROUND_FAMILY, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def records(self) -> tuple[Record, ...]:
        """Every publication, the first one first."""
        with self._database.reading() as connection:
            return self._records(connection)

    def forms(self) -> tuple[Mapping[str, str], ...]:
        """By publication, the forms that it counted, each with the MAC of its answers."""
        with self._database.reading() as connection:
            return self._forms(connection)

    def add(
        self, make: Callable[[int, str], Record], answers: Mapping[str, str], *, seen: int
    ) -> Record | None:
        """Add the record that `make` gives for its number and the seal before it.

        answers: the forms counted, with the MACs of their answers. seen: how many records the
        new tables were held against; None comes back, and nothing is added, when another program
        has published meanwhile.
        """
        with self._database.writing() as connection:
            records = self._records(connection)
            if len(records) != seen:
                return None
            before = self._forms(connection)[-1] if records else {}
            record = make(len(records) + 1, records[-1].seal if records else "")
            assert record.forms_digest == digest_of_forms(answers)
            connection.execute(insert(schema.publications), _row(record))
            changes = _changes(record.number, before, answers)
            if changes:
                connection.execute(insert(schema.publication_forms), changes)
            head = sqlite_insert(schema.settings).values(key=HEAD, value=record.seal)
            connection.execute(
                head.on_conflict_do_update(index_elements=["key"], set_={"value": record.seal})
            )
        return record

    def _records(self, connection: Connection) -> tuple[Record, ...]:
        table = schema.publications
        rows = connection.execute(select(table).order_by(table.c.number)).mappings().all()
        found = []
        for row in rows:
            fields = dict(row)
            seal = fields.pop("digest")
            found.append((Record(**fields), seal))
        setting = select(schema.settings.c.value).where(schema.settings.c.key == HEAD)
        head = connection.execute(setting).scalar() or ""
        broken = broken_links(found, head)
        if not broken:  # else it is not known which forms belong to which record
            states = zip(found, self._forms(connection), strict=True)
            broken = [
                record.number
                for (record, _seal), forms in states
                if record.forms_digest != digest_of_forms(forms)
            ]
        if broken:
            raise BrokenPublicationsError(self._path, broken)
        return tuple(record for record, _seal in found)

    def _forms(self, connection: Connection) -> tuple[Mapping[str, str], ...]:
        numbers = connection.execute(
            select(schema.publications.c.number).order_by(schema.publications.c.number)
        ).scalars()
        changes: dict[int, list[tuple[str, str | None]]] = {number: [] for number in numbers}
        for number, serial, answers in connection.execute(select(schema.publication_forms)):
            changes.setdefault(number, []).append((serial, answers))
        now: dict[str, str] = {}
        states = []
        for number in sorted(changes):
            for serial, answers in changes[number]:
                if answers is None:
                    now.pop(serial, None)
                else:
                    now[serial] = answers
            states.append(dict(now))
        return tuple(states)


def _row(record: Record) -> dict[str, Any]:
    return {**record.__dict__, "digest": record.seal}


def _changes(
    number: int, before: Mapping[str, str], now: Mapping[str, str]
) -> list[dict[str, Any]]:
    """In order of serials: nothing shall tell which form came when within a publication."""
    return [
        {"number": number, "serial": serial, "answers": now.get(serial)}
        for serial in sorted(before.keys() | now.keys())
        if before.get(serial) != now.get(serial)
    ]
