"""The unknowns behind tables: classes of values, cliques of variables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.disclosure.joint import Classes, Joint, cliques_of
from phieu.analysis.disclosure.worlds import World


def test_values_that_no_table_tells_apart_are_one_class() -> None:
    classes = Classes.of([frozenset({1, 2, 3}), frozenset({4, 5}), frozenset({1, 2, 3, 4, 5})])
    assert classes.parts == (frozenset({1, 2, 3}), frozenset({4, 5}), frozenset())
    assert classes.mask(frozenset({4, 5})).tolist() == [False, True, False]


def test_everybody_else_is_in_no_category() -> None:
    classes = Classes.of([frozenset({1})])
    assert classes.mask(frozenset({1})).tolist() == [True, False]
    assert classes.mask(frozenset()).tolist() == [False, False]


groups = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), min_size=1)


@given(groups)
def test_each_table_lies_in_a_clique_and_neighbours_join_what_they_share(
    tables: list[frozenset[str]],
) -> None:
    names = frozenset().union(*tables)
    found = cliques_of(tables, dict.fromkeys(names, 3))
    assert all(any(table <= clique for clique in found) for table in tables)
    joint = Joint.of([_table(table) for table in tables])
    variables = [set(clique.variables) for clique in joint.cliques]
    assert len(joint.links) == len(variables) - 1
    for name in names:  # the cliques of a variable are one connected part of the tree
        of_name = {place for place, held in enumerate(variables) if name in held}
        inside = [link for link in joint.links if set(link) <= of_name]
        assert len(inside) == len(of_name) - 1


def _table(names: frozenset[str]) -> list[Dimension]:
    return [Dimension(name, (frozenset({0}), frozenset({1}))) for name in sorted(names)]


@pytest.mark.parametrize("seed", range(4))
def test_cliques_say_as_much_as_the_whole_joint_classification(seed: int) -> None:
    """The bounds of every count from a chain of tables, whole and in cliques."""
    rng = np.random.default_rng(seed)
    sets = [_cut("a", 2), _cut("b", 3), _cut("c", 2), _cut("d", 2)]
    data = rng.multinomial(40, rng.dirichlet(np.ones(24))).reshape(2, 3, 2, 2)
    pairs = [(0, 1), (1, 2), (2, 3)]
    tables = [
        CountTable((sets[i], sets[j]), data.sum(axis=tuple({0, 1, 2, 3} - {i, j})))
        for i, j in pairs
    ]
    dimensions = [table.dimensions for table in tables]
    in_cliques = World.of(dimensions, [tables[2]], tables[0])
    everything = World.of([*dimensions, tuple(sets)], [tables[2]], tables[0])
    assert len(in_cliques.joint.cliques) == 3
    assert len(everything.joint.cliques) == 1
    for cell in tables[1].cells():
        event = tables[1].event(cell)
        assert _bounds(in_cliques, event) == pytest.approx(_bounds(everything, event))


def _cut(name: str, size: int) -> Dimension:
    return Dimension(name, tuple(frozenset({value}) for value in range(size)))


def _bounds(world: World, event) -> list[float]:
    row = world.matrix([event]).toarray()[0]
    ends = []
    for sign in (1, -1):
        known = LinearConstraint(world.known, world.sums, world.sums)
        result = milp(sign * row, constraints=known)
        ends.append(float(row @ result.x))
    return ends
