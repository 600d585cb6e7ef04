"""Tables of a round published: safe beside what is out already, and recorded."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest

from phieu.analysis.disclosure.rules import Rule
from phieu.analysis.tables import cross_table
from phieu.analysis.tables.model import State, Table
from phieu.rounds.origin import forget_rehearsal
from phieu.rounds.publishing import answers_of, preview, publications, publish
from phieu.rounds.round import Round, open_round

WHEN = datetime(2023, 5, 1, 8, tzinfo=UTC)
LOOSE = Rule(at_least=2)  # twelve forms are few


@pytest.fixture
def small_round(read_once, copy_of, tmp_path) -> Round:
    folder, _summary = read_once
    return open_round(copy_of(folder, tmp_path).path)


def _tables(round_: Round) -> list[Table]:
    survey = round_.survey()
    return [cross_table(survey, "C1_1", "body"), cross_table(survey, "A5", "body")]


def _states(table: Table) -> set[State]:
    return {cell.state for row in table.rows for cell in row.cells}


def _take_consent_from(round_: Round, serial: str) -> None:
    with sqlite3.connect(round_.folder.answers) as connection:
        connection.execute(
            "UPDATE fields SET value = 2, reason = NULL WHERE variable = 'DY0' AND serial = ?",
            (serial,),
        )
    connection.close()


def test_a_preview_shows_what_would_be_published_and_records_nothing(small_round: Round) -> None:
    tables = _tables(small_round)
    shown = preview(small_round, tables)
    assert publications(small_round) == ()
    published = publish(small_round, tables, title="Báo cáo", publisher="Phòng A", now=WHEN)
    assert published.tables == shown.tables
    assert any(State.WITHHELD in _states(table) for table in published.tables)


def test_a_publication_is_recorded_with_who_when_and_of_which_forms(small_round: Round) -> None:
    published = publish(small_round, _tables(small_round), title="A", publisher="B", now=WHEN)
    (record,) = publications(small_round)
    assert record == published.record
    assert (record.title, record.publisher) == ("A", "B")
    assert record.published_at == "2023-05-01T08:00:00+00:00"
    assert record.rehearsed


def test_the_same_tables_again_show_the_same(small_round: Round) -> None:
    first = publish(small_round, _tables(small_round), LOOSE, title="1", now=WHEN)
    again = publish(small_round, _tables(small_round), LOOSE, title="2", now=WHEN)
    assert first.tables == again.tables
    assert [record.number for record in publications(small_round)] == [1, 2]


def test_a_form_that_left_is_not_had_back_by_subtraction(small_round: Round) -> None:
    first = publish(small_round, _tables(small_round), LOOSE, title="1", now=WHEN)
    _take_consent_from(small_round, small_round.survey().valid.iloc[0]["serial"])
    second = publish(small_round, _tables(small_round), LOOSE, title="2", now=WHEN)
    before, after = first.protected.counts[0], second.protected.counts[0]
    different = before.shown & after.shown & (before.counts != after.counts)
    answers = [len(category) == 1 for category in after.dimensions[0].categories]
    assert not different[answers].any()  # how many answered is known; what, is not
    assert not after.shown[answers].all()


def test_answers_are_told_apart_without_being_told(small_round: Round) -> None:
    survey = small_round.survey()
    macs = answers_of(survey, b"key")
    assert set(macs) == set(survey.valid["serial"])
    assert macs == answers_of(survey, b"key")
    assert set(macs.values()).isdisjoint(answers_of(survey, b"another").values())


def test_a_forgotten_rehearsal_takes_its_publications_with_it(small_round: Round) -> None:
    publish(small_round, _tables(small_round), title="1", now=WHEN)
    forget_rehearsal(small_round.folder)
    assert publications(small_round) == ()


def test_the_record_holds_no_answer_that_was_withheld(small_round: Round) -> None:
    published = publish(small_round, _tables(small_round), title="1", now=WHEN)
    for shown in published.protected.counts:
        assert (shown.counts[~shown.shown] == 0).all()
