"""What a Stata file cannot hold, in characters; and what is made to fit it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from phieu.errors import Problem
from phieu.messages import _
from phieu.questionnaire.codes import Missing

from .columns import Column
from .extract import Extract
from .sav_limits import cut_answers

# Stata's help, “limits” and “[U] 11.3 Naming conventions”, for files of release 14 and later.
NAME, LABEL, FILE_LABEL, VALUE_LABEL = 32, 80, 80, 32_000  # the last in bytes
INTEGER = 2**31 - 28  # the greatest whole number of a column of integers
_A_NAME = re.compile(r"[^\W\d]\w*")
_RESERVED = frozenset(
    {"_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long", "_n"}
    | {"_N", "_pi", "_pred", "_rc", "_skip", "strL", "using", "with"}
)
_STRING_TYPE = re.compile(r"str\d+")

# The letter that says why, in every column the same.
_LETTERS: Mapping[Missing, str] = {
    Missing.DONT_KNOW: "d",
    Missing.REFUSED: "r",
    Missing.NOT_APPLICABLE: "n",
    Missing.ILLEGIBLE: "i",
    Missing.MULTIPLE_MARKS: "m",
}


def stata_problems(extract: Extract, place: str) -> list[Problem]:
    """Every reason why this would not survive as a .dta."""
    return [
        *_bad_names(extract, place),
        *_too_long(extract, place),
        *_too_many_missing(extract, place),
        *cut_answers(extract, place),
    ]


def letters_of(column: Column) -> dict[int, str]:
    """The letter of each user-missing code: by its reason, or the next that is free.

    Codes beyond the 26th have none: `stata_problems` names the column.
    """
    taken: dict[int, str] = {}
    for code, reason in zip(column.missing, column.reasons, strict=True):
        letter = _LETTERS.get(reason) if reason else None
        if letter and letter not in taken.values():
            taken[code] = letter
    free = (letter for letter in ascii_lowercase if letter not in taken.values())
    rest = (code for code in column.missing if code not in taken)
    return taken | dict(zip(rest, list(free), strict=False))


def shortened(text: str, limit: int) -> str:
    """The text in `limit` characters: whole words, then "…"; a single long word is cut."""
    if len(text) <= limit:
        return text
    head, blank, _rest = text[:limit].rpartition(" ")
    return f"{(head if blank else text[: limit - 1]).rstrip(' ,;:–')}…"


def _bad_names(extract: Extract, place: str) -> Iterator[Problem]:
    # The writer names a list of labels after its variable and numbers it.
    labelled = sum(bool(column.values) for column in extract.columns)
    digits = len(str(max(0, labelled - 1)))
    counts = Counter(column.name for column in extract.columns)
    for column in extract.columns:
        limit = NAME - digits if column.values else NAME
        name = column.name
        if len(name) > limit:
            message = _("{variable}: the name has {size} characters, Stata holds {limit}.")
        elif not _A_NAME.fullmatch(name):
            message = _("{variable}: Stata takes letters, digits and _ in a name.")
        elif name in _RESERVED or _STRING_TYPE.fullmatch(name):
            message = _("{variable}: Stata keeps this word for itself.")
        elif counts[name] > 1:
            message = _("{variable}: another variable has this name.")
        else:
            continue
        yield Problem(
            place,
            "dta-name",
            message.format(variable=name, size=len(name), limit=limit),
            _("Rename one of the questions."),
        )


def _too_long(extract: Extract, place: str) -> Iterator[Problem]:
    for column in extract.columns:
        for _code, label in column.values:
            size = len(label.encode())
            if size > VALUE_LABEL:
                message = _("{variable}: a value label has {size} bytes, Stata holds {limit}.")
                yield Problem(
                    place,
                    "dta-too-long",
                    message.format(variable=column.name, size=size, limit=VALUE_LABEL),
                    _("Shorten it; Vietnamese letters take two or three bytes each."),
                )


def _too_many_missing(extract: Extract, place: str) -> Iterator[Problem]:
    for column in extract.columns:
        if len(column.missing) > len(ascii_lowercase):
            message = _("{variable}: {count} user-missing codes, Stata holds {limit}.")
            yield Problem(
                place,
                "dta-missing-codes",
                message.format(
                    variable=column.name, count=len(column.missing), limit=len(ascii_lowercase)
                ),
                _("Mark fewer options of the question as missing."),
            )
