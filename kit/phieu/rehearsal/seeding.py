"""Random generators that hang on names, so that nothing depends on order or on processes."""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np


def generator_for(seed: int, *names: str) -> np.random.Generator:
    """The same generator for the same seed and names, on every machine and in every process."""
    # A digest, not hash(): Python salts hash() anew in every process.
    digest = hashlib.sha256("\x1f".join(names).encode()).digest()
    words = [int.from_bytes(digest[at : at + 4], "big") for at in range(0, 32, 4)]
    return np.random.default_rng(np.random.SeedSequence([seed, *words]))


@cache
def lasting_effect(*names: str) -> float:
    """A fixed number between -1 and 1 for these names: what sets one district off from another."""
    return float(generator_for(0, "effect", *names).uniform(-1, 1))
