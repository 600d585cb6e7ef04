"""The variables a questionnaire yields: names, labels, codes, missing codes, measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from .model import (
    INVALID,
    LONG_INVALID,
    Code,
    Consent,
    Integer,
    LongText,
    Matrix,
    MultipleChoice,
    Question,
    Questionnaire,
    Ranking,
    SingleChoice,
    codes_of,
    fill,
)

Measure = Literal["nominal", "ordinal", "scale"]
Kind = Literal["code", "flag", "number", "text"]

INVALID_LABEL = "Không hợp lệ"
YES_NO = ((0, "Không chọn"), (1, "Có chọn"))


@dataclass(frozen=True)
class Variable:
    """One column of the dataset. `missing` are its user-missing codes, a part of `values`."""

    name: str
    label: str
    kind: Kind
    question: str
    measure: Measure
    values: tuple[tuple[int, str], ...] = ()
    missing: tuple[int, ...] = ()
    topic: str | None = None
    scale: str | None = None
    reverse: bool = False
    prefilled: Literal["body", "unit_type"] | None = None
    only: tuple[str, ...] = ()  # bodies that are asked; empty = all

    def asked_of(self, body: str) -> bool:
        return not self.only or body in self.only


def invalid_code(codes: Sequence[Code]) -> int:
    """8, or 98 where the list itself reaches 8: 9 ("không đánh giá") may stand beside 8."""
    return LONG_INVALID if any(code.value == INVALID for code in codes) else INVALID


def codebook(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Every variable in questionnaire order, for all bodies; template variables filled in."""
    return tuple(
        variable
        for section in questionnaire.sections
        for question in section.questions
        for variable in _variables(question, section.topic, questionnaire)
    )


def _variables(
    question: Question, topic: str | None, questionnaire: Questionnaire
) -> Iterator[Variable]:
    name, only = question.id, question.only
    label = _label(question.printed_number, question.label or question.text, questionnaire)

    def coded(
        name: str,
        label: str,
        codes: Sequence[Code],
        measure: Measure,
        *,
        only: tuple[str, ...] = only,
        scale: str | None = None,
        reverse: bool = False,
        prefilled: Literal["body", "unit_type"] | None = None,
    ) -> Variable:
        values = [(code.value, _words(code.label, questionnaire)) for code in codes]
        missing = [code.value for code in codes if code.missing]
        if prefilled is None:
            invalid = invalid_code(codes)
            values.append((invalid, INVALID_LABEL))
            missing.append(invalid)
        return Variable(
            name, label, "code", question.id, measure, tuple(sorted(values)),
            tuple(sorted(missing)), topic, scale, reverse, prefilled, only,
        )  # fmt: skip

    def words(code: Code) -> Variable:
        specified = f"{label} – {_words(code.label, questionnaire)}"
        return Variable(f"{name}_{code.value}_text", specified, "text", name, "nominal", only=only)

    match question:
        case Consent():
            yield coded(name, label, codes_of(question, questionnaire), "nominal")
        case SingleChoice():
            measure: Measure = "ordinal" if question.scale else "nominal"
            codes = codes_of(question, questionnaire)
            yield coded(
                name, label, codes, measure, scale=question.scale, reverse=question.reverse,
                prefilled=question.prefilled,
            )  # fmt: skip
            yield from (words(code) for code in codes if code.specify)
        case Matrix():
            codes = questionnaire.scales[question.scale].codes
            for row in question.rows:
                row_label = _label(row.id, row.label or row.text, questionnaire)
                row_only = row.only or only
                yield coded(
                    row.id, row_label, codes, "ordinal", only=row_only, scale=question.scale
                )
        case MultipleChoice():
            for code in question.codes:
                option = f"{question.printed_number}. {_words(code.label, questionnaire)}"
                yield Variable(
                    f"{name}_{code.value}", option, "flag", name, "nominal", YES_NO, (), topic,
                    only=only,
                )  # fmt: skip
            yield from (words(code) for code in question.codes if code.specify)
        case Ranking():
            for place in range(1, question.places + 1):
                place_label = f"{label} – thứ {_ordinal(place)}"
                yield coded(f"{name}_{place}", place_label, question.codes, "nominal")
            yield from (words(code) for code in question.codes if code.specify)
        case Integer():
            yield Variable(name, label, "number", name, "scale", topic=topic, only=only)
        case LongText():
            yield Variable(name, label, "text", name, "nominal", topic=topic, only=only)
        case _:
            assert_never(question)


def _ordinal(place: int) -> str:
    """As the form prints it."""
    words = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
    return words[place - 1] if place <= len(words) else str(place)


def _label(number: str, text: str, questionnaire: Questionnaire) -> str:
    return f"{number}. {_words(text, questionnaire)}"


def _words(text: str, questionnaire: Questionnaire) -> str:
    """Filled in, without the colon that on paper leads over to the boxes."""
    return fill(text, questionnaire.texts).rstrip(" :")
