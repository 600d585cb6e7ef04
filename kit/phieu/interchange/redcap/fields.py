"""Each kind of question as REDCap's fields: a type, its choices, a validation, action tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from phieu.interchange.conditions import Conditions
from phieu.interchange.redcap.branching import Names, branching, calculation
from phieu.interchange.texts import filled
from phieu.questionnaire.codebook import ordinal
from phieu.questionnaire.codes import Code, Row
from phieu.questionnaire.fields import WordsField
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
from phieu.questionnaire.logic.tree import Always, And, Answer, Compare, Condition, Includes, Number
from phieu.questionnaire.model import Questionnaire, Section

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Entry:
    """One row of the dictionary, but for its form and section header."""

    name: str
    kind: str
    label: str
    choices: str = ""
    note: str = ""
    validation: str = ""
    least: str = ""
    most: str = ""
    shown_if: str = ""
    required: bool = False
    number: str = ""
    matrix: str = ""
    ranked: bool = False
    annotation: str = ""


@dataclass(frozen=True)
class Setting:
    """A questionnaire in the dictionary's language, and what holds for it."""

    questionnaire: Questionnaire
    names: Names
    conditions: Conditions

    def text(self, text: str) -> str:
        return _SPACES.sub(" ", filled(text, self.questionnaire))

    def choices(self, codes: Iterable[Code]) -> str:
        # A bar ends a choice there.
        pairs = (f"{code.value}, {self.text(code.label).replace('|', '/')}" for code in codes)
        return " | ".join(pairs)

    def shown_if(self, *conditions: Condition) -> str:
        parts = tuple(c for c in conditions if c != Always(True))
        return branching(And(parts) if parts else Always(True), self.names)


def entries_of(question: Question, section: Section, setting: Setting) -> list[Entry]:
    """The question's fields, then those for words beside its options."""
    conditions = setting.conditions
    asked = (conditions.of_section(section), conditions.of_question(question))
    plain = Entry(
        setting.names.fields.get(question.id, ""),
        "text",
        setting.text(question.text),
        note=setting.text(question.hint or ""),
        shown_if=setting.shown_if(*asked),
        required=question.required,
        number=setting.text(question.printed_number),
    )
    return [
        *_entries(question, plain, asked, setting),
        *_specified(question, conditions.of_section(section), setting),
    ]


def _entries(
    question: Question, plain: Entry, asked: tuple[Condition, ...], setting: Setting
) -> list[Entry]:
    match question:
        case Note():
            return [replace(plain, kind="descriptive", number="", required=False)]
        case Consent():
            choices = setting.choices(question.codes)
            return [replace(plain, kind="radio", choices=choices, required=True)]
        case SingleChoice():
            return [replace(plain, kind="radio", choices=setting.choices(question.codes))]
        case Rating():
            codes = setting.questionnaire.scales[question.scale].codes
            return [replace(plain, kind="radio", choices=setting.choices(codes))]
        case Score():
            choices = setting.choices((*question.points, *question.codes))
            return [replace(plain, kind="radio", choices=choices)]
        case MultipleChoice():
            return [_multiple(question, plain, setting)]
        case Matrix():
            return _matrix(question, plain, asked, setting)
        case Ranking():
            return _ranking(question, plain, setting)
        case Integer() | Decimal():
            return [_number(question, plain, setting)]
        case ShortText():
            return [replace(plain, annotation=f"@CHARLIMIT='{question.characters}'")]
        case LongText():
            return [replace(plain, kind="notes")]
        case Date() | Month():
            least, most = question.earliest.isoformat(), question.latest.isoformat()
            return [replace(plain, validation="date_dmy", least=least, most=most)]
        case NumberTable():
            return _number_table(question, plain, asked, setting)
        case Cascade():
            return [
                replace(
                    plain,
                    name=setting.names.fields[level.id],
                    kind="dropdown",
                    label=f"{plain.label} {setting.text(level.text)}".strip(),
                    choices=setting.choices(level.codes),
                    validation="autocomplete",
                )
                for level in question.levels
            ]
        case Hidden():
            version = question.source == "version"
            value = setting.questionnaire.version if version else question.value
            tags = "@HIDDEN" + (f" @DEFAULT={_quoted(value)}" if value else "")
            return [replace(plain, required=False, annotation=tags)]
        case Calculated():
            return [_calculated(question, plain, setting)]
        case PaperBox():
            return []
        case _:
            assert_never(question)


