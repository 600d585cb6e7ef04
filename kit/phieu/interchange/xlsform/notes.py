"""The sheet “phieu” of a workbook: what a questionnaire has and XLSForm cannot say.

A row says what a part reads as without the sheet, and what it was. When the workbook comes back,
a part that still reads so becomes again what it was; one that was changed since stays as changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from phieu.interchange.workbook import Row
from phieu.questionnaire.model import Questionnaire

from .flat import ORDER, QUESTIONS, Flat, Path, flattened, whole
from .losses import SheetLoss

SHEET = "phieu"
HEAD = ("part", "reads as", "was")
_LOST = "lost"
_TOGETHER = frozenset({"when", "only", "only_types"})  # who is asked
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Note:
    """One value. None: there is none."""

    path: Path
    read: Any
    was: Any


def notes_of(questionnaire: Questionnaire, plain: Questionnaire) -> list[Note]:
    """plain: how the workbook reads without notes."""
    was, read = flattened(_data(questionnaire)), flattened(_data(plain))
    paths = dict.fromkeys([*was, *read])
    return [
        Note(path, read.get(path), was.get(path))
        for path in paths
        if read.get(path) != was.get(path)
    ]


def rows(
    questionnaire: Questionnaire, plain: Questionnaire, losses: Iterable[SheetLoss]
) -> list[Row]:
    """losses: of the workbook read without notes, which make up for them."""
    repaired = [Note((_LOST, loss.part, loss.column), None, loss.what) for loss in losses]
    return [HEAD, *map(_row, [*notes_of(questionnaire, plain), *dict.fromkeys(repaired)])]


def read_rows(given: Sequence[Row]) -> list[Note]:
    """What somebody has spoilt is left out, as if it were not there."""
    found = []
    for row in given[1:]:
        part, read, was = (*row, "", "", "")[:3]
        try:
            path = json.loads(part)
            values = [json.loads(text) if text.strip() else None for text in (read, was)]
        except ValueError:
            continue
        if isinstance(path, list) and all(isinstance(step, str) for step in path) and path:
            found.append(Note(tuple(path), *values))
    return found


def is_repaired(loss: SheetLoss, notes: Iterable[Note]) -> bool:
    """Whether the notes make up for it: it was there when the workbook was written."""
    return Note((_LOST, loss.part, loss.column), None, loss.what) in notes


def applied(plain: Questionnaire, notes: Sequence[Note]) -> Questionnaire | None:
    """The questionnaire as it was, as far as nobody changed the workbook since.

    None where notes and changes together make no questionnaire.
    """
    flat = flattened(_data(plain))
    read = dict(flat)
    changed = {
        note.path[:-1]
        for note in notes
        if note.path[-1] in _TOGETHER and read.get(note.path) != note.read
    }
    for note in notes:
        if note.path[0] == _LOST:
            continue
        if _is_order(note.path):
            flat[note.path] = _merged(read.get(note.path), note)
            continue
        if read.get(note.path) != note.read or (
            note.path[-1] in _TOGETHER and note.path[:-1] in changed
        ):
            continue
        if note.was is None:
            flat.pop(note.path, None)
        else:
            flat[note.path] = note.was
    try:
        return Questionnaire.model_validate(whole(_pruned(flat)))
    except (ValidationError, TypeError, KeyError, AttributeError):
        return None


def _is_order(path: Path) -> bool:
    return path[-1] == ORDER or (path[0] == "sections" and path[-1] == QUESTIONS)


def _merged(now: Any, note: Note) -> Any:
    """An order of parts: as it was, with what came since behind what it stands behind now."""
    if now == note.read:
        return note.was
    was = note.was if isinstance(note.was, list) else []
    then = note.read if isinstance(note.read, list) else []
    current = now if isinstance(now, list) else []
    gone_since = [name for name in then if name not in current]
    merged = [name for name in was if name not in gone_since]
    removed = [name for name in then if name not in was]
    for place, name in enumerate(current):
        if name in then or name in merged or name in removed:
            continue
        before = next((n for n in reversed(current[:place]) if n in merged), None)
        merged.insert(merged.index(before) + 1 if before is not None else 0, name)
    return merged


def _pruned(flat: Flat) -> Flat:
    """Without what is not there, such as the order of a list that was taken away."""
    return {path: value for path, value in flat.items() if value is not None}


def _data(questionnaire: Questionnaire) -> dict[str, Any]:
    return questionnaire.model_dump(mode="json", exclude_defaults=True)


def _row(note: Note) -> Row:
    return _json(list(note.path)), _value(note.read), _value(note.was)


def _value(value: Any) -> str:
    return "" if value is None else _json(value)


def _json(value: Any) -> str:
    """JSON in plain letters; signs that a cell would swallow are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
