"""Rules about lists of answers, a scale's or a question's own."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.messages import _

from ..codebook import RESERVED_LABELS, words
from ..codes import Code
from ..findings import Finding, Path, found, located_code_lists, located_questions
from ..kinds import Cascade, MultipleChoice, Ranking, SingleChoice
from ..missing_codes import NUMBER_CODES, reserved_among
from ..model import Questionnaire


def code_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    for path, codes in located_code_lists(questionnaire):
        yield from _repeated(path, codes)
        yield from _repeated_labels(path, codes, questionnaire)
        yield from _empty_labels(path, codes)
        yield from _reserved(path, codes)
    yield from _misplaced_marks(questionnaire)
    for path, question in located_questions(questionnaire):
        if isinstance(question, Cascade):
            yield from _parents(path, question)
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
                yield found(
                    ("scales", name, "satisfied"),
                    "satisfied-unknown",
                    _("{level} counts as satisfied but is no level of {scale}.").format(
                        level=level, scale=name
                    ),
                )


def _repeated(path: Path, codes: tuple[Code, ...]) -> Iterator[Finding]:
    values: set[int] = set()
    names: set[str] = set()
    for position, code in enumerate(codes):
        if code.value in values:
            yield found(
                (*path, position),
                "code-repeated",
                _("The code {code} stands in this list twice.").format(code=code.value),
            )
        values.add(code.value)
        if code.name and code.name.casefold() in names:
            yield found(
                (*path, position),
                "code-name-repeated",
                _("The name “{name}” stands in this list twice.").format(name=code.name),
            )
        names.add((code.name or "").casefold())


def _repeated_labels(
    path: Path, codes: tuple[Code, ...], questionnaire: Questionnaire
) -> Iterator[Finding]:
    """Under different parents, and to different bodies or types, the same words may stand."""
    reserved = {label.casefold() for label in RESERVED_LABELS.values()}
    seen: list[tuple[str, Code]] = []
    for position, code in enumerate(codes):
        label = words(code.label, questionnaire).casefold()
        if not label.strip():
            continue
        if label in reserved:
            message = _("“{label}” is what the data calls an answer that cannot be used.")
        elif any(label == other and _side_by_side(code, earlier) for other, earlier in seen):
            message = _("The answer “{label}” is already taken in this list.")
        else:
            message = ""
        if message:
            yield found((*path, position), "label-repeated", message.format(label=code.label))
        seen.append((label, code))


def _side_by_side(one: Code, other: Code) -> bool:
    """Whether the same respondent can see both."""
    return (
        one.parent == other.parent
        and not (one.only and other.only and not set(one.only) & set(other.only))
        and not (
            one.only_types and other.only_types and not set(one.only_types) & set(other.only_types)
        )
    )


def _empty_labels(path: Path, codes: tuple[Code, ...]) -> Iterator[Finding]:
    for position, code in enumerate(codes):
        if not code.label.strip():
            yield found(
                (*path, position),
                "text-empty",
                _("The answer {code} has no words.").format(code=code.value),
            )


def _reserved(path: Path, codes: tuple[Code, ...]) -> Iterator[Finding]:
    values = {code.value for code in codes}
    if reserved_among(values) == NUMBER_CODES:
        yield found(
            path,
            "code-reserved",
            _("The list uses 6 to 8, 96 to 98 and 996 to 998; none is left for “invalid”."),
        )
    for position, code in enumerate(codes):
        if code.value < 0:
            yield found(
                (*path, position),
                "code-reserved",
                _("The code {code} is below 0, where answers that cannot be used stand.").format(
                    code=code.value
                ),
            )


def _misplaced_marks(questionnaire: Questionnaire) -> Iterator[Finding]:
    exclusive_at, specify_at = set(), set()
    for path, question in located_questions(questionnaire):
        if isinstance(question, MultipleChoice):
            exclusive_at.add((*path, "codes"))
        if isinstance(question, SingleChoice | MultipleChoice | Ranking):
            specify_at.add((*path, "codes"))
    for path, codes in located_code_lists(questionnaire):
        below_first = "levels" in path and path[path.index("levels") + 1] != 0
        for position, code in enumerate(codes):
            if code.exclusive and path not in exclusive_at:
                yield found(
                    (*path, position),
                    "exclusive-place",
                    _("“exclusive” has a meaning only in a multiple choice."),
                )
            if code.specify and path not in specify_at:
                yield found(
                    (*path, position),
                    "specify-place",
                    _("“specify” is not possible in a scale or a consent: no line to write on."),
                )
            if code.parent is not None and not below_first:
                yield found(
                    (*path, position),
                    "parent-place",
                    _("“parent” has a meaning only below the first level of a cascade."),
                )


def _parents(path: Path, question: Cascade) -> Iterator[Finding]:
    for above, (position, level) in zip(
        question.levels, list(enumerate(question.levels))[1:], strict=False
    ):
        known = {code.value for code in above.codes}
        for at, code in enumerate(level.codes):
            if code.parent not in known:
                yield found(
                    (*path, "levels", position, "codes", at),
                    "parent-unknown",
                    _("“{label}” stands under {code}, which {level} does not have.").format(
                        label=code.label,
                        code=_("nothing") if code.parent is None else code.parent,
                        level=above.id,
                    ),
                )
