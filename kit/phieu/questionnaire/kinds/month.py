"""A month of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer

from ..codes import Scale
from ..fields import DateField, Field
from .base import QuestionBase


def _first_day(written: Any) -> Any:
    """`2023-05`, as a person writes a month."""
    return f"{written}-01" if isinstance(written, str) and written.count("-") == 1 else written


YearMonth = Annotated[
    date, BeforeValidator(_first_day), PlainSerializer(lambda day: f"{day:%Y-%m}")
]


class Month(QuestionBase):
    """From `earliest` to `latest`, written 2023-05; each stands for its first day."""

    kind: Literal["month"]
    earliest: YearMonth
    latest: YearMonth

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (DateField(self.id, self.heading, self.earliest, self.latest, "month"),)
