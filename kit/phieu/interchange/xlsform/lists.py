"""The lists of a form's choices, and the codes that their names become.

A whole number stays the code that it is. Other names get the lowest codes that are free, and are
kept as names, by which conditions and other programs call them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from phieu.errors import Problem
from phieu.messages import _

from .losses import SheetLoss
from .records import Record
from .speech import Speech

_LARGEST = 999_999
_LONG = 900  # a list that needs more codes keeps clear of those for answers that are not there
_LONG_START = 10_001
_MEDIA = ("image", "audio", "video", "big-image")


@dataclass(frozen=True)
class Option:
    """label: in the form's language; translations: by language."""

    record: Record
    name: str
    value: int
    label: str
    translations: Mapping[str, str]

    def code(self, **more: Any) -> dict[str, Any]:
        """As the model has it; a name that is only the code in figures says nothing."""
        named = {} if self.name == str(self.value) else {"name": self.name}
        return {"value": self.value, "label": self.label, **named, **more}


@dataclass(frozen=True)
class ChoiceList:
    name: str
    options: tuple[Option, ...]

    @property
    def values(self) -> dict[str, int]:
        """By the choice's name; of two alike the first."""
        found: dict[str, int] = {}
        for option in self.options:
            found.setdefault(option.name, option.value)
        return found

    def has_column(self, column: str) -> bool:
        return any(option.record.get(column) for option in self.options)


def list_key(name: str) -> str:
    return " ".join(name.split())


def lists_of(
    records: Sequence[Record], speech: Speech, *, repeated: bool
) -> tuple[dict[str, ChoiceList], list[SheetLoss], list[Problem]]:
    """Every list by its name. repeated: a name may stand in a list several times (cascades)."""
    losses: list[SheetLoss] = []
    problems: list[Problem] = []
    by_list: dict[str, list[Record]] = {}
    for record in records:
        key = list_key(record.get("list_name"))
        if not key or not record.name:
            problems.append(
                record.problem(
                    "xlsform-choice-incomplete",
                    _("A choice has no list or no name."),
                    _("Fill in the columns “list_name” and “name”."),
                )
            )
            continue
        by_list.setdefault(key, []).append(record)
    lists = {}
    for key, found in by_list.items():
        kept = found if repeated else _unique(found, losses)
        values = _values([record.name for record in kept])
        options = [
            _option(record, value, speech, losses)
            for record, value in zip(kept, values, strict=True)
        ]
        lists[key] = ChoiceList(key, tuple(options))
    return lists, losses, problems


def _unique(records: Iterable[Record], losses: list[SheetLoss]) -> list[Record]:
    kept: dict[str, Record] = {}
    for record in records:
        if record.name in kept:
            what = _("the choice “{name}”").format(name=record.name)
            why = _("Another one of this list has the same name, and the data would not differ.")
            losses.append(record.loss("name", what, why))
        kept.setdefault(record.name, record)
    return list(kept.values())


def _values(names: Sequence[str]) -> list[int]:
    """A code for each name, in order."""
    numbers = [_number(name) for name in names]
    taken: set[int] = set()
    kept: list[int | None] = []
    for number in numbers:
        free = number is not None and number not in taken
        kept.append(number if free else None)
        if number is not None:
            taken.add(number)
    following = _LONG_START if len(names) > _LONG else 1
    found = []
    for name, own in zip(names, kept, strict=True):
        value = own
        if value is None and name.startswith("-") and (turned := _number(name[1:])) is not None:
            value = turned if turned not in taken else None
        while value is None:
            value = following if following not in taken else None
            following += 1
        taken.add(value)
        found.append(value)
    return found


def _number(name: str) -> int | None:
    if name.isascii() and name.isdigit() and len(name) <= 9 and int(name) <= _LARGEST:
        return int(name)
    return None


def _option(record: Record, value: int, speech: Speech, losses: list[SheetLoss]) -> Option:
    label = speech.text(record, "label")
    if not label:
        label = record.name
        why = _("A printed answer needs words; its name stands there.")
        losses.append(record.loss("label", _("an answer without words"), why))
    if record.name.startswith("-") and _number(record.name[1:]) is not None:
        what = _("the code {code}; it is now {new}").format(code=record.name, new=value)
        why = _("Codes below 0 stand for answers that cannot be used.")
        losses.append(record.loss("name", what, why))
    for column in _MEDIA:
        if record.texts(column):
            losses.append(record.loss(column, *media_loss(record, column)))
    return Option(record, record.name, value, label, speech.others_of(record, "label"))


def media_loss(record: Record, column: str) -> tuple[str, str]:
    files = ", ".join(dict.fromkeys(record.texts(column).values()))
    return _("the file “{files}”").format(files=files), _("A printed form has words only.")
