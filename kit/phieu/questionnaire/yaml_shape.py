"""From the short forms that a person writes to the shape of the model, lines kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .findings import Path
from .yaml_tree import Mapping, Node, Scalar, Sequence


def reshape(root: Mapping) -> Mapping:
    """`1: Rất kém`, `B1_1: Nắm tình hình…` and `only: DU` written out as the model has them."""
    return _entries(
        root,
        {
            "scales": lambda scales: _values(scales, scale),
            "sections": lambda sections: _items(sections, _section),
        },
    )


def data(node: Node) -> Any:
    """Plain dicts, lists and texts; of a repeated key the last value."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [data(item) for item in node.items]
        case Mapping():
            return {key.text or "": data(value) for key, value in node.entries}


def line_of(root: Mapping, path: Path) -> int:
    """The line of the deepest node on the path that was written; what was left out has none."""
    node: Node = root
    line = root.line
    for step in path:
        match node:
            case Mapping():
                entry = next((e for e in node.entries if (e[0].text or "") == step), None)
                if entry is None:
                    return line
                line, node = entry[0].line, entry[1]
            case Sequence():
                if not isinstance(step, int) or step >= len(node.items):
                    return line
                node = node.items[step]
                line = node.line
            case Scalar():
                return line
    return line


def repeated_keys(node: Node) -> Iterator[Scalar]:
    """Every key that stands in its mapping a second time: YAML forbids it, readers miss it."""
    match node:
        case Mapping():
            seen = set()
            for key, value in node.entries:
                if key.text in seen:
                    yield key
                seen.add(key.text)
                yield from repeated_keys(value)
        case Sequence():
            for item in node.items:
                yield from repeated_keys(item)
        case Scalar():
            return


def scale(node: Node) -> Node:
    """One scale as it is written, also in a bank."""
    return _each(node, {"codes": _codes, "satisfied": _list_of_one})


def _section(node: Node) -> Node:
    return _each(node, {"questions": lambda questions: _items(questions, question), **_LIMITS})


def question(node: Node) -> Node:
    """One question as it is written, also in a bank."""
    return _each(
        node,
        {"codes": _codes, "rows": _rows, "columns": _columns, "levels": _levels, **_LIMITS},
    )


def _codes(node: Node) -> Node:
    return _items(_entries_as_items(node, key_name="value", value_name="label"), _limited)


def _rows(node: Node) -> Node:
    return _items(_entries_as_items(node, key_name="id", value_name="text"), _limited)


def _columns(node: Node) -> Node:
    """Those of a number table; of options on paper `columns` is a number, and stays one."""
    return _entries_as_items(node, key_name="id", value_name="text")


def _levels(node: Node) -> Node:
    return _items(node, lambda level: _each(level, {"codes": _codes}))


def _limited(node: Node) -> Node:
    return _each(node, _LIMITS)


def _entries_as_items(node: Node, *, key_name: str, value_name: str) -> Node:
    if not isinstance(node, Mapping):
        return node
    items = []
    for key, value in node.entries:
        named = Scalar(key_name, key.line), key
        rest = value.entries if isinstance(value, Mapping) else (
            (Scalar(value_name, key.line), value),
        )  # fmt: skip
        items.append(Mapping((named, *rest), key.line))
    return Sequence(tuple(items), node.line)


def _list_of_one(node: Node) -> Node:
    is_word = isinstance(node, Scalar) and node.text is not None
    return Sequence((node,), node.line) if is_word else node


_LIMITS: dict[str, Callable[[Node], Node]] = {"only": _list_of_one, "only_types": _list_of_one}


def _each(node: Node, changes: dict[str, Callable[[Node], Node]]) -> Node:
    return _entries(node, changes) if isinstance(node, Mapping) else node


def _entries(node: Mapping, changes: dict[str, Callable[[Node], Node]]) -> Mapping:
    entries = (
        (key, changes[key.text](value) if key.text in changes else value)
        for key, value in node.entries
    )
    return Mapping(tuple(entries), node.line)


def _values(node: Node, change: Callable[[Node], Node]) -> Node:
    if not isinstance(node, Mapping):
        return node
    return Mapping(tuple((key, change(value)) for key, value in node.entries), node.line)


def _items(node: Node, change: Callable[[Node], Node]) -> Node:
    if not isinstance(node, Sequence):
        return node
    return Sequence(tuple(change(item) for item in node.items), node.line)
