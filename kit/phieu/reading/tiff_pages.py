"""The pages of a multi-page TIFF, each copied into a TIFF of its own without recompressing."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from phieu.messages import _

from .model import Refusal
from .source_page import MAX_PIXELS, RefusedSource, SourcePage, broken_picture, too_large

SIGNATURES = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")

# Tags by TIFF 6.0 (1992).
_SUBFILE_TYPE, _WIDTH, _HEIGHT, _COMPRESSION = 254, 256, 257, 259
_SAMPLES_PER_PIXEL, _TILE_WIDTH, _TILE_HEIGHT = 277, 322, 323
_STRIP_OFFSETS, _STRIP_COUNTS, _TILE_OFFSETS, _TILE_COUNTS = 273, 279, 324, 325
_POINTERS = frozenset({288, 289, 330, 34665, 34853, 40965})  # to parts that are not copied
_OLD_JPEG = 6  # keeps its tables in places that only the whole file knows
_MAX_SAMPLES = 8

_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
               16: 8, 17: 8, 18: 8}  # fmt: skip
_INTEGER_TYPES = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}


@dataclass(frozen=True)
class _Entry:
    kind: int
    count: int
    raw: bytes

    def integers(self, order: str) -> tuple[int, ...]:
        return struct.unpack(f"{order}{self.count}{_INTEGER_TYPES[self.kind]}", self.raw)


@dataclass(frozen=True)
class _Flavour:
    """How a file writes its numbers: classic TIFF, or BigTIFF with 64-bit offsets."""

    order: str  # < or >
    offset: str
    entry_count: str

    def read(self, code: str, data: bytes, at: int) -> int:
        field = data[at : at + self.size(code)]  # a slice: a place can be beyond any index
        value: int = struct.unpack(self.order + code, field)[0]
        return value

    def size(self, code: str) -> int:
        return struct.calcsize(self.order + code)


@dataclass(frozen=True)
class _Directory:
    """The tags of one page (an image file directory)."""

    flavour: _Flavour
    entries: Mapping[int, _Entry]

    def integer(self, tag: int, default: int) -> int:
        entry = self.entries.get(tag)
        return default if entry is None else entry.integers(self.flavour.order)[0]

    def pieces(self) -> tuple[int, int]:
        """The tags that hold the places and the lengths of the strips or tiles."""
        if _TILE_OFFSETS in self.entries:
            return _TILE_OFFSETS, _TILE_COUNTS
        return _STRIP_OFFSETS, _STRIP_COUNTS


class _BrokenDirectoryError(Exception):
    pass


# What damaged bytes lead to while tags are read: out of the file, no such tag, no such type.
_DAMAGE = (_BrokenDirectoryError, struct.error, KeyError, IndexError)


def tiff_pages(data: bytes, name: str, max_pages: int) -> Iterator[SourcePage | RefusedSource]:
    """The pages in file order; thumbnails left out. A break in the chain ends it, reported."""
    number, seen = 1, set[int]()
    try:
        flavour = _flavour(data)
        at = _first(data, flavour)
    except struct.error:
        yield RefusedSource(name, None, Refusal.BROKEN_FILE, _cut_off())
        return
    while at:
        try:
            if at in seen or number > max_pages:
                raise _BrokenDirectoryError
            seen.add(at)
            directory, at = _directory(data, flavour, at)
        except _DAMAGE:
            yield RefusedSource(name, number, Refusal.BROKEN_FILE, _cut_off())
            return
        page = _page(data, directory, name, number)
        if page is not None:
            yield page
        number += 1


def _cut_off() -> str:
    return _(
        "The file is cut off here: this page and any after it are lost. Copy the file again, or "
        "scan these sheets again."
    )


def _flavour(data: bytes) -> _Flavour:
    order = "<" if data.startswith(b"II") else ">"
    big = data[:4] in SIGNATURES[2:]
    return _Flavour(order, "Q", "Q") if big else _Flavour(order, "I", "H")


def _first(data: bytes, flavour: _Flavour) -> int:
    return flavour.read(flavour.offset, data, 8 if flavour.offset == "Q" else 4)


def _directory(data: bytes, flavour: _Flavour, at: int) -> tuple[_Directory, int]:
    """The directory at a place and where the next one stands (0: none)."""
    count = flavour.read(flavour.entry_count, data, at)
    at += flavour.size(flavour.entry_count)
    step = 4 + 2 * flavour.size(flavour.offset)
    if at + count * step > len(data):
        raise _BrokenDirectoryError
    entries: dict[int, _Entry] = {}
    room = len(data)
    for i in range(count):
        tag, entry = _entry(data, flavour, at + i * step)
        entries[tag] = entry
        # Tags that share their bytes could make a small file need any amount of memory.
        room -= len(entry.raw)
        if room < 0:
            raise _BrokenDirectoryError
    return _Directory(flavour, entries), flavour.read(flavour.offset, data, at + count * step)


def _entry(data: bytes, flavour: _Flavour, at: int) -> tuple[int, _Entry]:
    tag, kind = struct.unpack_from(flavour.order + "HH", data, at)
    width = flavour.size(flavour.offset)
    count = flavour.read(flavour.offset, data, at + 4)
    length = count * _TYPE_SIZES[kind]
    start = at + 4 + width
    if length > width:
        start = flavour.read(flavour.offset, data, start)
    raw = data[start : start + length]
    if len(raw) != length:
        raise _BrokenDirectoryError
    return tag, _Entry(kind, count, raw)


def _page(
    data: bytes, directory: _Directory, name: str, number: int
) -> SourcePage | RefusedSource | None:
    def refused(reason: Refusal, detail: str) -> RefusedSource:
        return RefusedSource(name, number, reason, detail)

    try:
        if directory.integer(_SUBFILE_TYPE, 0) & 1:  # a reduced copy of another page
            return None
        width, height = directory.integer(_WIDTH, 0), directory.integer(_HEIGHT, 0)
        tile = directory.integer(_TILE_WIDTH, 1) * directory.integer(_TILE_HEIGHT, 1)
        if width * height > MAX_PIXELS or tile > MAX_PIXELS:
            return refused(Refusal.TOO_LARGE, too_large(width, height))
        samples = directory.integer(_SAMPLES_PER_PIXEL, 1)
        if width * height == 0 or samples > _MAX_SAMPLES:
            return refused(Refusal.BROKEN_FILE, broken_picture())
        if directory.integer(_COMPRESSION, 1) == _OLD_JPEG:
            return refused(
                Refusal.UNKNOWN_FORMAT,
                _(
                    "This TIFF is compressed in a way that was withdrawn in 1995. Save it as PDF, "
                    "or as TIFF with LZW or group 4 compression."
                ),
            )
        return SourcePage(name, number, _single_page_file(data, directory), "tif")
    except _DAMAGE:
        return refused(Refusal.BROKEN_FILE, broken_picture())


def _single_page_file(data: bytes, directory: _Directory) -> bytes:
    """A classic TIFF: header, one directory, long tag values, then the strips or tiles as is."""
    order = directory.flavour.order
    offsets_tag, counts_tag = directory.pieces()
    places = directory.entries[offsets_tag].integers(order)
    lengths = directory.entries[counts_tag].integers(order)
    if len(places) != len(lengths) or sum(lengths) > len(data):
        raise _BrokenDirectoryError
    pieces = [data[at : at + length] for at, length in zip(places, lengths, strict=True)]
    if list(map(len, pieces)) != list(lengths):
        raise _BrokenDirectoryError
    kept = {tag: e for tag, e in directory.entries.items() if tag not in _POINTERS}
    kept[counts_tag] = _longs(lengths, order)
    kept[offsets_tag] = _longs((0,) * len(places), order)  # its length is known, its values later

    tags = sorted(kept)
    value_at = 8 + 2 + 12 * len(tags) + 4
    positions: dict[int, int] = {}
    for tag in tags:
        if len(kept[tag].raw) > 4:
            positions[tag] = value_at
            value_at += len(kept[tag].raw) + len(kept[tag].raw) % 2  # TIFF 6.0: word boundaries
    new_places = []
    piece_at = value_at
    for piece in pieces:
        new_places.append(piece_at)
        piece_at += len(piece)
    kept[offsets_tag] = _longs(tuple(new_places), order)

    out = [b"II*\x00" if order == "<" else b"MM\x00*", struct.pack(order + "I", 8)]
    out.append(struct.pack(order + "H", len(tags)))
    for tag in tags:
        entry = kept[tag]
        out.append(struct.pack(order + "HHI", tag, entry.kind, entry.count))
        inline = entry.raw.ljust(4, b"\x00")
        out.append(struct.pack(order + "I", positions[tag]) if tag in positions else inline)
    out.append(b"\x00" * 4)
    out.extend(kept[tag].raw + b"\x00" * (len(kept[tag].raw) % 2) for tag in positions)
    return b"".join(out + pieces)


def _longs(values: tuple[int, ...], order: str) -> _Entry:
    return _Entry(4, len(values), struct.pack(f"{order}{len(values)}I", *values))
