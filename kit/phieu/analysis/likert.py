"""The figures behind a diverging bar: shares by level, valid answers, and who could not judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire

from .bases import valid_forms
from .groups import asked
from .satisfaction import scored
from .tallies import invalid_of, tally


@dataclass(frozen=True)
class ItemShares:
    """One bar, in percent. shares: of valid answers, worst first. not_assessed: of those asked."""

    label: str
    shares: tuple[float, ...]
    valid: int
    not_assessed: float

    @property
    def left_of_centre(self) -> float:
        """The worse levels and half of the middle one."""
        middle = len(self.shares) // 2
        return sum(self.shares[:middle]) + self.shares[middle] / 2

    @property
    def net(self) -> float:
        """Net agreement: the better levels less the worse ones."""
        middle = len(self.shares) // 2
        return sum(self.shares[middle + 1 :]) - sum(self.shares[:middle])


def common_items(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The items of the first scored scale that every body was asked."""
    items = [v for v in scored(questionnaire) if all(map(v.asked_of, questionnaire.bodies))]
    return tuple(v for v in items if v.scale == items[0].scale)


def item_shares(data: pd.DataFrame, item: Variable) -> ItemShares:
    """Shares over the valid forms that were asked; a reversed item's levels turned round."""
    counts = tally(asked(valid_forms(data), item), item)
    invalid = invalid_of(item)
    unable = sum(n for code, n in counts.missing.items() if code != invalid)
    return ItemShares(
        label=item.label.split(". ", 1)[-1],
        shares=tuple(
            _share(counts.levels[code], counts.valid)
            for code in sorted(counts.levels, reverse=item.reverse)
        ),
        valid=counts.valid,
        not_assessed=_share(unable, counts.forms),
    )


def by_net_agreement(items: Sequence[ItemShares], at_least: int) -> list[ItemShares]:
    """The best first, without those that fewer than `at_least` answered."""
    enough = [item for item in items if item.valid >= at_least]
    return sorted(enough, key=lambda item: item.net, reverse=True)


def _share(numerator: int, denominator: int) -> float:
    """Percent, not rounded: it is rounded once, when it is written."""
    return 100 * numerator / denominator if denominator else 0.0
