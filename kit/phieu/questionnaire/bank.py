"""A bank: ready questions with their scales, and what putting one into a questionnaire takes.

A bank file is written like a questionnaire's parts: `title`, `about`, `texts`, `scales`, and
`entries`, each with a `title`, `tags` and one `question`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from pydantic import ValidationError

from phieu.errors import ProblemsFoundError, Severity
from phieu.messages import _

from .codebook import variables_of
from .codes import Scale
from .editing.names import renamed
from .frozen import Frozen
from .kinds import Calculated, Cascade, Matrix, NumberTable, Question, Rating
from .model import Questionnaire, Section
from .templates import template_variables
from .translations import texts_of
from .yaml_block import Written
from .yaml_problems import shape_problems
from .yaml_shape import data
from .yaml_text import examine_tree, placed
from .yaml_tree import BrokenYamlError, LineProblem, Node, Scalar, Sequence, parse
from .yaml_tree import Mapping as Tree
from .yaml_writing import question_entries, scale_entries

# Every question of a bank is checked in a questionnaire of its own, for one body.
_BODY = "AI"


@dataclass(frozen=True)
class Entry:
    """title: what the researcher chooses by. scales, texts: those that the question uses."""

    title: str
    tags: tuple[str, ...]
    question: Question
    scales: Mapping[str, Scale]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Bank:
    """scales: all of the file, also those that no entry uses."""

    title: str
    about: str
    scales: Mapping[str, Scale]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Insertion:
    """What to write into a questionnaire, in the short forms that a person would write.

    scales, texts: only those that it does not have yet, by the names to write them under.
    """

    question: Mapping[str, Written]
    scales: Mapping[str, Mapping[str, Written]]
    texts: Mapping[str, str]


class _EntryShape(Frozen):
    title: str
    tags: tuple[str, ...] = ()
    question: Mapping[str, Any]


class _Shape(Frozen):
    """A bank file before its questions are looked into."""

    title: str
    about: str = ""
    texts: Mapping[str, Any] = {}
    scales: Mapping[str, Any] = {}
    entries: tuple[_EntryShape, ...] = ()


def read(text: str, name: str) -> Bank:
    """The bank in a file's text. name: the file, as the messages call it.

    Raises ProblemsFoundError with every error; warnings and advice do not stop anything.
    """
    bank, found = examine(text)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors or bank is None:
        raise ProblemsFoundError([placed(problem, name) for problem in errors])
    return bank


def examine(text: str) -> tuple[Bank | None, list[LineProblem]]:
    """The bank, unless the text makes none, and every problem of the text by line."""
    try:
        root = parse(text)
    except BrokenYamlError as error:
        return None, [error.problem]
    try:
        shape = _Shape.model_validate(data(root))
    except ValidationError as error:
        return None, _shape_problems(error, root)
    written = root.get("entries")
    questions = [
        question
        for entry in (written.items if isinstance(written, Sequence) else ())
        if isinstance(entry, Tree) and (question := entry.get("question")) is not None
    ]
    alone, found = examine_tree(_questionnaire(root, None))
    entries: list[Entry] = []
    for entry_shape, node in zip(shape.entries, questions, strict=True):
        made, problems = examine_tree(_questionnaire(root, node))
        found += problems
        if made is not None:
            entries.append(_entry(entry_shape, made))
    # What is wrong with a scale was found with every entry.
    found = sorted(dict.fromkeys(found), key=lambda problem: problem.line)
    if alone is None or len(entries) < len(questions):
        return None, found
    return Bank(shape.title, shape.about, alone.scales, tuple(entries)), found


def insertion(entry: Entry, questionnaire: Questionnaire) -> Insertion:
    """What to write into the questionnaire, under ids that it does not have yet."""
    scales = {name: _scale_name(name, scale, questionnaire) for name, scale in entry.scales.items()}
    question = _free(_with_scale(entry.question, scales), entry, scales, questionnaire)
    return Insertion(
        question_entries(question),
        {
            new: scale_entries(entry.scales[old])
            for old, new in scales.items()
            if new not in questionnaire.scales
        },
        {key: text for key, text in entry.texts.items() if key not in questionnaire.texts},
    )


def _shape_problems(error: ValidationError, root: Tree) -> list[LineProblem]:
    """A bank's keys are few: an unknown one is answered with all of them."""
    unknown = {
        details["loc"]: LineProblem(
            problem.line,
            problem.rule,
            problem.message,
            _("Remove it, or use one of: {keys}.").format(
                keys=", ".join((_EntryShape if len(details["loc"]) > 1 else _Shape).model_fields)
            ),
        )
        for details, problem in zip(error.errors(), shape_problems(error, root), strict=True)
        if details["type"] == "extra_forbidden"
    }
    problems = [
        unknown.get(details["loc"], problem)
        for details, problem in zip(error.errors(), shape_problems(error, root), strict=True)
    ]
    return sorted(problems, key=lambda problem: problem.line)


