"""What a .sav cannot hold: found before writing, since SPSS cuts silently at these limits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from phieu.errors import Problem
from phieu.messages import _
from phieu.questionnaire.lint.spss import SPSS_RESERVED
from phieu.questionnaire.missing_codes import as_ranges

from .attributes import attributes_of
from .columns import Column
from .extract import Extract

# In bytes of UTF-8, measured: what is longer is cut without a word. The header has 64 for a file
# label, of which programs show 60.
NAME, LABEL, VALUE_LABEL, TEXT, FILE_LABEL, NOTE_LINE = 64, 256, 120, 32767, 60, 80
MISSING_CODES = 3
# SPSS Command Syntax Reference, “Variable names”.
_A_NAME = re.compile(r"[^\W\d_][\w.$#@]*(?<!\.)")


def sav_problems(extract: Extract, place: str) -> list[Problem]:
    """Every reason why this would not survive as a .sav."""
    described = extract.columns
    return [
        *_too_long(extract, place),
        *_too_many_missing(described, place),
        *_repeated_names([column.name for column in described], place),
        *_repeated_names([f"${found.name}" for found in extract.sets], place),
        *_bad_names(extract, place),
        *cut_answers(extract, place),
    ]


def _too_long(extract: Extract, place: str) -> Iterator[Problem]:
    fix = _("Shorten it; Vietnamese letters take two or three bytes each.")
    for name, what, text, limit in _texts(extract):
        size = len(text.encode())
        if size > limit:
            message = _("{variable}: the {what} “{start}…” has {size} bytes, SPSS holds {limit}.")
            yield Problem(
                place,
                "sav-too-long",
                message.format(variable=name, what=what, start=text[:40], size=size, limit=limit),
                fix,
            )


def _texts(extract: Extract) -> Iterator[tuple[str, str, str, int]]:
    """Variable, what it is, the text, its limit in bytes."""
    for column in extract.columns:
        yield column.name, _("variable name"), column.name, NAME
        yield column.name, _("variable label"), column.label, LABEL
        for _code, label in column.values:
            yield column.name, _("value label"), label, VALUE_LABEL
        for value in attributes_of(column).values():
            yield column.name, _("attribute"), value, TEXT
        if column.kind == "text":
            yield column.name, _("answer"), extract.longest(column.name), TEXT
    for found in extract.sets:
        yield f"${found.name}", _("name of a multiple response set"), f"${found.name}", NAME


def _too_many_missing(described: Sequence[Column], place: str) -> Iterator[Problem]:
    for column in described:
        if column.missing and missing_ranges(column) is None:
            message = _("{variable}: {count} user-missing codes, SPSS holds {limit}.")
            yield Problem(
                place,
                "sav-missing-codes",
                message.format(
                    variable=column.name, count=len(column.missing), limit=MISSING_CODES
                ),
                _("Mark fewer options of the question as missing."),
            )


def missing_ranges(column: Column) -> tuple[tuple[int, int], ...] | None:
    """User-missing codes as SPSS can hold them; see `as_ranges`."""
    codes = [int(code) for code, _label in column.values] if column.missing else []
    return as_ranges(column.missing, codes)


def _repeated_names(names: Sequence[str], place: str) -> Iterator[Problem]:
    counts = Counter(name.casefold() for name in names)
    for name in names:
        if counts[name.casefold()] > 1:
            message = _(
                "{variable}: another variable has this name; SPSS does not tell case apart."
            )
            yield Problem(
                place,
                "sav-repeated-name",
                message.format(variable=name),
                _("Rename one of the questions."),
            )


def _bad_names(extract: Extract, place: str) -> Iterator[Problem]:
    """Names that SPSS does not take; its sets are named by the same rules behind the $."""
    for name in (*(c.name for c in extract.columns), *(found.name for found in extract.sets)):
        if not unicodedata.is_normalized("NFC", name):
            message = _("{variable}: the accents of this name are letters of their own.")
        elif name.casefold() in SPSS_RESERVED:
            message = _("{variable}: SPSS keeps this word for itself.")
        elif not _A_NAME.fullmatch(name):
            message = _("{variable}: SPSS takes letters, digits, . _ $ # @ and a letter first.")
        else:
            continue
        yield Problem(
            place, "sav-name", message.format(variable=name), _("Rename one of the questions.")
        )


def cut_answers(extract: Extract, place: str) -> Iterator[Problem]:
    """Answers that a file of fixed widths, SPSS's or Stata's, would end in the middle."""
    for column in extract.columns:
        if column.kind == "text" and any("\0" in text for text in extract.distinct(column.name)):
            yield Problem(
                place,
                "nul-in-answer",
                _("{variable}: an answer holds a NUL character, at which files end it.").format(
                    variable=column.name
                ),
                _("Take the character out of the answer."),
            )
