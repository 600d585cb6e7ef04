"""Points on a line of numbers, 0 to 10 unless told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Limited

from ..codes import Code, Scale
from ..fields import CodeField, Field
from .base import QuestionBase


class Score(QuestionBase):
    """low and high: the words at both ends. codes: answers beside the numbers, e.g. KĐG."""

    kind: Literal["score"]
    least: int = Limited(default=0, ge=0, le=1)
    most: int = Limited(default=10, ge=2, le=10)
    low: str = ""
    high: str = ""
    codes: tuple[Code, ...] = ()
    reverse: bool = False

    @property
    def points(self) -> tuple[Code, ...]:
        ends = {self.least: self.low, self.most: self.high}
        return tuple(
            Code(value=point, label=f"{point} ({ends[point]})" if ends.get(point) else str(point))
            for point in range(self.least, self.most + 1)
        )

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        codes = (*self.points, *self.codes)
        return (CodeField(self.id, self.heading, codes, "scale", reverse=self.reverse),)
