"""`phieu print --amend`: returns of two versions of a questionnaire in one round."""

from __future__ import annotations

import csv
import random
import shutil
from functools import partial

import pytest

from phieu.errors import ProblemsFoundError
from phieu.reading.model import Refusal
from phieu.rehearsal.returning import nonresponse
from phieu.rounds import amending, rehearsing, releasing
from phieu.rounds.amending import (
    NothingAmendedError,
    NothingOutstandingError,
    ReturnedMeanwhileError,
    amend_round,
)
from phieu.rounds.intake import read_scans
from phieu.rounds.printed import DamagedPrintFolderError
from phieu.rounds.rehearsing import Simulation, rehearse
from phieu.rounds.round import open_round
from phieu.store.ledger import Ledger
from phieu.store.problems import StoreUnwritableError

QUESTIONNAIRE = "opinion-survey.yaml"


@pytest.fixture
def half_read(rehearsed, copy_of, tmp_path):
    """The round with the first scan file read, and the rest of its forms still out."""
    folder = copy_of(rehearsed.folder, tmp_path)
    form = _with_forms(rehearsed, folder, tmp_path)
    read_scans(folder, [sorted(rehearsed.scans.iterdir())[0]], workers=1)
    return folder, form


def _with_forms(rehearsed, folder, beside):
    """The copied round with a questionnaire beside it that may be edited; its path."""
    workspace = rehearsed.folder.path.parents[1]
    form = beside / QUESTIONNAIRE
    shutil.copy(workspace / "forms" / "opinion-survey" / QUESTIONNAIRE, form)
    settings = folder.settings.read_text("utf-8")
    shipped = "../../forms/opinion-survey/opinion-survey.yaml"
    folder.settings.write_text(settings.replace(shipped, f"../{QUESTIONNAIRE}"), "utf-8")
    return form


def _edit(form, old: str, new: str) -> None:
    text = form.read_text("utf-8")
    assert old in text
    form.write_text(text.replace(old, new, 1), "utf-8")


def _amend(folder):
    return amend_round(folder, random_bits=random.Random(2).getrandbits)


def test_returns_of_two_versions_make_one_table(half_read, tmp_path):
    folder, form = half_read
    before = open_round(folder.path)
    issued = before.base().issued
    first = {form.serial for form in before.returns()}
    assert 0 < len(first) < len(before.printed.copies)
    _edit(form, 'version: "1.0"', 'version: "1.1"')
    _edit(form, "5: Chưa làm việc lần nào", "5: Chưa làm việc lần nào\n          6: Không nhớ rõ")

    summary = _amend(folder)
    opened = open_round(folder.path)
    outstanding = len(before.printed.copies) - len(first)
    assert summary.forms == outstanding
    assert len(opened.printed.void) == outstanding
    assert opened.base().issued == issued

    rehearse(folder, tmp_path / "again", Simulation(seed=11), truth=tmp_path / "t.csv", workers=1)
    read_scans(folder, [tmp_path / "again"], workers=1)
    opened = open_round(folder.path)
    second = {form.serial for form in opened.returns()} - first
    assert second and first <= {form.serial for form in opened.returns()}
    assert not second & opened.printed.void
    assert {form.version for form in opened.returns()} == {"1.0", "1.1"}

    data = opened.codes()
    assert data.columns.is_unique
    assert (6, "Không nhớ rõ") in next(v for v in opened.codebook if v.name == "A5").values
    with (tmp_path / "t.csv").open(encoding="utf-8") as truth:
        meant = {row["serial"]: row for row in csv.DictReader(truth)}
    waiting = {(w.serial, w.variable) for w in opened.waiting()}
    usable = data[data["status"].isin(["complete", "partial"]) & data["serial"].isin(second)]
    compared = 0
    for row in usable.itertuples():
        if (row.serial, "A5") not in waiting and meant[row.serial]["A5"]:
            assert str(row.A5) == meant[row.serial]["A5"]
            compared += 1
    assert compared


def test_a_replaced_form_that_comes_back_is_refused_by_name(half_read, rehearsed):
    folder, form = half_read
    _edit(form, 'version: "1.0"', 'version: "1.1"')
    _edit(form, "Thời gian Ông/Bà giữ chức vụ", "Thời gian Ông/Bà đảm nhiệm chức vụ")
    _amend(folder)
    read_scans(folder, [rehearsed.scans], workers=1)
    assert open_round(folder.path).refusals()[Refusal.REPLACED] > 0


def test_a_change_that_breaks_a_variable_is_refused_and_nothing_changes(half_read):
    folder, form = half_read
    listing = sorted(path.name for path in folder.print.iterdir())
    _edit(form, 'version: "1.0"', 'version: "1.1"')
    _edit(form, "kind: integer", "kind: short_text")
    _edit(form, "        least: 0\n        most: 99\n        unit: cuộc\n", "")
    with pytest.raises(ProblemsFoundError) as error:
        _amend(folder)
    assert {problem.rule for problem in error.value.problems} == {"amend-not-comparable"}
    assert "C4" in str(error.value)
    assert sorted(path.name for path in folder.print.iterdir()) == listing


def test_confidentiality_cannot_change_in_mid_round(half_read):
    folder, _form = half_read
    text = folder.settings.read_text("utf-8")
    folder.settings.write_text(
        text.replace("confidentiality: confidential", "confidentiality: identified"), "utf-8"
    )
    with pytest.raises(ProblemsFoundError, match="amend-confidentiality"):
        _amend(folder)


