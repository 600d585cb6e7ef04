"""What a report holds, part by part, under the names by which a template asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .model import Block, Report


@dataclass(frozen=True)
class Contents:
    """report: all of it in our own order. texts: words to stand within a line, by name. parts:
    whole paragraphs, tables and charts, by name. Names are found whatever their capitals."""

    report: Report
    texts: Mapping[str, str]
    parts: Mapping[str, tuple[Block, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.texts, *self.parts)

    def text(self, name: str) -> str | None:
        """In capitals where the name is written so."""
        found = self._texts.get(name.casefold())
        return found.upper() if found is not None and name.isupper() else found

    def part(self, name: str) -> tuple[Block, ...] | None:
        return self._parts.get(name.casefold())

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {name.casefold(): text for name, text in self.texts.items()}

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Block, ...]]:
        return {name.casefold(): part for name, part in self.parts.items()}
