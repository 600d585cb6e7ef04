"""A number with decimals, such as a share or a measure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as Exact
from typing import Literal

from pydantic import Field as Limited

from ..codes import Scale
from ..fields import Field, NumberField
from .base import QuestionBase

LARGEST = 1_000_000_000


class Decimal(QuestionBase):
    """`decimals` digits after the comma, from `least` to `most`."""

    kind: Literal["decimal"]
    least: Exact = Limited(default=Exact(0), ge=-LARGEST, le=LARGEST)
    most: Exact = Limited(ge=-LARGEST, le=LARGEST)
    decimals: int = Limited(default=1, ge=1, le=3)
    unit: str = ""

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        scaled = 10**self.decimals
        return (
            NumberField(
                self.id,
                self.heading,
                int(self.least * scaled),
                int(self.most * scaled),
                self.decimals,
                self.unit,
            ),
        )
