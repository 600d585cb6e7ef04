"""The answers of a round: forms, pages as read, fields, what waits, what was refused (round.db).

Each page is one transaction, and recording it again changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from phieu.reading.model import Reason, Refusal, Verdict

from . import schema
from .opening import BUSY_SECONDS, create_database, open_database
from .publications import HEAD as PUBLICATIONS_HEAD
from .recording import place_digest, record_page
from .rows import FormRow, Outcome, PageRecord, StoredField
from .scores import fill_from_bytes, verdicts_from_bytes

__all__ = [
    "AnswerStore",
    "FormRow",
    "Outcome",
    "PageRecord",
    "StoredField",
    "create",
]


def create(path: Path, forms: Iterable[FormRow], settings: Mapping[str, str]) -> None:
    """A new store under a temporary name; the caller renames it. Raises StoreError."""
    form_rows = _form_rows(forms)
    setting_rows = [{"key": key, "value": value} for key, value in settings.items()]

    def fill(connection: Connection) -> None:
        if form_rows:
            connection.execute(insert(schema.forms), form_rows)
        if setting_rows:
            connection.execute(insert(schema.settings), setting_rows)

    create_database(path, schema.ROUND_FAMILY, fill)


class AnswerStore:
    """An open round.db. Raises StoreError when the file is missing, damaged or too new."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self._database = open_database(path, schema.ROUND_FAMILY, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def settings(self) -> dict[str, str]:
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.settings))
            return {row.key: row.value for row in rows}

    def note_once(self, key: str, value: str) -> str:
        """Note a fact about the round unless it is noted already; gives what stands there now.

        One transaction: of two programs that note different values, both get the first one's.
        """
        statement = sqlite_insert(schema.settings).values(key=key, value=value)
        noted = select(schema.settings.c.value).where(schema.settings.c.key == key)
        with self._database.writing() as connection:
            connection.execute(statement.on_conflict_do_nothing())
            stands: str = connection.execute(noted).scalar_one()
        return stands

    def forget_returns(self, *, settings: Collection[str]) -> int:
        """Take out everything that was read, coded and published of it, and these settings.

        Returns the number of pages. Forms stay: the store is then as `create` left it. Pictures
        are the caller's to remove.
        """
        with self._database.writing() as connection:
            pages = connection.execute(select(func.count()).select_from(schema.pages)).scalar_one()
            for table in (
                schema.publication_forms,
                schema.publications,
                schema.quote_marks,
                schema.codings,
                schema.coding_plans,
                schema.code_frames,
                schema.open_texts,
                schema.crops,
                schema.fields,
                schema.rescans,
                schema.pages,
                schema.images,
                schema.refusals,
            ):
                connection.execute(delete(table))
            gone = (*settings, PUBLICATIONS_HEAD)
            connection.execute(delete(schema.settings).where(schema.settings.c.key.in_(gone)))
        return pages

    def add_forms(self, forms: Iterable[FormRow]) -> None:
        """Forms of a later edition; those that stand there already stay."""
        rows = _form_rows(forms)
        if rows:
            with self._database.writing() as connection:
                connection.execute(sqlite_insert(schema.forms).on_conflict_do_nothing(), rows)

    def forms(self) -> tuple[FormRow, ...]:
        """Every form of the round, in order of serials."""
        statement = select(schema.forms).order_by(schema.forms.c.serial)
        with self._database.reading() as connection:
            return tuple(_form(row) for row in connection.execute(statement))

    def known_images(self) -> set[str]:
        """SHA-256 of every picture that was recorded: the same one need not be decoded again."""
        with self._database.reading() as connection:
            return set(connection.execute(select(schema.images.c.sha256)).scalars())

    def record_page(self, record: PageRecord) -> Outcome:
        """Store a page in one transaction. Its picture is on the disk before (images.put).

        The first picture of a page gives its fields. A further one gives those that wait because
        the first could not be trusted; what it contradicts loses its value and waits; nothing
        else changes. Raises StoreError.
        """
        with self._database.writing() as connection:
            return record_page(connection, record)

    def refuse(
        self, reason: Refusal, source: str, source_page: int | None, sha256: str | None = None
    ) -> None:
        """Note a page, or with source_page None a whole file, that was not read.

        The same one again replaces its note. sha256: of the page's picture, where there is one.
        The place is not stored, only a digest of it, and that only where there is no picture.
        """
        key = sha256 or place_digest(source, source_page)
        statement = sqlite_insert(schema.refusals).values(key=key, reason=reason.value)
        statement = statement.on_conflict_do_update(
            index_elements=["key"], set_={"reason": statement.excluded.reason}
        )
        with self._database.writing() as connection:
            connection.execute(statement)

    def refusals(self) -> Counter[Refusal]:
        """How many pages and files were refused, by reason; what was read after all is out."""
        with self._database.reading() as connection:
            reasons = connection.execute(select(schema.refusals.c.reason)).scalars()
            return Counter(Refusal(reason) for reason in reasons)

    def fields(self) -> tuple[StoredField, ...]:
        """Every field of every page read, in order of serial and variable."""
        with self._database.reading() as connection:
            return tuple(_field(row) for row in connection.execute(_FIELDS))

    def pages_seen(self) -> dict[str, frozenset[int]]:
        """Which pages of which forms were read. A form without any is left out."""
        seen: dict[str, set[int]] = defaultdict(set)
        with self._database.reading() as connection:
            for serial, page in connection.execute(
                select(schema.pages.c.serial, schema.pages.c.page)
            ):
                seen[serial].add(page)
        return {serial: frozenset(pages) for serial, pages in seen.items()}

    def crop(self, serial: str, variable: str) -> bytes | None:
        """The picture of a field as JPEG, if one was kept."""
        statement = select(schema.crops.c.picture).where(
            schema.crops.c.serial == serial, schema.crops.c.variable == variable
        )
        with self._database.reading() as connection:
            picture: bytes | None = connection.execute(statement).scalar()
        return picture

    def scores(
        self, serial: str, page: int
    ) -> tuple[tuple[Verdict, ...], NDArray[np.float32]] | None:
        """Verdicts and ink shares of a page's boxes in layout order; None if it was not read."""
        statement = select(schema.pages.c.verdicts, schema.pages.c.fill).where(
            schema.pages.c.serial == serial, schema.pages.c.page == page
        )
        with self._database.reading() as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else (verdicts_from_bytes(row.verdicts), fill_from_bytes(row[1]))


_FIELDS = select(
    schema.fields.c.serial,
    schema.fields.c.variable,
    schema.fields.c.value,
    schema.fields.c.reason,
    schema.fields.c.text,
).order_by(schema.fields.c.serial, schema.fields.c.variable)


def _form_rows(forms: Iterable[FormRow]) -> list[dict[str, Any]]:
    # Sorted: the bytes of a database page keep the order of insertion, and forms are drawn up
    # commune after commune.
    in_order = sorted(forms, key=lambda form: form.serial)
    return [asdict(form) | {"form_id": f"{form.form_id:016x}"} for form in in_order]


def _field(row: Sequence[Any]) -> StoredField:
    serial, variable, value, reason, text = row
    return StoredField(serial, variable, value, None if reason is None else Reason(reason), text)


def _form(row: Sequence[Any]) -> FormRow:
    serial, form_id, layout, body, unit_type, district, pages = row
    return FormRow(serial, int(form_id, 16), layout, body, unit_type, district, pages)
