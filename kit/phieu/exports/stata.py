"""A survey as a Stata file, release 14 and later: labels, and user-missing codes as .a to .z."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from phieu.errors import ProblemsFoundError

from .attributes import attributes_of
from .circulation import REHEARSED
from .columns import Column
from .extending import write_extended
from .extract import Extract
from .stata_limits import FILE_LABEL, INTEGER, LABEL, letters_of, shortened, stata_problems
from .stata_notes import DATASET, insert_notes

_RELEASE = 14  # the first whose texts are UTF-8
_FORMATS = {"day": "%tdDD/NN/CCYY", "month": "%tdNN/CCYY"}


def write_dta(extract: Extract, path: Path) -> None:
    """Labels longer than Stata holds are shortened at a word, and stand whole in the notes.

    Raises ProblemsFoundError with everything that Stata would not take, DiskFullError,
    NotWrittenError; the old file then stays.
    """
    problems = stata_problems(extract, path.name)
    if problems:
        raise ProblemsFoundError(problems)
    write_extended(
        path,
        lambda plain: _write_plain(extract, plain),
        lambda source, target: insert_notes(source, target, _notes(extract)),
    )


def _write_plain(extract: Extract, path: Path) -> None:
    pyreadstat.write_dta(
        pd.DataFrame({c.name: _values(extract, c) for c in extract.columns}),
        path,
        version=_RELEASE,
        file_label=shortened(REHEARSED if extract.rehearsed else extract.title, FILE_LABEL),
        column_labels={c.name: shortened(c.label, LABEL) for c in extract.columns},
        variable_value_labels={c.name: _labels(c) for c in extract.columns if _labels(c)},
        missing_user_values={
            c.name: list(letters_of(c).values()) for c in extract.columns if c.missing
        },
        variable_format={c.name: _FORMATS[c.precision] for c in extract.columns if c.precision},
    )


def _values(extract: Extract, column: Column) -> pd.Series:
    """A column as the writer takes it: days, letters for user-missing codes, "" for no words."""
    values = extract.data[column.name]
    match column.kind:
        case "text":
            return values.fillna("")
        case "date":
            days = [None if pd.isna(day) else day.date() for day in values]
            return pd.Series(days, index=values.index, dtype=object)
        case _:
            return _with_letters(extract, column)


def _with_letters(extract: Extract, column: Column) -> pd.Series:
    values = extract.data[column.name]
    least, most = extract.extremes(column.name) or (0, 0)
    whole = not column.decimals and least >= -INTEGER and most <= INTEGER
    if not column.missing:
        # As 32 bits the writer takes them for integers, which Stata shows without decimals.
        return values.astype("Int32" if whole else "Float64")
    number = int if whole else float
    letters = letters_of(column)
    # Categories, numbers first: of a plain column the writer looks at a hundred rows to tell
    # whether it holds words, and letters may fill them.
    found = sorted(extract.distinct(column.name), key=lambda code: code in letters)
    shown: dict[Any, Any] = {code: letters.get(code, number(code)) for code in found}
    kinds = pd.Index(list(shown.values()), dtype=object)
    return pd.Series(
        pd.Categorical.from_codes(pd.Index(list(shown)).get_indexer(values), categories=kinds),
        index=values.index,
    )


def _labels(column: Column) -> dict[Any, str]:
    """By code, or by its letter. A text has no value labels in Stata: see its notes."""
    if column.kind == "text":
        return {}
    letters = letters_of(column)
    return {letters.get(int(code), code): label for code, label in column.values}


def _notes(extract: Extract) -> dict[str, list[str]]:
    """What finds no other place: the whole label, what was asked, what letters and codes are."""
    whole = [REHEARSED] if extract.rehearsed else []
    of_file = [*whole, extract.title, extract.note]
    found = {DATASET: [text for text in of_file if text]}
    for column in extract.columns:
        attributes = (f"{name}: {value}" for name, value in attributes_of(column).items())
        letters = (f".{letter} = {code}" for code, letter in letters_of(column).items())
        codes = (f"{code} = {label}" for code, label in column.values if column.kind == "text")
        long = [column.label] if len(column.label) > LABEL else []
        found[column.name] = [*long, *attributes, *letters, *codes]
    return found
