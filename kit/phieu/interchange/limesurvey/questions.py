"""Each kind of question as LimeSurvey has it: a type of one letter, subquestions, answers."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from phieu.interchange.conditions import Conditions
from phieu.interchange.limesurvey import expression_script
from phieu.interchange.limesurvey.names import Codes
from phieu.interchange.texts import filled, numbered
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
from phieu.questionnaire.logic.tree import Answer, Compare, Condition, Includes, Number
from phieu.questionnaire.model import Questionnaire


@dataclass(frozen=True)
class Subquestion:
    code: str
    text: str
    relevance: str = "1"
    axis: int = 0  # 1: the columns of a table of numbers


@dataclass(frozen=True)
class Item:
    """One question there. settings are the same in every language, words are not."""

    letter: str
    code: str
    text: str
    help: str = ""
    relevance: str = "1"
    mandatory: bool = False
    subquestions: tuple[Subquestion, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """A questionnaire in one language, and what holds for it in all of them."""

    questionnaire: Questionnaire
    codes: Codes
    conditions: Conditions

    def text(self, text: str) -> str:
        return as_html(filled(text, self.questionnaire))

    def answers(self, question: str, codes: Iterable[Code]) -> tuple[tuple[str, str], ...]:
        return tuple((self.codes.answer(question, c), self.text(c.label)) for c in codes)


def as_html(text: str) -> str:
    """Texts there are HTML in which braces hold expressions; a backslash would escape a quote."""
    escaped = html.escape(text)
    for sign in "{}\\":
        escaped = escaped.replace(sign, f"&#{ord(sign)};")
    return escaped.replace("\n", "<br />")


def items_of(question: Question, setting: Setting) -> list[Item]:
    """The question, then the questions for words beside its options."""
    if isinstance(question, PaperBox):
        return []
    if isinstance(question, Cascade):
        return _levels(question, setting)
    item = _checked(_item(question, setting), question, setting)
    return [item, *_specified(question, setting)]


def _item(question: Question, setting: Setting) -> Item:
    plain = _plain(question, setting.codes.questions[question.id], setting)
    match question:
        case Note():
            return replace(plain, letter="X", text=setting.text(question.text))
        case Consent():
            answers = setting.answers(question.id, question.codes)
            return replace(
                plain, letter="L", text=setting.text(question.text), answers=answers, mandatory=True
            )
        case SingleChoice():
            return replace(plain, letter="L", answers=setting.answers(question.id, question.codes))
        case Rating():
            codes = setting.questionnaire.scales[question.scale].codes
            return replace(plain, letter="L", answers=setting.answers(question.id, codes))
        case Score():
            codes = (*question.points, *question.codes)
            return replace(plain, letter="L", answers=setting.answers(question.id, codes))
        case MultipleChoice():
            return _multiple(question, plain, setting)
        case Matrix():
            codes = setting.questionnaire.scales[question.scale].codes
            rows = _rows(question.id, question.rows, setting)
            answers = setting.answers(question.id, codes)
            return replace(plain, letter="F", subquestions=rows, answers=answers)
        case Ranking():
            places = str(question.place_count)
            answers = setting.answers(question.id, question.codes)
            limits = {"max_answers": places, "max_subquestions": places}
            return replace(plain, letter="R", answers=answers, settings=limits)
        case Integer() | Decimal():
            limits = {"min_num_value_n": str(question.least), "max_num_value_n": str(question.most)}
            if isinstance(question, Integer):
                limits["num_value_int_only"] = "1"
            return replace(plain, letter="N", settings=limits, words=_unit(question.unit, setting))
        case ShortText():
            return replace(plain, letter="S", settings={"maximum_chars": str(question.characters)})
        case LongText():
            return replace(plain, letter="T", settings={"display_rows": str(question.lines)})
        case Date() | Month():
            return replace(plain, letter="D", settings=_days(question))
        case NumberTable():
            return _number_table(question, plain, setting)
        case Hidden() | Calculated():
            text = "{" + _equation(question, setting) + "}"
            hidden = {"hidden": "1"}
            return replace(plain, letter="*", text=text, help="", mandatory=False, settings=hidden)
        case Cascade() | PaperBox():
            raise AssertionError(question.kind)  # items_of has taken these
        case _:
            assert_never(question)


def _plain(question: Question, code: str, setting: Setting) -> Item:
    return Item(
        "",
        code,
        numbered(setting.text(question.printed_number), setting.text(question.text)),
        help=setting.text(question.hint or ""),
        relevance=_script(setting.conditions.of_question(question), setting),
        mandatory=question.required,
    )


def _multiple(question: MultipleChoice, plain: Item, setting: Setting) -> Item:
    answers = setting.answers(question.id, question.codes)
    settings = {}
    alone = [setting.codes.answer(question.id, c) for c in question.codes if c.exclusive]
    if alone:
        settings["exclude_all_others"] = ";".join(alone)
    if question.at_most is not None:
        settings["max_answers"] = str(question.at_most)
    options = tuple(Subquestion(code, label) for code, label in answers)
    return replace(plain, letter="M", subquestions=options, settings=settings)


def _number_table(question: NumberTable, plain: Item, setting: Setting) -> Item:
    codes = setting.codes.parts[question.id]
    columns = tuple(
        Subquestion(codes[column.id], setting.text(column.text), axis=1)
        for column in question.columns
    )
    settings = {
        "input_boxes": "1",
        "multiflexible_min": str(question.least),
        "multiflexible_max": str(question.most),
    }
    rows = _rows(question.id, question.rows, setting)
    return replace(plain, letter=":", subquestions=(*rows, *columns), settings=settings)


def _rows(question: str, rows: tuple[Row, ...], setting: Setting) -> tuple[Subquestion, ...]:
    codes = setting.codes.parts[question]
    return tuple(
        Subquestion(
            codes[row.id],
            setting.text(row.text),
            _script(setting.conditions.of_row(row), setting),
        )
        for row in rows
    )


def _levels(question: Cascade, setting: Setting) -> list[Item]:
    plain = replace(_plain(question, "", setting), letter="!")
    return [
        replace(
            plain,
            code=setting.codes.questions[level.id],
            text=f"{plain.text} {setting.text(level.text)}".strip(),
            answers=setting.answers(level.id, level.codes),
        )
        for level in question.levels
    ]


def _specified(question: Question, setting: Setting) -> list[Item]:
    """A short text for each option that asks for words, shown when it is chosen."""
    if not isinstance(question, SingleChoice | MultipleChoice | Ranking):
        return []
    found = question.fields(setting.questionnaire.scales)
    words = [shape for shape in found if isinstance(shape, WordsField)]
    codes = [code for code in question.codes if code.specify]
    return [
        Item(
            "S",
            setting.codes.questions[shape.variable],
            setting.text(code.label),
            relevance=_script(_chosen(question, code.value), setting),
            settings={"maximum_chars": str(shape.characters)},
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


def _days(question: Date | Month) -> dict[str, str]:
    layout = "dd/mm/yyyy" if isinstance(question, Date) else "mm/yyyy"
    return {
        "date_format": layout,
        "date_min": question.earliest.isoformat(),
        "date_max": question.latest.isoformat(),
    }


def _equation(question: Hidden | Calculated, setting: Setting) -> str:
    if isinstance(question, Calculated):
        expression = setting.conditions.logic.calculations.get(question.id)
        if expression is None:
            return "''"
        return expression_script.calculation(expression, setting.codes.script, question.decimals)
    match question.source:
        case "language":
            return "SURVEYLANGUAGE"
        case "version":
            return expression_script.quoted(setting.questionnaire.version)
        case _:
            return expression_script.quoted(question.value)


def _checked(item: Item, question: Question, setting: Setting) -> Item:
    """With its constraints as one equation, and their messages as its tip."""
    checks = setting.conditions.checks(question)
    if not checks:
        return item
    equation = " and ".join(f"({_script(check.condition, setting)})" for check in checks)
    tip = "<br />".join(setting.text(check.message) for check in checks)
    return replace(
        item,
        settings={**item.settings, "em_validation_q": equation},
        words={**item.words, "em_validation_q_tip": tip},
    )


def _unit(unit: str, setting: Setting) -> dict[str, str]:
    return {"suffix": setting.text(unit)} if unit else {}


def _script(condition: Condition, setting: Setting) -> str:
    return expression_script.relevance(condition, setting.codes.script)
