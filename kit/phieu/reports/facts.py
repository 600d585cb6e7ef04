"""What a report knows beside its tables: counts of forms and fields, never an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from phieu.analysis.bases import Base
from phieu.analysis.tables.model import Table
from phieu.paper.heads import Head
from phieu.questionnaire.model import Questionnaire

from .model import Picture
from .settings import ReportSettings


@dataclass(frozen=True)
class Reading:
    """How far the forms are read. waiting: fields that wait for a person, as doubtful marks.

    to_key: handwritten answers that nobody has keyed; keyed: answers in words, both by variable.
    lacking_a_page: forms of which
    a page never came. refused: page pictures that were not read and did not come again.
    """

    waiting: int = 0
    to_key: Mapping[str, int] = field(default_factory=dict)
    keyed: Mapping[str, int] = field(default_factory=dict)
    lacking_a_page: int = 0
    refused: int = 0

    @property
    def unkeyed(self) -> int:
        return sum(self.to_key.values())


@dataclass(frozen=True)
class Coding:
    """An open question whose answers were coded. flags: the question of its flags in the survey.

    quotes: by code, what a person said may be quoted; codes by their labels, in their order.
    agreement: how well two coders agreed, in words.
    """

    variable: str
    flags: str
    quotes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    agreement: str = ""


@dataclass(frozen=True)
class Facts:
    """questionnaire: with the round's texts. channels: on which forms came back, by key.

    head: the report's own. response: tables of response rates by name; further_response: those
    for the annex; response_chart: their picture. written_on: the day, which the pure parts cannot
    know. weighted: whether forms count by weights.
    """

    title: str
    questionnaire: Questionnaire
    head: Head
    settings: ReportSettings
    base: Base
    response: Mapping[str, Table]
    further_response: Mapping[str, Table]
    reading: Reading
    channels: tuple[str, ...]
    written_on: date
    response_chart: Picture | None = None
    form_dated: date | None = None
    codings: tuple[Coding, ...] = ()
    confidential: bool = True
    rehearsed: bool = False
    weighted: bool = False
    draft: bool = False
