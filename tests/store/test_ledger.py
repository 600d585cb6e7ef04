"""The ledger knows the communes; the answers do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_pages import FORMS, a_record
from sqlalchemy.exc import IntegrityError

from phieu.store import answers, ledger
from phieu.store.answers import AnswerStore
from phieu.store.ledger import Case, Ledger, Link

# In the order of communes, which is not the order of their forms' serials.
COMMUNES = (("20209", "Tam Thăng"), ("20212", "Trà Đốc"), ("20215", "A Xan"))
CASES = (
    *(Case(f"{code}-ubnd", code, name, "xã", "502", "Tam Kỳ", "ubnd", True)
      for code, name in COMMUNES),
    Case("20218-ubnd", "20218", "Ch'ơm", "xã", "504", "Tây Giang", "ubnd", False, "assumed"),
)  # fmt: skip
LINKS = tuple(
    Link(serial, case.case) for serial, case in zip(("CCCC", "AAAA", "BBBB"), CASES, strict=False)
)


@pytest.fixture
def ledger_db(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    ledger.create(path, CASES, LINKS)
    return path


def test_cases_and_links_come_back_as_they_were(ledger_db: Path) -> None:
    with Ledger(ledger_db) as opened:
        assert opened.cases() == CASES
        assert opened.links() == tuple(sorted(LINKS, key=lambda link: link.serial))
    assert [file.name for file in ledger_db.parent.iterdir()] == ["ledger.db"]


def test_a_case_may_get_a_newer_form_and_keeps_its_first(ledger_db: Path) -> None:
    newer = Link("DDDD", LINKS[0].case)
    with Ledger(ledger_db) as store:
        store.add_links([newer])
        store.add_links([newer, LINKS[0]])
        assert {*store.links()} == {*LINKS, newer}


def test_a_form_goes_to_a_case_that_exists(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError):
        ledger.create(tmp_path / "ledger.db", CASES, (Link("DDDD", "no such case"),))


def test_no_commune_stands_in_the_answers(ledger_db: Path, round_db: Path) -> None:
    with AnswerStore(round_db) as store:
        for form in FORMS:
            store.record_page(a_record(form.serial))
    answers_bytes, ledger_bytes = round_db.read_bytes(), ledger_db.read_bytes()
    for code, name in COMMUNES:
        for text in (code, name, f"{code}-ubnd"):
            assert text.encode() in ledger_bytes
            assert text.encode() not in answers_bytes


def test_forms_lie_in_order_of_serials_however_they_were_drawn_up(tmp_path: Path) -> None:
    for name, forms in (("one.db", FORMS), ("other.db", FORMS[::-1])):
        answers.create(tmp_path / name, forms, {})
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "other.db").read_bytes()
