"""Whether a condition can ever hold, or fail: every answer that makes a difference is tried."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise, product
from typing import assert_never

from .evaluating import Given, holds
from .scope import Known, Scope
from .simplifying import variables_of
from .tree import (
    Always,
    And,
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Condition,
    Day,
    In,
    Includes,
    Not,
    Number,
    Or,
    Text,
)

MAX_COMBINATIONS = 20_000  # about a tenth of a second; beyond that nothing is said
MAX_CODES = 40  # of one list tried in full; of a longer one those that are named, and one more

Constant = float | str | date


def never_true(condition: Condition, scope: Scope) -> bool:
    """Whether no answers at all fulfil it. False also where that cannot be told."""
    return _always(condition, scope, outcome=False)


def always_true(condition: Condition, scope: Scope) -> bool:
    """Whether all answers fulfil it, blanks among them. False also where that cannot be told."""
    return _always(condition, scope, outcome=True)


def _always(condition: Condition, scope: Scope, *, outcome: bool) -> bool:
    named: dict[str, set[Constant]] = {name: set() for name in variables_of(condition)}
    if not _comparable(condition, named):
        return False
    choices = {name: _tried(scope.variables.get(name.casefold()), named[name]) for name in named}
    if math.prod(len(tried) for tried in choices.values()) > MAX_COMBINATIONS:
        return False
    return all(holds(condition, answers) is outcome for answers in _combinations(choices))


def _combinations(
    choices: Mapping[str, Sequence[Given | None]],
) -> Iterator[dict[str, Given]]:
    for values in product(*choices.values()):
        pairs = zip(choices, values, strict=True)
        yield {name: value for name, value in pairs if value is not None}


def _tried(known: Known | None, constants: set[Constant]) -> list[Given | None]:
    """A blank, and answers such that any other has the same outcome as one of them."""
    if known is None:
        return [None]  # a variant leaves it out
    if known.option is not None:
        return [None, 1]
    match known.type:
        case "code" | "level":
            return [None, *_codes(known, constants)]
        case "number":
            return [None, *_numbers(known, constants)]
        case "day":
            days = {c for c in constants if isinstance(c, date)} or {date(2000, 1, 1)}
            return [None, *sorted({day + timedelta(n) for day in days for n in (-1, 0, 1)})]
        case "text":
            words = {c for c in constants if isinstance(c, str) and c}
            return [None, "".join(words) + "…", *sorted(words)]
        case _:
            assert_never(known.type)


def _codes(known: Known, constants: set[Constant]) -> list[Given]:
    codes = [code.value for code in known.codes]
    if len(codes) <= MAX_CODES or known.type == "level":
        return list(codes)
    mentioned = [code for code in codes if code in constants]
    return [*mentioned, *[code for code in codes if code not in constants][:1]]


def _numbers(known: Known, constants: set[Constant]) -> list[Given]:
    """Each number that it is compared with, what lies between them, and both ends."""
    marks = sorted(float(c) for c in constants if isinstance(c, int | float))
    least, most = known.range or (-math.inf, math.inf)
    inside = [mark for mark in marks if least <= mark <= most]
    ends = [end for end in (least, most) if math.isfinite(end)]
    outer = [marks[0] - 1, marks[-1] + 1] if marks else [0.0]
    points = sorted({*inside, *ends, *(end for end in outer if least <= end <= most)})
    return [*points, *((a + b) / 2 for a, b in pairwise(points))]


def _comparable(node: Condition, named: Mapping[str, set[Constant]]) -> bool:
    """Notes what each variable is compared with. False where it is with more than constants:
    between numbers that are calculated with, no list of answers tells all outcomes."""
    match node:
        case Compare(Answer(name), _, Number(constant) | Text(constant) | Day(constant)):
            named[name].add(constant)
            return True
        case Compare(Number(constant) | Text(constant) | Day(constant), _, Answer(name)):
            named[name].add(constant)
            return True
        case Compare(left, _, right):
            return not any(isinstance(side, Answer | Arithmetic) for side in (left, right))
        case In(Answer(name), options):
            named[name].update(option.value for option in options)
            return True
        case Not(inner):
            return _comparable(inner, named)
        case And(parts) | Or(parts):
            return all(_comparable(part, named) for part in parts)
        case Includes() | Answered() | Always():
            return True
        case _:
            assert_never(node)