def test_an_amendment_stopped_before_the_stores_knew_is_finished_on_the_next_opening(
    half_read, monkeypatch
):
    folder, form = half_read
    _edit(form, 'version: "1.0"', 'version: "1.1"')
    _edit(form, "Thời gian Ông/Bà giữ chức vụ", "Thời gian Ông/Bà đảm nhiệm chức vụ")

    def stopped(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(releasing, "finish", stopped)
        with pytest.raises(KeyboardInterrupt):
            _amend(folder)
    opened = open_round(folder.path)
    with Ledger(folder.ledger) as ledger:
        linked = {link.serial for link in ledger.links()}
    assert {copy.serial for copy in opened.printed.copies} == linked
    assert not list(folder.print.rglob("release.json"))


def test_a_round_with_nobody_left_to_ask_is_told_so(rehearsed, copy_of, tmp_path, monkeypatch):
    folder = copy_of(rehearsed.folder, tmp_path)
    _with_forms(rehearsed, folder, tmp_path)
    everybody = partial(nonresponse, response=1.0)
    monkeypatch.setattr(rehearsing, "nonresponse", everybody)
    rehearse(folder, tmp_path / "all", Simulation(seed=3), workers=1)
    read_scans(folder, [tmp_path / "all"], workers=1)
    with pytest.raises(NothingOutstandingError):
        _amend(folder)


def _corrected(form, version: str = "1.1") -> None:
    _edit(form, 'version: "1.0"', f'version: "{version}"')
    _edit(form, "Thời gian Ông/Bà giữ chức vụ", "Thời gian Ông/Bà đảm nhiệm chức vụ")


def test_nothing_is_printed_anew_where_nothing_was_amended(half_read):
    folder, form = half_read
    shipped = (folder.print / "round.yaml").read_text("utf-8")
    folder.settings.write_text(shipped, "utf-8")
    form = folder.path / "../../forms/opinion-survey/opinion-survey.yaml"
    form.resolve().parent.mkdir(parents=True)
    shutil.copy(folder.print / "questionnaire.yaml", form.resolve())
    with pytest.raises(NothingAmendedError):
        _amend(folder)
    _corrected(form.resolve())
    _amend(folder)
    with pytest.raises(NothingAmendedError):
        _amend(folder)
    assert len(open_round(folder.path).printed.editions) == 2


def test_the_version_of_an_earlier_edition_is_not_taken_again(half_read):
    folder, form = half_read
    before = form.read_text("utf-8")
    _corrected(form)
    _amend(folder)
    form.write_text(before, "utf-8")
    with pytest.raises(ProblemsFoundError, match="amend-version-used"):
        _amend(folder)


def test_consent_cannot_come_or_go_in_mid_round(half_read):
    folder, form = half_read
    _corrected(form)
    text = form.read_text("utf-8")
    consent = open_round(folder.path).questionnaire.consent.id
    assert f"id: {consent}\n" in text
    form.write_text(text.replace(f"id: {consent}\n", f"id: {consent}X\n"), "utf-8")
    with pytest.raises(ProblemsFoundError, match="amend-consent"):
        _amend(folder)


def test_of_two_amendments_at_a_time_one_is_refused(half_read, monkeypatch):
    folder, form = half_read
    _corrected(form)
    proof = amending.proof_run

    def meanwhile(*arguments: object) -> None:
        proof(*arguments)
        other = folder.print / "amendment-2"
        other.mkdir()
        (other / "layout.json").touch()

    monkeypatch.setattr(amending, "proof_run", meanwhile)
    with pytest.raises(StoreUnwritableError, match="amendment-2"):
        _amend(folder)
    assert not list(folder.path.glob(".printing-*"))


def test_an_amendment_that_lost_a_file_is_damaged_and_not_left_out(half_read):
    folder, form = half_read
    _corrected(form)
    _amend(folder)
    amendment = folder.print / "amendment-2"
    for name in ("replaced.txt", "layout.json"):
        kept = (amendment / name).read_bytes()
        (amendment / name).unlink()
        with pytest.raises(DamagedPrintFolderError, match=name):
            open_round(folder.path)
        (amendment / name).write_bytes(kept)
    amendment.rename(folder.print / "amendment-3")
    with pytest.raises(DamagedPrintFolderError, match="amendment-2"):
        open_round(folder.path)


def test_a_form_keeps_its_version_where_an_amendment_left_its_layout_as_it_was(half_read):
    folder, form = half_read
    before = open_round(folder.path)
    _edit(form, 'version: "1.0"', 'version: "1.1"')
    _amend(folder)
    after = open_round(folder.path)
    first, second = after.printed.editions
    assert first.layouts.keys() & second.layouts.keys()
    assert {one.version for one in after.returns()} == {"1.0"}
    assert len(after.returns()) == len(before.returns())


def test_a_form_that_is_read_while_others_are_printed_is_not_made_void(
    half_read, rehearsed, monkeypatch
):
    folder, form = half_read
    _corrected(form)
    proof = amending.proof_run

    def meanwhile(*arguments: object) -> None:
        proof(*arguments)
        read_scans(folder, [rehearsed.scans], workers=1)

    monkeypatch.setattr(amending, "proof_run", meanwhile)
    with pytest.raises(ReturnedMeanwhileError):
        _amend(folder)
    assert not open_round(folder.path).printed.void
