"""The open answers of a survey: who wrote what, known by the form's serial alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from phieu.analysis.survey import Survey
from phieu.questionnaire.codebook import Variable
from phieu.rehearsal.phrases import REHEARSED


class AnswerKey(NamedTuple):
    """serial: of the form; random, so that an order by it says nothing of any other order."""

    serial: str
    variable: str


@dataclass(frozen=True)
class OpenAnswer:
    """One text. body: who was asked, as far as the round may know."""

    serial: str
    variable: str
    text: str
    body: str = ""

    @property
    def key(self) -> AnswerKey:
        return AnswerKey(self.serial, self.variable)


def open_variables(variables: Iterable[Variable]) -> tuple[Variable, ...]:
    """The variables whose answers are words."""
    return tuple(v for v in variables if v.kind == "text" and v.prefilled is None)


def answers_in(
    survey: Survey, variable: str, texts: Mapping[str, str] | None = None
) -> list[OpenAnswer]:
    """The answers to one open question on forms whose answers are used, in order of serials.

    texts: by serial, what was keyed apart from the survey; it goes before what stands there.
    Raises UnknownVariableError.
    """
    survey.variable(variable)
    keyed = texts or {}
    rows = zip(
        survey.valid["serial"], survey.valid["body"], survey.valid[variable].tolist(), strict=True
    )
    found = (
        OpenAnswer(serial, variable, clean(keyed.get(serial, "" if pd.isna(w) else str(w))), body)
        for serial, body, w in rows
    )
    return sorted((answer for answer in found if answer.text), key=lambda answer: answer.serial)


def clean(text: str) -> str:
    """NFC, without the blanks at the ends of its lines."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join(line.strip() for line in lines).strip()


def content(text: str) -> str:
    """What counts and compares as words: without the mark that rehearsed answers carry."""
    return text.replace(REHEARSED, " ").strip()