def _multiple(question: MultipleChoice, plain: Entry, setting: Setting) -> Entry:
    alone = ",".join(str(code.value) for code in question.codes if code.exclusive)
    tags = [f"@NONEOFTHEABOVE='{alone}'"] if alone else []
    if question.at_most is not None:
        tags.append(f"@MAXCHECKED={question.at_most}")
    choices = setting.choices(question.codes)
    return replace(plain, kind="checkbox", choices=choices, annotation=" ".join(tags))


def _matrix(
    question: Matrix, plain: Entry, asked: tuple[Condition, ...], setting: Setting
) -> list[Entry]:
    choices = setting.choices(setting.questionnaire.scales[question.scale].codes)
    rows = [
        replace(
            plain,
            name=setting.names.fields[row.id],
            kind="radio",
            label=setting.text(row.text),
            choices=choices,
            note="",
            number=row.id,
            matrix=plain.name,
            shown_if=_row_shown_if(row, asked, setting),
        )
        for row in question.rows
    ]
    return [_heading(plain), *rows]


def _ranking(question: Ranking, plain: Entry, setting: Setting) -> list[Entry]:
    choices = setting.choices(question.codes)
    places = [
        replace(
            plain,
            name=setting.names.fields[f"{question.id}_{place}"],
            kind="radio",
            label=f"Thứ {ordinal(place)}"
            if setting.questionnaire.language == "vi"
            else f"{place}.",
            choices=choices,
            note="",
            matrix=plain.name,
            ranked=True,
        )
        for place in range(1, question.place_count + 1)
    ]
    return [_heading(plain), *places]


def _number_table(
    question: NumberTable, plain: Entry, asked: tuple[Condition, ...], setting: Setting
) -> list[Entry]:
    cells = [
        replace(
            plain,
            name=setting.names.fields[f"{row.id}_{column.id}"],
            label=f"{setting.text(row.text)} – {setting.text(column.text)}",
            note=setting.text(question.unit),
            validation="integer",
            least=str(question.least),
            most=str(question.most),
            number=row.id,
            shown_if=_row_shown_if(row, asked, setting),
        )
        for row in question.rows
        for column in question.columns
    ]
    return [_heading(plain), *cells]


def _heading(plain: Entry) -> Entry:
    """The question above its table; a field of its own that takes no answer."""
    return replace(plain, kind="descriptive", required=False)


def _row_shown_if(row: Row, asked: tuple[Condition, ...], setting: Setting) -> str:
    return setting.shown_if(*asked, setting.conditions.of_row(row))


def _number(question: Integer | Decimal, plain: Entry, setting: Setting) -> Entry:
    note = ". ".join(part for part in (setting.text(question.unit), plain.note) if part)
    return replace(
        plain,
        note=note,
        validation="integer" if isinstance(question, Integer) else "number",
        least=str(question.least),
        most=str(question.most),
    )


def _calculated(question: Calculated, plain: Entry, setting: Setting) -> Entry:
    expression = setting.conditions.logic.calculations.get(question.id)
    written = (
        "" if expression is None else calculation(expression, setting.names, question.decimals)
    )
    return replace(plain, kind="calc", choices=written, required=False)


def _specified(question: Question, of_section: Condition, setting: Setting) -> list[Entry]:
    """A text for each option that asks for words, shown when it is chosen."""
    if not isinstance(question, SingleChoice | MultipleChoice | Ranking):
        return []
    found = question.fields(setting.questionnaire.scales)
    words = [shape for shape in found if isinstance(shape, WordsField)]
    codes = [code for code in question.codes if code.specify]
    return [
        Entry(
            setting.names.fields[shape.variable],
            "text",
            setting.text(code.label),
            shown_if=setting.shown_if(of_section, _chosen(question, code.value)),
            annotation=f"@CHARLIMIT='{shape.characters}'",
        )
        for shape, code in zip(words, codes, strict=True)
    ]


def _chosen(question: SingleChoice | MultipleChoice | Ranking, code: int) -> Condition:
    match question:
        case SingleChoice():
            return Compare(Answer(question.id), "=", Number(code))
        case MultipleChoice():
            return Includes(question.id, code)
        case Ranking():
            places = range(1, question.place_count + 1)
            return Includes(question.id, code, tuple(f"{question.id}_{n}" for n in places))
        case _:
            assert_never(question)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"
