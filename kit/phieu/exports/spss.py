"""The dataset as an SPSS file that needs no repair: labels, measures, user-missing codes."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyreadstat
from pyreadstat import ReadstatError

from phieu.errors import ProblemsFoundError
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.missing_codes import as_ranges

from .atomic import replacing
from .circulation import REHEARSED
from .columns import Column, columns
from .errors import DiskFullError, NotWrittenError
from .sav_limits import FILE_LABEL, NOTE_LINE, sav_problems

Compression = Literal["none", "row", "zsav"]

REHEARSED_LABEL = REHEARSED.replace("–", "-")  # 64 bytes with a hyphen, 66 with the dash
# Day/month/year as Vietnamese offices write it; SPSS has no 05/2023 but MAY 2023.
_DATE_FORMATS = {"day": "EDATE10", "month": "MOYR8"}
_DAYS = "datetime64[us]"  # kept in seconds, as dataset() does, pyreadstat writes them all as 1970
TEXT_SHOWN = 24  # characters of a text column on the screen


def write_sav(
    data: pd.DataFrame,
    variables: Sequence[Variable],
    path: Path,
    *,
    bodies: Mapping[str, str],
    compress: Compression = "row",
    file_label: str = "",
    note: str = "",
    rehearsed: bool = False,
) -> None:
    """Writes `data` (rows as dataset() or for_circulation() give them) to `path`.

    bodies: the questionnaire's, by key. note: as many lines as it takes; a file label that SPSS
    cannot hold whole stands there too. Raises ProblemsFoundError with everything that SPSS would
    cut, DiskFullError, NotWrittenError; the old file then stays.
    """
    described = columns(data, variables, bodies)
    label = REHEARSED_LABEL if rehearsed else short_label(file_label)
    notes = [*([REHEARSED] if rehearsed else []), *([file_label] if label != file_label else [])]
    problems = sav_problems(data, described, path.name)
    if problems:
        raise ProblemsFoundError(problems)
    with replacing(path) as unfinished:
        try:
            pyreadstat.write_sav(
                data.astype({c.name: _DAYS for c in described if c.kind == "date"}),
                unfinished,
                file_label=label,
                note=[line for text in [*notes, note] for line in note_lines(text)],
                column_labels={column.name: column.label for column in described},
                variable_value_labels=_value_labels(described),
                missing_ranges={c.name: _missing(c) for c in described if c.missing},
                variable_measure={column.name: column.measure for column in described},
                variable_format=_formats(data, described),
                variable_display_width={c.name: _shown(c) for c in described},
                compress=compress == "zsav",
                row_compress=compress == "row",
            )
        except ReadstatError as error:
            # The writer tells neither errno nor more than this sentence.
            if "Unable to write data" in str(error):
                raise DiskFullError(path) from error
            raise NotWrittenError(path, str(error)) from error


def short_label(text: str) -> str:
    """The text in 64 bytes, which is what a file label holds: whole words, then "…".

    A single long word has nothing to be cut at, and gives "…".
    """
    words, kept = text.split(), text
    while len(kept.encode()) > FILE_LABEL:
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


def _value_labels(described: Sequence[Column]) -> dict[str, dict[Any, str]]:
    return {column.name: dict(column.values) for column in described if column.values}


def _missing(column: Column) -> list[Any]:
    """As pyreadstat takes it: single codes, and a range as its two ends."""
    ranges = as_ranges(column.missing, [int(code) for code, _label in column.values]) or ()
    return [low if low == high else {"lo": low, "hi": high} for low, high in ranges]


def _formats(data: pd.DataFrame, described: Sequence[Column]) -> dict[str, str]:
    """F1.0 for codes of one digit, F2.0 for two. Texts keep the width that holds the longest."""
    return {
        column.name: _DATE_FORMATS[column.precision]
        if column.precision
        else f"F{_width(data[column.name], column)}.{column.decimals}"
        for column in described
        if column.kind != "text"
    }


def _width(values: pd.Series, column: Column) -> int:
    return _digits(values, column) + (column.decimals + 1 if column.decimals else 0)


def _digits(values: pd.Series, column: Column) -> int:
    answers = [int(value) for value in values.dropna().unique()]
    return max((len(str(code)) for code in [*answers, *(c for c, _ in column.values)]), default=2)


def _shown(column: Column) -> int:
    return TEXT_SHOWN if column.kind == "text" and not column.values else 8
