"""How alike texts are: the cosine of their syllables and pairs, the rare ones counting more.

Vietnamese words are mostly two syllables long, so that pairs stand in for words and nothing has
to be cut into words first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from .answers import content
from .syllables import phrases, toneless


@dataclass(frozen=True)
class TextVectors:
    """rows: (texts, features), each of length 1, or 0 where a text has no syllables."""

    rows: sparse.csr_array

    @classmethod
    def of(cls, texts: Sequence[str], *, with_tones: bool = True) -> TextVectors:
        """tf–idf vectors: (1 + ln tf) × (1 + ln((1 + n)/(1 + df))), as long as each other.

        with_tones=False lets “hoa giai” be “hòa giải”: for texts keyed without tone marks.
        """
        counted = [Counter(_features(text, with_tones=with_tones)) for text in texts]
        place = {name: i for i, name in enumerate(dict.fromkeys(f for c in counted for f in c))}
        columns = np.array([place[f] for c in counted for f in c], dtype=np.int64)
        starts = np.cumsum([0, *(len(c) for c in counted)])
        times = np.array([n for c in counted for n in c.values()], dtype=np.float64)
        in_texts = np.bincount(columns, minlength=len(place))
        idf = 1.0 + np.log((1 + len(texts)) / (1 + in_texts))
        weights = (1.0 + np.log(times)) * idf[columns]
        rows = sparse.csr_array((weights, columns, starts), shape=(len(texts), len(place)))
        lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
        lengths[lengths == 0] = 1.0
        return cls(sparse.csr_array(sparse.diags_array(1.0 / lengths) @ rows))

    def similarities(self, text: int, to: Sequence[int]) -> npt.NDArray[np.float64]:
        """Of one text to others, by position: 0 nothing in common, 1 the same syllables."""
        if not to:
            return np.zeros(0)
        found = self.rows[list(to)] @ self.rows[[text]].T
        alike: npt.NDArray[np.float64] = np.clip(found.toarray().ravel(), 0.0, 1.0)
        return alike


def _features(text: str, *, with_tones: bool) -> Iterator[str]:
    for phrase in phrases(content(text)):
        said = phrase if with_tones else [toneless(syllable) for syllable in phrase]
        yield from said
        yield from (f"{first} {second}" for first, second in pairwise(said))
