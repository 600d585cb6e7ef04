"""Files are told by their content; archives come apart; what is no scan says what to do."""

from __future__ import annotations

import hashlib
import zipfile

import pytest
from PIL import Image
from sample_files import (
    HEIGHT,
    SHEETS,
    WIDTH,
    a_file,
    a_pdf,
    a_zip,
    all_good,
    difference,
    refusal,
)

from phieu.reading import sources
from phieu.reading.model import Refusal
from phieu.reading.sources import RefusedSource, SourcePage, decode, pages


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png")])
def test_a_picture_file_is_its_own_page(kind: str, extension: str) -> None:
    data = a_file(SHEETS[2], kind)
    (page,) = all_good(data)
    assert (page.name, page.number, page.data, page.extension) == ("scan", 1, data, extension)
    assert page.sha256 == hashlib.sha256(data).hexdigest()
    assert difference(page, SHEETS[2]) < 2


def test_the_kind_of_a_file_is_told_by_its_content_not_its_name() -> None:
    for data, extension in [
        (a_file(SHEETS[0], "JPEG"), "jpg"), (a_file(SHEETS[0], "PNG"), "png"),
        (a_file(SHEETS[0], "TIFF"), "tif"), (a_file(SHEETS[0], "PDF"), "jpg"),
    ]:  # fmt: skip
        (page,) = all_good(data, "notes.docx")
        assert page.extension == extension


def test_the_orientation_that_a_phone_noted_is_ignored() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = all_good(a_file(SHEETS[0], "JPEG", exif=exif))
    assert decode(page).shape == (HEIGHT, WIDTH)


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_UNPACKED", 1_000_000)
    bomb = a_zip({"a.pdf": b"%PDF-" + bytes(2_000_000)}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 5_000
    assert refusal(bomb).reason is Refusal.TOO_LARGE


def test_an_archive_s_file_that_is_too_large_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sources, "MAX_UNPACKED_FILE", 1_000_000)
    entries = {"a.pdf": b"%PDF-" + bytes(2_000_000), "b.jpg": a_file(SHEETS[0], "JPEG")}
    bad, good = pages(a_zip(entries, zipfile.ZIP_DEFLATED), "scan.zip")
    assert isinstance(bad, RefusedSource)
    assert bad.reason is Refusal.TOO_LARGE
    assert isinstance(good, SourcePage)


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_ENTRIES", 3)
    archive = a_zip({f"{i}.jpg": b"\xff\xd8\xff" for i in range(4)})
    assert refusal(archive).reason is Refusal.TOO_LARGE


def test_an_archive_gives_the_pages_of_its_files_in_any_folder() -> None:
    archive = a_zip({
        "a.jpg": a_file(SHEETS[0], "JPEG"),
        "đợt 1/xã/b.pdf": a_pdf(),
        "__MACOSX/._a.jpg": b"litter",
        "x/.DS_Store": b"litter",
        "notes.txt": b"not a scan",
        "x/empty.pdf": b"",
    }, zipfile.ZIP_DEFLATED)  # fmt: skip
    found = list(pages(archive, "all.zip"))
    good = [(page.name, page.number) for page in found if isinstance(page, SourcePage)]
    assert good == [("all.zip/a.jpg", 1), *(("all.zip/đợt 1/xã/b.pdf", n) for n in range(1, 7))]
    bad = {page.name: page.reason for page in found if isinstance(page, RefusedSource)}
    assert bad == {
        "all.zip/notes.txt": Refusal.UNKNOWN_FORMAT,
        "all.zip/x/empty.pdf": Refusal.BROKEN_FILE,
    }


def test_a_name_that_climbs_out_of_its_archive_is_only_a_name() -> None:
    entries = {
        name: a_file(SHEETS[0], "JPEG") for name in ("../../etc/x.jpg", "/root\n\x1b[2J.jpg")
    }
    found = all_good(a_zip(entries), "all.zip")
    assert [page.name for page in found] == ["all.zip/../../etc/x.jpg", "all.zip//root??[2J.jpg"]


def test_an_archive_inside_an_archive_is_refused() -> None:
    inner = a_zip({"a.jpg": a_file(SHEETS[0], "JPEG")})
    assert refusal(a_zip({"inner.zip": inner})).reason is Refusal.UNKNOWN_FORMAT


def test_a_locked_file_of_an_archive_is_refused() -> None:
    archive = bytearray(a_zip({"a.jpg": a_file(SHEETS[0], "JPEG")}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(signature) + flags] |= 1
    assert refusal(bytes(archive)).reason is Refusal.UNKNOWN_FORMAT


def test_an_archive_whose_file_is_damaged_says_so() -> None:
    picture = a_file(SHEETS[0], "JPEG")
    archive = bytearray(a_zip({"a.jpg": picture}))
    archive[archive.index(picture) + 1000] ^= 0xFF
    assert refusal(bytes(archive)).reason is Refusal.BROKEN_FILE


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (b"", Refusal.BROKEN_FILE, "rỗng"),
        (b"just words", Refusal.UNKNOWN_FORMAT, "TIFF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", Refusal.UNKNOWN_FORMAT, "HEIC"),
        (a_zip({"[Content_Types].xml": b"", "word/document.xml": b""}),
         Refusal.UNKNOWN_FORMAT, "văn phòng"),
        (a_zip({}), Refusal.BROKEN_FILE, "ZIP"),
        (a_zip({"a.jpg": a_file(SHEETS[0], "JPEG")})[:-30], Refusal.BROKEN_FILE, "ZIP"),
    ],
    ids=["empty", "text", "HEIC", "DOCX", "empty ZIP", "cut-off ZIP"],
)  # fmt: skip
def test_what_is_no_scan_is_refused_with_what_to_do(
    data: bytes, reason: Refusal, word: str
) -> None:
    refused = refusal(data)
    assert (refused.reason, refused.number) == (reason, None)
    assert word in refused.detail
