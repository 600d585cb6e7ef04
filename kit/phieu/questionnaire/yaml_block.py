"""Values as YAML text: block style with short flow forms, long texts folded, quotes where needed.

A text comes back from yaml_tree as it went in, NFC. What another YAML reader would take for a
number, a date or a yes/no is quoted too, so that editors and other programs agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

WIDTH = 100  # columns; a longer text is folded
STEP = 2  # columns a level

_LONGEST_KEY = 500  # YAML wants the colon of a plain “key: value” within 1,024 characters


class Word(str):
    """A number, a date, true or false: written as it is, never quoted."""

    __slots__ = ()


class Flow(dict[str, "Written"]):
    """A mapping to write as {…} where one line takes it."""


Written: TypeAlias = "str | Mapping[str, Written] | Sequence[Written]"

# What YAML 1.1 or 1.2 reads as something else than a text.
_NOT_A_TEXT = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|<<|=)"
    r"|[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*)"
    r"|[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9_]+)(?:e[-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.inf|\.nan"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)
_NUMBER_KEY = re.compile(r"0|-?[1-9][0-9]*")  # a code: `1: Rất kém`
_PLAIN_START = re.compile(r"[^\W_]|[_“”‘’(/…–]")
_BREAKS_PLAIN = re.compile(r":(?:\s|$)|\s#")
_BREAKS_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:]")
# Spaces that keep words together or apart, and what joins an emoji: as they are, although Python
# does not count them as printable.
_KEPT = str.maketrans(dict.fromkeys("\xa0\u2009\u202f\u200d", "_"))
_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x00": "\\0",
    "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip


def entry(key: str, value: Written, column: int) -> list[str]:
    """The lines of “key: value”, the key at a column (from 0)."""
    pad = " " * column
    word = key_in_line(key)
    if len(word) > _LONGEST_KEY:
        return [f"{pad}? {word}", *behind(f"{pad}:", value, column)]
    return behind(f"{pad}{word}:", value, column)


def item(value: Written, column: int) -> list[str]:
    """The lines of “- value”, the hyphen at a column."""
    pad = " " * column
    if isinstance(value, Mapping) and value and not _short_flow(value, column + STEP):
        lines = mapping(value, column + STEP)
        return [f"{pad}- {lines[0][column + STEP :]}", *lines[1:]]
    return behind(f"{pad}-", value, column)


def mapping(value: Mapping[str, Written], column: int) -> list[str]:
    """The lines of a mapping's entries."""
    return [line for key, part in value.items() for line in entry(key, part, column)]


def sequence(value: Sequence[Written], column: int) -> list[str]:
    """The lines of a list's items."""
    return [line for part in value for line in item(part, column)]


def in_line(value: Written, *, flow: bool = False) -> str:
    """On one line. flow: it stands inside {…} or […], where a comma ends it."""
    match value:
        case Word():
            return str(value)
        case str():
            text = unicodedata.normalize("NFC", value)
            return text if _plain(text, flow=flow) else quoted(text)
        case Mapping():
            entries = (
                f"{key_in_line(key, flow=True)}: {in_line(part, flow=True)}"
                for key, part in value.items()
            )
            return f"{{{', '.join(entries)}}}"
        case _:
            return f"[{', '.join(in_line(part, flow=True) for part in value)}]"


def behind(start: str, value: Written, column: int) -> list[str]:
    """The lines of a value after a start such as “key:” or “-”, on its line and below it.

    column: where the key or the hyphen stands.
    """
    match value:
        case str():
            return _text_after(start, value, column)
        case Mapping() if value and not _short_flow(value, len(start) + 1):
            return [start, *mapping(value, column + STEP)]
        case Sequence() if any(not isinstance(part, str) for part in value):
            return [start, *sequence(value, column + STEP)]
        case _:
            return [f"{start} {in_line(value)}"]


def folded(text: str, column: int) -> list[str] | None:
    """The lines under `>-`, at a column; None for a text that folding would change."""
    words = text.split(" ")
    if not all(words) or not printable(text):
        return None
    lines = [words[0]]
    for word in words[1:]:
        if column + len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return [" " * column + line for line in lines]


def literal(text: str, column: int) -> list[str] | None:
    """The lines under `|-`, at a column; None for a text that cannot stand there as it is."""
    lines = text.split("\n")
    fits = (
        not text.startswith((" ", "\n"))
        and not text.endswith("\n")
        and all(printable(line) for line in lines)
        and not any(line.endswith(" ") for line in lines)
    )
    return [" " * column + line if line else "" for line in lines] if fits and text else None


def _text_after(start: str, value: str, column: int) -> list[str]:
    one_line = f"{start} {in_line(value)}"
    if isinstance(value, Word):
        return [one_line]
    text = unicodedata.normalize("NFC", value)
    if "\n" in text:
        # A last line end is `|`, none is `|-`; more are rare and quoted.
        for header, body in (("|-", text), ("|", text.removesuffix("\n"))):
            lines = literal(body, column + STEP) if header == "|-" or body != text else None
            if lines is not None:
                return [f"{start} {header}", *lines]
    elif len(one_line) > WIDTH:
        lines = folded(text, column + STEP)
        if lines is not None:
            return [f"{start} >-", *lines]
    return [one_line]


def _short_flow(value: Mapping[str, Written], column: int) -> bool:
    return isinstance(value, Flow) and column + len(in_line(value)) <= WIDTH


def key_in_line(key: str, *, flow: bool = False) -> str:
    """A key before its colon; a code stays a bare number."""
    return key if _NUMBER_KEY.fullmatch(key) else in_line(key, flow=flow)


def printable(text: str) -> bool:
    """Whether every character may stand in the file as it is, on one line."""
    return text.translate(_KEPT).isprintable()


def _plain(text: str, *, flow: bool) -> bool:
    return (
        _PLAIN_START.match(text) is not None
        and not text[-1].isspace()
        and printable(text)
        and not _BREAKS_PLAIN.search(text)
        and not (flow and _BREAKS_PLAIN_IN_FLOW.search(text))
        and not _NOT_A_TEXT.fullmatch(text)
    )


def quoted(text: str) -> str:
    """In double quotes, on one line."""
    return f'"{"".join(_quoted_characters(text))}"'


def _quoted_characters(text: str) -> Iterator[str]:
    escaped = False
    for character in text:
        code = ord(character)
        # NFC would join a mark to the letter of an escape before it: \n and an acute are \ń.
        joins = escaped and unicodedata.combining(character) != 0
        escaped = True
        if character in _ESCAPES:
            yield _ESCAPES[character]
        elif not joins and printable(character):
            yield character
            escaped = False
        elif code <= 0xFF:
            yield f"\\x{code:02X}"
        elif code <= 0xFFFF:
            yield f"\\u{code:04X}"
        else:
            yield f"\\U{code:08X}"
