"""Weights that stand out cut back, and a record of what was cut."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from phieu.errors import PhieuError
from phieu.messages import _

from .coding import Floats, Mask
from .design import Adjustment, Design

_ROUNDS = 10_000  # of strict trimming: each hands on a smaller part


class TrimmingImpossibleError(PhieuError):
    """Limits that the weights cannot keep and still add up to the same."""

    def __init__(self, lower: float, upper: float) -> None:
        self.lower = lower
        self.upper = upper
        super().__init__(
            _(
                "Weights between {lower} and {upper} cannot add up to what they did. Take limits "
                "that hold the mean weight between them."
            ).format(lower=f"{lower:g}", upper=f"{upper:g}")
        )


@dataclass(frozen=True)
class Trimming:
    """What was trimmed. rows: of the index of data, with the weight before and the one set by
    the limit; redistributed: weight cut off less weight filled up, which the other rows took over.
    """

    lower: float
    upper: float
    strict: bool
    rows: pd.DataFrame
    redistributed: float


def trim(
    design: Design, *, upper: float = np.inf, lower: float = -np.inf, strict: bool = False
) -> tuple[Design, Trimming]:
    """The design with weights cut to the limits, and the record of it (as R's trimWeights).

    What is cut off is shared out equally among the rows within the limits, which can take them
    past a limit; strict: again until none is. On replicates, each is trimmed. The variance takes
    the trimmed weights as given. Raises TrimmingImpossibleError.
    """
    before = design.values
    outside = (before < lower) | (before > upper)

    def fit(weights: Floats) -> tuple[Floats, Adjustment | None]:
        return _trimmed(weights, lower, upper, strict=strict), None

    trimmed = design.refitted(fit)
    rows = pd.DataFrame(
        {"before": before[outside], "limit": np.clip(before[outside], lower, upper)},
        index=design.data.index[outside],
    )
    moved = float((rows["before"] - rows["limit"]).sum())
    return trimmed, Trimming(lower, upper, strict, rows, moved)


def _trimmed(weights: Floats, lower: float, upper: float, *, strict: bool) -> Floats:
    for _round in range(_ROUNDS):
        outside: Mask = (weights < lower) | (weights > upper)
        if not outside.any():
            return weights
        if outside.all():
            break
        cut = np.clip(weights, lower, upper)
        inside = ~outside
        cut[inside] += (weights - cut).sum() / inside.sum()
        weights = cut
        if not strict:
            return weights
    raise TrimmingImpossibleError(lower, upper)
