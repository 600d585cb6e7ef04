"""One level of a shared scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Scale
from ..fields import CodeField, Field
from .base import QuestionBase


class Rating(QuestionBase):
    """`reverse`: a higher level is worse; turned round when scored."""

    kind: Literal["scale"]
    scale: str
    reverse: bool = False

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:
        codes = scales[self.scale].codes
        return (
            CodeField(
                self.id, self.heading, codes, "ordinal", scale=self.scale, reverse=self.reverse
            ),
        )
