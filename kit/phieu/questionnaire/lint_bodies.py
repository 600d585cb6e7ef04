"""Rules about the bodies: who is addressed, and who is asked what."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.messages import _

from .findings import Finding, Path, located_code_lists, located_questions, visible
from .model import Matrix, Question, Questionnaire


def body_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not questionnaire.bodies:
        yield Finding(
            ("bodies",),
            "bodies-missing",
            _("No body is named: nobody would be asked."),
            _("List who answers under “bodies”, e.g. “DU: Đảng ủy”."),
        )
    for body, name in questionnaire.bodies.items():
        if body not in questionnaire.introduction.addressee:
            yield Finding(
                ("introduction", "addressee"),
                "addressee-missing",
                _("The body {body} ({name}) has no addressee.").format(body=body, name=name),
                _("Add a line “{key}: …” here.").format(key=body),
            )
    for path, only in _limits(questionnaire):
        for body in only:
            if body not in questionnaire.bodies:
                yield Finding(
                    path,
                    "body-unknown",
                    _("The body “{body}” is not among the questionnaire's bodies.").format(
                        body=body
                    ),
                    _("Use one of: {bodies}.").format(bodies=", ".join(questionnaire.bodies)),
                )
    for path, question in located_questions(questionnaire):
        yield from _unreachable_rows(path, question)


def _limits(questionnaire: Questionnaire) -> Iterator[tuple[Path, tuple[str, ...]]]:
    addressee = questionnaire.introduction.addressee
    yield from ((("introduction", "addressee", body), (body,)) for body in addressee)
    for path, codes in located_code_lists(questionnaire):
        for position, code in enumerate(codes):
            yield (*path, position, "only"), code.only
    for path, question in located_questions(questionnaire):
        yield (*path, "only"), question.only
        if isinstance(question, Matrix):
            for position, row in enumerate(question.rows):
                yield (*path, "rows", position, "only"), row.only


def _unreachable_rows(path: Path, question: Question) -> Iterator[Finding]:
    if not isinstance(question, Matrix):
        return
    for position, row in enumerate(question.rows):
        hidden = [body for body in row.only if not visible(question.only, body)]
        if hidden:
            yield Finding(
                (*path, "rows", position, "only"),
                "row-unreachable",
                _("{row} is for {bodies}, but its question {question} is not asked there.").format(
                    row=row.id, bodies=", ".join(hidden), question=question.id
                ),
                _("Widen “only” of the question, or narrow it here."),
            )
