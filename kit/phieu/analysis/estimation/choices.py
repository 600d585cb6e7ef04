"""A parameter that takes one of a few words, and the error for any other."""

from __future__ import annotations

from collections.abc import Sequence

from phieu.errors import PhieuError
from phieu.messages import _


class UnknownChoiceError(PhieuError):
    """A word that a parameter does not take."""

    def __init__(self, parameter: str, given: object, choices: Sequence[str]) -> None:
        self.parameter = parameter
        self.given = given
        self.choices = tuple(choices)
        super().__init__(
            _("{parameter} is one of {choices}, not {given}.").format(
                parameter=parameter, given=given, choices=", ".join(choices)
            )
        )


def check_choice(parameter: str, given: object, choices: Sequence[str]) -> None:
    """Raises UnknownChoiceError."""
    if given not in choices:
        raise UnknownChoiceError(parameter, given, choices)
