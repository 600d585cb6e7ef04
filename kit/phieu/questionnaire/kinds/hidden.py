"""A value that nobody is asked: known of the form, or fixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Scale
from ..fields import Field, GivenField, Source
from .base import QuestionBase


class Hidden(QuestionBase):
    """`source`: what the kit knows of the form; else the fixed `value`."""

    kind: Literal["hidden"]
    source: Source | None = None
    value: str = ""

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (GivenField(self.id, self.heading, self.source, self.value),)
