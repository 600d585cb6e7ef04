"""A day of the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from ..codes import Scale
from ..fields import DateField, Field
from .base import QuestionBase


class Date(QuestionBase):
    """From `earliest` to `latest`, in digit bubbles on paper."""

    kind: Literal["date"]
    earliest: date
    latest: date

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (DateField(self.id, self.heading, self.earliest, self.latest, "day"),)
