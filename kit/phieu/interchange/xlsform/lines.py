"""Rows of the sheet “survey” as they are written, and the columns that there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from phieu.interchange.workbook import Row

from .words import language_name


@dataclass(frozen=True)
class Line:
    """One row, in one language."""

    type: str
    name: str = ""
    label: str = ""
    hint: str = ""
    required: str = ""
    appearance: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    calculation: str = ""
    choice_filter: str = ""
    parameters: str = ""
    default: str = ""


@dataclass(frozen=True)
class Choice:
    """One row of the sheet “choices”, in one language. parent: the choice above, in a cascade;
    bodies, unit_types: the choices of the question that tells them, for whom it is shown."""

    list_name: str
    name: str
    label: str
    parent: str = ""
    bodies: str = ""
    unit_types: str = ""


_SPOKEN = frozenset({"label", "hint", "constraint_message"})


def spoken_rows(
    parts: Sequence[Sequence[Line]] | Sequence[Sequence[Choice]], languages: Sequence[str]
) -> list[Row]:
    """A head and the rows. parts: the same rows in each language; columns nobody uses are left out.

    Where a language has no text of its own the first one's stands, as it does on paper.
    """
    kind: type[Line | Choice] = type(parts[0][0]) if parts[0] else Line
    heads: list[str] = []
    columns: list[list[str]] = []
    for name in (field.name for field in fields(kind)):
        if name not in _SPOKEN:
            _add(heads, columns, name, [getattr(row, name) for row in parts[0]])
            continue
        first = [getattr(row, name) for row in parts[0]]
        if not any(first) and name != "label":
            continue
        for language, rows in zip(languages, parts, strict=True):
            heads.append(f"{name}::{language_name(language)}")
            own = [getattr(row, name) for row in rows]
            columns.append([text or first[place] for place, text in enumerate(own)])
    return [tuple(heads), *(tuple(row) for row in zip(*columns, strict=True))]


def _add(heads: list[str], columns: list[list[str]], name: str, values: Iterable[str]) -> None:
    given = list(values)
    if any(given) or name in {"type", "name", "list_name"}:
        heads.append(name)
        columns.append(given)
