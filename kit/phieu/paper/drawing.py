"""What the template draws for each question: boxes and words, with every choice already made.

A drawing is plain data with a `shape`; templates/questions.typ has one function a shape. Kinds
of question that look alike share a shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from phieu.paper.geometry import TEXT_AREA
from phieu.paper.words import Words, column_head, printed_part, row_label
from phieu.questionnaire.bubbles import bubble_rows, printed_parts
from phieu.questionnaire.codes import Code, Scale
from phieu.questionnaire.fields import DateField, NumberField
from phieu.questionnaire.kinds import (
    Calculated,
    Cascade,
    Consent,
    Date,
    Decimal,
    Hidden,
    Integer,
    LongText,
    Matrix,
    Month,
    MultipleChoice,
    Note,
    NumberTable,
    PaperBox,
    Question,
    Ranking,
    Rating,
    Score,
    ShortText,
    SingleChoice,
)
from phieu.questionnaire.logic.skipping import Guide
from phieu.questionnaire.model import Questionnaire

Drawing = dict[str, Any]

# Letters of small handwriting on one line of the form; a longer short answer gets a second one.
_LETTERS_A_LINE = 80


# A guess on the large side of how high a table is, for asking Typst only where it matters.
_LABEL_MM, _LETTER_MM, _LINE_MM, _ROW_MM = 50.0, 2.4, 4.3, 4.0
_SURELY_FITS_MM = 170.0


def drawings(
    variant: Questionnaire,
    words: Words,
    prefilled: Mapping[str, str],
    guide: Guide,
) -> list[Drawing]:
    """The sections with what their questions look like; those with nothing to print left out."""
    printed = []
    for section in variant.sections:
        drawn = [
            {
                "id": question.id,
                "number": question.printed_number,
                "text": question.text,
                "hint": _hint(question, words),
                "filter": guide.filters.get(question.id, ""),
                "skips": guide.sentences.get(question.id, []),
                **shape,
            }
            for question in section.questions
            if (shape := _shape(question, variant.scales, words, prefilled)) is not None
        ]
        if drawn:
            title = words.section.format(id=section.id, title=section.title)
            printed.append(
                {
                    "title": title if section.title else "",
                    "filter": guide.filters.get(section.id, ""),
                    "questions": drawn,
                }
            )
    return printed


def explanations(variant: Questionnaire, words: Words) -> str:
    """The short labels in the heads of this form's tables, spelt out: “KĐG: không đánh giá”."""
    codes = [
        code
        for question in variant.questions()
        if isinstance(question, Matrix)
        for code in _levels_of(question.scale, variant.scales)
        if code.short and code.missing
    ]
    spelt = {
        code.short: words.explained.get(code.short, code.label.lower())
        for code in codes
        if code.short
    }
    return " ".join(f"{short}: {meaning}." for short, meaning in spelt.items())


def _shape(
    question: Question, scales: Mapping[str, Scale], words: Words, prefilled: Mapping[str, str]
) -> Drawing | None:
    """None for what paper does not show."""
    match question:
        case Note():
            return {"shape": "note"}
        case Consent():
            return {"shape": "consent", "options": _options(question.id, question.codes)}
        case SingleChoice() if question.prefilled is not None:
            return {"shape": "prefilled", "answer": prefilled[question.id]}
        case SingleChoice() | MultipleChoice():
            options = _options(question.id, question.codes)
            return {"shape": "options", "options": options, "columns": question.columns}
        case Rating():
            return _levels(question, _levels_of(question.scale, scales))
        case Matrix():
            return _matrix(question, _levels_of(question.scale, scales))
        case Ranking():
            return _ranking(question, words)
        case Score():
            return _score(question)
        case Integer() | Decimal():
            (number,) = question.fields(scales)
            return _digits(number, words, _unit(question, words))
        case Date() | Month():
            (day,) = question.fields(scales)
            return _digits(day, words, "")
        case ShortText():
            lines = 1 if question.characters <= _LETTERS_A_LINE else 2
            return {"shape": "lines", "variable": question.id, "lines": lines, "inline": True}
        case LongText():
            lines = question.lines
            return {"shape": "lines", "variable": question.id, "lines": lines, "inline": False}
        case NumberTable():
            return _number_table(question, words)
        case Cascade():
            levels = [{"variable": level.id, "label": level.text} for level in question.levels]
            return {"shape": "written", "lines": levels}
        case PaperBox():
            return {
                "shape": "frame",
                "height_mm": question.height_mm,
                "signature": question.purpose == "signature",
            }
        case Hidden() | Calculated():
            return None
        case _:
            assert_never(question)


