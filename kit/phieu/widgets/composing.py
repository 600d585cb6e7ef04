"""New parts of a questionnaire, with ids that are free, at the place where a person would look."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from phieu.questionnaire import editing
from phieu.questionnaire.findings import Path

from .draft import Draft, mappings, texts
from .kind_words import STARTING_SCALE, needs_scale, starter
from .part_form import question_keys

_STARTING_SCALE_NAME = "S5_HL"


def added_question(draft: Draft, kind: str, after: Path) -> tuple[str, Path]:
    """The text with a new question behind a part, and where it stands.

    Where no section is there yet, one is made; where the kind needs a scale, too.
    """
    text = draft.text
    if not draft.sections:
        text, after = added_section(draft, after)
        draft = Draft.of(text)
    place, position = _behind(draft, after)
    question = free_question_id(draft, place)
    scale = _scale_before(draft, place, position)
    if needs_scale(kind) and not draft.scales:
        text = editing.set_value(text, ("scales", scale), STARTING_SCALE)
    path = ("sections", place, "questions", position)
    return editing.insert(text, path, starter(kind, question, scale)), path


def inserted_question(
    draft: Draft, question: Mapping[str, Any], shared: Mapping[Path, Any], after: Path
) -> tuple[str, Path]:
    """The text with a ready question behind a part. shared: what it needs of scales and texts,
    by the path to write it to."""
    text = draft.text
    if not draft.sections:
        text, after = added_section(draft, after)
        draft = Draft.of(text)
    place, position = _behind(draft, after)
    for path, part in shared.items():
        text = editing.set_value(text, path, part)
    path = ("sections", place, "questions", position)
    return editing.insert(text, path, question), path


def added_section(draft: Draft, after: Path) -> tuple[str, Path]:
    """The text with a new section behind the one that a part is in."""
    position = after[1] + 1 if after[:1] == ("sections",) and isinstance(after[1], int) else None
    path: Path = ("sections", len(draft.sections) if position is None else position)
    used = {str(section.get("id")).casefold() for section in draft.sections}
    letters = (chr(code) for code in range(ord("A"), ord("Z") + 1))
    name = next((one for one in letters if one.casefold() not in used), draft.free_id("S"))
    section: dict[str, Any] = {"id": name, "title": "Phần mới", "questions": []}
    return editing.insert(draft.text, path, section), path


def added_scale(draft: Draft) -> tuple[str, Path]:
    """The text with a new scale behind the others."""
    name = _numbered("S", {one.casefold() for one in draft.scales})
    path: Path = ("scales", name)
    return editing.set_value(draft.text, path, STARTING_SCALE), path


def free_question_id(draft: Draft, section: int) -> str:
    """`B7` behind B6: the section's id and the first number that nothing has."""
    stem = str(draft.sections[section].get("id") or "Q")
    stem = stem if stem[:1].isascii() and stem[:1].isalpha() else "Q"
    return _numbered(stem, draft.variables)


def new_part(draft: Draft, path: Path) -> tuple[str, int]:
    """The text with one more answer, row, column or level at the end, and its position."""
    parts = mappings(draft.at(path[:-1]), str(path[-1]))
    value: dict[str, Any]
    match path[-1]:
        case "codes":
            codes = {str(part.get("value")) for part in parts}
            levels = [part for part in parts if not part.get("missing")]
            # Before the answers that are no level: “không biết” stays last.
            position = len(levels) if parts[: len(levels)] == levels else len(parts)
            value = {"value": int(_numbered("", codes, start=len(levels) + 1)), "label": ""}
        case "columns":
            position = len(parts)
            known = {str(part.get("id")) for part in parts}
            value = {"id": _numbered("", known, start=position + 1), "text": ""}
        case "levels":
            position = len(parts)
            name = _numbered(f"{draft.at((*path[:-1], 'id'))}_", draft.variables)
            value = {"id": name, "text": "", "codes": {}}
        case _:
            position = len(parts)
            stem = f"{draft.at((*path[:-1], 'id'))}_"
            value = {"id": _numbered(stem, draft.variables, start=position + 1), "text": ""}
    return editing.insert(draft.text, (*path, position), value), position


def changed_kind(draft: Draft, path: Path, kind: str) -> str:
    """The text with a question of another kind: keys that it cannot have go, those that it
    cannot do without come."""
    text, question = draft.text, draft.at(path) or {}
    for key in question:
        if key not in question_keys(kind):
            text = editing.delete(text, (*path, key))
    text = editing.set_value(text, (*path, "kind"), kind)
    name = str(question.get("id") or "Q")
    scale = next(iter(draft.scales), _STARTING_SCALE_NAME)
    if needs_scale(kind) and not draft.scales:
        text = editing.set_value(text, ("scales", scale), STARTING_SCALE)
    for key, value in starter(kind, name, scale).items():
        if key not in question:
            text = editing.set_value(text, (*path, key), value)
    return text


def with_pair(draft: Draft, path: Path, position: int, key: str, value: str) -> str:
    """The text with the entry at a position of a mapping of texts; behind the last, one more.

    An empty key takes the entry out.
    """
    pairs = list(texts({"it": draft.at(path)}, "it").items())
    old = pairs[position][0] if position < len(pairs) else None
    if not key:
        return draft.text if old is None else editing.delete(draft.text, (*path, old))
    if old in (None, key):
        return editing.set_value(draft.text, (*path, key), value.rstrip())
    pairs[position] = (key, value.rstrip())
    return editing.set_value(draft.text, path, dict(pairs))


def _behind(draft: Draft, after: Path) -> tuple[int, int]:
    """Section and position of a new question."""
    match after:
        case ("sections", int(place), "questions", int(position), *_) if place < len(
            draft.sections
        ):
            return place, position + 1
        case ("sections", int(place), *_) if place < len(draft.sections):
            return place, len(mappings(draft.sections[place], "questions"))
        case _:
            last = len(draft.sections) - 1
            return last, len(mappings(draft.sections[last], "questions"))


def _scale_before(draft: Draft, place: int, position: int) -> str:
    """The scale that the questions above use last: a section mostly keeps to one."""
    above = mappings(draft.sections[place], "questions")[:position]
    used = [name for one in above if (name := str(one.get("scale"))) in draft.scales]
    return used[-1] if used else next(iter(draft.scales), _STARTING_SCALE_NAME)


def _numbered(stem: str, taken: Collection[str], start: int = 1) -> str:
    number = start
    while f"{stem}{number}".casefold() in taken:
        number += 1
    return f"{stem}{number}"
