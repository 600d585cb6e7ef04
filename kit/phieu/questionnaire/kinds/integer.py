"""A whole number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Scale
from ..fields import Field, NumberField
from .base import QuestionBase


class Integer(QuestionBase):
    """From `least` to `most`: digit bubbles on paper, as many as `most` has digits."""

    kind: Literal["integer"]
    least: int = 0
    most: int
    unit: str = ""

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (NumberField(self.id, self.heading, self.least, self.most, unit=self.unit),)
