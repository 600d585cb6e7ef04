"""Publications that counted different forms, told apart: one could be subtracted from another.

A form whose answers changed is to readers one that left and another that came. Which publications
counted a form is then one more thing that outsiders know of it (COUNTED), with the population of
each publication a part of all the forms that ever were, and late returns a small group like any
other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from phieu.analysis.counts import Value

from .model import COUNTED, Outsiders, Published, ShownCounts
from .outsiders import counted_by

Answers = Mapping[str, str]  # by serial, something that tells its answers from others


@dataclass(frozen=True)
class Told:
    """Publications and new tables with the forms that each of them counts."""

    published: tuple[Published, ...]
    counted: frozenset[Value] | None
    outsiders: Outsiders


def tell_apart(
    earlier: Sequence[tuple[tuple[ShownCounts, ...], Answers]],
    now: Answers,
    facts: pd.DataFrame,
    outsiders: Outsiders,
) -> Told:
    """earlier: the tables of each publication, and whom they counted. facts: what outsiders know
    of each form, by serial, of all forms that were ever counted."""
    if all(answers == now for _tables, answers in earlier):
        published = tuple(Published(tables) for tables, _answers in earlier)
        return Told(published, None, outsiders)
    histories = _histories([*(answers for _tables, answers in earlier), now])
    known = facts.loc[[serial for serial, _history in histories]].copy()
    known[COUNTED] = pd.array([history for _serial, history in histories], dtype="string")
    everything = frozenset[Value](history for _serial, history in histories)
    in_each = [
        frozenset(history for history in everything if str(history)[place] == "1")
        for place in range(len(earlier) + 1)
    ]
    published = tuple(
        Published(tables, counted)
        for (tables, _answers), counted in zip(earlier, in_each, strict=False)
    )
    respondents = counted_by(known, [*facts.columns, COUNTED])
    return Told(published, in_each[-1], Outsiders(respondents, outsiders.not_asked))


def _histories(counted: Sequence[Answers]) -> list[tuple[str, str]]:
    """Each form, once for every set of answers that it had, with the publications that counted
    it so: “011” for one that missed the first of three."""
    versions = sorted({version for answers in counted for version in answers.items()})
    return [
        (serial, "".join("1" if answers.get(serial) == mac else "0" for answers in counted))
        for serial, mac in versions
    ]
