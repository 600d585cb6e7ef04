"""What pyreadstat cannot write into a .sav: multiple response sets, roles, attributes.

The records go where SPSS puts them, and the data move by as much: only the dictionary is read, so
that a file of any size costs one copy. The format: PSPP developer's guide, “System File Format”.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from phieu.messages import _

from .response_sets import ResponseSet
from .sav_dictionary import ZLIB, Extension, SavDictionary, UnknownSavError, read_dictionary

SETS, FILE_ATTRIBUTES, VARIABLE_ATTRIBUTES = 7, 17, 18  # subtypes
_ZHEADER = struct.Struct("<qqq")  # its own offset, the trailer's, the trailer's size
_ZTRAILER = struct.Struct("<qqii")  # bias, zero, size of a block, number of blocks
_ZBLOCK = struct.Struct("<qqii")  # offsets before and after compression, and both sizes
_COPIED_AT_ONCE = 1 << 20

Attributes = Mapping[str, str]


@dataclass(frozen=True)
class Extras:
    """attributes: of each variable, by its name. of_file: of the file."""

    sets: Sequence[ResponseSet] = ()
    attributes: Mapping[str, Attributes] = field(default_factory=dict)
    of_file: Attributes = field(default_factory=dict)


def insert_extensions(source: BinaryIO, target: BinaryIO, extras: Extras) -> None:
    """Writes `source` to `target` with the extras in its dictionary.

    source: from its first byte. Raises UnknownSavError before anything is written.
    """
    dictionary = read_dictionary(source)
    added = _extensions(extras, dictionary.short_names)
    present = {extension.subtype for extension in dictionary.extensions}
    for extension in added:
        if extension.subtype in present:
            raise UnknownSavError(
                _("it has a record of type {kind}").format(kind=f"7, {extension.subtype}")
            )
    shift = sum(len(extension.whole) for extension in added)
    trailer = _trailer(source, dictionary, shift) if dictionary.compression == ZLIB else None
    source.seek(dictionary.end)
    target.write(dictionary.core)
    # In the order of their subtypes, as SPSS writes them.
    for extension in sorted([*dictionary.extensions, *added], key=lambda e: e.subtype):
        target.write(extension.whole)
    target.write(source.read(dictionary.data - dictionary.end))
    if trailer is None:
        shutil.copyfileobj(source, target, _COPIED_AT_ONCE)
    else:
        _copy_blocks(source, target, shift, trailer)


def _extensions(extras: Extras, short_names: Mapping[str, str]) -> list[Extension]:
    texts = {
        SETS: "".join(_set_text(found, short_names) for found in extras.sets),
        FILE_ATTRIBUTES: _attributes_text(extras.of_file),
        VARIABLE_ATTRIBUTES: "/".join(
            f"{name}:{_attributes_text(attributes)}"
            for name, attributes in extras.attributes.items()
            if attributes
        ),
    }
    return [_extension(subtype, text) for subtype, text in texts.items() if text]


def _extension(subtype: int, text: str) -> Extension:
    payload = text.encode()
    return Extension(subtype, struct.pack("<4i", 7, subtype, 1, len(payload)) + payload)


def _set_text(found: ResponseSet, short_names: Mapping[str, str]) -> str:
    """`$C3=D1 1 5 Label a b`: D and the counted value, or C; sizes in bytes; short names."""
    kind = "C" if found.counted is None else f"D{_sized(str(found.counted))}"
    members = " ".join(_lowered(short_names.get(name, name)) for name in found.members)
    return f"${found.name}={kind} {_sized(_one_line(found.label))} {members}\n"


def _lowered(name: str) -> str:
    """As SPSS refers to members; letters with accents stay, as ReadStat keeps them too."""
    return name.encode().lower().decode()


def _sized(text: str) -> str:
    return f"{len(text.encode())} {text}"


def _attributes_text(attributes: Attributes) -> str:
    """`Topic('T1'\n)`: a quote within a value stays as it is, for a line break ends the value."""
    return "".join(f"{name}('{_one_line(value)}'\n)" for name, value in attributes.items())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _trailer(source: BinaryIO, dictionary: SavDictionary, shift: int) -> bytes:
    """The end of a .zsav, which says where each block of data lies, moved by `shift`."""
    source.seek(dictionary.data)
    start, end, size = _ZHEADER.unpack(_whole(source, _ZHEADER.size))
    if start != dictionary.data:
        raise UnknownSavError(_("its compressed data do not begin where it says"))
    source.seek(end)
    trailer = _whole(source, size)
    bias, zero, block_size, count = _ZTRAILER.unpack_from(trailer)
    if size != _ZTRAILER.size + count * _ZBLOCK.size:
        raise UnknownSavError(_("its list of compressed blocks has another length than it says"))
    blocks = _ZBLOCK.iter_unpack(trailer[_ZTRAILER.size :])
    moved = (
        _ZBLOCK.pack(plain + shift, packed + shift, *sizes) for plain, packed, *sizes in blocks
    )
    return _ZTRAILER.pack(bias, zero, block_size, count) + b"".join(moved)


def _copy_blocks(source: BinaryIO, target: BinaryIO, shift: int, trailer: bytes) -> None:
    start, end, size = _ZHEADER.unpack(source.read(_ZHEADER.size))
    target.write(_ZHEADER.pack(start + shift, end + shift, size))
    left = end - source.tell()
    while left > 0:
        block = source.read(min(left, _COPIED_AT_ONCE))
        target.write(block)
        left -= len(block)
    target.write(trailer)


def _whole(source: BinaryIO, size: int) -> bytes:
    found = source.read(size)
    if len(found) != size:
        raise UnknownSavError(_("it ends within its compressed data"))
    return found
