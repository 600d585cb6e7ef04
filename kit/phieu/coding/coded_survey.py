"""Coded answers as variables of the survey: a multiple response set of 0/1 flags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from phieu.analysis.survey import Survey
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.codebook import YES_NO, Variable
from phieu.questionnaire.codes import Code
from phieu.questionnaire.fields import FlagsField, Heading, WordsField
from phieu.questionnaire.missing_codes import Reserved

from .answers import AnswerKey
from .code_frame import CodeFrame
from .codings import Act, Decision
from .work import CodingWork

Level = Literal["given", "top"]

# User-missing: the answer stands there, and says nothing that is a code. Blank is no answer.
OPEN, NOT_CODABLE, SAYS_NOTHING = 5, 7, 9
# As of any flag; 6 and 8 cannot occur, 7 is what a person could not make out.
_RESERVED = Reserved(6, NOT_CODABLE, 8)


class TakenNameError(PhieuError):
    """Variables of coded answers under names that the survey has already."""


def coded_survey(
    survey: Survey,
    variable: str,
    frame: CodeFrame,
    codings: CodingWork | Mapping[AnswerKey, Decision | None],
    *,
    level: Level = "given",
) -> Survey:
    """The survey with a flag a code, `<variable>_<code>`, or `<variable>_top_<code>`.

    codings: the work, of which final decisions count, or by answer what it got, None while that
    is open. level "given" has the codes as they were given; "top" has the codes of the frame's
    first level, each with all that stands under it. A form without an answer is blank in all
    flags; an answer that is open, cannot be coded or says nothing is user-missing in all.
    Raises UnknownVariableError, TakenNameError, KeyError for a code that the frame does not have.
    """
    about = survey.variable(variable)
    decisions = _decisions(codings, variable)
    question = variable if level == "given" else f"{variable}_top"
    codes = list(frame.under(None) if level == "top" else (code for _d, code in frame.in_order()))
    field = FlagsField(
        question,
        _heading(about, frame),
        tuple(Code(value=code.value, label=code.label, short=code.short) for code in codes),
    )
    flags = [_flag(about, field, code, frame) for code in field.codes]
    _require_free(survey, flags)
    columns = {
        flag.name: pd.array(
            [
                _value(decisions.get(serial, _NO_ANSWER), code.value, frame, level)
                for serial in survey.data["serial"]
            ],
            dtype="Int64",
        )
        for flag, code in zip(flags, field.codes, strict=True)
    }
    return survey.with_added(flags, pd.DataFrame(columns, index=survey.data.index))


_NO_ANSWER: Literal["no answer"] = "no answer"


def _decisions(
    codings: CodingWork | Mapping[AnswerKey, Decision | None], variable: str
) -> dict[str, Decision | None]:
    if isinstance(codings, CodingWork):
        codings = {key: codings.final(key) for key in codings.answers}
    return {key.serial: decided for key, decided in codings.items() if key.variable == variable}


def _heading(about: Variable, frame: CodeFrame) -> Heading:
    """The open question's own, under the title of the frame."""
    number = about.field.heading.number if isinstance(about.field, WordsField) else about.name
    return Heading(number, frame.title, about.text, about.only, about.only_types)


def _flag(about: Variable, field: FlagsField, code: Code, frame: CodeFrame) -> Variable:
    words = dict(YES_NO) | {
        OPEN: _("Not coded yet"),
        NOT_CODABLE: _("Cannot be coded"),
        SAYS_NOTHING: _("Says nothing on the question"),
    }
    return replace(
        about,
        name=field.variable(code.value),
        label=f"{field.heading.number}. {code.label}",
        text=f"{frame.title} – {code.label}",
        kind="flag",
        question=field.question,
        measure="nominal",
        values=tuple(sorted(words.items())),
        missing=(OPEN, NOT_CODABLE, SAYS_NOTHING),
        width=1,
        reserved=_RESERVED,
        field=field,
    )


def _value(
    decided: Decision | Literal["no answer"] | None, code: int, frame: CodeFrame, level: Level
) -> int | None:
    match decided:
        case "no answer":
            return None
        case None:
            return OPEN
        case Decision(act=Act.UNCODABLE):
            return NOT_CODABLE
        case Decision(act=Act.NO_CONTENT):
            return SAYS_NOTHING
        case Decision(codes=given):
            held = given if level == "given" else {frame.top(one) for one in given}
            return int(code in held)


def _require_free(survey: Survey, flags: Sequence[Variable]) -> None:
    taken = {name.casefold() for name in survey.data.columns}
    clashes = [flag.name for flag in flags if flag.name.casefold() in taken]
    if clashes:
        raise TakenNameError(
            _("The survey has variables of these names already: {names}.").format(
                names=", ".join(clashes)
            )
        )