def _levels_of(scale: str, scales: Mapping[str, Scale]) -> tuple[Code, ...]:
    """None for a scale that a draft names and does not have yet; the linter says so."""
    return scales[scale].codes if scale in scales else ()


def _box(variable: str, code: Code) -> Drawing:
    return {"variable": variable, "code": code.value}


def _options(question: str, codes: Iterable[Code]) -> list[Drawing]:
    return [
        {**_box(question, code), "label": code.label, "words": _words_beside(question, code)}
        for code in codes
    ]


def _words_beside(question: str, code: Code) -> str | None:
    """The variable of the words that an option asks for."""
    return f"{question}_{code.value}_text" if code.specify else None


def _levels(question: Rating, codes: Sequence[Code]) -> Drawing:
    options = [
        {**option, "apart": code.missing is not None}
        for option, code in zip(_options(question.id, codes), codes, strict=True)
    ]
    return {"shape": "levels", "options": options}


def _may_split(labels: Iterable[str], columns: int, column_mm: float) -> bool:
    """Whether a table might be higher than a page."""
    width_mm = max(_LABEL_MM, TEXT_AREA.w_mm - columns * column_mm)
    lines = [1 + int(len(label) * _LETTER_MM / width_mm) for label in labels]
    return sum(_ROW_MM + _LINE_MM * count for count in lines) > _SURELY_FITS_MM


def _matrix(question: Matrix, codes: Sequence[Code]) -> Drawing:
    return {
        "shape": "table",
        "splits": _may_split((row.text for row in question.rows), len(codes), 12),
        "heads": [code.short or code.label for code in codes],
        "column_mm": 12,
        "rows": [
            {
                "label": f"{place}. {row.text}",
                "words": None,
                "boxes": [_box(row.id, code) for code in codes],
            }
            for place, row in enumerate(question.rows, start=1)
        ],
    }


def _ranking(question: Ranking, words: Words) -> Drawing:
    """Not split over two pages: its columns are read together."""
    places = range(1, question.place_count + 1)
    return {
        "shape": "table",
        "splits": False,
        "heads": [column_head(words, place, question.place_count) for place in places],
        "column_mm": 17,
        "rows": [
            {
                "label": code.label,
                "words": _words_beside(question.id, code),
                "boxes": [_box(f"{question.id}_{place}", code) for place in places],
            }
            for code in question.codes
        ],
    }


def _score(question: Score) -> Drawing:
    return {
        "shape": "score",
        "low": question.low,
        "high": question.high,
        "points": [
            {**_box(question.id, point), "label": str(point.value)} for point in question.points
        ],
        "beside": [
            {**_box(question.id, code), "label": code.short or code.label, "words": None}
            for code in question.codes
        ],
    }


def _digits(number: Any, words: Words, unit: str) -> Drawing:
    assert isinstance(number, NumberField | DateField)
    rows = bubble_rows(number)
    if not rows:
        return {"shape": "written", "lines": [{"variable": number.variable, "label": unit}]}
    return {
        "shape": "digits",
        "unit": unit,
        "rows": [
            {
                "variable": number.variable,
                "label": row_label(words, row),
                "worth": row.worth,
                "digits": list(row.digits),
                "after_comma": row.place == -1 and not row.given,
                "begins": place > 0 and row.part != rows[place - 1].part,
            }
            for place, row in enumerate(rows)
        ],
        "printed": [
            printed_part(words, part, digits) for part, digits in printed_parts(number).items()
        ],
    }


def _unit(question: Integer | Decimal | NumberTable, words: Words) -> str:
    """The unit, unless the question says it already."""
    unit = question.unit.strip()
    said = unit.casefold() in f"{question.text} {question.hint or ''}".casefold()
    return "" if said else words.unit.format(unit=unit)


def _number_table(question: NumberTable, words: Words) -> Drawing:
    return {
        "shape": "number_table",
        "splits": _may_split((row.text for row in question.rows), len(question.columns), 30),
        "unit": _unit(question, words),
        "heads": [column.text for column in question.columns],
        "rows": [
            {
                "label": row.text,
                "cells": [f"{row.id}_{column.id}" for column in question.columns],
            }
            for row in question.rows
        ],
    }


def _hint(question: Question, words: Words) -> str:
    """The hint, and how many may be chosen where neither text nor hint says it."""
    hint = question.hint or ""
    if not isinstance(question, MultipleChoice) or question.at_most is None:
        return hint
    said = f"{question.text} {hint}".casefold()
    if any(word in said for word in words.most_said) or re.search(rf"\b{question.at_most}\b", said):
        return hint
    limit = words.at_most.format(count=question.at_most)
    return f"{hint.rstrip('. ;')}; {limit}" if hint else limit
