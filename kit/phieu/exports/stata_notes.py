"""Notes put into a Stata file: pyreadstat writes none.

Notes are characteristics named note1, note2, …, and note0 their number; what follows them in the
file moves, and with it the map of its parts. The format: Stata's help, “file formats .dta”, 118.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from phieu.errors import PhieuError
from phieu.messages import _

DATASET = "_dta"  # the name under which the notes of the whole dataset stand
_MAP = b"<map>"
_OFFSETS = struct.Struct("<14Q")
_CHARACTERISTICS = 8  # of the map's offsets; those after it move
_EMPTY = b"<characteristics></characteristics>"
_NAME_BYTES = 129
_HEADER_AT_MOST = 4096  # the map stands behind a header of some hundred bytes
_COPIED_AT_ONCE = 1 << 20


class UnknownDtaError(PhieuError):
    """A Stata file that is not laid out as expected; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Notes cannot be put into this .dta: it is not laid out as expected. Export to "
                "another format, and report this."
            )
        )


def insert_notes(source: BinaryIO, target: BinaryIO, notes: Mapping[str, Sequence[str]]) -> None:
    """Writes `source` to `target` with the notes of each variable, or of `DATASET`.

    Raises UnknownDtaError before anything is written.
    """
    head = source.read(_HEADER_AT_MOST)
    at = head.find(_MAP) + len(_MAP)
    if not head.startswith(b"<stata_dta>") or at < len(_MAP) or len(head) < at + _OFFSETS.size:
        raise UnknownDtaError
    offsets = _OFFSETS.unpack_from(head, at)
    place = offsets[_CHARACTERISTICS]
    source.seek(place)
    if source.read(len(_EMPTY)) != _EMPTY:
        raise UnknownDtaError
    added = b"".join(
        _characteristic(name, key, value)
        for name, texts in notes.items()
        for key, value in _numbered(texts)
    )
    moved = (o + len(added) * (i > _CHARACTERISTICS) for i, o in enumerate(offsets))
    source.seek(0)
    before = bytearray(source.read(place))
    _OFFSETS.pack_into(before, at, *moved)
    target.write(bytes(before) + b"<characteristics>" + added + b"</characteristics>")
    source.seek(place + len(_EMPTY))
    shutil.copyfileobj(source, target, _COPIED_AT_ONCE)


def _numbered(texts: Sequence[str]) -> list[tuple[str, str]]:
    if not texts:
        return []
    return [("note0", str(len(texts))), *((f"note{i}", t) for i, t in enumerate(texts, start=1))]


def _characteristic(name: str, key: str, value: str) -> bytes:
    content = _name(name) + _name(key) + value.replace("\0", "").encode() + b"\0"
    return b"<ch>" + struct.pack("<I", len(content)) + content + b"</ch>"


def _name(text: str) -> bytes:
    return text.encode().ljust(_NAME_BYTES, b"\0")
