"""`phieu read`: nothing silent, nothing lost, nothing twice."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sqlite3
from contextlib import closing

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from phieu.paper.symbol import modules
from phieu.paper.ticket import Ticket
from phieu.reading.model import Reason, Refusal, RefusedPageError
from phieu.reading.sources import pages
from phieu.rounds import printed as printed_round
from phieu.rounds.folder import NotPrintedError, find
from phieu.rounds.intake import NothingToReadError, read_scans
from phieu.rounds.issuing import round_id_of
from phieu.rounds.judging import judge
from phieu.rounds.origin import Origin, RealReturnsError, forget_rehearsal
from phieu.rounds.printing import print_round
from phieu.rounds.rehearsing import RehearsalFolderError, Simulation, rehearse
from phieu.rounds.round import open_round
from phieu.store import images
from phieu.store.answers import AnswerStore
from phieu.store.problems import StoreFullError


def _everything(folder):
    """All rows of round.db, so that two states can be compared."""
    with closing(sqlite3.connect(folder.answers)) as connection, connection:
        tables = [
            name
            for (name,) in connection.execute("select name from sqlite_master where type='table'")
        ]
        return {
            table: sorted(connection.execute(f"select * from {table}").fetchall(), key=repr)
            for table in tables
            if table != "sqlite_sequence"
        }


def _first_page(scans):
    for path in sorted(scans.iterdir()):
        for page in pages(path.read_bytes(), path.name):
            return page
    raise AssertionError("no pages")


def test_all_pages_of_a_rehearsal_are_read(read_once):
    _folder, summary = read_once

    assert summary.read == summary.pages > 0
    assert summary.refused == ()
    assert summary.already == 0


def test_nothing_is_misread_in_silence(read_once, rehearsed):
    folder, _summary = read_once
    judgement = judge(open_round(folder.path), rehearsed.truth.read_text("utf-8"))

    assert judgement.misreads == ()
    assert judgement.fields > 400


def test_what_waits_is_blank_in_the_data_and_stands_in_the_list(read_once):
    folder, summary = read_once
    opened = open_round(folder.path)
    data = opened.codes().set_index("serial")

    of_their_own = [f for f in opened.waiting() if f.reason is not Reason.CONSENT_WAITS]
    assert summary.doubtful + summary.to_key >= len(of_their_own) > 0
    for field in opened.waiting():
        assert data.loc[field.serial].isna()[field.variable]


def test_handwriting_keeps_its_picture(read_once):
    folder, _summary = read_once
    opened = open_round(folder.path)
    to_key = [field for field in opened.waiting() if field.reason is Reason.TO_KEY]

    with AnswerStore(folder.answers) as store:
        for field in to_key:
            crop = store.crop(field.serial, field.variable)
            assert crop is not None
            assert Image.open(io.BytesIO(crop)).width > 100


def test_reading_the_same_files_again_changes_nothing(read_once, rehearsed, tmp_path):
    folder = find(shutil.copytree(read_once[0].path, tmp_path / "again"))
    before = _everything(folder)

    again = read_scans(folder, [rehearsed.scans], workers=1)

    assert (again.read, again.already) == (0, again.pages)
    assert _everything(folder) == before


def test_order_and_number_of_processes_change_nothing(read_once, rehearsed, printed_copy):
    files = sorted(rehearsed.scans.iterdir(), reverse=True)

    read_scans(printed_copy, files, workers=2)

    here, there = _everything(printed_copy), _everything(read_once[0])
    for table in ("pages", "fields", "crops"):
        assert here[table] == there[table]


def test_every_picture_is_kept_under_its_hash(read_once):
    folder, summary = read_once
    kept = [path for path in folder.images.rglob("*") if path.is_file()]

    assert len(kept) == summary.read


def test_a_rehearsal_is_known_as_one_and_can_be_forgotten(read_once, rehearsed, tmp_path):
    folder = find(shutil.copytree(read_once[0].path, tmp_path / "again"))
    assert open_round(folder.path).rehearsed

    forgotten = forget_rehearsal(folder)

    assert forgotten == read_once[1].read
    opened = open_round(folder.path)
    assert not opened.rehearsed
    assert len(opened.codes()) == 0
    assert not folder.images.exists()
    assert read_scans(folder, [rehearsed.scans], workers=1).read == forgotten


@pytest.fixture
def real_page(rehearsed, tmp_path):
    """A page without the mark of a rehearsal, as a scanner gives it."""
    image = cv2.imdecode(np.frombuffer(_first_page(rehearsed.scans).data, np.uint8), 0)
    path = tmp_path / "scans" / "real.jpg"
    path.parent.mkdir()
    cv2.imwrite(str(path), image)
    return path


def test_real_and_rehearsed_returns_never_mix(printed_copy, rehearsed, real_page):
    assert read_scans(printed_copy, [real_page], workers=1).read == 1
    assert not open_round(printed_copy.path).rehearsed

    mixed = read_scans(printed_copy, [rehearsed.scans], workers=1)

    assert mixed.read == 0
    assert {row.reason for row in mixed.refused} == {Refusal.REHEARSAL_MIXED}
    with pytest.raises(RealReturnsError):
        forget_rehearsal(printed_copy)


def test_a_second_scan_of_a_page_agrees_and_adds_nothing(printed_copy, real_page, tmp_path):
    read_scans(printed_copy, [real_page], workers=1)
    fields = _everything(printed_copy)["fields"]
    image = cv2.imread(str(real_page), 0)
    again = tmp_path / "again.png"
    cv2.imwrite(str(again), cv2.add(image, 2))

    summary = read_scans(printed_copy, [again], workers=1)

    assert summary.rescans_agreeing == 1
    assert _everything(printed_copy)["fields"] == fields


def test_a_page_of_another_round_is_refused(rehearsed, fresh_round):
    other = fresh_round()
    print_round(other, at_most=2)

    summary = read_scans(other, [rehearsed.scans], workers=1)

    assert summary.read == 0
    assert {row.reason for row in summary.refused} == {Refusal.OTHER_ROUND}


def _page_with_code(folder, text, path):
    """A clean first page with a code of our own."""
    printed = printed_round.load(folder.require_printed())
    copy = printed.copies[0]
    image = printed.clean_pages(copy.layout)[0]
    ticket = printed.layouts[copy.layout].pages[0].ticket
    px = 200 / 25.4
    size = round(ticket.w_mm * px)
    symbol = np.where(modules(text), 0, 255).astype(np.uint8)
    scaled = cv2.resize(symbol, (size, size), interpolation=cv2.INTER_NEAREST)
    top, left = round(ticket.y_mm * px), round(ticket.x_mm * px)
    image[top : top + size, left : left + size] = scaled
    cv2.imwrite(str(path), image)


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (lambda _key, round_id: Ticket(round_id, 42, 1).signed(bytes(32)), Refusal.FORGED_TICKET),
        (lambda key, round_id: Ticket(round_id, 42, 1).signed(key), Refusal.UNKNOWN_FORM),
        (lambda _key, _round_id: "HTTPS://EXAMPLE.VN/HELLO", Refusal.NO_TICKET),
    ],
    ids=["forged", "never printed", "another code"],
)
def test_a_ticket_that_is_not_ours_is_refused_by_name(printed_copy, tmp_path, sign, reason):
    key = bytes.fromhex((printed_copy.print / "round.key").read_text("ascii"))
    path = tmp_path / "page.png"
    _page_with_code(printed_copy, sign(key, round_id_of(key)), path)

    summary = read_scans(printed_copy, [path], workers=1)

    assert [row.reason for row in summary.refused] == [reason]
    assert summary.refused[0].source == "page.png"


def test_one_bad_file_never_stops_a_batch(printed_copy, real_page):
    scans = real_page.parent
    (scans / "a-empty.pdf").touch()
    (scans / "b-letter.txt").write_text("Kính gửi")
    Image.new("L", (1654, 2339), 255).save(scans / "c-white.png")
    rng = np.random.default_rng(1)
    photo = Image.fromarray(rng.integers(0, 255, (900, 1200), np.uint8))
    photo.save(scans / "d-no-form.jpg")
    (scans / "e-cut-off.jpg").write_bytes(real_page.read_bytes()[:2000])

    summary = read_scans(printed_copy, [scans], workers=1)

    assert summary.read == 1
    assert {row.source: row.reason for row in summary.refused} == {
        "a-empty.pdf": Refusal.BROKEN_FILE,
        "b-letter.txt": Refusal.UNKNOWN_FORMAT,
        "c-white.png": Refusal.NO_TICKET,
        "d-no-form.jpg": Refusal.NO_TICKET,
        "e-cut-off.jpg": Refusal.BROKEN_FILE,
    }


def test_a_file_that_cannot_be_opened_is_refused_and_the_batch_goes_on(
    printed_copy, real_page, monkeypatch
):
    locked = real_page.with_name("a-locked.pdf")
    locked.touch()
    read_bytes = type(locked).read_bytes

    def refusing(path):
        if path.name == locked.name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read_bytes(path)

    monkeypatch.setattr(type(locked), "read_bytes", refusing)
    summary = read_scans(printed_copy, [real_page.parent], workers=1)

    assert summary.read == 1
    (row,) = summary.refused
    assert (row.source, row.reason) == ("a-locked.pdf", Refusal.BROKEN_FILE)
    assert os.strerror(errno.EACCES) in row.detail


def test_a_name_that_is_not_utf_8_is_shown_with_replacements(printed_copy, tmp_path):
    path = tmp_path / os.fsdecode(b"x\xe3-.pdf")
    path.touch()

    summary = read_scans(printed_copy, [path], workers=1)

    assert [row.source for row in summary.refused] == ["x?-.pdf"]


@pytest.mark.parametrize("kept", [0, 2000], ids=["empty", "cut off"])
def test_a_good_file_lifts_what_was_noted_about_a_broken_one_of_its_name(
    printed_copy, real_page, kept
):
    good = real_page.read_bytes()
    real_page.write_bytes(good[:kept])
    assert len(read_scans(printed_copy, [real_page], workers=1).refused) == 1
    with AnswerStore(printed_copy.answers) as store:
        assert store.refusals() == {Refusal.BROKEN_FILE: 1}

    real_page.write_bytes(good)
    read_scans(printed_copy, [real_page], workers=1)

    with AnswerStore(printed_copy.answers) as store:
        assert store.refusals() == {}


def test_of_two_runs_only_the_first_one_says_where_returns_come_from(printed_copy):
    with AnswerStore(printed_copy.answers) as one, AnswerStore(printed_copy.answers) as other:
        first, second = Origin(one), Origin(other)
        first.admit(rehearsed=False)
        with pytest.raises(RefusedPageError):
            second.admit(rehearsed=True)
        second.admit(rehearsed=False)
        assert Origin(other).real


def test_a_truncated_pdf_gives_its_good_pages(printed_copy, rehearsed, tmp_path):
    whole = next(path for path in sorted(rehearsed.scans.iterdir()) if path.suffix == ".pdf")
    with pikepdf.open(whole) as pdf:
        count = len(pdf.pages)
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])

    summary = read_scans(printed_copy, [cut], workers=1)

    assert 0 < summary.read < count
    assert summary.refused
    with AnswerStore(printed_copy.answers) as store:  # not lifted by its own good pages
        assert store.refusals().total() == len(summary.refused)


def test_a_missing_page_leaves_a_form_partial(printed_copy, rehearsed):
    summary = read_scans(printed_copy, [rehearsed.scans], workers=1)
    with closing(sqlite3.connect(printed_copy.answers)) as connection, connection:
        (serial,) = connection.execute(
            "select serial from fields where variable = 'DY0' and value = 1 limit 1"
        ).fetchone()
        connection.execute("pragma foreign_keys = off")
        for table in ("crops", "fields", "pages"):
            where = "serial = ?" + (" and page = 5" if table != "crops" else "")
            connection.execute(f"delete from {table} where {where}", (serial,))

    data = open_round(printed_copy.path).codes().set_index("serial")

    assert summary.forms == len(data)
    assert data.loc[serial, "status"] == "partial"


def test_an_empty_folder_and_a_missing_file_are_told_apart(printed_copy, tmp_path):
    with pytest.raises(NothingToReadError, match=str(tmp_path)):
        read_scans(printed_copy, [_made(tmp_path / "empty")])
    with pytest.raises(NothingToReadError, match=r"nowhere\.pdf"):
        read_scans(printed_copy, [tmp_path / "nowhere.pdf"])


def _made(folder):
    folder.mkdir()
    return folder


def test_a_round_that_is_not_printed_says_what_to_do(fresh_round, tmp_path):
    with pytest.raises(NotPrintedError, match="phieu print"):
        read_scans(fresh_round(), [_made(tmp_path / "scans")])


def test_a_full_disk_stops_reading_and_keeps_what_was_stored(printed_copy, rehearsed, monkeypatch):
    put, calls = images.ImageFolder.put, []

    def put_until_full(self, sha256, extension, data):
        calls.append(sha256)
        if len(calls) > 5:
            raise StoreFullError(self.folder)
        return put(self, sha256, extension, data)

    monkeypatch.setattr(images.ImageFolder, "put", put_until_full)
    with pytest.raises(StoreFullError):
        read_scans(printed_copy, [rehearsed.scans], workers=1)
    monkeypatch.undo()

    summary = read_scans(printed_copy, [rehearsed.scans], workers=1)

    assert summary.already == 5
    assert summary.read == summary.pages - 5


def test_a_rehearsal_goes_into_a_folder_of_its_own(printed_copy, tmp_path):
    (tmp_path / "holiday.jpg").touch()

    with pytest.raises(RehearsalFolderError):
        rehearse(printed_copy, tmp_path, Simulation(seed=1))
    assert [path.name for path in tmp_path.glob("*.*")] == ["holiday.jpg"]


def test_a_rehearsal_repeats_itself_whatever_the_processes(printed_copy, rehearsed, tmp_path):
    again = rehearse(
        printed_copy,
        tmp_path / "again",
        Simulation(seed=11),
        truth=tmp_path / "truth.csv",
        workers=2,
    )

    assert (tmp_path / "truth.csv").read_bytes() == rehearsed.truth.read_bytes()
    for name in again.files:
        assert (tmp_path / "again" / name).read_bytes() == (rehearsed.scans / name).read_bytes()
