"""Two versions of one answer field: its codes, its range, its way of being worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from ..codes import Code
from ..fields import (
    CalculatedField,
    CodeField,
    DateField,
    Field,
    FlagsField,
    GivenField,
    NumberField,
    RanksField,
    WordsField,
)
from .changes import Change, Effect, change
from .likeness import Likeness, of_labels, same_words

T = TypeVar("T")


def names_of(field: Field) -> tuple[str, ...]:
    """The variables that a field yields."""
    match field:
        case FlagsField():
            return tuple(field.variable(code.value) for code in field.codes)
        case RanksField():
            return field.variables
        case _:
            return (field.variable,)


def key_of(field: Field) -> str:
    """The name by which a field is found again in another version."""
    return field.question if isinstance(field, FlagsField | RanksField) else field.variable


def answer_changes(old: Field, new: Field) -> Iterator[Change]:
    """What differs between two fields of one key, apart from headings."""
    part = key_of(new)
    match old, new:
        case CodeField(), CodeField():
            yield from _list_changes(old, new)
            if old.reverse != new.reverse:
                yield change("reverse-changed", part, names_of(new))
        case FlagsField(), FlagsField():
            yield from code_changes(Codes.of_field(old), Codes.of_field(new))
            if old.at_most != new.at_most:
                yield change("limit-changed", part, names_of(new))
        case RanksField(), RanksField():
            yield from code_changes(Codes.of_field(old), Codes.of_field(new))
            yield from _place_changes(old, new)
        case NumberField(), NumberField():
            yield from _number_changes(old, new)
        case DateField(), DateField() if old.precision == new.precision:
            ends = (old.earliest, old.latest, new.earliest, new.latest)
            yield from _range_changes(part, *(day.toordinal() for day in ends))
        case WordsField(), WordsField():
            yield from _range_changes(part, 0, old.characters, 0, new.characters)
        case GivenField(), GivenField():
            if (old.source, old.value) != (new.source, new.value):
                yield change("value-changed", part, names_of(new))
        case CalculatedField(), CalculatedField():
            if old.expression.split() != new.expression.split():
                yield change("expression-changed", part, names_of(new))
            if old.decimals != new.decimals:
                yield change("decimals-changed", part, names_of(new))
        case _:
            words = {"old": _shape(old), "new": _shape(new)}
            yield change("kind-changed", part, (*names_of(old), *names_of(new)), **words)


def _list_changes(old: CodeField, new: CodeField) -> Iterator[Change]:
    """Of a question's own list. A shared scale is looked at once, not for every question."""
    if old.scale is not None and old.scale == new.scale:
        return
    changes = list(code_changes(Codes.of_field(old), Codes.of_field(new)))
    broken = any(difference.effect is Effect.BREAKS for difference in changes)
    if broken and old.scale is not None and new.scale is not None:
        words = {"old": old.scale, "new": new.scale}
        yield change("scale-changed", new.variable, names_of(new), **words)
    else:
        yield from changes


def _shape(field: Field) -> str:
    return type(field).__name__.removesuffix("Field").lower()


@dataclass(frozen=True)
class Codes:
    """A list of answers and the variables that hold its codes. flags: a variable a code."""

    part: str
    codes: tuple[Code, ...]
    variables: tuple[str, ...]
    flags: bool = False
    ordered: bool = False

    @staticmethod
    def of_field(field: CodeField | FlagsField | RanksField) -> Codes:
        return Codes(
            key_of(field),
            field.codes,
            names_of(field),
            flags=isinstance(field, FlagsField),
            ordered=isinstance(field, CodeField) and field.measure != "nominal",
        )

    def concerned(self, code: int) -> tuple[str, ...]:
        """The variables that an answer's change bears on."""
        return (f"{self.part}_{code}",) if self.flags else self.variables


def code_changes(old: Codes, new: Codes) -> Iterator[Change]:
    """Answers are the same when their codes are; words only tell whether they mean the same."""
    before = {code.value: code for code in old.codes}
    after = {code.value: code for code in new.codes}
    for value, code in after.items():
        if value not in before:
            yield from _added(code, old, new)
        else:
            yield from _kept(before[value], code, old, new)
    for value in (value for value in before if value not in after):
        kind = "flag-removed" if new.flags else "option-removed"
        yield change(kind, new.part, old.concerned(value), code=value, old=before[value].label)
    if moved([code.value for code in old.codes], [code.value for code in new.codes]):
        yield change("options-moved", new.part, new.variables)


def _added(code: Code, old: Codes, new: Codes) -> Iterator[Change]:
    kind = "level-added" if new.ordered and code.missing is None else "option-added"
    variables = (*new.concerned(code.value), *(old.variables if not new.flags else ()))
    yield change(kind, new.part, dict.fromkeys(variables), code=code.value, new=code.label)


def _kept(before: Code, code: Code, old: Codes, new: Codes) -> Iterator[Change]:
    variables = new.concerned(code.value)
    words = {"code": code.value, "old": before.label, "new": code.label}
    match of_labels(before.label, code.label):
        case Likeness.SAME:
            if before.short != code.short:
                yield change("option-edited", new.part, variables, **words)
        case Likeness.REPLACED:
            was = next((c for c in old.codes if same_words(c.label, code.label)), None)
            if was is None:
                yield change("code-reused", new.part, variables, **words)
            else:
                yield change("recoded", new.part, variables, other=was.value, **words)
        case _:
            yield change("option-edited", new.part, variables, **words)
    if before.missing != code.missing:
        yield change("missing-changed", new.part, variables, code=code.value)
    rules = [(c.exclusive, c.parent, c.only, c.only_types) for c in (before, code)]
    if rules[0] != rules[1]:
        yield change("option-rules-changed", new.part, variables, code=code.value)


def _place_changes(old: RanksField, new: RanksField) -> Iterator[Change]:
    for name in new.variables[old.places :]:
        yield change("added", name, (name,))
    for name in old.variables[new.places :]:
        yield change("removed", name, (name,))


def _number_changes(old: NumberField, new: NumberField) -> Iterator[Change]:
    part, names = new.variable, names_of(new)
    if old.decimals != new.decimals:
        yield change("decimals-changed", part, names)
    else:
        yield from _range_changes(part, old.least, old.most, new.least, new.most)
    if old.unit != new.unit:
        known = bool(old.unit and new.unit)
        kind = "unit-changed" if known else "text-edited"
        yield change(kind, part, names, **({"old": old.unit, "new": new.unit} if known else {}))


def _range_changes(
    part: str, old_least: int, old_most: int, new_least: int, new_most: int
) -> Iterator[Change]:
    if new_least > old_least or new_most < old_most:
        yield change("range-narrowed", part, (part,))
    elif (new_least, new_most) != (old_least, old_most):
        yield change("range-widened", part, (part,))


def moved(old: Sequence[T], new: Sequence[T]) -> list[T]:
    """What is in both and stands elsewhere: as few as tell the two orders apart."""
    kept = [part for part in old if part in new]
    placed = [part for part in new if part in old]
    blocks = SequenceMatcher(None, kept, placed, autojunk=False).get_matching_blocks()
    still = {placed[at] for block in blocks for at in range(block.b, block.b + block.size)}
    return [part for part in placed if part not in still]
