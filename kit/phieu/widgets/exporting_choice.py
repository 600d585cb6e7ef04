"""What is to be exported, as a frozen value: format, questions, words or codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from phieu.rounds.exporting import WITH_ONE_OF_BOTH, ExportFormat

FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)


@dataclass(frozen=True)
class ExportChoice:
    """without: ids of the questions that stay out; none of them is everything."""

    kind: ExportFormat = "sav"
    labels: bool = False
    without: frozenset[str] = frozenset()

    def granted(self, wish: Mapping[str, Any], questions: Sequence[str]) -> ExportChoice:
        """The choice after a wish from the page. Raises ValueError for what nobody can wish."""
        match wish:
            case {"type": "format", "kind": kind} if kind in FORMATS:
                return replace(self, kind=kind)
            case {"type": "labels", "value": bool(value)}:
                return replace(self, labels=value)
            case {"type": "question", "name": str(name)} if name in questions:
                return replace(self, without=self.without ^ {name})
            case {"type": "questions", "names": list(names), "value": bool(value)}:
                known = frozenset(names) & frozenset(questions)
                without = self.without - known if value else self.without | known
                return replace(self, without=without)
            case {"type": "hello"}:
                return self
            case _:
                raise ValueError(f"no such wish: {wish}")

    @property
    def has_words_or_codes(self) -> bool:
        """Whether the format asks for one of them."""
        return self.kind in WITH_ONE_OF_BOTH

    def variables(self, questions: Sequence[str]) -> list[str] | None:
        """As `Round.export` takes them: ids of questions in their order, None for all."""
        if not self.without & frozenset(questions):
            return None
        return [name for name in questions if name not in self.without]

    def python(self, questions: Sequence[str]) -> str:
        """The line that makes the file again, where the round is called survey_round."""
        arguments = [f'"{self.kind}"']
        if (names := self.variables(questions)) is not None:
            quoted = ", ".join(f'"{name}"' for name in names)
            arguments.append(f"variables=[{quoted}]")
        if self.labels and self.has_words_or_codes:
            arguments.append("labels=True")
        return f"survey_round.export({', '.join(arguments)})"
