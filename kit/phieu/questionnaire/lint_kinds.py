"""Rules about single questions by their kind."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.messages import _

from .findings import Finding, Path, located_questions, own_codes, visible
from .model import AGREE, Consent, Integer, Matrix, Question, Questionnaire, Ranking, SingleChoice


def kind_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _consents(questionnaire)
    for path, question in located_questions(questionnaire):
        yield from _empty_texts(path, question)
        match question:
            case SingleChoice():
                yield from _single(path, question, questionnaire)
            case Matrix():
                yield from _matrix(path, question, questionnaire)
            case Ranking():
                yield from _ranking(path, question, questionnaire)
            case Integer():
                yield from _integer(path, question)
            case _:
                pass
        if hasattr(question, "codes") and not isinstance(question, SingleChoice):
            yield from _unanswerable(path, question, questionnaire)


def _consents(questionnaire: Questionnaire) -> Iterator[Finding]:
    consents = [
        (path, question)
        for path, question in located_questions(questionnaire)
        if isinstance(question, Consent)
    ]
    for path, question in consents[1:]:
        yield Finding(
            path,
            "consent-several",
            _("{question} is a second consent; whether a form counts hangs on one.").format(
                question=question.id
            ),
            _("Keep one question of the kind “consent”."),
        )
    for path, question in consents:
        if all(code.value != AGREE for code in question.codes):
            yield Finding(
                (*path, "codes"),
                "consent-agree",
                _("The consent {question} has no answer {code}, which means “agree”.").format(
                    question=question.id, code=AGREE
                ),
                _("Give “agree” the code {code}.").format(code=AGREE),
            )


def _empty_texts(path: Path, question: Question) -> Iterator[Finding]:
    parts: list[tuple[Path, str, str]] = [((*path, "text"), question.id, question.text)]
    if isinstance(question, Matrix):
        parts += [
            ((*path, "rows", i, "text"), row.id, row.text) for i, row in enumerate(question.rows)
        ]
    for part_path, part, text in parts:
        if not text.strip():
            yield Finding(
                part_path,
                "text-empty",
                _("{part} has no words.").format(part=part),
                _("Write what the respondent reads."),
            )


def _single(path: Path, question: SingleChoice, questionnaire: Questionnaire) -> Iterator[Finding]:
    if question.prefilled and not question.codes:
        yield Finding(
            path,
            "prefilled-codes",
            _("{question} is prefilled but lists no answers of its own.").format(
                question=question.id
            ),
            _("List under “codes” what can be printed."),
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
    elif question.scale is None:
        yield from _unanswerable(path, question, questionnaire)
    elif question.codes:
        yield Finding(
            (*path, "codes"),
            "codes-and-scale",
            _("{question} has both a scale and answers of its own.").format(question=question.id),
            _("Remove one of them."),
        )
    if question.scale is not None:
        yield from _scale(path, question.scale, questionnaire)
    elif question.reverse:
        yield Finding(
            (*path, "reverse"),
            "reverse-without-scale",
            _("{question} is reversed but has no scale to turn round.").format(
                question=question.id
            ),
            _("Name its scale, or remove “reverse”."),
        )


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


def _matrix(path: Path, question: Matrix, questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _scale(path, question.scale, questionnaire)
    if not question.rows:
        yield Finding(
            path,
            "rows-missing",
            _("The matrix {question} has no rows.").format(question=question.id),
            _("List them under “rows”."),
        )


def _ranking(path: Path, question: Ranking, questionnaire: Questionnaire) -> Iterator[Finding]:
    bodies = [body for body in questionnaire.bodies if visible(question.only, body)]
    fewest = min(
        (sum(visible(code.only, body) for code in question.codes) for body in bodies), default=0
    )
    if bodies and 0 < fewest < question.places:
        yield Finding(
            (*path, "places"),
            "ranking-places",
            _("{question} ranks {places} of only {count} answers.").format(
                question=question.id, places=question.places, count=fewest
            ),
            _("Lower “places”, or add answers."),
        )


def _integer(path: Path, question: Integer) -> Iterator[Finding]:
    largest = 10**question.digits - 1
    if not 0 <= question.least <= question.most <= largest:
        yield Finding(
            path,
            "integer-range",
            _(
                "{question} goes from {least} to {most}; with {digits} digits the form can take"
                " 0 to {largest}, the smaller number first."
            ).format(
                question=question.id,
                least=question.least,
                most=question.most,
                digits=question.digits,
                largest=largest,
            ),
            _("Correct “least”, “most” or “digits”."),
        )


def _unanswerable(
    path: Path, question: Question, questionnaire: Questionnaire
) -> Iterator[Finding]:
    codes = own_codes(question)
    empty_for = [
        body
        for body in questionnaire.bodies
        if visible(question.only, body) and not any(visible(code.only, body) for code in codes)
    ]
    if not codes or empty_for:
        yield Finding(
            path,
            "codes-missing",
            _("{question} has no answers to choose from ({bodies}).").format(
                question=question.id, bodies=", ".join(empty_for)
            )
            if codes
            else _("{question} has no answers to choose from.").format(question=question.id),
            _("List them under “codes”, or name a scale where the kind allows it."),
        )
