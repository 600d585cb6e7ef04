"""Which part a wish means: by its ids, for the paths that the person saw may have moved since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from phieu.messages import _
from phieu.questionnaire.editing import CannotEditError
from phieu.questionnaire.findings import Path

from .draft import Draft, mappings

_LISTS = ("codes", "rows", "columns", "levels")


def steps(wish: Mapping[str, Any], key: str) -> Path:
    """A path as JSON has it."""
    found = wish.get(key)
    return tuple(step for step in found if isinstance(step, str | int)) if found else ()


def meant(draft: Draft, wish: Mapping[str, Any]) -> Path:
    """The path of a wish as it is now. of: the id of the section or question; part: the id of the
    row, or the code of the answer. Raises CannotEditError where there is none any more."""
    path = steps(wish, "path")
    owner, part = wish.get("of"), wish.get("part")
    if owner is not None and path[:1] == ("sections",):
        length = 4 if path[2:3] == ("questions",) else 2
        path = (*_owner(draft, path[:length], str(owner)), *path[length:])
    if part is not None:
        path = _part(draft, path, str(part))
    return path


def neighbour(draft: Draft, path: Path, step: int) -> Path | None:
    """The path one place up (-1) or down (1), for a question also in the next section."""
    match path:
        case ("sections", int(section), "questions", int(position)):
            to = position + step
            if 0 <= to < _count(draft, section):
                return ("sections", section, "questions", to)
            other = section + step
            if not 0 <= other < len(draft.sections):
                return None
            return ("sections", other, "questions", _count(draft, other) if step < 0 else 0)
        case (*above, int(place)):
            parts = draft.at(tuple(above))
            count = len(parts) if isinstance(parts, list) else 0
            return (*above, place + step) if 0 <= place + step < count else None
        case _:
            return None


def _count(draft: Draft, section: int) -> int:
    return len(mappings(draft.sections[section], "questions"))


def _owner(draft: Draft, path: Path, name: str) -> Path:
    if str(draft.at((*path, "id")) or "") == name:
        return path
    for other in draft.parts():
        if len(other) == len(path) and str(draft.at((*other, "id")) or "") == name:
            return other
    raise _gone(name)


def _part(draft: Draft, path: Path, name: str) -> Path:
    """The path with the position of a list's part set right."""
    place = max(at for at, step in enumerate(path) if step in _LISTS) + 1
    parts = mappings(draft.at(path[: place - 1]), str(path[place - 1]))
    names = [str(one.get("id", one.get("value")) or "") for one in parts]
    seen = path[place]
    if isinstance(seen, int) and seen < len(names) and names[seen] == name:
        return path
    if name not in names:
        raise _gone(name)
    return (*path[:place], names.index(name), *path[place + 1 :])


def _gone(name: str) -> CannotEditError:
    return CannotEditError(_("{part} is not there any more.").format(part=name or "?"))
