"""The figures behind a diverging bar: shares by level, valid answers, and who could not judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from phieu.analysis.bases import valid_forms
from phieu.analysis.groups import asked
from phieu.analysis.satisfaction import satisfied_levels, scored
from phieu.analysis.tallies import tally, unusable_of
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire


@dataclass(frozen=True)
class ItemShares:
    """One bar, in percent. shares: of valid answers, worst first. not_assessed: of those asked.

    satisfied: the satisfied levels together, where the scale names them. as_a_whole: the item
    judges in all what the others judge in part.
    """

    label: str
    shares: tuple[float, ...]
    satisfied: float | None
    valid: int
    not_assessed: float
    as_a_whole: bool

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


def judges_as_a_whole(item: Variable) -> bool:
    """A question of its own outside all topics, where a matrix row is one item among its rows."""
    return item.topic is None and item.question == item.name


def item_shares(data: pd.DataFrame, item: Variable, questionnaire: Questionnaire) -> ItemShares:
    """Shares over the valid forms that were asked; a reversed item's levels turned round."""
    counts = tally(asked(valid_forms(data), item), item)
    satisfied = satisfied_levels(item, questionnaire)
    unusable = unusable_of(item)
    unable = sum(n for code, n in counts.missing.items() if code not in unusable)
    return ItemShares(
        label=item.label.split(". ", 1)[-1],
        shares=tuple(
            _share(counts.levels[code], counts.valid)
            for code in sorted(counts.levels, reverse=item.reverse)
        ),
        satisfied=_share(sum(counts.levels[code] for code in satisfied), counts.valid)
        if satisfied
        else None,
        valid=counts.valid,
        not_assessed=_share(unable, counts.forms),
        as_a_whole=judges_as_a_whole(item),
    )


def level_labels(item: Variable) -> list[str]:
    """The levels in the scale's words, by code."""
    return [label for code, label in item.values if code not in item.missing]


def satisfied_words(item: Variable, questionnaire: Questionnaire) -> str:
    """The satisfied levels in words; "" where the scale names none."""
    labels = dict(item.values)
    satisfied = questionnaire.scales[str(item.scale)].satisfied
    words = [labels[code] for code in sorted(satisfied)]
    words[1:] = [word[:1].lower() + word[1:] for word in words[1:]]
    if len(words) < 2:
        return "".join(words)
    return _("{levels} and {last}").format(levels=", ".join(words[:-1]), last=words[-1])


def by_net_agreement(items: Sequence[ItemShares], at_least: int) -> list[ItemShares]:
    """The best first, without those that fewer than `at_least` answered.

    Items that judge as a whole stand before all others: they are not one of them.
    """
    enough = [item for item in items if item.valid >= at_least]
    return sorted(enough, key=lambda item: (item.as_a_whole, item.net), reverse=True)


def _share(numerator: int, denominator: int) -> float:
    """Percent, not rounded: it is rounded once, when it is written."""
    return 100 * numerator / denominator if denominator else 0.0