def _questionnaire(bank: Tree, question: Node | None) -> Tree:
    """A questionnaire of one question, or of none, whose nodes keep their lines in the bank."""
    line = bank.line if question is None else question.line

    def scalar(text: str) -> Scalar:
        return Scalar(text, line)

    def mapping(**entries: Node) -> Tree:
        return Tree(tuple((scalar(key), value) for key, value in entries.items()), line)

    section = mapping(
        id=scalar("A"),
        title=scalar(""),
        questions=Sequence(() if question is None else (question,), line),
    )
    shared = {key: node for key in ("texts", "scales") if (node := bank.get(key)) is not None}
    return mapping(
        id=scalar("BANK"),
        version=scalar("1"),
        bodies=mapping(**{_BODY: scalar(_BODY)}),
        introduction=mapping(
            title=scalar("-"),
            running_title=scalar("-"),
            addressee=mapping(**{_BODY: scalar(_BODY)}),
        ),
        sections=Sequence((section,), line),
        **shared,
    )


def _entry(shape: _EntryShape, made: Questionnaire) -> Entry:
    (question,) = made.questions()
    scales = {name: made.scales[name] for name in _scales_of(question) if name in made.scales}
    # Texts of a scale that the question does not use need no values.
    used = made.model_copy(update={"scales": scales, "texts": {}})
    variables = {name for text in texts_of(used).values() for name in template_variables(text)}
    texts = {name: text for name, text in made.texts.items() if name in variables}
    return Entry(shape.title, shape.tags, question, scales, texts)


def _scales_of(question: Question) -> Iterator[str]:
    if isinstance(question, Rating | Matrix):
        yield question.scale


def _scale_name(name: str, scale: Scale, questionnaire: Questionnaire) -> str:
    """The name under which the questionnaire has this very scale, or can take it."""
    return next(
        wanted for wanted in _names(name) if questionnaire.scales.get(wanted, scale) == scale
    )


def _with_scale(question: Question, names: Mapping[str, str]) -> Question:
    if isinstance(question, Rating | Matrix):
        return question.model_copy(update={"scale": names.get(question.scale, question.scale)})
    return question


def _free(
    question: Question, entry: Entry, scales: Mapping[str, str], questionnaire: Questionnaire
) -> Question:
    """The question under ids whose variables no other question has."""
    extended = questionnaire.model_copy(
        update={
            "scales": {
                **questionnaire.scales,
                **{new: entry.scales[old] for old, new in scales.items()},
            }
        }
    )
    taken = {
        name
        for section in questionnaire.sections
        for other in section.questions
        for name in _names_taken(other, section, extended)
    }
    section = Section(id="A", title="", questions=())
    return next(
        candidate
        for wanted in _names(question.id)
        if taken.isdisjoint(_names_taken(candidate := _called(question, wanted), section, extended))
    )


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    for number in count(2):
        yield f"{wanted}_{number}"


def _names_taken(question: Question, section: Section, questionnaire: Questionnaire) -> set[str]:
    """Its ids and variables, casefolded: SPSS does not tell case apart."""
    names = set(_ids(question))
    if all(name in questionnaire.scales for name in _scales_of(question)):
        names |= {variable.name for variable in variables_of(question, section, questionnaire)}
    return {name.casefold() for name in names}


def _ids(question: Question) -> Iterator[str]:
    yield question.id
    if isinstance(question, Matrix | NumberTable):
        yield from (row.id for row in question.rows)
    if isinstance(question, Cascade):
        yield from (level.id for level in question.levels)


def _called(question: Question, name: str) -> Question:
    """The question under another id; the ids in it, and what its conditions name, follow."""
    if name == question.id:
        return question
    new = {old: _following(old, question.id, name) for old in _ids(question)}
    update: dict[str, Any] = {"id": name}
    if isinstance(question, Matrix | NumberTable):
        update["rows"] = tuple(row.model_copy(update={"id": new[row.id]}) for row in question.rows)
    if isinstance(question, Cascade):
        update["levels"] = tuple(
            level.model_copy(update={"id": new[level.id]}) for level in question.levels
        )
    folded = {old.casefold(): wanted for old, wanted in new.items()}
    for key in ("constraints", "warnings"):
        tests: Mapping[str, str] = getattr(question, key)
        update[key] = {renamed(test, folded, folded): said for test, said in tests.items()}
    if question.when is not None:
        update["when"] = renamed(question.when, folded, folded)
    if isinstance(question, Calculated):
        update["expression"] = renamed(question.expression, folded, folded)
    return question.model_copy(update=update)


def _following(name: str, old: str, new: str) -> str:
    """`TT_1` in `TT`, which becomes `TT_2`, is `TT_2_1`."""
    return new + name[len(old) :] if name.startswith(old) else name + new[len(old) :]
