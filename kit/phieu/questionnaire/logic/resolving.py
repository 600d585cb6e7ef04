"""Names in an expression looked up: which variables and codes are meant, and whether they fit."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import assert_never

from phieu.messages import _

from ..codes import Code
from .parsing import LogicSyntaxError, parse
from .scope import Known, Scope, Type
from .tree import (
    Always,
    And,
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Condition,
    Count,
    Day,
    Expression,
    In,
    Includes,
    Not,
    Number,
    Or,
    Text,
    Value,
)

_OF_OTHER_VARIANTS = frozenset({"logic-unknown-name", "logic-unknown-code"})
_NEVER_CHOSEN = Number(math.nan)  # an option that a variant leaves out: no answer equals it


@dataclass(frozen=True)
class LogicProblem:
    """rule: of the linter's catalogue."""

    rule: str
    message: str
    fix: str


class UnresolvedError(ValueError):
    """An expression that cannot be used; all that is wrong with it."""

    def __init__(self, problems: tuple[LogicProblem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


def condition(text: str, scope: Scope) -> Condition:
    """A condition ready to be used. Raises UnresolvedError."""
    found = expression(text, scope)
    if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
        raise UnresolvedError(
            (
                LogicProblem(
                    "logic-type",
                    _("“{text}” is a value, where something that is true or not is needed.").format(
                        text=text
                    ),
                    _("Compare it, e.g. “A2 = 1”, or write “A2 is answered”."),
                ),
            )
        )
    return found


def value(text: str, scope: Scope) -> Value:
    """A value ready to be worked out. Raises UnresolvedError."""
    found = expression(text, scope)
    if isinstance(found, Number | Text | Day | Answer | Count | Arithmetic):
        return found
    raise UnresolvedError(
        (
            LogicProblem(
                "logic-type",
                _("“{text}” is true or not, where a number is needed.").format(text=text),
                _("Write a calculation, e.g. “C4 / 6” or “count(C3)”."),
            ),
        )
    )


def expression(text: str, scope: Scope) -> Expression:
    """The expression with every name looked up. Raises UnresolvedError with all that is wrong."""
    try:
        parsed = parse(text)
    except LogicSyntaxError as error:
        raise UnresolvedError(
            (LogicProblem("logic-syntax", f"“{text}”: {error.message}", error.fix),)
        ) from error
    return resolve(parsed, scope)


def resolve(parsed: Expression, scope: Scope) -> Expression:
    """A tree with every name looked up. Raises UnresolvedError with all that is wrong."""
    resolver = _Resolver(scope)
    resolved = resolver.expression(parsed)
    problems = dict.fromkeys(resolver.problems)
    if scope.partial:
        problems = {p: None for p in problems if p.rule not in _OF_OTHER_VARIANTS}
    if problems:
        raise UnresolvedError(tuple(problems))
    return resolved


class _Resolver:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.problems: list[LogicProblem] = []

    def expression(self, node: Expression) -> Expression:
        match node:
            case Number() | Text() | Day() | Answer() | Count() | Arithmetic():
                return self.value(node)
            case _:
                return self.condition(node)

    def condition(self, node: Condition) -> Condition:
        match node:
            case Compare():
                return self._compare(node)
            case In():
                return self._in(node)
            case Includes():
                return self._includes(node)
            case Answered():
                return self._answered(node)
            case Not():
                return Not(self.condition(node.condition))
            case And():
                return And(tuple(map(self.condition, node.conditions)))
            case Or():
                return Or(tuple(map(self.condition, node.conditions)))
            case Always():
                return node
            case _:
                assert_never(node)

    def value(self, node: Value) -> Value:
        match node:
            case Answer():
                known = self._variable(node.variable)
                return Answer(known.name, known.missing, known.option) if known else node
            case Count():
                found = self._scope.flags.get(node.question.casefold())
                if found is None:
                    self._not_a_list(node.question)
                    return node
                return Count(found[0], tuple(code.value for code in found[1]))
            case Arithmetic():
                left, right = self.value(node.left), self.value(node.right)
                for side in (left, right):
                    if self._type(side) in ("text", "day", "code"):
                        self._wrong_type(
                            _("“{name}” cannot be calculated with.").format(name=_name(side)),
                            _("Use numbers, levels of a scale or count(…)."),
                        )
                return Arithmetic(left, node.operator, right)
            case Number() | Text() | Day():
                return node
            case _:
                assert_never(node)

    def _compare(self, node: Compare) -> Condition:
        left, right = self._sides(node.left, node.right)
        kinds = {self._type(left), self._type(right)} - {None}
        ordering = node.comparator not in ("=", "!=")
        if ordering and kinds & {"code", "text"}:
            self._wrong_type(
                _("“{left}” and “{right}” have no order.").format(
                    left=_name(left), right=_name(right)
                ),
                _("Compare with = or !=, or with “in [1, 2]”."),
            )
        elif len({_comparable(kind) for kind in kinds if kind}) > 1 or _by_chance(
            left, right, kinds
        ):
            self._different(left, right)
        for side, other in ((left, right), (right, left)):
            if isinstance(side, Answer) and isinstance(other, Number):
                self._code_of(side, other, ordering=ordering)
        return Compare(left, node.comparator, right)

    def _sides(self, left: Value, right: Value) -> tuple[Value, Value]:
        """Both sides; a bare word or a text beside a list of codes is the name of an option."""
        if (named := self._option(left, right)) is not None:
            return self.value(left), named
        if (named := self._option(right, left)) is not None:
            return named, self.value(right)
        return self.value(left), self.value(right)

    def _option(self, answer: Value, word: Value) -> Number | None:
        if not isinstance(answer, Answer) or not isinstance(word, Answer | Text):
            return None
        known = self._scope.variables.get(answer.variable.casefold())
        if known is None or not known.codes:
            return None
        name = word.variable if isinstance(word, Answer) else word.value
        if isinstance(word, Answer) and name.casefold() in self._scope.variables:
            return None
        code = _named(name, known.codes)
        if code is None and self._scope.partial:
            return _NEVER_CHOSEN
        return None if code is None else Number(code)

    def _in(self, node: In) -> Condition:
        answer = self.value(node.answer)
        if not isinstance(answer, Answer):
            return node
        known = self._scope.variables.get(answer.variable.casefold())
        options: list[Number | Text] = []
        for option in node.options:
            if known is not None and known.codes and isinstance(option, Text):
                code = _named(option.value, known.codes)
                if code is None:
                    self._unknown_code(answer.variable, option.value, known.codes)
                else:
                    options.append(Number(code))
                continue
            kind = "text" if isinstance(option, Text) else "number"
            if known is not None and _comparable(known.type) != kind:
                self._different(answer, option)
            if isinstance(option, Number):
                self._code_of(answer, option, ordering=False)
            options.append(option)
        return In(answer, tuple(options))

    def _includes(self, node: Includes) -> Condition:
        key = node.question.casefold()
        if key in self._scope.flags:
            name, codes = self._scope.flags[key]
            variables: tuple[str, ...] = ()
        elif key in self._scope.ranks:
            name, codes, variables = self._scope.ranks[key]
        else:
            self._not_a_list(node.question)
            return node
        code = node.code if isinstance(node.code, int) else _named(node.code, codes)
        if code is None or all(option.value != code for option in codes):
            self._unknown_code(name, str(node.code), codes)
            return node
        return Includes(name, code, variables)

    def _answered(self, node: Answered) -> Condition:
        key = node.question.casefold()
        if key in self._scope.questions and self._scope.questions[key].variables:
            return self._scope.questions[key]
        known = self._variable(node.question)
        if known is None:
            return node
        if known.option is not None:
            return Includes(*known.option)
        return Answered(known.name, (known.name,), (known.name,))

    def _variable(self, name: str) -> Known | None:
        key = name.casefold()
        if key in self._scope.variables:
            return self._scope.variables[key]
        if key in self._scope.flags or key in self._scope.ranks:
            self._wrong_type(
                _("{name} holds several answers.").format(name=name),
                _("Ask for one of them: “{name} includes 1”.").format(name=name),
            )
        elif key in self._scope.questions:
            self._wrong_type(
                _("{name} has several rows or none, each a variable of its own.").format(name=name),
                _("Name one of: {names}.").format(
                    names=", ".join(self._scope.questions[key].variables)
                ),
            )
        elif key in self._scope.later:
            self.problems.append(
                LogicProblem(
                    "logic-forward-reference",
                    _("{name} is asked only later.").format(name=name),
                    _("Use an earlier question, or move this one behind {name}.").format(name=name),
                )
            )
        else:
            close = difflib.get_close_matches(name, self._scope.names(), n=1)
            self.problems.append(
                LogicProblem(
                    "logic-unknown-name",
                    _("There is no question or variable “{name}”.").format(name=name),
                    _("Did you mean “{key}”?").format(key=close[0])
                    if close
                    else _("Use the id of an earlier question; words stand in quotes."),
                )
            )
        return None

    def _not_a_list(self, name: str) -> None:
        if name.casefold() in self._scope.variables or name.casefold() in self._scope.questions:
            self._wrong_type(
                _("{name} is no multiple choice or ranking.").format(name=name),
                _("Compare it: “{name} = 1”.").format(name=name),
            )
        else:
            self._variable(name)

    def _code_of(self, answer: Answer, number: Number, *, ordering: bool) -> None:
        """Only a code can be equal to one; an order may also lie between two levels."""
        known = self._scope.variables.get(answer.variable.casefold())
        if known is None or known.type not in ("code", "level") or not known.codes:
            return
        values = [code.value for code in known.codes]
        levels = [code.value for code in known.codes if not code.missing] or values
        between = ordering and min(levels) <= number.value <= max(levels)
        if number.value not in values and not between:
            self._unknown_code(known.name, f"{number.value:g}", known.codes)

    def _unknown_code(self, name: str, code: str, codes: tuple[Code, ...]) -> None:
        self.problems.append(
            LogicProblem(
                "logic-unknown-code",
                _("{name} has no answer {code}.").format(name=name, code=code),
                _("Use one of: {codes}.").format(
                    codes=", ".join(str(option.value) for option in codes)
                ),
            )
        )

    def _different(self, left: Value, right: Value) -> None:
        self._wrong_type(
            _("“{left}” and “{right}” cannot be compared: they are of different kinds.").format(
                left=_name(left), right=_name(right)
            ),
            _("Compare codes with codes, days with days such as 2023-05-31, words with “words”."),
        )

    def _wrong_type(self, message: str, fix: str) -> None:
        self.problems.append(LogicProblem("logic-type", message, fix))

    def _type(self, node: Value) -> Type | None:
        match node:
            case Number() | Count() | Arithmetic():
                return "number"
            case Text():
                return "text"
            case Day():
                return "day"
            case Answer():
                known = self._scope.variables.get(node.variable.casefold())
                return known.type if known else None
            case _:
                assert_never(node)


def _by_chance(left: Value, right: Value, kinds: set[Type | None]) -> bool:
    """An option's code against something counted: equal by chance only."""
    literal = isinstance(left, Number) or isinstance(right, Number)
    return kinds == {"code", "number"} and not literal


def _comparable(kind: Type) -> str:
    """Codes and numbers are compared as numbers."""
    return "number" if kind in ("code", "level", "number") else kind


def _named(name: str, codes: tuple[Code, ...]) -> int | None:
    wanted = name.casefold()
    return next((c.value for c in codes if c.name and c.name.casefold() == wanted), None)


def _name(node: Value) -> str:
    match node:
        case Answer():
            return node.variable
        case Number():
            return f"{node.value:g}"
        case Text():
            return node.value
        case Day():
            return node.value.isoformat()
        case Count():
            return f"count({node.question})"
        case Arithmetic():
            return f"{_name(node.left)} {node.operator} {_name(node.right)}"
        case _:
            assert_never(node)
