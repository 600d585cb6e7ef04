"""The coding of a round's open answers in round.db: a history to which rows are only added."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from phieu.coding.code_frame import CodeFrame
from phieu.coding.codings import Act, Entry, NewEntry, Plan, Step
from phieu.coding.frame_text import dump, load
from phieu.coding.quoting import QuoteMark

from . import schema
from .opening import BUSY_SECONDS, open_database


class HistoryMovedError(Exception):
    """Somebody added to the history meanwhile; for the program, which looks again."""


class CodingStore:
    """An open round.db. Raises StoreError when the file is missing, damaged or too new."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self._database = open_database(path, schema.ROUND_FAMILY, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def add(
        self, entries: Collection[NewEntry], frame: CodeFrame, *, after: int | None = None
    ) -> list[Entry]:
        """Add entries to the history, all or none, in the order given. frame: they go by it.

        after: the last sequence number that was looked at when they were allowed. Raises
        HistoryMovedError when others have added to their question since: look again.
        """
        if not entries:
            return []
        with self._database.writing() as connection:
            if after is not None and _has_moved(connection, {e.variable for e in entries}, after):
                raise HistoryMovedError
            _keep_frame(connection, frame)
            first = _next_sequence(connection, schema.codings)
            added = [entry.at(first + place) for place, entry in enumerate(entries)]
            connection.execute(insert(schema.codings), [_coding_row(entry) for entry in added])
        return added

    def entries(self, variable: str, after: int = 0) -> list[Entry]:
        """The history of one question in its order, behind a sequence number."""
        statement = (
            select(schema.codings)
            .where(schema.codings.c.variable == variable, schema.codings.c.sequence > after)
            .order_by(schema.codings.c.sequence)
        )
        with self._database.reading() as connection:
            return [_entry(row._mapping) for row in connection.execute(statement)]

    def plan(self, variable: str) -> Plan | None:
        """Who codes a question, once that was settled."""
        statement = select(schema.coding_plans).where(schema.coding_plans.c.variable == variable)
        with self._database.reading() as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else Plan(tuple(json.loads(row.coders)), row.adjudicator)

    def planned(self) -> tuple[str, ...]:
        """The questions of which it was settled who codes them."""
        statement = select(schema.coding_plans.c.variable).order_by(schema.coding_plans.c.variable)
        with self._database.reading() as connection:
            return tuple(connection.execute(statement).scalars())

    def settle_plan(self, variable: str, plan: Plan) -> Plan:
        """Note who codes a question unless that is noted; gives what stands there now."""
        row = {
            "variable": variable,
            "coders": json.dumps(plan.coders, ensure_ascii=False),
            "adjudicator": plan.adjudicator,
        }
        statement = sqlite_insert(schema.coding_plans).values(row)
        with self._database.writing() as connection:
            connection.execute(statement.on_conflict_do_nothing())
        return self.plan(variable) or plan

    def frames(self) -> dict[str, CodeFrame]:
        """Every version of a frame by which somebody coded."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.code_frames)).all()
        return {row.version: load(row.content, row.version) for row in rows}

    def put_texts(self, variable: str, texts: Mapping[str, str]) -> int:
        """Keep texts by serial; one that stands there is replaced. Gives how many are new or
        other than before. Sorted: the bytes of the file keep the order of insertion."""
        known = self.texts(variable)
        rows = [
            {"serial": serial, "variable": variable, "text": texts[serial]}
            for serial in sorted(texts)
            if known.get(serial) != texts[serial]
        ]
        statement = sqlite_insert(schema.open_texts)
        statement = statement.on_conflict_do_update(
            index_elements=["serial", "variable"], set_={"text": statement.excluded.text}
        )
        if rows:
            with self._database.writing() as connection:
                connection.execute(statement, rows)
        return len(rows)

    def texts(self, variable: str) -> dict[str, str]:
        """The texts that were keyed apart from the scans, by serial."""
        statement = select(schema.open_texts).where(schema.open_texts.c.variable == variable)
        with self._database.reading() as connection:
            return {row.serial: row.text for row in connection.execute(statement)}

    def mark_quotable(self, serial: str, variable: str, person: str, text: str | None) -> QuoteMark:
        """Note that an answer may be quoted by these words, or with None not at all."""
        with self._database.writing() as connection:
            sequence = _next_sequence(connection, schema.quote_marks)
            mark = QuoteMark(serial, variable, person, text, sequence)
            row = {"serial": serial, "variable": variable, "person": person, "text": text}
            connection.execute(insert(schema.quote_marks), {**row, "sequence": sequence})
        return mark

    def quote_marks(self, variable: str) -> list[QuoteMark]:
        """Every mark on the answers to one question, in order."""
        statement = (
            select(schema.quote_marks)
            .where(schema.quote_marks.c.variable == variable)
            .order_by(schema.quote_marks.c.sequence)
        )
        with self._database.reading() as connection:
            rows = connection.execute(statement)
            return [
                QuoteMark(row.serial, row.variable, row.person, row.text, row.sequence)
                for row in rows
            ]


def _keep_frame(connection: Connection, frame: CodeFrame) -> None:
    statement = sqlite_insert(schema.code_frames).values(version=frame.version, content=dump(frame))
    connection.execute(statement.on_conflict_do_nothing())


def _has_moved(connection: Connection, variables: Collection[str], after: int) -> bool:
    statement = select(func.count()).where(
        schema.codings.c.variable.in_(variables), schema.codings.c.sequence > after
    )
    return bool(connection.execute(statement).scalar())


def _next_sequence(connection: Connection, table: Table) -> int:
    """Inside the writing transaction, so that no two entries get the same."""
    last: int | None = connection.execute(select(func.max(table.c.sequence))).scalar()
    return (last or 0) + 1


def _coding_row(entry: Entry) -> dict[str, Any]:
    return {
        "variable": entry.variable,
        "serial": entry.serial,
        "sequence": entry.sequence,
        "person": entry.person,
        "step": entry.step.value,
        "act": entry.act.value,
        "codes": " ".join(map(str, entry.codes)),
        "frame": entry.frame,
    }


def _entry(row: Any) -> Entry:
    return Entry(
        serial=row["serial"],
        variable=row["variable"],
        person=row["person"],
        step=Step(row["step"]),
        act=Act(row["act"]),
        codes=tuple(int(code) for code in row["codes"].split()),
        frame=row["frame"],
        sequence=row["sequence"],
    )
