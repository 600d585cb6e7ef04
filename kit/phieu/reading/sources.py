"""Incoming files to page pictures: PDF, TIFF, JPEG, PNG, and ZIP archives of those."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from phieu.messages import _

from .model import Refusal
from .pdf_pages import pdf_pages
from .source_page import PNG_SIGNATURE, RefusedSource, SourcePage, decode, picture_problem
from .tiff_pages import SIGNATURES as TIFF_SIGNATURES
from .tiff_pages import tiff_pages

__all__ = ["RefusedSource", "SourcePage", "decode", "pages"]

MAX_PAGES = 20_000  # a file: a year of a province's forms; a damaged page count goes to millions
MAX_ENTRIES = 20_000
MAX_UNPACKED = 4 << 30  # bytes of all of an archive's files; they are unpacked one at a time
MAX_UNPACKED_FILE = 1 << 30

_PDF_HEADER_WITHIN = 1024  # bytes; readers accept a PDF that starts late
_HEAD = 1024
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"heif")
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_ENTRY = 0x1
_UNPACKING_FAILS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,  # a way of compressing that is not known
    RuntimeError,
    ValueError,
)
# What operating systems put into archives unasked.
_LITTER = ("__MACOSX/", ".", "Thumbs.db", "desktop.ini")


def pages(data: bytes, name: str) -> Iterator[SourcePage | RefusedSource]:
    """Every page of a file, told by its content and never by its name.

    Whatever cannot be used comes as a RefusedSource in its place; the rest goes on. Pages are
    made one at a time, so a long file needs no more memory than a short one.
    """
    if not data:
        detail = _("The file is empty. Copy it again, or scan these sheets again.")
        yield RefusedSource(name, None, Refusal.BROKEN_FILE, detail)
    elif data.startswith(_ZIP_SIGNATURES):
        yield from _archive_pages(data, name)
    else:
        yield from _document_pages(data, name)


def _document_pages(data: bytes, name: str) -> Iterator[SourcePage | RefusedSource]:
    if data.startswith((b"\xff\xd8\xff", PNG_SIGNATURE)):
        problem = picture_problem(data)
        if problem is None:
            is_png = data.startswith(PNG_SIGNATURE)
            yield SourcePage(name, 1, data, "png" if is_png else "jpg")
        else:
            yield RefusedSource(name, None, *problem)
    elif data.startswith(TIFF_SIGNATURES):
        yield from tiff_pages(data, name, MAX_PAGES)
    elif b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        yield from pdf_pages(data, name, MAX_PAGES)
    else:
        yield RefusedSource(name, None, Refusal.UNKNOWN_FORMAT, _unknown(data))


def _unknown(head: bytes) -> str:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return _(
            "This is a HEIC picture from a phone. Set the phone's camera to JPEG (Most "
            "Compatible), or save the picture as JPEG."
        )
    if head.startswith(_ZIP_SIGNATURES):
        return _("This is an archive inside an archive. Unpack it first.")
    return _("This is not a scan that can be read. Give PDF, TIFF, JPEG or PNG files, or a ZIP.")


def _archive_pages(data: bytes, name: str) -> Iterator[SourcePage | RefusedSource]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNPACKING_FAILS:
        detail = _("The archive is damaged or cut off. Copy it again.")
        yield RefusedSource(name, None, Refusal.BROKEN_FILE, detail)
        return
    with archive:
        entries = [e for e in archive.infolist() if not e.is_dir() and not _is_litter(e.filename)]
        problem = _archive_problem(entries)
        if problem is not None:
            yield RefusedSource(name, None, *problem)
            return
        for entry in entries:
            yield from _entry_pages(archive, entry, f"{name}/{_shown(entry.filename)}")


def _is_litter(path: str) -> bool:
    return path.startswith(_LITTER[0]) or path.rsplit("/", 1)[-1].startswith(_LITTER[1:])


def _archive_problem(entries: list[zipfile.ZipInfo]) -> tuple[Refusal, str] | None:
    if any(entry.filename == "[Content_Types].xml" for entry in entries):
        return Refusal.UNKNOWN_FORMAT, _(
            "This is an office document, not a scan. Scans come as PDF, TIFF, JPEG or PNG."
        )
    if not entries:
        return Refusal.BROKEN_FILE, _("The archive holds no files. Make it again with the scans.")
    # The declared sizes can be trusted as limits: unpacking stops at them.
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED:
        return Refusal.TOO_LARGE, _(
            "The archive holds {count} files of {size} MB unpacked, too much for one. Split it."
        ).format(count=len(entries), size=total >> 20)
    return None


def _entry_pages(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str
) -> Iterator[SourcePage | RefusedSource]:
    def refused(reason: Refusal, detail: str) -> RefusedSource:
        return RefusedSource(name, None, reason, detail)

    if entry.flag_bits & _ENCRYPTED_ENTRY:
        detail = _("The archive is protected by a password. Unpack it and give the files.")
        yield refused(Refusal.UNKNOWN_FORMAT, detail)
        return
    if entry.file_size > MAX_UNPACKED_FILE:
        detail = _("The file has {size} MB, too much for one. Split it.")
        yield refused(Refusal.TOO_LARGE, detail.format(size=entry.file_size >> 20))
        return
    try:
        # The head first: what is no scan is not unpacked at all.
        with archive.open(entry) as stream:
            head = stream.read(_HEAD)
            data = head + stream.read() if _is_scan(head) else head
    except _UNPACKING_FAILS:
        detail = _("This file of the archive is damaged. Make the archive again.")
        yield refused(Refusal.BROKEN_FILE, detail)
        return
    if data:
        yield from _document_pages(data, name)
    else:
        yield from pages(data, name)


def _is_scan(head: bytes) -> bool:
    signatures = (b"\xff\xd8\xff", PNG_SIGNATURE, *TIFF_SIGNATURES)
    return head.startswith(signatures) or b"%PDF-" in head[:_PDF_HEADER_WITHIN]


def _shown(path: str) -> str:
    """An archive's path for a message: on one line, whatever it holds. Never used as a path."""
    return "".join(letter if letter.isprintable() else "?" for letter in path)
