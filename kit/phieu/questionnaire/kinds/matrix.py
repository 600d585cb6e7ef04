"""Several items on one scale: a table, a variable a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Row, Scale
from ..fields import CodeField, Field
from .base import QuestionBase


class Matrix(QuestionBase):
    kind: Literal["matrix"]
    scale: str
    rows: tuple[Row, ...]

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:
        codes = scales[self.scale].codes
        return tuple(
            CodeField(
                row.id,
                self.heading_of(row.id, row.text, row.label, row.only, row.only_types),
                codes,
                "ordinal",
                scale=self.scale,
                reverse=row.reverse,
            )
            for row in self.rows
        )
