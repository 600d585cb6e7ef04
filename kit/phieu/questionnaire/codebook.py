"""The variables a questionnaire yields: names, labels, codes, missing codes, measure, width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from .codes import Code, Missing
from .fields import (
    CalculatedField,
    CodeField,
    DateField,
    Field,
    FlagsField,
    GivenField,
    Heading,
    Known,
    Measure,
    NumberField,
    Precision,
    RanksField,
    WordsField,
)
from .kinds import Question
from .missing_codes import Reserved, reserved_among, reserved_below
from .model import Questionnaire, Section
from .templates import choose, fill

Kind = Literal["code", "flag", "number", "date", "text"]

YES_NO = ((0, "Không chọn"), (1, "Có chọn"))
_DATE_WIDTH = {"day": 10, "month": 7}


@dataclass(frozen=True)
class Variable:
    """One column of the dataset. `missing` are its user-missing codes, a part of `values`.

    label: short, for SPSS; text: as it was asked. width: characters that its longest value takes.
    decimals: of a number; answers are stored times 10 ** decimals. precision: of a date.
    """

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
    prefilled: Known | None = None
    only: tuple[str, ...] = ()  # bodies that are asked; empty = all
    only_types: tuple[str, ...] = ()  # types of unit; empty = all
    text: str = ""
    width: int = 8
    decimals: int = 0
    precision: Precision | None = None
    reserved: Reserved | None = None
    field: Field | None = None  # where it comes from

    def asked_of(self, body: str, unit_type: str | None = None) -> bool:
        """Whether a form of this body and type of unit asks it; an unknown type may."""
        types = [name.casefold() for name in self.only_types]
        of_type = not types or unit_type is None or unit_type.casefold() in types
        return of_type and (not self.only or body in self.only)

    def why_missing(self, code: int) -> Missing | None:
        """What a user-missing code stands for; None for an ordinary code."""
        if self.reserved and (found := self.reserved.why(code)):
            return found
        codes = self.field.codes if isinstance(self.field, CodeField) else ()
        return next((c.missing for c in codes if c.value == code), None)


def codebook(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Every variable in questionnaire order, for all bodies; template variables filled in."""
    return tuple(
        variable
        for section in questionnaire.sections
        for question in section.questions
        for variable in variables_of(question, section, questionnaire)
    )


def variables_of(
    question: Question, section: Section, questionnaire: Questionnaire
) -> Iterator[Variable]:
    """The variables of one question, as it stands in its section.

    Raises KeyError for a scale that the questionnaire does not have.
    """
    conditional = question.when is not None or section.when is not None
    for field in question.fields(questionnaire.scales):
        for variable in _variables(field, questionnaire, conditional=conditional):
            words = isinstance(field, WordsField)
            yield replace(
                variable,
                question=question.id,
                topic=None if words else section.topic,
                only=variable.only or section.only,
                only_types=variable.only_types or section.only_types,
                field=field,
            )


def _variables(
    field: Field, questionnaire: Questionnaire, *, conditional: bool
) -> Iterator[Variable]:
    """conditional: the questionnaire's logic may skip it, so it can be not applicable."""
    start = _started(field.heading, questionnaire)
    match field:
        case CodeField():
            plain = replace(
                start,
                name=field.variable,
                measure=field.measure,
                scale=field.scale,
                reverse=field.reverse,
                prefilled=field.prefilled,
            )
            yield _coded(plain, field.codes, questionnaire, conditional=conditional)
        case FlagsField():
            for code in field.codes:
                flag = _flag(start, field, code, questionnaire)
                yield _reserving(flag, reserved_among((0, 1)), conditional=conditional)
        case RanksField():
            for place, name in enumerate(field.variables, start=1):
                ranked = f"{start.label} – thứ {ordinal(place)}"
                column = replace(start, name=name, label=ranked)
                yield _coded(column, field.codes, questionnaire, conditional=conditional)
        case NumberField():
            number = _number(start, field)
            yield _reserving(number, reserved_below(field.least), conditional=conditional)
        case DateField():
            yield replace(
                start,
                name=field.variable,
                kind="date",
                measure="scale",
                precision=field.precision,
                width=_DATE_WIDTH[field.precision],
            )
        case WordsField():
            yield replace(start, name=field.variable, width=field.characters)
        case GivenField():
            yield replace(start, name=field.variable, width=32)
        case CalculatedField():
            yield replace(
                start,
                name=field.variable,
                kind="number",
                measure="scale",
                decimals=field.decimals,
            )
        case _:
            assert_never(field)


