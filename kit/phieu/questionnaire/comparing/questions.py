"""What differs in the questions of two versions, found again by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..fields import Field
from ..findings import own_codes
from ..kinds import Cascade, Matrix, NumberTable, Question
from ..lint.bodies import reached
from ..model import Questionnaire, Section
from .answers import answer_changes, key_of, moved, names_of
from .changes import Change, change
from .likeness import Likeness, of_texts, same_words

_ENOUGH_OPTIONS = 3  # an unchanged list of yes and no tells nothing about its question


@dataclass(frozen=True)
class _Asked:
    """A question where it stands."""

    question: Question
    section: Section
    questionnaire: Questionnaire

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.question.fields(self.questionnaire.scales)

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(name for field in self.fields for name in names_of(field))

    def audience(self, bodies: set[str]) -> set[tuple[str, str]]:
        pairs = reached(self.questionnaire, self.section, self.question)
        return {pair for pair in pairs if pair[0] in bodies}


def question_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    before, after = _by_id(old), _by_id(new)
    elsewhere = set(moved(list(before), list(after)))
    for name, asked in after.items():
        if name not in before:
            yield change("added", name, asked.variables)
            continue
        if name in elsewhere:
            yield change("moved", name, asked.variables)
        yield from _kept(before[name], asked)
    for name, asked in before.items():
        if name not in after:
            yield _gone(asked, [new_one for id_, new_one in after.items() if id_ not in before])


def reused_variables(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """A row or an option that went, and a question that came and yields a variable of its name.

    Case does not count: SPSS does not tell it apart.
    """
    before, after = _holders(old), _holders(new)
    for name, (variable, holder) in after.items():
        was, other = before.get(name, (variable, holder))
        if other != holder:
            names = dict.fromkeys((variable, was))
            yield change("variable-reused", holder, names, variable=variable, other=other)


def _holders(questionnaire: Questionnaire) -> dict[str, tuple[str, str]]:
    """By variable, casefolded: its name and the question that yields it."""
    return {
        name.casefold(): (name, asked.question.id)
        for asked in _by_id(questionnaire).values()
        for name in asked.variables
    }


def _by_id(questionnaire: Questionnaire) -> dict[str, _Asked]:
    return {
        question.id: _Asked(question, section, questionnaire)
        for section in questionnaire.sections
        for question in section.questions
    }


def _gone(asked: _Asked, added: list[_Asked]) -> Change:
    """A question with another id is a new question: most often somebody renumbered the form."""
    question = asked.question
    for other in added:
        if other.question.kind == question.kind and same_words(other.question.text, question.text):
            return change("renamed", question.id, asked.variables, other=other.question.id)
    return change("removed", question.id, asked.variables)


def _kept(old: _Asked, new: _Asked) -> Iterator[Change]:
    yield from _text_changes(old, new)
    yield from _heading_changes(old, new)
    yield from _asking_changes(old, new)
    yield from _field_changes(old, new)


def _text_changes(old: _Asked, new: _Asked) -> Iterator[Change]:
    before, after = old.question, new.question
    match of_texts(before.text, after.text):
        case Likeness.REPLACED if not _same_list(before, after):
            words = {"old": before.text, "new": after.text}
            yield change("text-replaced", after.id, new.variables, **words)
        case Likeness.MEANING:
            yield change("text-meaning", after.id, new.variables)
        case Likeness.EDITED | Likeness.REPLACED:
            yield change("text-edited", after.id, new.variables)


def _same_list(old: Question, new: Question) -> bool:
    """Whether its own answers tell that it is the same question in all new words."""
    codes = [[(code.value, code.label) for code in own_codes(question)] for question in (old, new)]
    return codes[0] == codes[1] and len(codes[0]) >= _ENOUGH_OPTIONS


def _heading_changes(old: _Asked, new: _Asked) -> Iterator[Change]:
    before, after, variables = old.question, new.question, new.variables
    if before.label != after.label:
        yield change("label-edited", after.id, variables)
    if before.hint != after.hint:
        yield change("hint-edited", after.id, variables)
    if before.printed_number != after.printed_number:
        words = {"old": before.printed_number, "new": after.printed_number}
        yield change("number-changed", after.id, variables, **words)
    if old.section.topic != new.section.topic:
        yield change("topic-changed", after.id, variables)
    looks = [
        [getattr(q, name, None) for name in ("columns", "lines", "low", "high", "height_mm")]
        for q in (before, after)
    ]
    if not isinstance(after, NumberTable) and looks[0] != looks[1]:
        yield change("layout-changed", after.id, variables)


def _asking_changes(old: _Asked, new: _Asked) -> Iterator[Change]:
    before, after, variables = old.question, new.question, new.variables
    bodies = old.questionnaire.bodies.keys() & new.questionnaire.bodies.keys()
    if old.audience(set(bodies)) != new.audience(set(bodies)):
        yield change("audience-changed", after.id, variables)
    if _conditions(old) != _conditions(new):
        yield change("condition-changed", after.id, variables)
    checks = [(q.constraints, q.warnings, q.required) for q in (before, after)]
    if checks[0] != checks[1]:
        yield change("checks-changed", after.id, variables)


def _conditions(asked: _Asked) -> list[list[str]]:
    return [(part.when or "").split() for part in (asked.section, asked.question)]


def _field_changes(old: _Asked, new: _Asked) -> Iterator[Change]:
    """Rows, columns, levels and words beside options come and go with their question staying."""
    before = {key_of(field): field for field in old.fields}
    after = {key_of(field): field for field in new.fields}
    if _is_another_kind(old.question.kind, new.question.kind, before, after):
        words = {"old": old.question.kind, "new": new.question.kind}
        variables = dict.fromkeys((*old.variables, *new.variables))
        yield change("kind-changed", new.question.id, variables, **words)
        return
    for key in moved(list(before), list(after)):
        yield change("moved", key, names_of(after[key]))
    for key, field in after.items():
        if key not in before:
            yield change("added", key, names_of(field))
        else:
            yield from _part_changes(before[key], field, new.question)
            yield from answer_changes(before[key], field)
    for key, field in before.items():
        if key not in after:
            yield change("removed", key, names_of(field))


def _is_another_kind(
    old: str, new: str, before: Mapping[str, Field], after: Mapping[str, Field]
) -> bool:
    """Whether the answers have another shape, and not only the paper another look."""
    if old == new or not (before and after):
        return False
    both = before.keys() & after.keys()
    return not both or any(type(before[key]) is not type(after[key]) for key in both)


def _part_changes(old: Field, new: Field, question: Question) -> Iterator[Change]:
    """The words of a row or a level; those of other fields are their question's."""
    if not isinstance(question, Matrix | NumberTable | Cascade):
        return
    key, variables = key_of(new), names_of(new)
    # A level's text is headed by its question's, which has changes of its own.
    by_label = isinstance(question, Cascade)
    before, after = (f.heading.label if by_label else f.heading.text for f in (old, new))
    match of_texts(before, after):
        case Likeness.REPLACED:
            yield change("text-replaced", key, variables, old=before, new=after)
        case Likeness.MEANING:
            yield change("text-meaning", key, variables)
        case Likeness.EDITED:
            yield change("text-edited", key, variables)
        case Likeness.SAME if old.heading.label != new.heading.label:
            yield change("label-edited", key, variables)
    limits = [(field.heading.only, field.heading.only_types) for field in (old, new)]
    if limits[0] != limits[1]:
        yield change("audience-changed", key, variables)
