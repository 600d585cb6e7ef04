"""A frame on paper that is no answer: a signature, or notes of the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Limited

from ..codes import Scale
from ..fields import Field
from .base import QuestionBase


class PaperBox(QuestionBase):
    """`text` is its heading, `hint` the small print. Other channels leave it out."""

    kind: Literal["paper_box"]
    purpose: Literal["signature", "office"]
    height_mm: float = Limited(default=25, ge=8, le=120)

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return ()
