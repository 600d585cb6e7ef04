"""Words to read, with nothing to answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Scale
from ..fields import Field
from .base import QuestionBase


class Note(QuestionBase):
    kind: Literal["note"]

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return ()
