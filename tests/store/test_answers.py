"""Recording pages: once, again, from another picture, in any order."""

from __future__ import annotations

import shutil
import tempfile
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
from phieu.store.answers import AnswerStore, FormRow, Outcome, PageRecord, RefusalRow


def _fields(store: AnswerStore) -> list[tuple[object, ...]]:
    return [(f.serial, f.variable, f.value, f.reason) for f in store.fields()]


def _everything(store: AnswerStore) -> tuple[Any, ...]:
    waiting = {(f.serial, f.variable): store.crop(f.serial, f.variable) for f in store.waiting()}
    return _fields(store), store.pages_seen(), waiting, store.refusals()


def test_a_new_store_holds_its_forms_and_settings(store: AnswerStore) -> None:
    assert store.forms() == FORMS
    assert store.form("BBBB") == FORMS[1]
    assert store.form("nobody's") is None
    assert store.settings() == SETTINGS
    assert store.fields() == store.waiting() == store.refusals() == ()
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
    assert [field.variable for field in store.waiting()] == ["v1_2"]
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


def test_fields_that_differ_between_two_pictures_wait_for_a_person(store: AnswerStore) -> None:
    store.record_page(a_record())
    second = a_record(picture="second", values=(3, Reason.DOUBTFUL_MARK, 4))
    assert store.record_page(second) is Outcome.RESCAN_DIFFERS
    assert _fields(store) == [
        ("AAAA", "v1_0", 3, None),
        ("AAAA", "v1_1", None, Reason.SCANS_DIFFER),
        ("AAAA", "v1_2", None, Reason.SCANS_DIFFER),
    ]
    assert store.crop("AAAA", "v1_2") == b"first"  # the first picture's crop stays
    assert store.crop("AAAA", "v1_1") == b"second"  # the first had none


def test_a_page_of_an_unknown_form_leaves_no_trace(store: AnswerStore) -> None:
    with pytest.raises(IntegrityError):
        store.record_page(a_record("ZZZZ"))
    assert a_record("ZZZZ").sha256 not in store.known_images()
    assert store.pages_seen() == {}


def test_a_refusal_is_noted_once_with_its_latest_reason(store: AnswerStore) -> None:
    for detail in ("first", "again"):
        store.refuse(RefusalRow("a.pdf", 3, Refusal.NO_TICKET, detail), sha256="ab" * 32)
        store.refuse(RefusalRow("a.pdf", None, Refusal.BROKEN_FILE, detail))
        store.refuse(RefusalRow("a.pdf", 4, Refusal.BROKEN_FILE, detail))
    assert store.refusals() == (
        RefusalRow("a.pdf", None, Refusal.BROKEN_FILE, "again"),
        RefusalRow("a.pdf", 3, Refusal.NO_TICKET, "again"),
        RefusalRow("a.pdf", 4, Refusal.BROKEN_FILE, "again"),
    )


def test_a_page_that_is_read_after_all_is_no_longer_refused(store: AnswerStore) -> None:
    record = a_record()
    by_picture = RefusalRow("elsewhere.pdf", 1, Refusal.NO_TICKET, "")
    by_place = RefusalRow(record.source, record.source_page, Refusal.BROKEN_FILE, "")
    store.refuse(by_picture, sha256=record.sha256)
    store.refuse(by_place)
    store.record_page(record)
    assert store.refusals() == ()


def _states(fresh: Path, records: list[PageRecord]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(fresh, folder))
        with AnswerStore(path) as store:
            for record in records:
                store.record_page(record)
            known = [record.sha256 in store.known_images() for record in ALL]
            return _fields(store), store.pages_seen(), known


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


_read_values = st.tuples(*[st.sampled_from((1, 2, Reason.DOUBTFUL_MARK))] * 3)


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
