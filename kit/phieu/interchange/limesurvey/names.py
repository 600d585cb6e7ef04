"""What our questions, rows and variables are called in LimeSurvey.

A code there has letters and digits only. A row's code leaves out its question's, so that the column
of row B1_1 is called B1_1 there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from phieu.interchange.limesurvey.expression_script import Names
from phieu.interchange.losses import Loss
from phieu.interchange.naming import Rules, renamed, renaming_losses
from phieu.messages import _
from phieu.questionnaire.codes import Code, Scale
from phieu.questionnaire.fields import DateField, FlagsField, WordsField
from phieu.questionnaire.kinds import (
    Cascade,
    Consent,
    Matrix,
    MultipleChoice,
    Note,
    NumberTable,
    PaperBox,
    Question,
    Ranking,
    Rating,
    Score,
    SingleChoice,
)
from phieu.questionnaire.model import Questionnaire

_NO_CODE = re.compile(r"[^A-Za-z0-9]")
# LANG to this: LimeSurvey's own words (its model of a question lists them).
_QUESTIONS = Rules(
    _NO_CODE,
    limit=20,
    start="Q",
    reserved=frozenset(
        {"lang", "sid", "savedid", "token", "qid", "gid", "sgq", "self", "that", "this"}
    ),
)
_PARTS = Rules(_NO_CODE, limit=20, reserved=frozenset({"time", "other", "comment"}))
_ANSWER = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True)
class Codes:
    """questions: by id (also of a cascade's levels and of words beside an option). parts: by
    question, the rows and columns of its table. script: what expressions call each variable."""

    questions: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, Mapping[int, str]]
    script: Names
    losses: tuple[Loss, ...] = field(default=())

    def answer(self, question: str, code: Code) -> str:
        return self.answers.get(question, {}).get(code.value, str(code.value))


def codes_of(questionnaire: Questionnaire, added: Iterable[str] = ()) -> Codes:
    """added: names of questions that the questionnaire itself does not have."""
    names = [*added, *_names(questionnaire)]
    questions = renamed(names, _QUESTIONS)
    losses = renaming_losses(questions, "LimeSurvey")
    parts: dict[str, dict[str, str]] = {}
    answers: dict[str, dict[int, str]] = {}
    variables = dict(questions)
    for question in questionnaire.questions():
        if isinstance(question, Matrix | NumberTable):
            parts[question.id] = _parts(question)
            losses += _part_losses(question, questions, parts[question.id])
        for name, codes in _lists(question, questionnaire.scales):
            if not all(_ANSWER.fullmatch(str(code.value)) for code in codes):
                answers[name] = {code.value: f"A{n}" for n, code in enumerate(codes, start=1)}
                why = _("An answer's code there has at most 5 letters or digits.")
                losses.append(Loss(name, _("the codes of its answers: “A1”, “A2” … there"), why))
        variables.update(_variables(question, questions, parts))
    script = Names(variables, *_kinds(questionnaire), answers)
    return Codes(questions, parts, answers, script, tuple(losses))


def _names(questionnaire: Questionnaire) -> Iterator[str]:
    for question in questionnaire.questions():
        if isinstance(question, PaperBox):
            continue
        if isinstance(question, Cascade):
            yield from (level.id for level in question.levels)
        else:
            yield question.id
        if not isinstance(question, Note | Matrix):
            for found in question.fields(questionnaire.scales):
                if isinstance(found, WordsField) and found.variable != question.id:
                    yield found.variable


def _parts(question: Matrix | NumberTable) -> dict[str, str]:
    own = f"{question.id}_".casefold()
    short = {
        row.id: row.id[len(own) :] if row.id.casefold().startswith(own) else row.id
        for row in question.rows
    }
    codes = renamed(short.values(), _PARTS)
    parts = {row: codes[name] for row, name in short.items()}
    if isinstance(question, NumberTable):
        parts |= renamed((column.id for column in question.columns), _PARTS)
    return parts


def _part_losses(
    question: Matrix | NumberTable, questions: Mapping[str, str], parts: Mapping[str, str]
) -> list[Loss]:
    columns = {row.id: f"{questions[question.id]}_{parts[row.id]}" for row in question.rows}
    return renaming_losses(columns, "LimeSurvey")


def _lists(
    question: Question, scales: Mapping[str, Scale]
) -> Iterator[tuple[str, tuple[Code, ...]]]:
    match question:
        case Cascade():
            yield from ((level.id, level.codes) for level in question.levels)
        case Rating():
            yield question.id, scales[question.scale].codes
        case Matrix():
            codes = scales[question.scale].codes
            yield from ((name, codes) for name in (question.id, *(row.id for row in question.rows)))
        case Consent() | SingleChoice() | MultipleChoice() | Ranking() | Score():
            yield question.id, question.codes


def _variables(
    question: Question,
    questions: Mapping[str, str],
    parts: Mapping[str, Mapping[str, str]],
) -> dict[str, str]:
    """The variables that are not a question of their own there."""
    code = questions.get(question.id, "")
    match question:
        case Matrix():
            return {row.id: f"{code}_{parts[question.id][row.id]}" for row in question.rows}
        case NumberTable():
            own = parts[question.id]
            return {
                f"{row.id}_{column.id}": f"{code}_{own[row.id]}_{own[column.id]}"
                for row in question.rows
                for column in question.columns
            }
        case MultipleChoice():
            return {f"{question.id}_{c.value}": f"{code}_{c.value}" for c in question.codes}
        case Ranking():
            return {f"{question.id}_{n}": f"{code}_{n}" for n in range(1, question.place_count + 1)}
        case _:
            return {}


def _kinds(questionnaire: Questionnaire) -> tuple[frozenset[str], frozenset[str]]:
    """The variables that are ticks, and those that are days."""
    flags: set[str] = set()
    dates: set[str] = set()
    for question in questionnaire.questions():
        for found in question.fields(questionnaire.scales):
            if isinstance(found, FlagsField):
                flags.update(found.variable(code.value) for code in found.codes)
            if isinstance(found, DateField):
                dates.add(found.variable)
    return frozenset(flags), frozenset(dates)
