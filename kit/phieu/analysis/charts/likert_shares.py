"""The figures behind a diverging bar: shares by level, valid answers, and who could not judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from phieu.analysis.bases import valid_forms
from phieu.analysis.groups import asked
from phieu.analysis.satisfaction import satisfied_levels, scored
from phieu.analysis.tables.model import Row, State, Table
from phieu.analysis.tallies import tally, unusable_of
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire

from .errors import NotAChartError
from .style import MOST_LEVELS


@dataclass(frozen=True)
class ItemShares:
    """One bar, in percent. shares: of valid answers, worst first. not_assessed: of those asked.

    satisfied: the satisfied levels together, where the scale names them. as_a_whole: the item
    judges in all what the others judge in part. Without shares the item is withheld, or nobody
    answered it (valid 0); what is None is not shown.
    """

    label: str
    shares: tuple[float, ...]
    satisfied: float | None = None
    valid: int | None = None
    not_assessed: float | None = None
    as_a_whole: bool = False

    @property
    def left_of_centre(self) -> float:
        """The worse levels and half of the middle one, where there is a middle."""
        middle, odd = divmod(len(self.shares), 2)
        return sum(self.shares[:middle]) + (self.shares[middle] / 2 if odd else 0.0)

    @property
    def net(self) -> float:
        """Net agreement: the better levels less the worse ones."""
        middle, odd = divmod(len(self.shares), 2)
        return sum(self.shares[middle + odd :]) - sum(self.shares[:middle])


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
    enough = [item for item in items if (item.valid or 0) >= at_least]
    return sorted(enough, key=lambda item: (item.as_a_whole, item.net), reverse=True)


def items_of_table(
    table: Table, levels: Sequence[str] | None = None
) -> tuple[list[ItemShares], list[str]]:
    """Bars of a matrix table's rows, best first, withheld ones last; and the levels' words.

    Raises NotAChartError where the table has no percentages side by side, or not those asked for.
    """
    places = _level_places(table, levels)
    words = [heading.path[-1] for heading in table.headings]
    place_of = {word: place for place, word in enumerate(words)}
    satisfied, valid = place_of.get(_("Satisfied")), place_of.get(_("Valid answers"))
    items = [_item_of_row(row, places, satisfied, valid) for row in table.rows if not row.total]
    items.sort(key=lambda item: (bool(item.shares), item.net), reverse=True)
    return items, [words[place] for place in places]


def _level_places(table: Table, levels: Sequence[str] | None) -> list[int]:
    """The columns of the levels: by their words, else the first run of percentages."""
    words = [heading.path[-1] for heading in table.headings]
    if levels is not None:
        if absent := [level for level in levels if level not in words]:
            raise NotAChartError(
                _("The table “{title}” has no column {levels}. It has: {words}.").format(
                    title=table.title, levels=", ".join(absent), words=", ".join(words)
                )
            )
        found = [words.index(level) for level in levels]
    else:
        found = _first_run(table)
    if not 2 <= len(found) <= MOST_LEVELS:
        raise NotAChartError(
            _(
                "The table “{title}” has no 2 to {most} levels in percent side by side. Name the "
                "columns of the levels."
            ).format(title=table.title, most=MOST_LEVELS)
        )
    return found


def _first_run(table: Table) -> list[int]:
    """The first columns side by side that hold percentages in every row."""
    percent = [
        bool(table.rows) and all(row.cells[place].format == "percent" for row in table.rows)
        for place in range(len(table.headings))
    ]
    start = next((place for place, held in enumerate(percent) if held), len(percent))
    end = next((p for p in range(start, len(percent)) if not percent[p]), len(percent))
    return list(range(start, end))


def _item_of_row(
    row: Row, places: Sequence[int], satisfied: int | None, valid: int | None
) -> ItemShares:
    shares = [_shown(row, place) for place in places]
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        nobody = all(row.cells[place].state is State.EMPTY for place in places)
        return ItemShares(row.path[-1], (), valid=0 if nobody else None)
    n = _shown(row, valid)
    return ItemShares(
        row.path[-1], tuple(known), _shown(row, satisfied), None if n is None else int(n)
    )


def _shown(row: Row, place: int | None) -> float | None:
    """A figure that the table shows; None for one that it withholds or does not have."""
    cell = None if place is None else row.cells[place]
    if cell is None or cell.state is not State.SHOWN or not isinstance(cell.value, int | float):
        return None
    return float(cell.value)


def _share(numerator: int, denominator: int) -> float:
    """Percent, not rounded: it is rounded once, when it is written."""
    return 100 * numerator / denominator if denominator else 0.0
