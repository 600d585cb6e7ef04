"""The XPath of public forms cut into names, numbers, texts and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<name>\$\{\s*[^{}\s]+\s*\})
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<text>"[^"]*"|'[^']*'|‘[^’]*’|“[^”]*”)
  | (?P<function>[A-Za-z_][\w.:-]*)\s*(?=\()
  | (?P<path>(?:\.\./|/)[\w./:-]+)
  | (?P<word>[A-Za-z_][\w:-]*)
  | (?P<sign><=|>=|!=|[=<>(),+*.-])
  )""",
    re.VERBOSE,
)
# `and (` is no function call.
_WORDS = frozenset({"and", "or", "div", "mod"})


@dataclass(frozen=True)
class Token:
    """text: a name without its braces, a text without its quotes."""

    kind: str
    text: str


class UnknownSignError(ValueError):
    """What is no part of any expression."""


def tokens(text: str) -> list[Token]:
    """Raises UnknownSignError."""
    found, at = [], 0
    stripped = text.rstrip()
    while at < len(stripped):
        match = _TOKEN.match(stripped, at)
        if match is None:
            raise UnknownSignError(stripped[at:].lstrip()[:1])
        kind, inside = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "function" and inside in _WORDS:
            kind = "word"
        if kind == "name":
            inside = inside[2:-1].strip()
        if kind == "text":
            inside = inside[1:-1]
        found.append(Token(kind, inside))
        at = match.end()
    return [*found, Token("end", "")]
