"""One place of several levels, each list depending on the one above: district, then commune."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Code, Scale
from ..fields import CodeField, Field
from ..frozen import Frozen
from .base import QuestionBase


class Level(Frozen):
    """One level: its variable, and its list. A code's `parent` is a code of the level above."""

    id: str
    text: str
    codes: tuple[Code, ...]


class Cascade(QuestionBase):
    """From the widest level to the narrowest; written on paper, chosen from lists elsewhere."""

    kind: Literal["cascade"]
    levels: tuple[Level, ...]

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return tuple(
            CodeField(
                level.id,
                self.heading_of(self.printed_number, f"{self.text} {level.text}", level.text),
                level.codes,
                boxed=False,
            )
            for level in self.levels
        )
