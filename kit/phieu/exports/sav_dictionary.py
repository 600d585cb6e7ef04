"""Where the parts of a .sav or .zsav lie: its dictionary read, up to the first byte of data.

The format: PSPP developer's guide, “System File Format”. Little endian, as ReadStat writes it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from phieu.errors import PhieuError
from phieu.messages import _

_HEADER = 176
_LAYOUT, _COMPRESSION = 64, 72  # offsets in the header
_EXTENSION, _END = 7, 999  # kinds of record
_DOCUMENT_LINE = 80
LONG_NAMES = 13
ZLIB = 2


class UnknownSavError(PhieuError):
    """A system file that is not of the kind known here; nothing was written."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(
            _(
                "Multiple response sets and roles cannot be put into this .sav: {detail}. Export "
                "to sps, whose syntax defines them, and report this."
            ).format(detail=detail)
        )


@dataclass(frozen=True)
class Extension:
    """A record of type 7. whole: its bytes with the head."""

    subtype: int
    whole: bytes

    @property
    def payload(self) -> bytes:
        return self.whole[16:]


@dataclass(frozen=True)
class SavDictionary:
    """core: the bytes before the first extension; end: the offset of the record that ends the
    dictionary; data: of what follows that record."""

    core: bytes
    extensions: tuple[Extension, ...]
    end: int
    data: int
    compression: int

    @property
    def short_names(self) -> Mapping[str, str]:
        """By the name people see, the name of at most 8 bytes by which the file refers to it."""
        found = (e.payload.decode() for e in self.extensions if e.subtype == LONG_NAMES)
        pairs = (pair.partition("=") for text in found for pair in text.split("\t") if pair)
        return {name.rstrip("\0"): short for short, _equals, name in pairs}


def read_dictionary(source: BinaryIO) -> SavDictionary:
    """Reads from the start and stands at the first byte of data. Raises UnknownSavError."""
    header = source.read(_HEADER)
    if len(header) < _HEADER or header[:4] not in (b"$FL2", b"$FL3"):
        raise UnknownSavError(_("it does not begin as a system file does"))
    if struct.unpack_from("<i", header, _LAYOUT)[0] not in (2, 3):
        raise UnknownSavError(_("its numbers are not little endian"))
    (compression,) = struct.unpack_from("<i", header, _COMPRESSION)
    core, extensions, end = bytearray(header), [], _HEADER
    while (kind := _integer(head := _exactly(source, 4))) != _END:
        record = head + _rest(source, kind)
        end += len(record)
        if kind == _EXTENSION:
            extensions.append(Extension(_integer(record, 4), record))
        elif extensions:
            raise UnknownSavError(_("a record of type {kind} stands late").format(kind=kind))
        else:
            core += record
    _exactly(source, 4)
    return SavDictionary(bytes(core), tuple(extensions), end, end + 8, compression)


def _rest(source: BinaryIO, kind: int) -> bytes:
    """A record without the four bytes that name its kind."""
    match kind:
        case 2:  # one variable
            return _variable(source)
        case 3:  # value labels
            return _value_labels(source)
        case 4:  # the variables that have them
            return _counted(source, 4)
        case 6:  # notes
            return _counted(source, _DOCUMENT_LINE)
        case 7:  # an extension
            head = _exactly(source, 12)
            return head + _exactly(source, _integer(head, 4) * _integer(head, 8))
        case _:
            raise UnknownSavError(_("it has a record of type {kind}").format(kind=kind))


def _variable(source: BinaryIO) -> bytes:
    record = _exactly(source, 28)
    labelled, missing = _integer(record, 4), _integer(record, 8)
    if labelled:
        size = _exactly(source, 4)
        record += size + _exactly(source, _padded(_integer(size), 4))
    return record + _exactly(source, 8 * abs(missing))


def _value_labels(source: BinaryIO) -> bytes:
    record = _exactly(source, 4)
    for _label in range(_integer(record)):
        head = _exactly(source, 9)  # the value, and how long its label is
        record += head + _exactly(source, _padded(head[8] + 1, 8) - 1)
    return record


def _counted(source: BinaryIO, size: int) -> bytes:
    count = _exactly(source, 4)
    return count + _exactly(source, size * _integer(count))


def _padded(size: int, unit: int) -> int:
    return -(-size // unit) * unit


def _integer(record: bytes, offset: int = 0) -> int:
    found: int = struct.unpack_from("<i", record, offset)[0]
    return found


def _exactly(source: BinaryIO, size: int) -> bytes:
    found = source.read(size) if size >= 0 else b""
    if len(found) != size:
        raise UnknownSavError(_("it ends within its dictionary"))
    return found
