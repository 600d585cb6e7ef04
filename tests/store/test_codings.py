"""The history of coding in round.db: added to, read on from a place, telling nothing of scans."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sample_pages import FORMS, a_record
from sqlalchemy.exc import IntegrityError

from phieu.coding.code_frame import CodeFrame, FrameCode
from phieu.coding.codings import Act, NewEntry, Plan, Step
from phieu.store.answers import AnswerStore
from phieu.store.codings import CodingStore, HistoryMovedError

FRAME = CodeFrame(
    id="H3",
    title="Kiến nghị",
    variables=("H3",),
    codes=(FrameCode(value=1, label="Một"), FrameCode(value=2, label="Hai", parent=1)),
)


def _entry(serial: str, *codes: int, person: str = "An", frame: CodeFrame = FRAME) -> NewEntry:
    act = Act.CODED if codes else Act.NO_CONTENT
    return NewEntry(serial, "H3", person, Step.CODING, act, codes, frame.version)


@pytest.fixture
def codings(round_db: Path):
    with CodingStore(round_db) as opened:
        yield opened


def test_entries_come_back_as_they_were_added_and_in_that_order(codings):
    added = codings.add([_entry("BBBB", 2, 1), _entry("AAAA")], FRAME)
    added += codings.add([_entry("BBBB", 1, person="Bình")], FRAME)

    assert [entry.sequence for entry in added] == [1, 2, 3]
    assert codings.entries("H3") == added
    assert codings.entries("H3", after=2) == added[2:]
    assert codings.entries("H2") == []


def test_entries_are_added_all_or_none(codings):
    with pytest.raises(IntegrityError):
        codings.add([_entry("AAAA", 1), _entry("no such form", 1)], FRAME)

    assert codings.entries("H3") == []


def test_every_version_of_a_frame_that_was_coded_by_is_kept(codings):
    more = FRAME.model_copy(update={"codes": (*FRAME.codes, FrameCode(value=3, label="Ba"))})
    codings.add([_entry("AAAA", 1)], FRAME)
    codings.add([_entry("AAAA", 3, frame=more)], more)

    assert codings.frames() == {FRAME.version: FRAME, more.version: more}


def test_two_coders_who_save_at_once_get_sequences_of_their_own(round_db):
    def work(person: str) -> None:
        with CodingStore(round_db) as store:
            for _turn in range(20):
                store.add([_entry("AAAA", 1, person=person)], FRAME)

    coders = [threading.Thread(target=work, args=(name,)) for name in ("An", "Bình")]
    for coder in coders:
        coder.start()
    for coder in coders:
        coder.join()

    with CodingStore(round_db) as store:
        entries = store.entries("H3")
    assert [entry.sequence for entry in entries] == [*range(1, 41)]
    assert sum(entry.person == "An" for entry in entries) == 20


def test_nothing_is_added_on_top_of_what_was_not_looked_at(codings):
    (first,) = codings.add([_entry("AAAA", 1)], FRAME, after=0)

    with pytest.raises(HistoryMovedError):
        codings.add([_entry("AAAA", 2, person="Bình")], FRAME, after=0)
    assert codings.entries("H3") == [first]
    codings.add([_entry("AAAA", 2, person="Bình")], FRAME, after=first.sequence)


def test_who_codes_is_settled_once(codings):
    first = Plan(("An", "Bình"), adjudicator="Chi")

    assert codings.plan("H3") is None
    assert codings.settle_plan("H3", first) == first
    assert codings.settle_plan("H3", Plan(("Dũng",))) == first
    assert codings.plan("H3") == first
    assert codings.planned() == ("H3",)


def test_keyed_texts_are_kept_by_serial_and_the_newest_stands(codings):
    assert codings.put_texts("H3", {"BBBB": "hai", "AAAA": "một"}) == 2
    assert codings.put_texts("H3", {"BBBB": "hai", "AAAA": "một, sửa"}) == 1

    assert codings.texts("H3") == {"AAAA": "một, sửa", "BBBB": "hai"}
    assert codings.texts("H2") == {}


def test_of_quote_marks_the_order_is_kept(codings):
    codings.mark_quotable("AAAA", "H3", "An", "một […]")
    codings.mark_quotable("AAAA", "H3", "An", None)

    assert [(mark.sequence, mark.text) for mark in codings.quote_marks("H3")] == [
        (1, "một […]"),
        (2, None),
    ]


def test_forgetting_a_rehearsal_takes_its_coding_with_it(round_db, codings):
    codings.add([_entry("AAAA", 1)], FRAME)
    codings.settle_plan("H3", Plan(("An",)))
    codings.put_texts("H3", {"AAAA": "một"})
    codings.mark_quotable("AAAA", "H3", "An", "một")
    with AnswerStore(round_db) as store:
        store.record_page(a_record())
        store.forget_returns(settings=[])

    assert codings.entries("H3") == codings.quote_marks("H3") == []
    assert codings.plan("H3") is None
    assert codings.texts("H3") == codings.frames() == {}


def test_the_file_does_not_tell_in_which_order_texts_were_keyed(tmp_path: Path, fresh_round_db):
    contents = []
    for name, order in (("one", ["AAAA", "BBBB"]), ("two", ["BBBB", "AAAA"])):
        path = Path(shutil.copy(fresh_round_db, tmp_path / f"{name}.db"))
        with CodingStore(path) as store:
            store.put_texts("H3", {serial: f"ý kiến của {serial}" for serial in order})
        contents.append(path.read_bytes())

    assert contents[0] == contents[1]


def test_a_round_made_before_there_was_coding_is_brought_up_to_date(tmp_path, fresh_round_db):
    path = Path(shutil.copy(fresh_round_db, tmp_path / "round.db"))
    connection = sqlite3.connect(path)
    for table in ("quote_marks", "codings", "coding_plans", "code_frames", "open_texts"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("UPDATE alembic_version SET version_num = 'round_0002'")
    connection.commit()
    connection.close()

    with CodingStore(path) as store:
        assert len(store.add([_entry("AAAA", 1)], FRAME)) == 1
    with AnswerStore(path) as store:
        assert store.forms() == FORMS
