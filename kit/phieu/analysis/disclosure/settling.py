"""One component of tables settled: which of its counts are held back, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy import sparse

from phieu.analysis.counts import Dimension, Event

from .changes import changed_figures
from .components import Figure, Piece, figures_of, variables_of
from .model import Outsiders
from .populations import Problem, UndecidedError
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


@dataclass(frozen=True)
class Solved:
    """A component in the unknowns behind it. events: those that are counted, in the order of the
    suppression's problem."""

    settled: Settled
    world: World
    events: tuple[Event, ...]
    suppression: Suppression


def settle(pieces: Sequence[Piece], rule: Rule, outsiders: Outsiders) -> Settled:
    """Hold back as little as keeps every unsafe count of these pieces uncertain.

    Where outsiders know who answered, tables of just that are protected as if they did not: that
    helps against readers who have nothing else, and against the others nothing could. What cannot
    be solved is held back whole.
    """
    try:
        return solve(pieces, rule, outsiders).settled
    except (TooWideError, UndecidedError):
        return held_whole(figures_of(pieces, rule))


def solve(
    pieces: Sequence[Piece], rule: Rule, outsiders: Outsiders, also: Sequence[Dimension] = ()
) -> Solved:
    """also: classes that the unknowns are to tell apart as well.

    Raises TooWideError, UndecidedError.
    """
    figures = figures_of(pieces, rule)
    figures |= changed_figures(pieces, figures, rule, outsiders)
    names = variables_of(pieces)
    names |= outsiders.facts_of(names)
    dimensions = [piece.dimensions for piece in pieces]
    everybody = None if names <= outsiders.variables else outsiders.among(names)
    if everybody is not None:
        for figure in figures.values():
            if figure.tells <= outsiders.variables and figure.reason is not Reason.DOMINATED:
                figure.width = 0
    blanks = list(outsiders.blanks(chain.from_iterable(dimensions)))
    world = World.of([*dimensions, also], blanks, everybody)
    return _solved(world, figures, rule)


def held_whole(figures: Mapping[Event, Figure]) -> Settled:
    reasons = {
        event: figure.reason or Reason.UNPROVED
        for event, figure in figures.items()
        if figure.places and not figure.fixed
    }
    return Settled(figures, reasons, {event: figures[event].width for event in reasons})


def _solved(world: World, figures: Mapping[Event, Figure], rule: Rule) -> Solved:
    counted = [event for event, figure in figures.items() if figure.count is not None]
    problem = problem_of(world, figures, counted, rule)
    targets = _targets(world, figures, counted, problem.events)
    hidden = {
        place
        for place, event in enumerate(counted)
        if not figures[event].fixed and (figures[event].reason or event in targets)
    }
    suppression = Suppression(problem, hidden)
    widths = suppression.protect(list(targets.values()))
    reasons = {
        counted[place]: figures[counted[place]].reason or Reason.COMPLEMENT
        for place in sorted(suppression.hidden)
    }
    settled = Settled(
        figures,
        reasons,
        {event: widths[target] for event, target in targets.items()},
        frozenset(event for event, target in targets.items() if widths[target] == 0),
    )
    return Solved(settled, world, tuple(counted), suppression)


def problem_of(
    world: World, figures: Mapping[Event, Figure], events: Sequence[Event], rule: Rule
) -> Problem:
    return Problem(
        known=world.known,
        known_counts=world.sums,
        events=world.matrix(events),
        counts=np.array([figures[event].count for event in events], dtype=np.int64),
        costs=np.array([_cost(event, figures[event], rule) for event in events]),
        fixed=np.array([figures[event].fixed for event in events], dtype=bool),
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
