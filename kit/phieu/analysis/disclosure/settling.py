"""One component of tables settled: which of its counts are held back, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy import sparse

from phieu.analysis.counts import Event

from .changes import changed_figures
from .components import Figure, Piece, figures_of
from .model import Outsiders
from .populations import Problem
from .rules import Reason, Rule
from .suppressing import Suppression, Target
from .worlds import TooWideError, World

_BASE_COST = 4.0  # a base takes the percentages of its whole column with it


@dataclass(frozen=True)
class Settled:
    """figures: every sum of the component. reasons: of what is held back. widths: how uncertain
    it stays. exposed: what is known already, whatever is held back."""

    figures: Mapping[Event, Figure]
    reasons: Mapping[Event, Reason]
    widths: Mapping[Event, int]
    exposed: frozenset[Event] = frozenset()


def settle(pieces: Sequence[Piece], rule: Rule, outsiders: Outsiders) -> Settled:
    """Hold back as little as keeps every unsafe count of these pieces uncertain.

    Where outsiders know who answered, tables of just that are protected as if they did not: that
    helps against readers who have nothing else, and against the others nothing could.
    """
    figures = figures_of(pieces, rule)
    figures |= changed_figures(pieces, figures, rule, outsiders)
    names = frozenset[str]().union(*(piece.variables for piece in pieces))
    names |= outsiders.facts_of(names)
    dimensions = [piece.dimensions for piece in pieces]
    everybody = None if names <= outsiders.variables else outsiders.among(names)
    if everybody is not None:
        for figure in figures.values():
            figure.width = 0 if figure.tells <= outsiders.variables else figure.width
    try:
        blanks = list(outsiders.blanks(chain.from_iterable(dimensions)))
        world = World.of(dimensions, blanks, everybody)
    except TooWideError:
        return _held_whole(figures)
    return _solved(world, figures, rule)


def _held_whole(figures: Mapping[Event, Figure]) -> Settled:
    reasons = {
        event: figure.reason or Reason.UNPROVED
        for event, figure in figures.items()
        if figure.places and not figure.fixed
    }
    return Settled(figures, reasons, {event: figures[event].width for event in reasons})


def _solved(world: World, figures: Mapping[Event, Figure], rule: Rule) -> Settled:
    counted = [event for event, figure in figures.items() if figure.count is not None]
    rows = world.matrix(counted)
    targets = _targets(world, figures, counted, rows)
    problem = Problem(
        known=world.known,
        known_counts=world.sums,
        events=rows,
        counts=np.array([figures[event].count for event in counted], dtype=np.int64),
        costs=np.array([_cost(event, figures[event], rule) for event in counted]),
        fixed=np.array([figures[event].fixed for event in counted], dtype=bool),
    )
    hidden = {
        place
        for place, event in enumerate(counted)
        if not figures[event].fixed and (figures[event].reason or event in targets)
    }
    suppression = Suppression(problem, hidden)
    exposed = suppression.protect(list(targets.values()))
    reasons = {
        counted[place]: figures[counted[place]].reason or Reason.COMPLEMENT
        for place in sorted(suppression.hidden)
    }
    return Settled(
        figures,
        reasons,
        {event: target.width for event, target in targets.items()},
        frozenset(event for event, target in targets.items() if target in exposed),
    )


def _targets(
    world: World,
    figures: Mapping[Event, Figure],
    counted: Sequence[Event],
    rows: sparse.csr_array,
) -> dict[Event, Target]:
    """The sums to keep uncertain. A safe count that holds a sum caps what readers can believe of
    it, and so how uncertain it can be asked to stay."""
    wanted = [event for event, figure in figures.items() if figure.width > 0]
    if not wanted:
        return {}
    own = world.matrix(wanted)
    sizes = own.sum(axis=1)
    held = (own @ rows.T).toarray() == sizes[:, np.newaxis]
    safe = np.array(
        [figures[e].reason is None and figures[e].width == 0 for e in counted], dtype=bool
    )
    counts = np.array([figures[event].count for event in counted], dtype=np.int64)
    targets = {}
    for place, event in enumerate(wanted):
        figure = figures[event]
        cap = counts[held[place] & safe].min(initial=figure.width)
        width = int(min(figure.width, cap))
        if width > 0:
            targets[event] = Target(own[[place]], width, figure.count)
    return targets


def _cost(event: Event, figure: Figure, rule: Rule) -> float:
    """What holding a sum back loses: more for larger ones, and for what others are shares of."""
    size = float(np.sqrt(1 + (figure.count or 0)))
    is_base = not {name for name, _ in event} <= figure.tells | rule.identifying
    return size * _BASE_COST if is_base else size
