"""One text of a questionnaire: what is written, what it means, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from phieu.errors import Severity
from phieu.questionnaire.findings import Path
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.rules import RULES
from phieu.questionnaire.yaml_shape import data, line_of, reshape
from phieu.questionnaire.yaml_text import examine_tree
from phieu.questionnaire.yaml_tree import BrokenYamlError, LineProblem, Mapping, parse

Plain = dict[str, Any]


@dataclass(frozen=True)
class Trouble:
    """One problem. part: the part of the questionnaire that the outline shows for it."""

    line: int
    part: Path | None
    severity: Severity
    rule: str
    message: str
    fix: str
    why: str


@dataclass(frozen=True)
class Draft:
    """plain: the file with its short forms written out, None where the text is no YAML.

    questionnaire: None where what is written cannot be made into one.
    """

    text: str
    plain: Plain | None
    questionnaire: Questionnaire | None
    troubles: tuple[Trouble, ...]
    lines: tuple[tuple[int, Path], ...]  # where each part begins, from 1, in the text's order

    @classmethod
    def of(cls, text: str) -> Draft:
        try:
            written = parse(text)
        except BrokenYamlError as error:
            return cls(text, None, None, (_trouble(error.problem, ()),), ())
        questionnaire, problems = examine_tree(written)
        root = reshape(written)
        plain: Plain = data(root)
        lines = tuple(sorted(_lines(root, plain)))
        troubles = tuple(_trouble(one, lines) for one in problems)
        return cls(text, plain, questionnaire, troubles, lines)

    @property
    def sections(self) -> list[Plain]:
        return mappings(self.plain, "sections")

    @cached_property
    def bodies(self) -> dict[str, str]:
        return texts(self.plain, "bodies")

    @cached_property
    def scales(self) -> dict[str, Plain]:
        scales = (self.plain or {}).get("scales")
        found = scales.items() if isinstance(scales, dict) else ()
        return {name: scale for name, scale in found if isinstance(scale, dict)}

    @cached_property
    def variables(self) -> frozenset[str]:
        """Every id of a section, a question, a row or a level, casefolded."""
        return frozenset(name.casefold() for name in _ids(self.sections))

    def free_id(self, like: str) -> str:
        """An id that nothing has yet: `B7_2` for a copy of B7."""
        taken = self.variables | {name.casefold() for name in self.scales}
        number = 2
        while f"{like}_{number}".casefold() in taken:
            number += 1
        return f"{like}_{number}"

    def at(self, path: Path) -> Any:
        """What is written at a path; None where nothing is."""
        node: Any = self.plain
        for step in path:
            match node, step:
                case dict(), str():
                    node = node.get(step)
                case list(), int() if 0 <= step < len(node):
                    node = node[step]
                case _:
                    return None
        return node

    def line(self, path: Path) -> int:
        return next((line for line, part in self.lines if part == path), 1)

    def parts(self) -> Iterator[Path]:
        """What can be chosen, as the outline lists it."""
        yield ()
        yield ("introduction",)
        yield from (("scales", name) for name in self.scales)
        for place, section in enumerate(self.sections):
            yield ("sections", place)
            for position, _question in enumerate(mappings(section, "questions")):
                yield ("sections", place, "questions", position)


def mappings(holder: Any, key: str) -> list[Plain]:
    """A list of mappings, as far as it is one; a person may have written anything."""
    items = holder.get(key) if isinstance(holder, dict) else None
    return (
        [one if isinstance(one, dict) else {} for one in items] if isinstance(items, list) else []
    )


def texts(holder: Any, key: str) -> dict[str, str]:
    """A mapping of texts, as far as it is one."""
    entries = holder.get(key) if isinstance(holder, dict) else None
    pairs = entries.items() if isinstance(entries, dict) else ()
    return {name: text or "" for name, text in pairs if text is None or isinstance(text, str)}


def _ids(sections: list[Plain]) -> Iterator[str]:
    for section in sections:
        yield str(section.get("id") or "")
        for question in mappings(section, "questions"):
            yield str(question.get("id") or "")
            for holder in ("rows", "levels"):
                yield from (str(part.get("id") or "") for part in mappings(question, holder))


def _lines(root: Mapping, plain: Plain) -> Iterator[tuple[int, Path]]:
    yield 1, ()
    for key in ("introduction", "scales", "translations"):
        if key in plain:
            yield line_of(root, (key,)), ("introduction",) if key == "introduction" else ()
    scales = plain.get("scales")
    for name in scales if isinstance(scales, dict) else ():
        yield line_of(root, ("scales", name)), ("scales", name)
    for place, section in enumerate(mappings(plain, "sections")):
        yield line_of(root, ("sections", place)), ("sections", place)
        for position, _question in enumerate(mappings(section, "questions")):
            path = ("sections", place, "questions", position)
            yield line_of(root, path), path


def _trouble(problem: LineProblem, lines: tuple[tuple[int, Path], ...]) -> Trouble:
    above = [part for line, part in lines if line <= problem.line]
    rule = RULES.get(problem.rule)
    return Trouble(
        problem.line,
        above[-1] if above else None,
        problem.severity,
        problem.rule,
        problem.message,
        problem.fix,
        rule.why if rule else "",
    )
