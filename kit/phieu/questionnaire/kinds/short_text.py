"""A few words on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Limited

from ..codes import Scale
from ..fields import Field, WordsField
from .base import QuestionBase


class ShortText(QuestionBase):
    kind: Literal["short_text"]
    characters: int = Limited(default=80, ge=1, le=250)

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (WordsField(self.id, self.heading, self.characters),)
