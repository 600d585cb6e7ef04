"""A survey as an SPSS file that needs no repair: everything the codebook knows stands in it."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyreadstat

from phieu.errors import ProblemsFoundError

from .attributes import ROLE_ATTRIBUTE, attributes_of, attributes_of_file, role_code
from .circulation import REHEARSED
from .columns import Column
from .extending import write_extended
from .extract import Extract
from .response_sets import ResponseSet
from .sav_extensions import Extras, insert_extensions
from .sav_limits import FILE_LABEL, LABEL, NOTE_LINE, missing_ranges, sav_problems

Compression = Literal["none", "row", "zsav"]

# All of it takes 66 bytes; it stands whole in the notes.
REHEARSED_LABEL = REHEARSED.replace(" KHẢO SÁT", "")
# Day/month/year as Vietnamese offices write it; SPSS has no 05/2023 but MAY 2023.
DATE_FORMATS = {"day": "EDATE10", "month": "MOYR8"}
TEXT_SHOWN = 24  # characters of a text column on the screen
NUMBER_SHOWN = 8


def write_sav(extract: Extract, path: Path, *, compress: Compression = "row") -> None:
    """Writes an extract to `path`, with multiple response sets, roles and attributes.

    A file label that SPSS cannot hold whole stands in the notes too. Raises ProblemsFoundError
    with everything that SPSS would cut, DiskFullError, NotWrittenError; the old file then stays.
    """
    problems = sav_problems(extract, path.name)
    if problems:
        raise ProblemsFoundError(problems)
    write_extended(
        path,
        lambda plain: _write_plain(extract, plain, compress),
        lambda source, target: insert_extensions(source, target, _extras(extract)),
    )


def _write_plain(extract: Extract, path: Path, compress: Compression) -> None:
    described = extract.columns
    label, notes = file_label_and_notes(extract)
    pyreadstat.write_sav(
        _as_written(extract),
        path,
        file_label=label,
        note=notes,
        column_labels={column.name: column.label for column in described},
        variable_value_labels=_value_labels(extract),
        missing_ranges={c.name: _missing(c) for c in described if c.missing},
        variable_measure={column.name: column.measure for column in described},
        variable_format=formats(extract),
        variable_display_width={c.name: width_shown(c) for c in described},
        compress=compress == "zsav",
        row_compress=compress == "row",
    )


def _as_written(extract: Extract) -> pd.DataFrame:
    """The data in the types that the writer takes as they are meant, and fastest.

    Days kept in seconds, as dataset() does, would all become 1970. A time zone goes, the day that
    it was there stays. Nullable numbers are slower by a tenth to read, cell by cell.
    """
    return pd.DataFrame({c.name: _values(extract.data[c.name], c) for c in extract.columns})


def _values(values: pd.Series, column: Column) -> Any:
    match column.kind:
        case "date":
            return values.dt.tz_localize(None).astype("datetime64[us]")
        case "text":
            return values
        case _:
            return values.to_numpy("float64", na_value=np.nan)


def _extras(extract: Extract) -> Extras:
    return Extras(
        labelled_sets(extract),
        {
            column.name: {**attributes_of(column), ROLE_ATTRIBUTE: role_code(column.role)}
            for column in extract.columns
        },
        attributes_of_file(extract),
    )


def file_label_and_notes(extract: Extract) -> tuple[str, list[str]]:
    """The label in its 60 bytes, and the notes in lines: what is rehearsed says so in both."""
    label = REHEARSED_LABEL if extract.rehearsed else shortened(extract.title, FILE_LABEL)
    texts = [
        *([REHEARSED] if extract.rehearsed else []),
        *([extract.title] if label != extract.title else []),
        extract.note,
    ]
    return label, [line for text in texts for line in note_lines(text)]


def labelled_sets(extract: Extract) -> list[ResponseSet]:
    """The sets, their labels short enough; their members carry the whole question."""
    return [replace(found, label=shortened(found.label, LABEL)) for found in extract.sets]


def shortened(text: str, limit: int) -> str:
    """The text in `limit` bytes: whole words, then "…".

    A single long word has nothing to be cut at, and gives "…".
    """
    words, kept = text.split(), text
    while len(kept.encode()) > limit:
        words = words[:-1]
        kept = f"{' '.join(words)}…"
    return kept


def note_lines(text: str) -> list[str]:
    """The text in lines of at most 80 bytes, which is what a note's line holds."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        width = NOTE_LINE
        found = textwrap.wrap(paragraph, width)
        while any(len(line.encode()) > NOTE_LINE for line in found):
            width -= 1
            found = textwrap.wrap(paragraph, width)
        lines += found
    return lines


def formats(extract: Extract) -> dict[str, str]:
    """F1.0 for codes of one digit, F2.0 for two. Texts keep the width that holds the longest."""
    return {
        column.name: DATE_FORMATS[column.precision]
        if column.precision
        else f"F{_width(extract, column)}.{column.decimals}"
        for column in extract.columns
        if column.kind != "text"
    }


def width_shown(column: Column) -> int:
    return TEXT_SHOWN if column.kind == "text" and not column.values else NUMBER_SHOWN


def _value_labels(extract: Extract) -> dict[str, dict[Any, str]]:
    return {column.name: dict(column.values) for column in extract.columns if column.values}


def _missing(column: Column) -> list[Any]:
    """As pyreadstat takes it: single codes, and a range as its two ends."""
    ranges = missing_ranges(column) or ()
    return [low if low == high else {"lo": low, "hi": high} for low, high in ranges]


def _width(extract: Extract, column: Column) -> int:
    """Of the longest number or code: it is the least or the greatest of them."""
    numbers = [int(n) for n in extract.extremes(column.name) or ()]
    digits = max((len(str(n)) for n in [*numbers, *(code for code, _ in column.values)]), default=2)
    return digits + (column.decimals + 1 if column.decimals else 0)