def _flag(start: Variable, field: FlagsField, code: Code, questionnaire: Questionnaire) -> Variable:
    option = words(code.label, questionnaire)
    return replace(
        start,
        name=field.variable(code.value),
        label=f"{field.heading.number}. {option}",
        text=f"{start.text} – {option}",
        kind="flag",
        values=YES_NO,
        width=1,
        only=code.only or start.only,
        only_types=code.only_types or start.only_types,
    )


def _number(start: Variable, field: NumberField) -> Variable:
    digits = len(str(field.most // 10**field.decimals))
    return replace(
        start,
        name=field.variable,
        kind="number",
        measure="scale",
        decimals=field.decimals,
        width=digits + (field.decimals + 1 if field.decimals else 0),
    )


def _started(heading: Heading, questionnaire: Questionnaire) -> Variable:
    """A variable of words with what its heading says."""
    return Variable(
        "",
        f"{heading.number}. {words(heading.label, questionnaire)}",
        "text",
        "",
        "nominal",
        only=heading.only,
        only_types=heading.only_types,
        text=words(heading.text, questionnaire),
    )


def _coded(
    variable: Variable,
    codes: Sequence[Code],
    questionnaire: Questionnaire,
    *,
    conditional: bool,
) -> Variable:
    """The variable with its codes. What is asked on paper can come back illegible or invalid."""
    values = tuple(sorted((code.value, words(code.label, questionnaire)) for code in codes))
    missing = tuple(sorted(code.value for code in codes if code.missing))
    coded = replace(variable, kind="code", values=values, missing=missing)
    coded = replace(coded, width=max((len(str(code)) for code, _ in values), default=1))
    if variable.prefilled is not None:
        return coded
    reserved = reserved_among([code.value for code in codes])
    return _reserving(coded, reserved, conditional=conditional, marked=True)


def _reserving(
    variable: Variable, reserved: Reserved, *, conditional: bool, marked: bool = False
) -> Variable:
    """With the codes for answers that are not there. marked: read from marks, one a list."""
    kinds: list[Missing] = [Missing.NOT_APPLICABLE] if conditional else []
    if marked:
        kinds += [Missing.ILLEGIBLE, Missing.MULTIPLE_MARKS]
    codes = [(reserved.code(kind), kind) for kind in kinds]
    if not codes:
        return variable
    labels = [(code, RESERVED_LABELS[kind]) for code, kind in codes]
    return replace(
        variable,
        values=tuple(sorted((*variable.values, *labels))),
        missing=tuple(sorted((*variable.missing, *(code for code, _ in codes)))),
        reserved=reserved,
    )


RESERVED_LABELS = {
    Missing.NOT_APPLICABLE: "Không thuộc diện hỏi",
    Missing.ILLEGIBLE: "Không đọc được",
    Missing.MULTIPLE_MARKS: "Không hợp lệ (đánh dấu nhiều ô)",
}


def ordinal(place: int) -> str:
    """As the form prints it."""
    spelled = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
    return spelled[place - 1] if place <= len(spelled) else str(place)


def words(text: str, questionnaire: Questionnaire) -> str:
    """Filled in, without the colon that on paper leads over to the boxes."""
    return choose(fill(choose(text, ()), questionnaire.texts), ()).rstrip(" :")
