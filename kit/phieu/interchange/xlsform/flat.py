"""A questionnaire as one flat list of values, each with its path, and made whole again.

Parts that have a key of their own (sections, questions, rows, answers …) are found by it, so that
a path means the same part in two questionnaires, whatever stands before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Path = tuple[str, ...]
Flat = dict[Path, Any]  # JSON values: texts, numbers, lists, mappings

ORDER = "#"  # beside the parts of a list: their keys in order
QUESTIONS = "questions"

# What the parts of a list are known by; other lists are values.
_KEYS = {"sections": "id", "rows": "id", "columns": "id", "codes": "value", "levels": "id"}


def flattened(data: Mapping[str, Any]) -> Flat:
    """data: a questionnaire as its model dumps it, defaults left out. Questions stand by their ids
    at the top, so that one that moves to another section keeps its path."""
    found: Flat = {}
    for key, value in data.items():
        if key == "sections":
            for section in value:
                found.update(_part((key, section["id"]), section, without=QUESTIONS))
                ids = [question["id"] for question in section[QUESTIONS]]
                found[(key, section["id"], QUESTIONS)] = ids
                for question in section[QUESTIONS]:
                    found.update(_part((QUESTIONS, question["id"]), question))
            found[(key, ORDER)] = [section["id"] for section in value]
        else:
            found.update(_value((key,), value))
    return found


def _part(path: Path, part: Mapping[str, Any], *, without: str = "") -> Flat:
    found: Flat = {}
    for key, value in part.items():
        if key != without:
            found.update(_value((*path, key), value))
    return found


def _value(path: Path, value: Any) -> Flat:
    key = path[-1]
    if key in _KEYS and isinstance(value, list):
        name = _KEYS[key]
        found: Flat = {(*path, ORDER): [part[name] for part in value]}
        for part in value:
            found.update(_part((*path, str(part[name])), part))
        return found
    if key in {"scales", "translations", "bodies", "texts", "introduction", "addressee"}:
        return _mapping(path, value)
    if len(path) == 2 and path[0] in {"scales", "translations"}:
        return _mapping(path, value)
    return {path: value}


def _mapping(path: Path, value: Mapping[str, Any]) -> Flat:
    found: Flat = {(*path, ORDER): list(value)}
    for key, inner in value.items():
        found.update(_value((*path, str(key)), inner))
    return found


def whole(flat: Flat) -> dict[str, Any]:
    """The data again; parts that no order names are left out."""
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        branch = tree
        for step in path[:-1]:
            branch = branch.setdefault(step, {})
        branch[path[-1]] = value
    questions = tree.pop(QUESTIONS, {})
    data = {key: _restored(value, key) for key, value in tree.items()}
    for section in data.get("sections", []):
        ids = section.get(QUESTIONS, [])
        section[QUESTIONS] = [_restored(questions[name], "") for name in ids if name in questions]
    return data


def _restored(value: Any, key: str) -> Any:
    if not isinstance(value, dict):
        return value
    order = value.get(ORDER)
    if order is None:
        return {name: _restored(inner, name) for name, inner in value.items()}
    if key in _KEYS:
        parts = [value[str(name)] for name in order if str(name) in value]
        return [_restored(part, "") for part in parts]
    return {name: _restored(value[name], name) for name in order if name in value}
