"""YAML text as a tree of nodes that know their lines; anchors, tags and the like are refused.

A scalar stays the text that was written: whether `no` or `1.0` is a word, a number or a yes/no is
decided by the field it stands in, not by how it looks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from phieu.errors import Severity
from phieu.messages import _

MAX_CHARACTERS = 1_000_000  # a large questionnaire has 50,000; the rest is a wrong file
MAX_DEPTH = 20  # a questionnaire needs 8 levels
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Scalar:
    """text: as written, NFC; None for an empty value."""

    text: str | None
    line: int


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Mapping:
    """entries: in written order, repeated keys included."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class LineProblem:
    """A problem of the text itself. line: from 1."""

    line: int
    rule: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR


class BrokenYamlError(Exception):
    """The text cannot be made into a tree; carries the one problem that stopped it."""

    def __init__(self, problem: LineProblem) -> None:
        self.problem = problem
        super().__init__(problem.message)


@dataclass
class _Open:
    """A list or mapping whose end has not come yet; a mapping's keys and values alternate."""

    line: int
    is_mapping: bool
    nodes: list[Node] = field(default_factory=list)


def parse(text: str) -> Mapping:
    """The tree of one YAML document that is a mapping. Raises BrokenYamlError."""
    if len(text) > MAX_CHARACTERS:
        raise _broken(
            1,
            "yaml-too-large",
            _("The file is too large for a questionnaire ({count} characters).").format(
                count=len(text)
            ),
            _("Check that it is the right file."),
        )
    # Windows editors put a byte order mark in front; YAML counts it as a character of line 1.
    normal = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    root = _build(_events(normal))
    if root is None:
        raise _broken(
            1,
            "yaml-empty",
            _("The file holds no questionnaire: it is empty."),
            _("Start from a copy of forms/opinion-survey/opinion-survey.yaml."),
        )
    if not isinstance(root, Mapping):
        raise _broken(
            root.line,
            "yaml-type",
            _("A questionnaire is a mapping of keys, but the file begins with something else."),
            _("Begin with lines such as “id: …”, “version: …”, “bodies:”."),
        )
    return root


def _events(text: str) -> Iterator[Event]:
    try:
        # The plain loader, not the round-trip one: that one leaves marks in folded texts.
        yield from YAML(typ="safe", pure=True).parse(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _broken(
            line,
            "yaml-character",
            _("The line holds a character that YAML does not allow (code {code}).").format(
                code=f"U+{ord(text[error.position]):04X}"
            ),
            _("Delete it; it is often invisible and comes from copying out of another program."),
        ) from error
    except MarkedYAMLError as error:
        raise BrokenYamlError(_syntax_problem(error)) from error


def _syntax_problem(error: MarkedYAMLError) -> LineProblem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    reason = error.problem or error.context or ""
    if "'\\t'" in reason:
        return LineProblem(
            line,
            "yaml-tab",
            _("The line begins with a tab; YAML indents with spaces only."),
            _("Replace tabs by spaces (two a level)."),
        )
    if "mapping values are not allowed" in reason:
        return LineProblem(
            line,
            "yaml-syntax",
            _("A colon with a space after it stands inside a text, or the indentation is off."),
            _("Put the text in quotes: \"…\", and indent it like its neighbours."),
        )  # fmt: skip
    return LineProblem(
        line,
        "yaml-syntax",
        _("The YAML cannot be read here: {reason}.").format(reason=reason),
        _("Check indentation, quotes and brackets on this line and the one before."),
    )


def _build(events: Iterator[Event]) -> Node | None:
    """The first document's node. Own stack, no recursion: depth is the file's, not Python's."""
    stack = [_Open(1, is_mapping=False)]
    documents = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        _refuse_specials(event, line)
        match event:
            case DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise _broken(
                        line,
                        "yaml-documents",
                        _("A second document begins here (---)."),
                        _("Keep one questionnaire a file."),
                    )
            case ScalarEvent():
                is_null = event.implicit[0] and event.value in _NULLS
                stack[-1].nodes.append(Scalar(None if is_null else event.value, line))
            case MappingStartEvent() | SequenceStartEvent():
                if len(stack) > MAX_DEPTH:
                    raise _broken(
                        line,
                        "yaml-depth",
                        _("Lists and mappings are nested more than {limit} deep.").format(
                            limit=MAX_DEPTH
                        ),
                        _("Check the brackets and the indentation."),
                    )
                stack.append(_Open(line, isinstance(event, MappingStartEvent)))
            case MappingEndEvent() | SequenceEndEvent():
                closed = stack.pop()
                stack[-1].nodes.append(_closed(closed))
    root = next(iter(stack[0].nodes), None)
    return None if isinstance(root, Scalar) and root.text is None else root


def _closed(open_node: _Open) -> Node:
    if not open_node.is_mapping:
        return Sequence(tuple(open_node.nodes), open_node.line)
    entries = []
    for key, value in zip(open_node.nodes[::2], open_node.nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise _broken(
                key.line,
                "yaml-key",
                _("A list or mapping stands where a key is expected."),
                _("A text that begins with {{…}} or [ needs quotes around it."),
            )
        entries.append((key, value))
    return Mapping(tuple(entries), open_node.line)


def _refuse_specials(event: Event, line: int) -> None:
    # “\\ud800” in quotes: half a character, which no file can hold.
    if isinstance(event, ScalarEvent) and any("\ud800" <= sign <= "\udfff" for sign in event.value):
        raise _broken(
            line,
            "yaml-character",
            _("The line holds half a character, which no file can hold."),
            _("Type the word again; an escape such as \\ud83d stands for half of one only."),
        )
    # An anchor used a few times over can stand for gigabytes; scales do the sharing here.
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
        raise _broken(
            line,
            "yaml-anchor",
            _("Anchors (&name) and references (*name) are not used in a questionnaire."),
            _("Give a shared list of answers a name under “scales”; quote a text that begins so."),
        )
    if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent) and event.tag:
        raise _broken(
            line,
            "yaml-tag",
            _("A tag ({tag}) is not used in a questionnaire.").format(tag=event.tag),
            _("Remove it; quote a text that begins with an exclamation mark."),
        )


def _broken(line: int, rule: str, message: str, fix: str) -> BrokenYamlError:
    return BrokenYamlError(LineProblem(line, rule, message, fix))
