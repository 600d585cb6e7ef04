"""A number worked out from other answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Limited

from ..codes import Scale
from ..fields import CalculatedField, Field
from .base import QuestionBase


class Calculated(QuestionBase):
    """Never printed and never asked; `expression` as in `when` (see logic/)."""

    kind: Literal["calculated"]
    expression: str
    decimals: int = Limited(default=0, ge=0, le=6)

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (CalculatedField(self.id, self.heading, self.expression, self.decimals),)
