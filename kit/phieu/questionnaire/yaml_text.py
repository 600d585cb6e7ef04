"""A questionnaire's YAML text made into a Questionnaire, or every problem in it at once."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _

from .findings import Path
from .lint import check
from .model import Questionnaire
from .yaml_problems import shape_problems, unknown_keys
from .yaml_shape import data, line_of, repeated_keys, reshape
from .yaml_tree import BrokenYamlError, LineProblem, Mapping, parse


def load(text: str, name: str) -> Questionnaire:
    """The questionnaire in a file's text. name: the file, as the messages call it.

    Raises ProblemsFoundError with every problem, in the order of their lines.
    """
    questionnaire, found = _examine(text)
    if found or questionnaire is None:
        raise ProblemsFoundError([_placed(problem, name) for problem in found])
    return questionnaire


def problems(text: str, name: str) -> list[Problem]:
    """Every problem of a file's text; empty when it can be printed."""
    return [_placed(problem, name) for problem in _examine(text)[1]]


def _examine(text: str) -> tuple[Questionnaire | None, list[LineProblem]]:
    try:
        written = parse(text)
    except BrokenYamlError as error:
        return None, [error.problem]
    root = reshape(written)
    found = [_repeated(key.text or "", key.line) for key in repeated_keys(written)]
    # A second pass: `1: {value: 2, …}` gives the value twice only once it is written out.
    found += [_repeated(key.text or "", key.line) for key in repeated_keys(root)]
    questionnaire, refused = _validated(root)
    found += refused
    if questionnaire is not None:
        found += [
            LineProblem(line_of(root, finding.path), finding.rule, finding.message, finding.fix)
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


def _placed(problem: LineProblem, name: str) -> Problem:
    return Problem(f"{name}:{problem.line}", problem.rule, problem.message, problem.fix)
