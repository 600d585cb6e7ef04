"""Rules about lists of answers, a scale's or a question's own."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.messages import _

from .codebook import INVALID_LABEL, invalid_code
from .findings import Finding, Path, located_code_lists, located_questions
from .model import Code, MultipleChoice, Questionnaire, Ranking, SingleChoice, fill


def code_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    for path, codes in located_code_lists(questionnaire):
        yield from _repeated(path, codes, questionnaire)
        yield from _empty_labels(path, codes)
    yield from _invalid_clashes(questionnaire)
    yield from _misplaced_marks(questionnaire)
    for name, scale in questionnaire.scales.items():
        if not scale.codes:
            yield Finding(
                ("scales", name),
                "codes-missing",
                _("The scale {scale} has no answers.").format(scale=name),
                _("List them under “codes”."),
            )
        levels = {code.value for code in scale.codes if not code.missing}
        for level in scale.satisfied:
            if level not in levels:
                yield Finding(
                    ("scales", name, "satisfied"),
                    "satisfied-unknown",
                    _("{level} counts as satisfied but is no level of {scale}.").format(
                        level=level, scale=name
                    ),
                    _("Use levels of the scale that are not marked “missing”."),
                )


def _repeated(
    path: Path, codes: tuple[Code, ...], questionnaire: Questionnaire
) -> Iterator[Finding]:
    values: set[int] = set()
    labels = {INVALID_LABEL.casefold(): INVALID_LABEL}
    for position, code in enumerate(codes):
        if code.value in values:
            yield Finding(
                (*path, position),
                "code-repeated",
                _("The code {code} stands in this list twice.").format(code=code.value),
                _("Give every answer a code of its own."),
            )
        values.add(code.value)
        label = fill(code.label, questionnaire.texts).casefold()
        if label in labels:
            yield Finding(
                (*path, position),
                "label-repeated",
                _("The answer “{label}” is already taken in this list.").format(label=code.label)
                if labels[label] != INVALID_LABEL
                else _("“{label}” is what every list calls an answer that cannot be used.").format(
                    label=code.label
                ),
                _("Word the two answers differently."),
            )
        labels[label] = code.label


def _empty_labels(path: Path, codes: tuple[Code, ...]) -> Iterator[Finding]:
    for position, code in enumerate(codes):
        if not code.label.strip():
            yield Finding(
                (*path, position),
                "text-empty",
                _("The answer {code} has no words.").format(code=code.value),
                _("Write what the respondent reads."),
            )


def _invalid_clashes(questionnaire: Questionnaire) -> Iterator[Finding]:
    """A flag of a multiple choice and a prefilled answer never get the code for “invalid”."""
    unconcerned = {
        (*path, "codes")
        for path, question in located_questions(questionnaire)
        if isinstance(question, MultipleChoice)
        or (isinstance(question, SingleChoice) and question.prefilled)
    }
    for path, codes in located_code_lists(questionnaire):
        invalid = invalid_code(codes)
        if path in unconcerned or all(code.value != invalid for code in codes):
            continue
        position = next(i for i, code in enumerate(codes) if code.value == invalid)
        yield Finding(
            (*path, position),
            "code-invalid-clash",
            _("The list uses 8 and {code}; one of them must be free to mean “invalid”.").format(
                code=invalid
            ),
            _("Give one of the two answers another code."),
        )


def _misplaced_marks(questionnaire: Questionnaire) -> Iterator[Finding]:
    exclusive_at, specify_at = set(), set()
    for path, question in located_questions(questionnaire):
        if isinstance(question, MultipleChoice):
            exclusive_at.add((*path, "codes"))
        if isinstance(question, SingleChoice | MultipleChoice | Ranking):
            specify_at.add((*path, "codes"))
    for path, codes in located_code_lists(questionnaire):
        for position, code in enumerate(codes):
            if code.exclusive and path not in exclusive_at:
                yield Finding(
                    (*path, position),
                    "exclusive-place",
                    _("“exclusive” has a meaning only in a multiple choice."),
                    _("Remove it: here an answer rules out the others anyway."),
                )
            if code.specify and path not in specify_at:
                yield Finding(
                    (*path, position),
                    "specify-place",
                    _("“specify” is not possible in a scale or a consent: no line to write on."),
                    _("Remove it, or give the question a list of its own."),
                )
