"""The record of publications is only added to, and shows when it was touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from phieu.analysis.disclosure.records import Record, digest_of_forms
from phieu.store.answers import AnswerStore
from phieu.store.publications import BrokenPublicationsError, PublicationLedger

FIRST = {"AAAA": "a1", "BBBB": "b1"}
SECOND = {"BBBB": "b2", "CCCC": "c1"}  # one left, one was corrected, one came


@pytest.fixture
def ledger(round_db: Path) -> Iterator[PublicationLedger]:
    with PublicationLedger(round_db) as opened:
        yield opened


def _record(answers: Mapping[str, str], title: str = "Báo cáo") -> Callable[[int, str], Record]:
    def make(number: int, previous: str) -> Record:
        return Record(
            number, "2023-05-01T08:00:00+07:00", "Phòng Tổng hợp", title, False, "[]",
            digest_of_forms(answers), previous,
        )  # fmt: skip

    return make


def _two(ledger: PublicationLedger) -> None:
    ledger.add(_record(FIRST), FIRST, seen=0)
    ledger.add(_record(SECOND), SECOND, seen=1)


def _change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_records_come_back_in_order_with_the_forms_that_each_counted(
    ledger: PublicationLedger,
) -> None:
    _two(ledger)
    first, second = ledger.records()
    assert (first.number, second.number, second.title) == (1, 2, "Báo cáo")
    assert (first.previous, second.previous) == ("", first.seal)
    assert ledger.forms() == (FIRST, SECOND)


def test_nothing_is_added_when_others_published_meanwhile(ledger: PublicationLedger) -> None:
    ledger.add(_record(FIRST), FIRST, seen=0)
    assert ledger.add(_record(SECOND), SECOND, seen=0) is None
    assert len(ledger.records()) == 1


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE publications SET title = 'khác' WHERE number = 1", 1),
        ("UPDATE publications SET content = '[1]' WHERE number = 2", 2),
        ("DELETE FROM publications WHERE number = 1", 1),
        ("DELETE FROM publications WHERE number = 2", 2),
        ("UPDATE publication_forms SET answers = 'x' WHERE serial = 'AAAA' AND number = 1", 1),
        ("DELETE FROM publication_forms WHERE serial = 'CCCC'", 2),
    ],
)
def test_whatever_is_changed_or_taken_out_is_noticed(
    round_db: Path, statement: str, number: int
) -> None:
    with PublicationLedger(round_db) as ledger:
        _two(ledger)
    _change(round_db, statement)
    with PublicationLedger(round_db) as ledger:
        with pytest.raises(BrokenPublicationsError, match=r"round\.db") as caught:
            ledger.records()
        assert number in caught.value.numbers
        with pytest.raises(BrokenPublicationsError):
            ledger.add(_record(FIRST), FIRST, seen=2)


def test_a_record_with_a_seal_made_anew_is_noticed_by_the_one_after(round_db: Path) -> None:
    with PublicationLedger(round_db) as ledger:
        _two(ledger)
    forged = _record(FIRST, "khác")(1, "")
    _change(
        round_db,
        f"UPDATE publications SET title = 'khác', digest = '{forged.seal}' WHERE number = 1",
    )
    with PublicationLedger(round_db) as ledger, pytest.raises(BrokenPublicationsError):
        ledger.records()


def test_forgetting_a_rehearsal_forgets_what_was_published_of_it(round_db: Path) -> None:
    with PublicationLedger(round_db) as ledger:
        _two(ledger)
    with AnswerStore(round_db) as store:
        store.forget_returns(settings=[])
    with PublicationLedger(round_db) as ledger:
        assert ledger.records() == ()
        assert ledger.add(_record(FIRST), FIRST, seen=0) is not None
