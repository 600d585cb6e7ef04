"""Verdicts and ink shares of a page's boxes as bytes, and back."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from phieu.reading.model import Verdict

# Letters, so that the file can be searched by eye: …eeeemeee…
_LETTERS = {
    Verdict.EMPTY: b"e",
    Verdict.MARKED: b"m",
    Verdict.CANCELLED: b"c",
    Verdict.DOUBTFUL: b"d",
}
_VERDICTS = {letter[0]: verdict for verdict, letter in _LETTERS.items()}
_FILL = np.dtype("<f4")


def verdicts_to_bytes(verdicts: Iterable[Verdict]) -> bytes:
    return b"".join(_LETTERS[verdict] for verdict in verdicts)


def verdicts_from_bytes(data: bytes) -> tuple[Verdict, ...]:
    return tuple(_VERDICTS[letter] for letter in data)


def fill_to_bytes(fill: NDArray[np.float32]) -> bytes:
    return fill.astype(_FILL, copy=False).tobytes()


def fill_from_bytes(data: bytes) -> NDArray[np.float32]:
    """(boxes,) share of ink inside each box, 0 to 1."""
    return np.frombuffer(data, _FILL).astype(np.float32)
