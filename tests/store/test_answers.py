"""Recording pages: once, again, from another picture, in any order."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_pages import FORMS, SETTINGS, a_record
from sqlalchemy.exc import IntegrityError

from phieu.reading.model import Reason, Refusal, Verdict
from phieu.store import answers
from phieu.store.answers import AnswerStore, FormRow, Outcome, PageRecord, StoredField


def _fields(store: AnswerStore) -> list[tuple[object, ...]]:
    return [(f.serial, f.variable, f.value, f.reason) for f in store.fields()]


def _waiting(store: AnswerStore) -> list[StoredField]:
    return [field for field in store.fields() if field.reason is not None]


def _everything(store: AnswerStore) -> tuple[Any, ...]:
    crops = {(f.serial, f.variable): store.crop(f.serial, f.variable) for f in store.fields()}
    return _fields(store), store.pages_seen(), crops, store.refusals()


def test_a_new_store_holds_its_forms_and_settings(store: AnswerStore) -> None:
    assert store.forms() == FORMS
    assert store.settings() == SETTINGS
    assert store.fields() == ()
    assert store.refusals() == {}
    assert store.pages_seen() == {}


def test_a_new_store_is_one_file_and_never_replaces_another(round_db: Path) -> None:
    assert [file.name for file in round_db.parent.iterdir()] == ["round.db"]
    with pytest.raises(FileExistsError):
        answers.create(round_db, FORMS, SETTINGS)


def test_two_forms_with_one_id_are_not_stored(tmp_path: Path) -> None:
    twins = (FORMS[0], FormRow("DDDD", FORMS[0].form_id, "1f2e", "ubnd", None, None, 2))
    with pytest.raises(IntegrityError):
        answers.create(tmp_path / "round.db", twins, {})
    assert list(tmp_path.iterdir()) == []


def test_a_recorded_page_comes_back_as_it_was_read(store: AnswerStore) -> None:
    record = a_record()
    assert record.sha256 not in store.known_images()
    assert store.record_page(record) is Outcome.READ
    assert record.sha256 in store.known_images()
    assert _fields(store) == [
        ("AAAA", "v1_0", 3, None),
        ("AAAA", "v1_1", 5, None),
        ("AAAA", "v1_2", None, Reason.TO_KEY),
    ]
    assert [field.variable for field in _waiting(store)] == ["v1_2"]
    assert store.crop("AAAA", "v1_2") == b"first"
    assert store.crop("AAAA", "v1_0") is None
    assert store.pages_seen() == {"AAAA": frozenset({1})}
    scores = store.scores("AAAA", 1)
    assert scores is not None
    assert scores[0] == tuple(Verdict)
    np.testing.assert_array_equal(scores[1], record.reading.fill)
    assert store.scores("AAAA", 2) is None


def test_the_same_picture_again_changes_nothing(store: AnswerStore) -> None:
    store.record_page(a_record())
    before = _everything(store)
    assert store.record_page(a_record(values=(1, 1, 1))) is Outcome.ALREADY
    assert _everything(store) == before


def test_another_picture_that_agrees_changes_nothing(store: AnswerStore) -> None:
    store.record_page(a_record())
    before = _everything(store)
    second = a_record(picture="second")
    assert store.record_page(second) is Outcome.RESCAN_AGREES
    assert store.record_page(second) is Outcome.ALREADY
    assert _everything(store) == before


def test_answers_that_a_second_picture_contradicts_or_leaves_open_wait(store: AnswerStore) -> None:
    store.record_page(a_record(values=(3, 5, 6)))
    second = a_record(picture="second", values=(3, Reason.DOUBTFUL_MARK, 4))
    assert store.record_page(second) is Outcome.RESCAN_DIFFERS
    assert _fields(store) == [
        ("AAAA", "v1_0", 3, None),
        ("AAAA", "v1_1", None, Reason.SCANS_DIFFER),
        ("AAAA", "v1_2", None, Reason.SCANS_DIFFER),
    ]
    assert store.crop("AAAA", "v1_1") == b"second"  # the first had none


def test_a_second_picture_settles_nothing_on_which_a_person_decides(store: AnswerStore) -> None:
    store.record_page(a_record(values=(3, Reason.DOUBTFUL_MARK, Reason.TO_KEY)))
    before = _everything(store)
    second = a_record(picture="second", values=(3, 5, Reason.LONE_FILL))
    assert store.record_page(second) is Outcome.RESCAN_AGREES
    assert _everything(store) == before


def test_a_picture_in_doubt_contradicts_nothing(store: AnswerStore) -> None:
    store.record_page(a_record())
    before = _everything(store)
    doubtful = a_record(picture="second", values=(Reason.PAGE_IN_DOUBT,) * 3)
    assert store.record_page(doubtful) is Outcome.RESCAN_AGREES
    assert _everything(store) == before


def test_a_better_picture_takes_the_place_of_one_in_doubt(
    store: AnswerStore, round_db: Path
) -> None:
    first = a_record(values=(Reason.PAGE_IN_DOUBT,) * 3)
    better = a_record(picture="better")
    reading = replace(better.reading, fill=better.reading.fill / 2, residual_mm=0.5)
    better = replace(better, reading=reading)
    store.record_page(first)
    assert store.record_page(better) is Outcome.RESCAN_AGREES
    assert _fields(store) == [
        ("AAAA", "v1_0", 3, None),
        ("AAAA", "v1_1", 5, None),
        ("AAAA", "v1_2", None, Reason.TO_KEY),
    ]
    assert [store.crop("AAAA", f"v1_{i}") for i in range(3)] == [None, None, b"better"]
    scores = store.scores("AAAA", 1)
    assert scores is not None
    np.testing.assert_array_equal(scores[1], reading.fill)
    with sqlite3.connect(round_db) as connection:
        page = connection.execute("SELECT sha256, residual_mm FROM pages").fetchall()
        rescans = connection.execute("SELECT sha256 FROM rescans").fetchall()
    connection.close()
    assert page == [(better.sha256, 0.5)]
    assert rescans == [(first.sha256,)]
    assert store.record_page(first) is Outcome.ALREADY


def test_a_third_picture_changes_nothing_more_unless_it_contradicts(store: AnswerStore) -> None:
    store.record_page(a_record(values=(3, 5, 6)))
    store.record_page(a_record(picture="second", values=(4, 5, 6)))
    before = _everything(store)
    assert store.record_page(a_record(picture="third", values=(4, 5, 6))) is Outcome.RESCAN_AGREES
    assert _everything(store) == before
    fourth = a_record(picture="fourth", values=(3, 5, 7))
    assert store.record_page(fourth) is Outcome.RESCAN_DIFFERS
    assert [field.variable for field in _waiting(store)] == ["v1_0", "v1_2"]


def test_a_page_of_an_unknown_form_leaves_no_trace(store: AnswerStore) -> None:
    with pytest.raises(IntegrityError):
        store.record_page(a_record("ZZZZ"))
    assert a_record("ZZZZ").sha256 not in store.known_images()
    assert store.pages_seen() == {}


def test_a_refusal_is_noted_once_with_its_latest_reason(store: AnswerStore) -> None:
    for reason in (Refusal.WRONG_SCALE, Refusal.NO_TICKET):
        store.refuse(reason, "a.pdf", 3, sha256="ab" * 32)
        store.refuse(Refusal.BROKEN_FILE, "a.pdf", None)
        store.refuse(Refusal.BROKEN_FILE, "a.pdf", 4)
    assert store.refusals() == {Refusal.BROKEN_FILE: 2, Refusal.NO_TICKET: 1}


def test_a_page_that_is_read_after_all_is_no_longer_refused(store: AnswerStore) -> None:
    record = replace(a_record(), source="a.zip/first.pdf")
    store.refuse(Refusal.NO_TICKET, "elsewhere.pdf", 1, sha256=record.sha256)
    store.refuse(Refusal.BROKEN_FILE, record.source, record.source_page)
    store.refuse(Refusal.BROKEN_FILE, record.source, None)
    store.refuse(Refusal.BROKEN_FILE, "a.zip", None)
    store.refuse(Refusal.TOO_LARGE, record.source, record.source_page + 1)
    store.record_page(record)
    assert store.refusals() == {Refusal.TOO_LARGE: 1}


def test_no_name_of_a_scan_file_is_stored(store: AnswerStore, round_db: Path) -> None:
    store.record_page(replace(a_record(), source="xa-tra-doc.pdf"))
    store.refuse(Refusal.NO_TICKET, "xa-tra-doc.pdf", 2, sha256="ab" * 32)
    store.refuse(Refusal.BROKEN_FILE, "xa-tra-doc.pdf", 3)
    for file in round_db.parent.iterdir():
        assert b"tra-doc" not in file.read_bytes()


def test_no_table_keeps_the_order_in_which_it_was_written(round_db: Path) -> None:
    connection = sqlite3.connect(round_db)
    tables = connection.execute("SELECT name, wr FROM pragma_table_list WHERE type = 'table'")
    ordered = {name for name, without_rowid in tables if not without_rowid}
    connection.close()
    assert ordered == {"sqlite_schema", "sqlite_temp_schema", "alembic_version"}


def test_of_two_runs_that_note_a_fact_both_get_the_first_one(round_db: Path) -> None:
    with AnswerStore(round_db) as one, AnswerStore(round_db) as other:
        assert one.note_once("origin", "real") == "real"
        assert other.note_once("origin", "rehearsed") == "real"
        assert one.settings() == other.settings() == {**SETTINGS, "origin": "real"}


def _states(fresh: Path, records: list[PageRecord]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(fresh, folder))
        with AnswerStore(path) as store:
            for record in records:
                store.record_page(record)
            known = [record.sha256 in store.known_images() for record in ALL]
            settled = [(f.serial, f.variable, f.value, f.reason is None) for f in store.fields()]
            return settled, store.pages_seen(), known


ALL = [
    a_record(serial, page, picture=picture)
    for serial in ("AAAA", "BBBB")
    for page in (1, 2)
    for picture in ("first", "second")
]


@settings(max_examples=25)
@given(order=st.permutations(ALL), repeated=st.lists(st.sampled_from(ALL), max_size=8))
def test_any_order_and_repetition_of_pages_gives_the_same_answers(
    fresh_round_db: Path, order: list[PageRecord], repeated: list[PageRecord]
) -> None:
    assert _states(fresh_round_db, repeated + order) == _states(fresh_round_db, ALL)


_read_values = st.tuples(*[st.sampled_from((1, 2, Reason.DOUBTFUL_MARK, Reason.PAGE_IN_DOUBT))] * 3)


@settings(max_examples=25)
@given(
    values=st.lists(_read_values, min_size=2, max_size=4),
    shuffled=st.randoms(use_true_random=False),
)
def test_pictures_that_differ_give_the_same_answers_in_any_order(
    fresh_round_db: Path, values: list[tuple[int | Reason, ...]], shuffled: Any
) -> None:
    records = [a_record(picture=f"no. {i}", values=v) for i, v in enumerate(values)]
    other_order = list(records)
    shuffled.shuffle(other_order)
    assert _states(fresh_round_db, records) == _states(fresh_round_db, other_order)
