"""The sheets of an XLSForm as records: columns by one name each, texts by language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from phieu.errors import Problem
from phieu.interchange.workbook import Row, Sheets
from phieu.messages import _

from .losses import SheetLoss, sheet_loss
from .notes import SHEET as NOTES
from .words import language_code

# What older forms and other programs call the columns.
_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "list_name": "list_name",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
    "choice_filters": "choice_filter",
}
_SPOKEN = frozenset({"label", "hint", "constraint_message", "required_message", "guidance_hint",
                     "image", "audio", "video", "big-image", "short"})  # fmt: skip
_PREFIXES = frozenset({"bind", "control", "body", "media"})
_SURVEY = frozenset({"type", "name", "required", "relevant", "constraint", "calculation",
                     "appearance", "parameters", "choice_filter", "default", "read_only",
                     "trigger", "repeat_count"}) | _SPOKEN  # fmt: skip
_NO_CONTENT = frozenset({"note", "notes", "comment", "comments", "remark", "#", "disabled"})
_SHEETS = ("survey", "choices", "settings", "external_choices", NOTES)
_YES = frozenset({"yes", "true", "true()", "1"})


@dataclass(frozen=True)
class Record:
    """One row. cells: by column; spoken: by column, then by language ("" where none is said)."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    spoken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def says_yes(self, column: str) -> bool:
        return self.get(column).casefold() in _YES

    def looks(self, word: str) -> bool:
        """Whether the appearance names it."""
        return word in self.get("appearance").casefold().split()

    def texts(self, column: str) -> Mapping[str, str]:
        return self.spoken.get(column, {})

    @property
    def name(self) -> str:
        return self.get("name")

    def loss(self, column: str, what: str, why: str) -> SheetLoss:
        return sheet_loss(self.sheet, self.row, column, self.name or self.get("type"), what, why)

    def problem(self, rule: str, message: str, fix: str) -> Problem:
        return Problem(f"{self.sheet}!{self.row}", rule, message, fix)


@dataclass(frozen=True)
class Workbook:
    """losses: sheets and columns that have no meaning here."""

    survey: tuple[Record, ...]
    choices: tuple[Record, ...]
    external_choices: tuple[Record, ...]
    settings: Record
    notes: tuple[Row, ...]
    losses: tuple[SheetLoss, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the columns' heads, the default one first; "" where columns name none."""
        found: dict[str, None] = {}
        for record in (*self.survey, *self.choices):
            for texts in record.spoken.values():
                found |= dict.fromkeys(texts)
        default = self.settings.get("default_language")
        first = language_code(default) if default else ""
        if first in found or not found:
            return tuple(dict.fromkeys((first, *found)))
        if "" in found:
            return tuple(dict.fromkeys(("", *found)))
        return tuple(found)


def workbook_of(sheets: Sheets) -> Workbook:
    """The records of every sheet that a form can have; other sheets are losses."""
    by_name = {" ".join(name.split()).casefold().replace(" ", "_"): name for name in sheets}
    losses = [
        sheet_loss(name, 1, "", "", _("the sheet"), _("A questionnaire has no such part."))
        for key, name in by_name.items()
        if key not in _SHEETS and not key.startswith("_") and any(sheets[name])
    ]
    read: dict[str, tuple[Record, ...]] = {}
    for key in ("survey", "choices", "external_choices", "settings"):
        rows = sheets[by_name[key]] if key in by_name else ()
        read[key], unknown = _records(key, rows)
        losses += unknown
    settings = read["settings"][0] if read["settings"] else Record("settings", 1, {})
    notes = tuple(sheets[by_name[NOTES]]) if NOTES in by_name else ()
    return Workbook(
        read["survey"],
        read["choices"],
        read["external_choices"],
        settings,
        notes,
        tuple(losses),
    )


def _records(sheet: str, rows: Sequence[Row]) -> tuple[tuple[Record, ...], list[SheetLoss]]:
    at = next((place for place, row in enumerate(rows) if any(map(str.strip, row))), None)
    if at is None:
        return (), []
    heads = [_column(head, sheet) for head in rows[at]]
    records = tuple(
        record
        for place, row in enumerate(rows[at + 1 :], start=at + 2)
        if (record := _record(sheet, place, heads, row)) is not None
    )
    return records, _unknown(sheet, at + 1, rows[at], heads, records)


def _record(
    sheet: str, row_number: int, heads: Sequence[tuple[str, str]], row: Row
) -> Record | None:
    cells: dict[str, str] = {}
    spoken: dict[str, dict[str, str]] = {}
    for (column, language), value in zip(heads, row, strict=False):
        # Double braces would be taken for a template variable.
        text = value.strip().replace("{{", "{ {").replace("}}", "} }")
        if not text or not column:
            continue
        if column in _SPOKEN:
            spoken.setdefault(column, {}).setdefault(language, text)
        else:
            cells.setdefault(column, text)
    return Record(sheet, row_number, cells, spoken) if cells or spoken else None


def _column(head: str, sheet: str) -> tuple[str, str]:
    """The column's one name, and its language."""
    parts = [part.strip() for part in re.split(r"\s*::\s*", head.strip())]
    plain = _plain(parts[0])
    if len(parts) == 1 and ":" in head and not plain.startswith("jr:"):
        before, _colon, after = head.partition(":")  # as forms did until 2015
        if _named(_plain(before), sheet) in _SPOKEN or _plain(before) in _PREFIXES:
            parts = [before.strip(), *(part.strip() for part in after.split(":"))]
            plain = _plain(parts[0])
    if plain in _PREFIXES and len(parts) > 1:
        parts = parts[1:]
        plain = _plain(parts[0])
    column = _named(plain, sheet)
    language = language_code(parts[1]) if len(parts) > 1 and column in _SPOKEN else ""
    if len(parts) > 1 and column not in _SPOKEN and column not in _SURVEY:
        return _plain("::".join(parts)), ""
    return column, language


def _plain(text: str) -> str:
    return "_".join(text.split()).casefold()


def _named(column: str, sheet: str) -> str:
    if column == "value":
        return "name"
    if column in {"list", "listname"} and sheet != "survey":
        return "list_name"
    return _ALIASES.get(column, column)


def _unknown(
    sheet: str,
    row: int,
    given: Sequence[str],
    heads: Sequence[tuple[str, str]],
    records: Iterable[Record],
) -> list[SheetLoss]:
    """Columns of the survey that no XLSForm has; in “choices” a column may be a filter's own."""
    if sheet != "survey":
        return []
    used = {column for record in records for column in record.cells}
    return [
        sheet_loss(
            sheet,
            row,
            head.strip(),
            "",
            _("the column “{column}”").format(column=head.strip()),
            _("It is none of XLSForm's, or none that a questionnaire has a place for."),
        )
        for head, (column, _language) in zip(given, heads, strict=True)
        if column and column not in _SURVEY and column not in _NO_CONTENT and column in used
    ]
