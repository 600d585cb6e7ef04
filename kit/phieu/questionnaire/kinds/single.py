"""One answer of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Code, Scale
from ..fields import CodeField, Field, Known, specified
from .base import QuestionBase


class SingleChoice(QuestionBase):
    """`prefilled` answers are known from the frame: printed, not asked."""

    kind: Literal["single"]
    codes: tuple[Code, ...] = ()
    prefilled: Known | None = None
    columns: int | None = None  # of options on paper; chosen by length where left out

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (
            CodeField(self.id, self.heading, self.codes, prefilled=self.prefilled),
            *specified(self.id, self.heading, self.codes),
        )
