"""The variables a questionnaire yields: names, labels, codes, missing codes, measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    name = question.id
    label = _label(question.printed_number, question.label or question.text, questionnaire)
    plain = Variable(name, label, "text", name, "nominal", topic=topic, only=question.only)
    match question:
        case Consent():
            yield _coded(plain, question.codes, questionnaire)
        case SingleChoice():
            single = replace(
                plain,
                measure="ordinal" if question.scale else "nominal",
                scale=question.scale,
                reverse=question.reverse,
                prefilled=question.prefilled,
            )
            codes = codes_of(question, questionnaire)
            yield _coded(single, codes, questionnaire)
            yield from _specified(plain, codes, questionnaire)
        case Matrix():
            codes = questionnaire.scales[question.scale].codes
            level = replace(plain, measure="ordinal", scale=question.scale)
            for row in question.rows:
                row_label = _label(row.id, row.label or row.text, questionnaire)
                item = replace(level, name=row.id, label=row_label, only=row.only or question.only)
                yield _coded(item, codes, questionnaire)
        case MultipleChoice():
            for code in question.codes:
                option = _label(question.printed_number, code.label, questionnaire)
                flag = replace(plain, name=f"{name}_{code.value}", label=option)
                yield replace(flag, kind="flag", values=YES_NO)
            yield from _specified(plain, question.codes, questionnaire)
        case Ranking():
            for place in range(1, question.places + 1):
                ranked = f"{label} – thứ {_ordinal(place)}"
                column = replace(plain, name=f"{name}_{place}", label=ranked)
                yield _coded(column, question.codes, questionnaire)
            yield from _specified(plain, question.codes, questionnaire)
        case Integer():
            yield replace(plain, kind="number", measure="scale")
        case LongText():
            yield plain
        case _:
            assert_never(question)


def _coded(variable: Variable, codes: Sequence[Code], questionnaire: Questionnaire) -> Variable:
    """The variable with its codes. What is asked on paper can come back invalid."""
    values = [(code.value, _words(code.label, questionnaire)) for code in codes]
    missing = [code.value for code in codes if code.missing]
    if variable.prefilled is None:
        values.append((invalid_code(codes), INVALID_LABEL))
        missing.append(invalid_code(codes))
    return replace(
        variable, kind="code", values=tuple(sorted(values)), missing=tuple(sorted(missing))
    )


def _specified(
    variable: Variable, codes: Sequence[Code], questionnaire: Questionnaire
) -> Iterator[Variable]:
    """The words beside options that ask for them: no item of a topic."""
    for code in codes:
        if code.specify:
            yield replace(
                variable,
                name=f"{variable.name}_{code.value}_text",
                label=f"{variable.label} – {_words(code.label, questionnaire)}",
                topic=None,
            )


def _ordinal(place: int) -> str:
    """As the form prints it."""
    words = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
    return words[place - 1] if place <= len(words) else str(place)


def _label(number: str, text: str, questionnaire: Questionnaire) -> str:
    return f"{number}. {_words(text, questionnaire)}"


def _words(text: str, questionnaire: Questionnaire) -> str:
    """Filled in, without the colon that on paper leads over to the boxes."""
    return fill(text, questionnaire.texts).rstrip(" :")
