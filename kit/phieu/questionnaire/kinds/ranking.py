"""The best of a list, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Limited

from ..codes import Code, Scale
from ..fields import Field, RanksField, specified
from .base import QuestionBase


class Ranking(QuestionBase):
    """The `places` most important, one column of boxes a place; all of the list if left out."""

    kind: Literal["ranking"]
    codes: tuple[Code, ...]
    places: int | None = Limited(default=None, ge=1, le=10)

    @property
    def place_count(self) -> int:
        return self.places or len(self.codes)

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (
            RanksField(self.id, self.heading, self.codes, self.place_count),
            *specified(self.id, self.heading, self.codes),
        )
