"""The sections and questions of a questionnaire as a list to look at, also of a broken file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .codebook import words
from .findings import Path
from .model import Questionnaire
from .yaml_shape import reshape
from .yaml_tree import BrokenYamlError, Mapping, Node, Scalar, Sequence, parse

_KEYS = "id|title|number|kind|text"
_ENTRY = re.compile(rf"(?P<indent> *)(?P<hyphen>- +)?(?P<key>{_KEYS}): *(?P<word>.*)")
_FLOW_ITEM = re.compile(r"(?P<indent> *)- *\{(?P<inside> *id *:.*)")
_FLOW_WORD = re.compile(rf"\b({_KEYS}) *: *([^,{{}}]*)")


@dataclass(frozen=True)
class OutlineItem:
    """One question. path: as in the linter's findings; line: from 1, 0 where there is no text."""

    id: str
    number: str
    kind: str
    text: str
    path: Path
    line: int = 0
    only: tuple[str, ...] = ()
    is_conditional: bool = False


@dataclass(frozen=True)
class OutlineSection:
    id: str
    title: str
    items: tuple[OutlineItem, ...]
    path: Path
    line: int = 0


def outline(questionnaire: Questionnaire) -> tuple[OutlineSection, ...]:
    """Texts with their template variables filled in as in the codebook."""
    return tuple(
        OutlineSection(
            section.id,
            words(section.title, questionnaire),
            tuple(
                OutlineItem(
                    question.id,
                    question.printed_number,
                    question.kind,
                    words(question.text, questionnaire),
                    ("sections", section_place, "questions", place),
                    only=question.only or section.only,
                    is_conditional=question.when is not None or section.when is not None,
                )
                for place, question in enumerate(section.questions)
            ),
            ("sections", section_place),
        )
        for section_place, section in enumerate(questionnaire.sections)
    )


def outline_of_text(text: str) -> tuple[OutlineSection, ...]:
    """What can be listed of a file's text, whatever is wrong with it; texts as they are written."""
    try:
        root = reshape(parse(text))
    except BrokenYamlError:
        return _of_lines(text)
    return tuple(_sections(root))


def _sections(root: Mapping) -> Iterator[OutlineSection]:
    for section_place, section in _mappings(root.get("sections")):
        path: Path = ("sections", section_place)
        items = tuple(
            _item(question, (*path, "questions", place))
            for place, question in _mappings(section.get("questions"))
        )
        yield OutlineSection(
            _word(section, "id"), _word(section, "title"), items, path, section.line
        )


def _item(question: Mapping, path: Path) -> OutlineItem:
    name = _word(question, "id")
    only = question.get("only")
    bodies = only.items if isinstance(only, Sequence) else ()
    return OutlineItem(
        name,
        _word(question, "number") or name,
        _word(question, "kind"),
        _word(question, "text"),
        path,
        question.line,
        tuple(body.text for body in bodies if isinstance(body, Scalar) and body.text),
        question.get("when") is not None,
    )


def _mappings(node: Node | None) -> Iterator[tuple[int, Mapping]]:
    if isinstance(node, Sequence):
        for place, item in enumerate(node.items):
            if isinstance(item, Mapping):
                yield place, item


def _word(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text or "" if isinstance(value, Scalar) else ""


@dataclass
class _Found:
    """A `- id: …` with the keys that stand under it at one column, or a `- {id: …}`."""

    line: int
    column: int
    words: dict[str, str]


def _of_lines(text: str) -> tuple[OutlineSection, ...]:
    """By lines alone: what begins furthest left is a section, one step further right a question."""
    starts = list(_starts(text))  # all of them first: an id may stand below other keys
    found = [start for start in starts if "id" in start.words]
    left = min((start.column for start in found), default=0)
    inner = min((start.column for start in found if start.column > left), default=left)
    sections: list[tuple[_Found, list[_Found]]] = []
    for start in found:
        if start.column == left:
            sections.append((start, []))
        elif start.column == inner and sections:
            sections[-1][1].append(start)
    return tuple(_section_of_lines(*found, place) for place, found in enumerate(sections))


def _section_of_lines(section: _Found, starts: list[_Found], section_place: int) -> OutlineSection:
    path: Path = ("sections", section_place)
    items = tuple(
        OutlineItem(
            start.words["id"],
            start.words.get("number", start.words["id"]),
            start.words.get("kind", ""),
            start.words.get("text", ""),
            (*path, "questions", place),
            start.line,
        )
        for place, start in enumerate(starts)
    )
    title = section.words.get("title", "")
    return OutlineSection(section.words["id"], title, items, path, section.line)


def _starts(text: str) -> Iterator[_Found]:
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line.startswith("sections:")), None)
    current: _Found | None = None
    for number, line in enumerate(lines[first:] if first is not None else [], start=first or 0):
        flow = _FLOW_ITEM.match(line)
        if flow is not None:
            words = {key: word.strip(" \"'") for key, word in _FLOW_WORD.findall(flow["inside"])}
            yield _Found(number + 1, flow.end("indent") + 2, words)
            continue
        found = _ENTRY.match(line.rstrip())
        if found is None:
            continue
        column = found.end("indent") + len(found["hyphen"] or "")
        if found["hyphen"]:
            current = _Found(number + 1, column, {})
            yield current
        if current is not None and column == current.column:
            word = found["word"].partition(" #")[0].strip().strip("\"'")
            current.words.setdefault(found["key"], "" if word[:1] in (">", "|") else word)
