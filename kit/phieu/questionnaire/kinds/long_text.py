"""An open answer on several lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Limited

from ..codes import Scale
from ..fields import Field, WordsField
from .base import QuestionBase

CHARACTERS = 8_000  # three letters may take nine bytes; SPSS ends a string at 32,767


class LongText(QuestionBase):
    kind: Literal["text"]
    lines: int = Limited(default=4, ge=1, le=30)

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (WordsField(self.id, self.heading, CHARACTERS),)
