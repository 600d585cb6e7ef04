"""The ids in a questionnaire's text, and the expressions and translations that go by them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..findings import Path
from ..yaml_block import in_line
from .lines import Splice
from .places import trail
from .spans import List, Map, Span, Text

NamedKind = Literal["section", "question", "row", "level", "scale"]

_EXPRESSION_KEYS = ("when", "expression")
_EXPRESSION_MAPS = ("constraints", "warnings")
_TOKEN = re.compile(r'"[^"]*"|[^\W\d]\w*')
_WORDS_OF_LOGIC = frozenset({"and", "or", "not", "in", "is", "includes", "answered", "blank"})


@dataclass(frozen=True)
class Named:
    kind: NamedKind
    node: Text
    path: Path

    @property
    def name(self) -> str:
        return self.node.text or ""


def named(root: Map) -> Iterator[Named]:
    """Every id as it is written, in the order of the text's sections, then the scales."""
    for path, section in _maps(root, ("sections",)):
        yield from _id("section", section, path)
        for inner, question in _maps(section, ("questions",)):
            yield from _question_ids(question, (*path, *inner))
    scales = _value(root, "scales")
    if isinstance(scales, Map):
        for part in scales.parts:
            yield Named("scale", part.key, ("scales", part.key.text or ""))


def named_in(root: Map, path: Path) -> list[Named]:
    """The ids of one part and of what is in it."""
    return [one for one in named(root) if one.path[: len(path)] == path]


def share_names(one: NamedKind, other: NamedKind) -> bool:
    """Whether two kinds of part may not have one id: all that becomes variables shares names."""
    apart = ("section", "scale")
    return one == other or (one not in apart and other not in apart)


def taken(root: Map, kind: NamedKind) -> set[str]:
    """What a new part cannot be called, casefolded: SPSS does not tell case apart."""
    return {one.name.casefold() for one in named(root) if share_names(one.kind, kind)}


def expressions(root: Map) -> Iterator[Text]:
    """Every condition, constraint, warning and calculation."""
    for _path, section in _maps(root, ("sections",)):
        yield from _own_expressions(section)
        for _inner, question in _maps(section, ("questions",)):
            yield from _own_expressions(question)


def with_names(
    expression: Text, text: str, new: Mapping[str, str], known: set[str]
) -> list[Splice]:
    """The splices that put new names into an expression. new: by casefolded old name."""
    words = expression.text or ""
    changed = renamed(words, new, known)
    if changed == words:
        return []
    if expression.style in ("'", '"'):
        return [Splice(expression.start, expression.end, in_line(changed, flow=True))]
    # Written plain or folded: the names alone are changed, the lines stay.
    raw = text[expression.start : expression.end]
    return [Splice(expression.start, expression.end, renamed(raw, new, known))]


def renamed(expression: str, new: Mapping[str, str], known: Collection[str]) -> str:
    """An expression with other names. A variable such as C3_7 goes by the longest id before it."""

    def change(match: re.Match[str]) -> str:
        token = match[0]
        folded = token.casefold()
        if token.startswith('"') or folded in _WORDS_OF_LOGIC:
            return token
        owner = next((name for name in _beginnings(folded) if name in known), None)
        if owner is None or owner not in new:
            return token
        return new[owner] + token[len(owner) :]

    return _TOKEN.sub(change, expression)


def translation_maps(root: Map) -> Iterator[tuple[str, Map]]:
    """The translations by language."""
    languages = _value(root, "translations")
    if isinstance(languages, Map):
        for part in languages.parts:
            if isinstance(part.value, Map):
                yield part.key.text or "", part.value


def translation_keys(root: Map, path: Path) -> tuple[str, ...]:
    """What the translation keys of a part begin with (see translations.py)."""
    spots = trail(root, path)
    if len(spots) <= len(path):
        return ()
    match path:
        case ("sections", int()) | ("sections", int(), "questions", int()) | ("scales", str()):
            return tuple(
                f"section.{one.name}" if one.kind == "section" else one.name
                for one in named_in(root, path)
            )
        case (*_start, "rows", int()):
            return tuple(one.name for one in named_in(root, path))
        case (*_start, "codes" | "columns", int()):
            holder, place = spots[-1].holder, spots[-1].place
            key = holder.parts[place].key.text if isinstance(holder, Map) else None
            return tuple(f"{one.name}.{key}" for one in _owner(root, path[:-2]) if key)
        case (*_start, str(field)):
            return tuple(f"{one.name}.{field}" for one in _owner(root, path[:-1]))
        case _:
            return ()


def begins_with(key: str, beginnings: Collection[str]) -> bool:
    return any(key == name or key.startswith(f"{name}.") for name in beginnings)


def _owner(root: Map, path: Path) -> list[Named]:
    """The question, level or scale at exactly this path."""
    return [one for one in named(root) if one.path == path]


def _beginnings(name: str) -> Iterator[str]:
    """`c3_7_text`, `c3_7`, `c3`."""
    while name:
        yield name
        name = name.rpartition("_")[0]


def _question_ids(question: Map, path: Path) -> Iterator[Named]:
    yield from _id("question", question, path)
    rows = _value(question, "rows")
    if isinstance(rows, Map):
        for place, part in enumerate(rows.parts):
            yield Named("row", part.key, (*path, "rows", place))
    for inner, row in _maps(question, ("rows",)):
        yield from _id("row", row, (*path, *inner))
    for inner, level in _maps(question, ("levels",)):
        yield from _id("level", level, (*path, *inner))


def _id(kind: NamedKind, node: Map, path: Path) -> Iterator[Named]:
    value = _value(node, "id")
    if isinstance(value, Text) and value.text:
        yield Named(kind, value, path)


def _maps(node: Map, path: Path) -> Iterator[tuple[Path, Map]]:
    """The mappings in the list under a key, with their paths."""
    value = _value(node, str(path[-1]))
    if isinstance(value, List):
        for place, item in enumerate(value.parts):
            if isinstance(item.value, Map):
                yield (*path, place), item.value


def _own_expressions(node: Map) -> Iterator[Text]:
    for part in node.parts:
        if part.key.text in _EXPRESSION_KEYS and isinstance(part.value, Text):
            yield part.value
        if part.key.text in _EXPRESSION_MAPS and isinstance(part.value, Map):
            yield from (entry.key for entry in part.value.parts)


def _value(node: Map, key: str) -> Span | None:
    place = node.find(key)
    return None if place is None else node.parts[place].value
