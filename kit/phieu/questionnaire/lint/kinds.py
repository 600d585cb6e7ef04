"""Rules about single questions by their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from phieu.messages import _

from ..codes import Row
from ..findings import Finding, Path, found, located_questions, own_codes
from ..kinds import (
    AGREE,
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
from ..model import Questionnaire
from ..variants import shown
from .bodies import reached
from .ranges import date_findings, number_findings


def kind_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _consents(questionnaire)
    for path, question in located_questions(questionnaire):
        yield from _empty_texts(path, question)
        yield from _of_kind(path, question, questionnaire)


def _of_kind(path: Path, question: Question, questionnaire: Questionnaire) -> Iterator[Finding]:
    match question:
        case SingleChoice():
            yield from _single(path, question, questionnaire)
        case Consent():
            yield from _unanswerable(path, question, questionnaire)
        case MultipleChoice():
            yield from _unanswerable(path, question, questionnaire)
            yield from _at_most(path, question, questionnaire)
        case Ranking():
            yield from _unanswerable(path, question, questionnaire)
            yield from _ranking(path, question, questionnaire)
        case Rating():
            yield from _scale(path, question.scale, questionnaire)
        case Matrix():
            yield from _scale(path, question.scale, questionnaire)
            yield from _rows(path, question.id, question.rows)
        case NumberTable():
            yield from _rows(path, question.id, question.rows)
            if not question.columns:
                yield found(
                    path,
                    "columns-missing",
                    _("The number table {question} has no columns.").format(question=question.id),
                )
            yield from number_findings(path, question)
        case Cascade():
            yield from _levels(path, question)
        case Integer() | Decimal():
            yield from number_findings(path, question)
        case Date() | Month():
            yield from date_findings(path, question)
        case Hidden():
            yield from _hidden(path, question)
        case Score():
            yield from _score(path, question)
        case Note() | ShortText() | LongText() | Calculated() | PaperBox():
            return
        case _:
            assert_never(question)


def _score(path: Path, question: Score) -> Iterator[Finding]:
    points = range(question.least, question.most + 1)
    for position, code in enumerate(question.codes):
        if code.value in points:
            yield found(
                (*path, "codes", position),
                "code-repeated",
                _("The code {code} stands in this list twice.").format(code=code.value),
            )


def _consents(questionnaire: Questionnaire) -> Iterator[Finding]:
    consents = [
        (path, question)
        for path, question in located_questions(questionnaire)
        if isinstance(question, Consent)
    ]
    for path, question in consents[1:]:
        yield found(
            path,
            "consent-several",
            _("{question} is a second consent; whether a form counts hangs on one.").format(
                question=question.id
            ),
        )
    for path, question in consents:
        if all(code.value != AGREE for code in question.codes):
            yield found(
                (*path, "codes"),
                "consent-agree",
                _("The consent {question} has no answer {code}, which means “agree”.").format(
                    question=question.id, code=AGREE
                ),
            )


def _empty_texts(path: Path, question: Question) -> Iterator[Finding]:
    parts: list[tuple[Path, str, str]] = []
    if not isinstance(question, Hidden | Calculated):  # nobody reads those
        parts.append(((*path, "text"), question.id, question.text))
    if isinstance(question, Matrix | NumberTable):
        parts += [
            ((*path, "rows", i, "text"), row.id, row.text) for i, row in enumerate(question.rows)
        ]
    if isinstance(question, NumberTable):
        parts += [
            ((*path, "columns", i, "text"), column.id, column.text)
            for i, column in enumerate(question.columns)
        ]
    for name in ("constraints", "warnings"):
        parts += [
            ((*path, name, test), test, said) for test, said in getattr(question, name).items()
        ]
    for part_path, part, text in parts:
        if not text.strip():
            yield found(part_path, "text-empty", _("{part} has no words.").format(part=part))


def _single(path: Path, question: SingleChoice, questionnaire: Questionnaire) -> Iterator[Finding]:
    if question.prefilled and not question.codes:
        yield found(
            path,
            "prefilled-codes",
            _("{question} is prefilled but lists no answers of its own.").format(
                question=question.id
            ),
        )
    elif question.prefilled == "body" and len(question.codes) != len(questionnaire.bodies):
        yield Finding(
            (*path, "codes"),
            "prefilled-codes",
            _("{question} is prefilled with the body but its answers are not one a body.").format(
                question=question.id
            ),
            _("List one answer a body, in the order of “bodies”."),
        )
    else:
        yield from _unanswerable(path, question, questionnaire)


def _scale(path: Path, scale: str, questionnaire: Questionnaire) -> Iterator[Finding]:
    if scale not in questionnaire.scales:
        yield Finding(
            (*path, "scale"),
            "scale-unknown",
            _("The scale “{scale}” is not among the questionnaire's scales.").format(scale=scale),
            _("Use one of: {scales}; or add it under “scales”.").format(
                scales=", ".join(questionnaire.scales)
            ),
        )


def _rows(path: Path, question: str, rows: tuple[Row, ...]) -> Iterator[Finding]:
    if not rows:
        yield found(
            path, "rows-missing", _("The table {question} has no rows.").format(question=question)
        )


def _levels(path: Path, question: Cascade) -> Iterator[Finding]:
    if not question.levels:
        yield found(
            path,
            "levels-missing",
            _("The cascade {question} has no levels.").format(question=question.id),
        )
    for position, level in enumerate(question.levels):
        if not level.codes:
            yield found(
                (*path, "levels", position),
                "codes-missing",
                _("{question} has no answers to choose from.").format(question=level.id),
            )


def _ranking(path: Path, question: Ranking, questionnaire: Questionnaire) -> Iterator[Finding]:
    fewest = min(_option_counts(path, question, questionnaire), default=0)
    if 0 < fewest < question.place_count:
        yield found(
            (*path, "places"),
            "ranking-places",
            _("{question} ranks {places} of only {count} answers.").format(
                question=question.id, places=question.place_count, count=fewest
            ),
        )


def _at_most(
    path: Path, question: MultipleChoice, questionnaire: Questionnaire
) -> Iterator[Finding]:
    if question.at_most is None:
        return
    together = question.model_copy(
        update={"codes": tuple(code for code in question.codes if not code.exclusive)}
    )
    fewest = min(_option_counts(path, together, questionnaire), default=0)
    if fewest and question.at_most >= fewest:
        yield found(
            (*path, "at_most"),
            "at-most",
            _(
                "{question} lets {count} answers be chosen of {options} that go together;"
                " that limits nothing."
            ).format(question=question.id, count=question.at_most, options=fewest),
        )


def _hidden(path: Path, question: Hidden) -> Iterator[Finding]:
    if question.source is not None and question.value:
        yield found(
            (*path, "value"),
            "hidden-source",
            _("{question} has both a source and a value.").format(question=question.id),
        )
    elif question.source is None and not question.value:
        yield found(
            path,
            "hidden-source",
            _("{question} has neither a source nor a value.").format(question=question.id),
        )


def _option_counts(path: Path, question: Question, questionnaire: Questionnaire) -> list[int]:
    """How many options of its own each body and type that is asked sees."""
    section = questionnaire.sections[int(path[1])]
    return [
        sum(shown(code, body, unit_type) for code in own_codes(question))
        for body, unit_type in reached(questionnaire, section, question)
    ]


def _unanswerable(
    path: Path, question: Question, questionnaire: Questionnaire
) -> Iterator[Finding]:
    section = questionnaire.sections[int(path[1])]
    asked = reached(questionnaire, section, question)
    codes = own_codes(question)
    counts = _option_counts(path, question, questionnaire)
    empty_for = dict.fromkeys(
        body for (body, _type), count in zip(asked, counts, strict=True) if not count
    )
    if not codes or empty_for:
        yield found(
            path,
            "codes-missing",
            _("{question} has no answers to choose from ({bodies}).").format(
                question=question.id, bodies=", ".join(empty_for)
            )
            if codes
            else _("{question} has no answers to choose from.").format(question=question.id),
        )
