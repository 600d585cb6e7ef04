"""A questionnaire as a value: sections of questions, each kind a frozen class of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field

INVALID = 8  # the code a person gives to an answer that cannot be used, e.g. two marks on one row
LONG_INVALID = 98  # the same where 8 is an ordinary code
AGREE = 1  # the consent code that lets a form's answers be used

_TEMPLATE_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(Frozen):
    """One answer option. `only` limits it to some bodies; `specify` asks for words beside it."""

    value: int
    label: str
    short: str | None = None  # for a table head on paper
    missing: bool = False  # user-missing: an answer, but not a level (e.g. "không đánh giá")
    exclusive: bool = False  # rules out every other option of a multiple choice
    specify: bool = False
    only: tuple[str, ...] = ()


class Scale(Frozen):
    """A code list with a name, shared by questions. `satisfied` are the levels an index counts."""

    name: str
    codes: tuple[Code, ...]
    satisfied: tuple[int, ...] = ()


class Row(Frozen):
    """One line of a matrix, a variable of its own."""

    id: str
    text: str
    label: str | None = None
    only: tuple[str, ...] = ()


class _Question(Frozen):
    id: str
    text: str
    number: str | None = None  # as printed; the id where left out
    label: str | None = None  # for the codebook; the text where left out
    hint: str | None = None
    only: tuple[str, ...] = ()

    @property
    def printed_number(self) -> str:
        return self.number or self.id


class Consent(_Question):
    """Agreement to take part: without AGREE the form counts as a refusal."""

    kind: Literal["consent"]
    codes: tuple[Code, ...]


class SingleChoice(_Question):
    """One answer of a list. `prefilled` answers are known from the frame and printed, not asked."""

    kind: Literal["single"]
    codes: tuple[Code, ...] = ()
    scale: str | None = None
    prefilled: Literal["body", "unit_type"] | None = None
    reverse: bool = False  # a higher level is worse: turned round when scored
    columns: int | None = None  # of options on paper; chosen by length where left out


class MultipleChoice(_Question):
    kind: Literal["multiple"]
    codes: tuple[Code, ...]
    columns: int | None = None


class Matrix(_Question):
    kind: Literal["matrix"]
    scale: str
    rows: tuple[Row, ...]


class Ranking(_Question):
    """The `places` most important of a list, one column of boxes a place."""

    kind: Literal["ranking"]
    codes: tuple[Code, ...]
    places: int = Field(ge=1)


class Integer(_Question):
    """A whole number from `least` to `most`, in digit bubbles on paper."""

    kind: Literal["integer"]
    digits: int = Field(ge=1, le=4)
    least: int = 0
    most: int
    unit: str = ""


class LongText(_Question):
    kind: Literal["text"]
    lines: int = Field(default=4, ge=1, le=30)


Question = Annotated[
    Consent | SingleChoice | MultipleChoice | Matrix | Ranking | Integer | LongText,
    Field(discriminator="kind"),
]


class Section(Frozen):
    id: str
    title: str
    topic: str | None = None  # the key under which its items are scored together
    questions: tuple[Question, ...]


class Introduction(Frozen):
    """What a respondent reads before the questions."""

    title: str
    subject: str
    addressee: Mapping[str, str]  # by body
    purpose: str
    instructions: str
    data_notice: str
    closing: str
    running_title: str  # on every page after the first


class Questionnaire(Frozen):
    id: str
    version: str
    language: str = "vi"
    bodies: Mapping[str, str]
    texts: Mapping[str, str] = {}  # template variables and their values in the codebook
    introduction: Introduction
    scales: Mapping[str, Scale]
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def with_texts(self, texts: Mapping[str, str]) -> Questionnaire:
        """The same with other values for some template variables."""
        return self.model_copy(update={"texts": {**self.texts, **texts}})

    @property
    def consent(self) -> Consent | None:
        return next((q for q in self.questions() if isinstance(q, Consent)), None)


def codes_of(question: SingleChoice | Consent, questionnaire: Questionnaire) -> tuple[Code, ...]:
    """The options of a question, its own or those of its scale."""
    match question:
        case SingleChoice(scale=str(scale)):
            return questionnaire.scales[scale].codes
        case SingleChoice() | Consent():
            return question.codes
        case _:
            assert_never(question)


def template_variables(text: str) -> set[str]:
    return set(_TEMPLATE_VARIABLE.findall(text))


def fill(text: str, texts: Mapping[str, str]) -> str:
    """Put template variables in. Unknown names stay as they are; `check` reports them."""
    return _TEMPLATE_VARIABLE.sub(lambda match: texts.get(match[1], match[0]), text)
