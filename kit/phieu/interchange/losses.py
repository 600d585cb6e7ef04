"""What another format cannot say. A conversion hands back a list of these and never guesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, order=True)
class Loss:
    """where: a question's id, or a place such as `scales.S5`; what: the part that was not carried;
    why: a sentence for the researcher."""

    where: str
    what: str
    why: str


class Exported(NamedTuple):
    """A file's bytes in another format."""

    data: bytes
    losses: tuple[Loss, ...]
