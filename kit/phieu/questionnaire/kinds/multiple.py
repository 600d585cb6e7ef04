"""Any answers of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Limited

from ..codes import Code, Scale
from ..fields import Field, FlagsField, specified
from .base import QuestionBase


class MultipleChoice(QuestionBase):
    kind: Literal["multiple"]
    codes: tuple[Code, ...]
    at_most: int | None = Limited(default=None, ge=1)  # answers that may be chosen
    columns: int | None = None

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (
            FlagsField(self.id, self.heading, self.codes, self.at_most),
            *specified(self.id, self.heading, self.codes),
        )
