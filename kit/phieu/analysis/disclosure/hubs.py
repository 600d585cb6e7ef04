"""Tables that all cross one variable with many others, settled one answer at a time.

Their joint classification is too wide to solve. But a population that proves a count uncertain
may be looked for among those in which the hub variable is spread over the respondents as it
truly is: such a population differs from the true one in one answer only, so it agrees with all
other tables as the true one does. Fewer populations may be found this way, and never a wrong one.
A population that moves the hub itself must be carried into every other table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from scipy import sparse

from phieu.analysis.counts import CountTable

from .components import Piece, components, figures_of, variables_of
from .joint import Joint
from .model import Outsiders
from .populations import Population, UndecidedError
from .rules import Reason, Rule
from .settling import Settled, Solved, held_whole, problem_of, settle, solve
from .worlds import MOST_UNKNOWNS, TooWideError, World

Counter = Callable[[Sequence[str]], CountTable | None]  # the respondents by some variables
_MOST_HUBS = 4


def settle_by_hubs(
    pieces: Sequence[Piece], rule: Rule, outsiders: Outsiders, counter: Counter
) -> list[Settled] | None:
    """What is held back in each part that the tables fall into without their hubs; None where
    that does not make them small enough, or a hub cannot be counted."""
    hubs = _hubs(pieces, outsiders)
    respondents = counter(sorted({*outsiders.variables, *hubs})) if hubs else None
    if respondents is None:
        return None
    pinned = replace(outsiders, respondents=respondents)
    parts = components(pieces, pinned.variables)
    of_hubs = [part for part in parts if variables_of(part) <= pinned.variables]
    others = [part for part in parts if not variables_of(part) <= pinned.variables]
    settled = [settle(part, rule, pinned) for part in others]
    used = frozenset[str]().union(*(_pinned_in(part, pinned) for part in parts))
    for part in of_hubs:
        also = pinned.among(used)
        assert also is not None
        try:
            solved = solve(part, rule, outsiders, also.dimensions)
        except (TooWideError, UndecidedError):
            settled.append(held_whole(figures_of(part, rule)))
            continue
        for witness in solved.suppression.witnesses:
            settled = [
                _carried(one, solved, witness, other, rule, outsiders, pinned)
                for one, other in zip(settled, others, strict=True)
            ]
        settled.append(solved.settled)
    return settled


def _hubs(pieces: Sequence[Piece], outsiders: Outsiders) -> tuple[str, ...]:
    """The variables crossed with the most others, as few as leave parts that can be solved."""
    hubs: list[str] = []
    while len(hubs) < _MOST_HUBS:
        common = outsiders.variables | frozenset(hubs)
        parts = components(pieces, common)
        if hubs and all(_solvable(part, outsiders, hubs) for part in parts):
            return tuple(hubs)
        near: dict[str, set[str]] = {}
        for piece in pieces:
            for name in piece.variables - common:
                near.setdefault(name, set()).update(piece.variables - common)
        if not near:
            break
        hubs.append(max(sorted(near), key=lambda name: len(near[name])))
    return ()


def _solvable(part: Sequence[Piece], outsiders: Outsiders, hubs: Sequence[str]) -> bool:
    dimensions = [piece.dimensions for piece in part]
    facts = outsiders.among(variables_of(part) | outsiders.facts_of(variables_of(part)))
    shared = () if facts is None else facts.dimensions
    of_hubs = tuple(one for piece in dimensions for one in piece if one.variable in hubs)
    together = {one.variable: one for one in (*shared, *of_hubs)}
    return Joint.of([*dimensions, tuple(together.values())]).size <= MOST_UNKNOWNS


def _pinned_in(part: Sequence[Piece], pinned: Outsiders) -> frozenset[str]:
    names = variables_of(part)
    return (names | pinned.facts_of(names)) & pinned.variables


def _carried(
    settled: Settled,
    of_hubs: Solved,
    witness: Population,
    part: Sequence[Piece],
    rule: Rule,
    outsiders: Outsiders,
    pinned: Outsiders,
) -> Settled:
    """The part with whatever else must be held back so that the witness, which moves the hubs,
    is one of its populations too."""
    margin = pinned.among(_pinned_in(part, pinned))
    assert margin is not None
    spread = [margin.event(cell) for cell in margin.cells()]
    moved = of_hubs.world.matrix(spread) @ witness
    if (moved == margin.counts.ravel()).all():
        return settled
    names = variables_of(part)
    names |= outsiders.facts_of(names)
    dimensions = [piece.dimensions for piece in part]
    blanks = list(outsiders.blanks(chain.from_iterable(dimensions)))
    world = World.of([*dimensions, margin.dimensions], blanks, outsiders.among(names))
    events = [event for event, figure in settled.figures.items() if figure.count is not None]
    problem = problem_of(world, settled.figures, events, rule).with_fixed(
        world.matrix(spread), moved
    )
    hidden = {place for place, event in enumerate(events) if event in settled.reasons}
    anything = sparse.csr_array((1, world.size))
    try:
        carried = problem.nearest(anything, (0, np.inf), hidden)
    except UndecidedError:
        carried = None
    if carried is None:
        return held_whole(settled.figures)
    changed = np.flatnonzero(problem.events @ carried != problem.counts)
    new = {events[place]: Reason.COMPLEMENT for place in changed if place not in hidden}
    return replace(settled, reasons={**settled.reasons, **new})
