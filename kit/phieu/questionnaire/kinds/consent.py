"""Agreement to take part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..codes import Code, Scale
from ..fields import CodeField, Field
from .base import QuestionBase

AGREE = 1  # the consent code that lets a form's answers be used


class Consent(QuestionBase):
    """Without AGREE the form counts as a refusal. Nothing is ticked in advance."""

    kind: Literal["consent"]
    codes: tuple[Code, ...]

    def fields(self, scales: Mapping[str, Scale]) -> tuple[Field, ...]:  # noqa: ARG002
        return (CodeField(self.id, self.heading, self.codes),)
