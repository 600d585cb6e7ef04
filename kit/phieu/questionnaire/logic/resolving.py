"""Names in an expression looked up: which variables and codes are meant, and whether they fit."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from phieu.messages import _

from ..codes import Code, Scale
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
from ..kinds import Question
from ..model import Questionnaire
from .parsing import LogicSyntaxError, parse
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

Type = Literal["code", "level", "number", "day", "text"]

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


@dataclass(frozen=True)
class Known:
    """A variable that an expression may name. codes: what it can be, empty where it is no code.
    option: the question and code of which it is the 0 or 1. range: its least and most."""

    name: str
    type: Type
    codes: tuple[Code, ...] = ()
    option: tuple[str, int] | None = None
    range: tuple[float, float] | None = None

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(code.value for code in self.codes if code.missing)


@dataclass(frozen=True)
class Scope:
    """What may be named: variables, and questions with all their variables, in lower case.

    later: names that the questionnaire has, but only further on. partial: of a variant, where a
    name or an option that is not there is one that this respondent is not asked: a blank.
    """

    variables: Mapping[str, Known] = field(default_factory=dict)
    flags: Mapping[str, tuple[str, tuple[Code, ...]]] = field(default_factory=dict)
    ranks: Mapping[str, tuple[str, tuple[Code, ...], tuple[str, ...]]] = field(default_factory=dict)
    questions: Mapping[str, Answered] = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    partial: bool = False

    def with_question(self, question: Question, scales: Mapping[str, Scale]) -> Scope:
        """The scope after a question; one with an unknown scale names nothing."""
        try:
            fields = question.fields(scales)
        except KeyError:
            return self
        variables, flags, ranks = dict(self.variables), dict(self.flags), dict(self.ranks)
        names: list[str] = []
        asked: list[str] = []
        for answer_field in fields:
            for known in _known(answer_field):
                variables[known.name.casefold()] = known
                names.append(known.name)
            if isinstance(answer_field, FlagsField):
                flags[answer_field.question.casefold()] = (
                    answer_field.question,
                    answer_field.codes,
                )
                asked.append(answer_field.question)
            else:
                asked += [known.name for known in _known(answer_field)]
            if isinstance(answer_field, RanksField):
                ranks[answer_field.question.casefold()] = (
                    answer_field.question,
                    answer_field.codes,
                    answer_field.variables,
                )
        options = tuple(name for name in names if variables[name.casefold()].option)
        answered = Answered(question.id, tuple(names), tuple(asked), options)
        questions = {**self.questions, question.id.casefold(): answered}
        gone = {question.id.casefold(), *(name.casefold() for name in names)}
        return Scope(variables, flags, ranks, questions, self.later - gone, self.partial)

    def names(self) -> list[str]:
        return [known.name for known in self.variables.values()] + [
            name for name, _codes in self.flags.values()
        ]


def scopes(questionnaire: Questionnaire) -> dict[str, tuple[Scope, Scope]]:
    """By question id: what its `when` may name, and what its constraints may (itself too).

    By `section.<id>` what a section's `when` may name, twice.
    """
    later = Scope()
    for question in questionnaire.questions():
        later = later.with_question(question, questionnaire.scales)
    scope = Scope(later=frozenset({*later.variables, *later.questions}))
    found: dict[str, tuple[Scope, Scope]] = {}
    for section in questionnaire.sections:
        found[f"section.{section.id}"] = (scope, scope)
        for question in section.questions:
            before = scope
            scope = scope.with_question(question, questionnaire.scales)
            found[question.id] = (before, scope)
    return found


def _known(answer_field: Field) -> Iterable[Known]:
    match answer_field:
        case CodeField():
            kind: Type = "code" if answer_field.measure == "nominal" else "level"
            yield Known(answer_field.variable, kind, answer_field.codes)
        case FlagsField():
            for code in answer_field.codes:
                name = answer_field.variable(code.value)
                option = answer_field.question, code.value
                yield Known(name, "number", option=option, range=(0, 1))
        case RanksField():
            for name in answer_field.variables:
                yield Known(name, "code", answer_field.codes)
        case NumberField():
            unit = 10**answer_field.decimals
            ends = answer_field.least / unit, answer_field.most / unit
            yield Known(answer_field.variable, "number", range=ends)
        case CalculatedField():
            yield Known(answer_field.variable, "number")
        case DateField():
            yield Known(answer_field.variable, "day")
        case WordsField() | GivenField():
            yield Known(answer_field.variable, "text")
        case _:
            assert_never(answer_field)


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
