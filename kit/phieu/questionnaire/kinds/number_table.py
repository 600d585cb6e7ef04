"""A table of whole numbers: rows by columns, a variable a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Column, Row, Scale
from ..fields import Field, NumberField
from .base import QuestionBase


class NumberTable(QuestionBase):
    """Cells are written by hand on paper and keyed by a person: bubbles would fill a page.

    The variable of a cell is `<row>_<column>`.
    """

    kind: Literal["number_table"]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    least: int = 0
    most: int
    unit: str = ""

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return tuple(
            NumberField(
                f"{row.id}_{column.id}",
                self.heading_of(
                    row.id,
                    f"{row.text} – {column.text}",
                    f"{row.label or row.text} – {column.text}",
                    row.only,
                    row.only_types,
                ),
                self.least,
                self.most,
                unit=self.unit,
                boxed=False,
            )
            for row in self.rows
            for column in self.columns
        )
