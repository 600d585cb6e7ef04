"""A questionnaire's YAML text made into a Questionnaire, or every problem in it at once."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from phieu.errors import Problem, ProblemsFoundError, Severity
from phieu.messages import _

from .findings import Path
from .lint import check
from .model import Questionnaire
from .yaml_problems import shape_problems, unknown_keys
from .yaml_shape import data, line_of, repeated_keys, reshape
from .yaml_tree import BrokenYamlError, LineProblem, Mapping, parse


def load(text: str, name: str) -> Questionnaire:
    """The questionnaire in a file's text. name: the file, as the messages call it.

    Raises ProblemsFoundError with every error, in the order of their lines; warnings and advice
    of the linter do not stop anything.
    """
    questionnaire, found = examine(text)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors or questionnaire is None:
        raise ProblemsFoundError([placed(problem, name) for problem in errors])
    return questionnaire


def problems(text: str, name: str) -> list[Problem]:
    """Every problem of a file's text, in the order of lines."""
    return [placed(problem, name) for problem in examine(text)[1]]


def examine(text: str) -> tuple[Questionnaire | None, list[LineProblem]]:
    """The questionnaire, as far as the text makes one, and every problem of the text.

    A questionnaire with errors is good for showing what is there, and for nothing else.
    """
    try:
        written = parse(text)
    except BrokenYamlError as error:
        return None, [error.problem]
    return examine_tree(written)


def examine_tree(written: Mapping) -> tuple[Questionnaire | None, list[LineProblem]]:
    """The same for a text's tree, which may be put together of parts, as a bank's entries are."""
    root = reshape(written)
    found = [_repeated(key.text or "", key.line) for key in repeated_keys(written)]
    # A second pass: `1: {value: 2, …}` gives the value twice only once it is written out.
    found += [_repeated(key.text or "", key.line) for key in repeated_keys(root)]
    questionnaire, refused = _validated(root)
    found += refused
    if questionnaire is not None:
        found += [
            LineProblem(
                line_of(root, finding.path),
                finding.rule,
                finding.message,
                finding.fix,
                finding.severity,
            )
            for finding in check(questionnaire)
        ]
    return questionnaire, sorted(dict.fromkeys(found), key=lambda problem: problem.line)


def _validated(root: Mapping) -> tuple[Questionnaire | None, list[LineProblem]]:
    """The model, if need be of the text without its unknown keys, so that the rest is checked."""
    plain = data(root)
    try:
        return Questionnaire.model_validate(plain), []
    except ValidationError as error:
        refused = shape_problems(error, root)
        unknown = unknown_keys(error)
        if len(unknown) < len(refused):
            return None, refused
    for path in unknown:
        _remove(plain, path)
    return Questionnaire.model_validate(plain), refused


def _remove(plain: Any, path: Path) -> None:
    for step in path[:-1]:
        plain = plain[step]
    del plain[path[-1]]


def _repeated(key: str, line: int) -> LineProblem:
    return LineProblem(
        line,
        "yaml-repeated-key",
        _("The key “{key}” stands here a second time; only one of the two would count.").format(
            key=key
        ),
        _("Remove one of them."),
    )


def placed(problem: LineProblem, name: str) -> Problem:
    """A problem of a text as one of the file with this name."""
    return Problem(
        f"{name}:{problem.line}", problem.rule, problem.message, problem.fix, problem.severity
    )
