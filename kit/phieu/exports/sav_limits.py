"""What a .sav cannot hold: found before writing, since SPSS cuts silently at these limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from phieu.errors import Problem
from phieu.messages import _
from phieu.questionnaire.missing_codes import as_ranges

from .columns import Column

# In bytes of UTF-8, measured: what is longer is cut without a word.
NAME, LABEL, VALUE_LABEL, TEXT, FILE_LABEL, NOTE_LINE = 64, 256, 120, 32767, 64, 80
MISSING_CODES = 3


def sav_problems(data: pd.DataFrame, columns: Sequence[Column], place: str) -> list[Problem]:
    """Every reason why this dataset would not survive as a .sav."""
    return [
        *_too_long(data, columns, place),
        *_too_many_missing(columns, place),
        *_repeated_names(columns, place),
    ]


def _too_long(data: pd.DataFrame, columns: Sequence[Column], place: str) -> Iterator[Problem]:
    fix = _("Shorten it; Vietnamese letters take two or three bytes each.")
    for name, what, text, limit in _texts(data, columns):
        size = len(text.encode())
        if size > limit:
            message = _("{variable}: the {what} “{start}…” has {size} bytes, SPSS holds {limit}.")
            yield Problem(
                place,
                "sav-too-long",
                message.format(variable=name, what=what, start=text[:40], size=size, limit=limit),
                fix,
            )


def _texts(data: pd.DataFrame, columns: Sequence[Column]) -> Iterator[tuple[str, str, str, int]]:
    """Variable, what it is, the text, its limit in bytes."""
    for column in columns:
        yield column.name, _("variable name"), column.name, NAME
        yield column.name, _("variable label"), column.label, LABEL
        for _code, label in column.values:
            yield column.name, _("value label"), label, VALUE_LABEL
        if column.kind == "text":
            longest = max(data[column.name].dropna(), key=lambda s: len(s.encode()), default="")
            yield column.name, _("answer"), longest, TEXT


def _too_many_missing(columns: Sequence[Column], place: str) -> Iterator[Problem]:
    for column in columns:
        if column.missing and as_ranges(column.missing, _codes(column)) is None:
            message = _("{variable}: {count} user-missing codes, SPSS holds {limit}.")
            yield Problem(
                place,
                "sav-missing-codes",
                message.format(
                    variable=column.name, count=len(column.missing), limit=MISSING_CODES
                ),
                _("Mark fewer options of the question as missing."),
            )


def _codes(column: Column) -> list[int]:
    return [int(code) for code, _label in column.values]


def _repeated_names(columns: Sequence[Column], place: str) -> Iterator[Problem]:
    counts = Counter(column.name.casefold() for column in columns)
    for column in columns:
        if counts[column.name.casefold()] > 1:
            message = _(
                "{variable}: another variable has this name; SPSS does not tell case apart."
            )
            yield Problem(
                place,
                "sav-repeated-name",
                message.format(variable=column.name),
                _("Rename one of the questions."),
            )
