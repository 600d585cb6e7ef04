"""The codebook as a table in words: what each column is, for whoever has only the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from phieu.messages import _
from phieu.questionnaire.codebook import Kind
from phieu.questionnaire.fields import Measure

from .columns import Column
from .extract import Extract
from .response_sets import ResponseSet
from .sav_limits import missing_ranges


def codebook_rows(extract: Extract) -> Iterator[tuple[str, ...]]:
    """The heads, then a row a column."""
    yield tuple(head for head, _width in codebook_heads())
    for column in extract.columns:
        yield (
            column.name,
            column.label,
            column.text,
            _kind(column.kind),
            _measure(column.measure),
            "; ".join(f"{code} = {label}" for code, label in column.values),
            ", ".join(_missing(column)),
            column.question,
            _set(column, extract.sets),
            column.topic,
            column.scale,
            _("yes") if column.reverse else "",
            "; ".join(column.asked_of),
        )


def codebook_heads() -> tuple[tuple[str, int], ...]:
    """Each head with the width of its column on a sheet, in characters."""
    return (
        (_("Variable"), 16),
        (_("Label"), 48),
        (_("As it was asked"), 48),
        (_("Kind"), 10),
        (_("Measure"), 15),
        (_("Codes"), 56),
        (_("Missing"), 12),
        (_("Question"), 10),
        (_("Multiple response set"), 20),
        (_("Topic"), 24),
        (_("Scale"), 12),
        (_("Reversed"), 10),
        (_("Asked of"), 24),
    )


def _missing(column: Column) -> Iterator[str]:
    """As SPSS holds them: 6–9 where they are a range. Each alone where no range says it."""
    spans = missing_ranges(column) or tuple((code, code) for code in column.missing)
    for low, high in spans:
        yield str(low) if low == high else f"{low}–{high}"


def _set(column: Column, sets: tuple[ResponseSet, ...]) -> str:
    return next((f"${found.name}" for found in sets if column.name in found.members), "")


def _kind(kind: Kind) -> str:
    match kind:
        case "code":
            return _("code")
        case "flag":
            return _("yes/no")
        case "number":
            return _("number")
        case "date":
            return _("day")
        case "text":
            return _("text")
        case _:
            assert_never(kind)


def _measure(measure: Measure) -> str:
    match measure:
        case "nominal":
            return _("nominal")
        case "ordinal":
            return _("ordinal")
        case "scale":
            return _("scale")
        case _:
            assert_never(measure)
