"""YAML text as a tree of nodes that know where they stand in it, to the character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from phieu.errors import PhieuError
from phieu.messages import _

from ..yaml_tree import BrokenYamlError, parse

_GAP = re.compile(r"(?:\s|#[^\n]*)*")  # between two nodes: space, line ends, comments
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*(?=[^\n]|\Z)")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


class CannotEditError(PhieuError):
    """The text has to be mended by hand before it can be edited by its parts."""


@dataclass(frozen=True)
class Text:
    """A scalar, from start up to end. style: the quote, `|`, `>`, or empty for a plain one."""

    text: str | None
    start: int
    end: int
    style: str


@dataclass(frozen=True)
class Item:
    """One item of a list. mark: its hyphen; in a flow list, where it begins."""

    mark: int
    value: Span

    @property
    def end(self) -> int:
        return max(self.mark + 1, self.value.end)


@dataclass(frozen=True)
class Entry:
    """One entry of a mapping. mark: its key, or the `?` before it; colon: behind the colon."""

    mark: int
    key: Text
    colon: int
    value: Span

    @property
    def end(self) -> int:
        return max(self.colon, self.value.end)


@dataclass(frozen=True)
class List:
    parts: tuple[Item, ...]
    start: int
    end: int
    flow: bool


@dataclass(frozen=True)
class Map:
    parts: tuple[Entry, ...]
    start: int
    end: int
    flow: bool

    def find(self, key: str) -> int | None:
        """The position of the entry with this key."""
        found = (place for place, entry in enumerate(self.parts) if entry.key.text == key)
        return next(found, None)


Span = Text | List | Map
Part = Item | Entry


@dataclass
class _Open:
    start: int
    flow: bool
    is_map: bool
    nodes: list[Span] = field(default_factory=list)


def spans(text: str) -> Map:
    """The tree of a file's text. Raises CannotEditError for a text that yaml_tree refuses."""
    try:
        root = _Reader(text).root()
    except (YAMLError, _RefusedError):
        root = None
    if isinstance(root, Map):
        return root
    try:
        parse(text)  # says in words what is wrong
    except BrokenYamlError as error:
        problem = error.problem
        raise CannotEditError(
            _("Line {line}: {message} {fix}").format(
                line=problem.line, message=problem.message, fix=problem.fix
            )
        ) from error
    raise CannotEditError(_("The text cannot be edited by its parts; edit it by hand."))


def data(node: Span) -> object:
    """Plain dicts, lists and texts."""
    match node:
        case Text():
            return node.text
        case List():
            return [data(item.value) for item in node.parts]
        case Map():
            return {entry.key.text or "": data(entry.value) for entry in node.parts}


class _RefusedError(Exception):
    """Something that yaml_tree refuses, too."""


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        # A byte order mark is none of YAML's characters, but positions count it.
        self._shift = 1 if text.startswith("\ufeff") else 0

    def root(self) -> Span | None:
        stack = [_Open(0, flow=False, is_map=False)]
        for event in self._events():
            if getattr(event, "anchor", None) is not None or getattr(event, "tag", None):
                raise _RefusedError
            match event:
                case ScalarEvent():
                    stack[-1].nodes.append(self._scalar(event))
                case MappingStartEvent() | SequenceStartEvent():
                    start = event.start_mark.index + self._shift
                    is_map = isinstance(event, MappingStartEvent)
                    stack.append(_Open(start, bool(event.flow_style), is_map))
                case MappingEndEvent() | SequenceEndEvent():
                    done = stack.pop()
                    stack[-1].nodes.append(self._closed(done, event.end_mark.index + self._shift))
        return stack[0].nodes[0] if len(stack[0].nodes) == 1 else None

    def _events(self) -> Iterator[Event]:
        yield from YAML(typ="safe", pure=True).parse(self._text[self._shift :])

    def _scalar(self, event: ScalarEvent) -> Text:
        start = event.start_mark.index + self._shift
        end = event.end_mark.index + self._shift
        style = event.style or ""
        if style in ("|", ">"):
            end = self._block_end(start, end)
        is_null = event.implicit[0] and event.value in ("", "~", "null", "Null", "NULL")
        text = None if is_null else unicodedata.normalize("NFC", event.value)
        return Text(text, start, end, style)

    def _block_end(self, start: int, end: int) -> int:
        """Blank lines behind a text belong to it only where its header says so, with a +."""
        header = _BLOCK_HEADER.match(self._text, start)
        if header is not None and "+" in header[0]:
            blank = _BLANK_LINES.match(self._text, end)
            return blank.end() if blank else end
        return start + len(self._text[start:end].rstrip())

    def _closed(self, done: _Open, end: int) -> Span:
        if done.is_map:
            entries = tuple(self._entries(done))
            return Map(entries, done.start, end if done.flow else entries[-1].end, done.flow)
        items = tuple(self._items(done))
        return List(items, done.start, end if done.flow else items[-1].end, done.flow)

    def _items(self, done: _Open) -> Iterator[Item]:
        at = done.start
        for node in done.nodes:
            if done.flow:
                yield Item(node.start, node)
            else:
                mark = self._next(at, "-")
                item = Item(mark, _empty_at(node, mark + 1))
                yield item
                at = item.end

    def _entries(self, done: _Open) -> Iterator[Entry]:
        at = done.start
        for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
            if not isinstance(key, Text):
                raise _RefusedError
            before = _GAP.match(self._text, at if not done.flow else key.start)
            mark = (
                before.end() if before and self._text.startswith("?", before.end()) else key.start
            )
            colon = self._next(key.end, ":") + 1
            # A key alone, as in {a}: it has no colon.
            colon = colon if 0 < colon <= value.end else key.end
            entry = Entry(mark, key, colon, _empty_at(value, colon))
            yield entry
            at = entry.end

    def _next(self, at: int, sign: str) -> int:
        gap = _GAP.match(self._text, at)
        place = gap.end() if gap else at
        return place if self._text.startswith(sign, place) else -1


def _empty_at(node: Span, place: int) -> Span:
    """What has no value stands behind its colon or hyphen, not where the next node begins."""
    if isinstance(node, Text) and not node.style and node.start == node.end:
        return replace(node, start=place, end=place)
    return node
