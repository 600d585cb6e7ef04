"""Tables made safe: what is held back holds against an attacker with a solver."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_tables import (
    FACTS,
    as_read,
    counted,
    plain,
    protected_events,
    random_publishing,
    table_of,
)

from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.disclosure import hubs, worlds
from phieu.analysis.disclosure.attacker import Attacker
from phieu.analysis.disclosure.components import new_pieces
from phieu.analysis.disclosure.model import Outsiders, Published, ShownCounts
from phieu.analysis.disclosure.outsiders import counted_by
from phieu.analysis.disclosure.protecting import protect
from phieu.analysis.disclosure.refusals import CommuneTablesError
from phieu.analysis.disclosure.rules import Reason, Rule
from phieu.analysis.disclosure.settling import solve
from phieu.analysis.tables.model import Cell, Heading, Row, Source, State, Table

LEVELS = Dimension("y", (*(frozenset({k}) for k in (1, 2, 3)), frozenset({1, 2, 3})))
DISTRICTS = Dimension("district", (*(frozenset({d}) for d in "ABCD"), frozenset("ABCD")))
ROWS = [[2, 1, 0, 3], [9, 9, 9, 27], [8, 12, 4, 24], [5, 6, 7, 18], [24, 28, 20, 72]]
BY_DISTRICT = CountTable((DISTRICTS, LEVELS), np.array(ROWS, dtype=np.int64))

seeds = st.integers(0, 10**9)


@settings(max_examples=15)
@given(seeds)
def test_an_attacker_recovers_no_protected_count(seed: int) -> None:
    publishing = random_publishing(np.random.default_rng([4, seed]))
    out, exposed = publishing.settled()
    told = publishing.told(out, len(publishing.stages))
    wanted = dict(protected_events(publishing, told))
    attacker = Attacker.who_read(as_read(told, out), told.outsiders, list(wanted))
    recovered = {plain(event) for event, count in wanted.items() if attacker.recovers(event, count)}
    assert recovered <= exposed
    if len(publishing.stages) == 1:
        assert not exposed  # only an earlier publication can have given anything away


@settings(max_examples=10)
@given(seeds)
def test_what_is_held_back_stays_as_uncertain_as_promised(seed: int) -> None:
    publishing = random_publishing(np.random.default_rng([5, seed]))
    stage = publishing.stages[0]
    outsiders = Outsiders(counted_by(stage.forms, FACTS) if publishing.known else None)
    safe = protect([table_of(table) for table in stage.counts], outsiders=outsiders)
    assert not any(safe.exposed)
    promised = {
        table.event(cell): int(shown.widths[cell])
        for shown in safe.counts
        if not (table := CountTable(shown.dimensions, shown.counts)).variables
        <= outsiders.variables
        for cell in table.cells()
        if shown.widths[cell]
    }
    # He is told what to look for: what no shown count tells apart is one unknown to him else.
    attacker = Attacker.who_read([Published(safe.counts)], outsiders, list(promised))
    for event, width in promised.items():
        found = attacker.range_of(event)
        assert found.most - found.least >= width - 1e-6


def test_primary_suppression_alone_does_not_hold() -> None:
    shown = np.ones(BY_DISTRICT.counts.shape, dtype=bool)
    shown[0] = False
    naive = ShownCounts(
        BY_DISTRICT.dimensions,
        np.where(shown, BY_DISTRICT.counts, 0),
        shown,
        np.zeros_like(BY_DISTRICT.counts),
    )
    attacker = Attacker.who_read([Published((naive,))], Outsiders())
    assert attacker.recovers(BY_DISTRICT.event((0, 0)), 2)
    safe = protect([table_of(BY_DISTRICT)])
    attacker = Attacker.who_read([Published(safe.counts)], Outsiders())
    assert not attacker.recovers(BY_DISTRICT.event((0, 0)), 2)


def test_a_table_without_small_groups_stays_whole() -> None:
    counts = CountTable((DISTRICTS, LEVELS), 10 * BY_DISTRICT.counts)
    safe = protect([table_of(counts)])
    assert safe.reasons == ({},)
    assert safe.counts[0].shown.all()


def test_a_figure_goes_with_any_of_its_counts_and_says_why() -> None:
    sources = (Source(0, (0, 1)), Source(0, (0, 3)))
    table = Table(
        "Mức hài lòng",
        (Heading(("A",)), Heading(("B",))),
        (
            Row(("Tốt",), (Cell(33.3, "percent", sources=sources), Cell(9, "count"))),
        ),
        counts=(BY_DISTRICT,),
    )  # fmt: skip
    safe = protect([table])
    assert safe.tables[0].rows[0].cells[0].state is State.WITHHELD
    assert safe.tables[0].rows[0].cells[1].state is State.SHOWN
    assert safe.reasons[0][Source(0, (0, 1))] is Reason.SMALL_GROUP
    assert Reason.COMPLEMENT in safe.reasons[0].values()


def test_the_same_count_in_two_tables_is_held_back_in_both() -> None:
    one = CountTable((DISTRICTS, LEVELS), BY_DISTRICT.counts)
    other = CountTable((LEVELS, DISTRICTS), BY_DISTRICT.counts.T)
    safe = protect([table_of(one), table_of(other)])
    first = {source.cell for source in safe.held[0]}
    assert {(level, district) for district, level in first} == {s.cell for s in safe.held[1]}


def test_two_counts_of_the_same_respondents_are_a_mistake() -> None:
    wrong = CountTable((DISTRICTS, LEVELS), BY_DISTRICT.counts + 1)
    with pytest.raises(ValueError, match="the same respondents"):
        protect([table_of(BY_DISTRICT), table_of(wrong)])


def test_tables_by_commune_are_refused_all_at_once_outside_identified_rounds() -> None:
    communes = Dimension("unit_code", (frozenset({"20209"}), frozenset({"20212"})))
    counts = CountTable((communes, LEVELS), np.array([[1, 0, 0, 1], [0, 0, 1, 1]], dtype=np.int64))
    tables = [Table(title, (), (), counts=(counts,)) for title in ("Theo xã", "Từng xã")]
    with pytest.raises(CommuneTablesError, match=r"Theo xã; Từng xã"):
        protect([*tables, table_of(BY_DISTRICT)])
    safe = protect(tables, confidentiality="identified")
    assert safe.reasons == ({}, {})
    assert safe.counts == ()  # and it is nothing that was published
    assert "không công bố" in safe.tables[0].notes[-1]


def test_what_is_too_wide_to_prove_is_held_back_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "MOST_UNKNOWNS", 5)
    safe = protect([table_of(BY_DISTRICT)])
    assert len(safe.held[0]) == BY_DISTRICT.counts.size
    assert set(safe.reasons[0].values()) == {Reason.SMALL_GROUP, Reason.UNPROVED}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_tables_around_one_variable_are_safe_when_settled_answer_by_answer(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = _forms_around_a_hub(np.random.default_rng(seed))
    outsiders = Outsiders(counted_by(forms, FACTS))
    tables = [
        counted(forms, [_all_of(forms, "hub"), _all_of(forms, name)]) for name in ("y", "z", "w")
    ]
    tables += [
        counted(forms, [_all_of(forms, "district"), _all_of(forms, name)])
        for name in ("hub", "y", "z", "w")
    ]
    for module in (worlds, hubs):
        monkeypatch.setattr(module, "MOST_UNKNOWNS", 600)
    safe = protect(
        [table_of(table) for table in tables],
        outsiders=outsiders,
        counter=lambda names: counted_by(forms, names),
    )
    reasons = {reason for found in safe.reasons for reason in found.values()}
    assert Reason.SMALL_GROUP in reasons
    assert Reason.UNPROVED not in reasons
    monkeypatch.undo()
    attacker = Attacker.who_read([Published(safe.counts)], outsiders)
    for shown, table in zip(safe.counts, tables, strict=True):
        for cell in map(tuple, np.argwhere(shown.widths > 0)):
            assert not attacker.recovers(table.event(cell), int(table.counts[cell]))


def _forms_around_a_hub(rng: np.random.Generator) -> pd.DataFrame:
    size = 60
    district = rng.choice(list("ABCD"), size=size, p=[0.04, 0.26, 0.3, 0.4])
    columns = {name: rng.integers(0, 3, size) for name in ("hub", "y", "z", "w")}
    body = rng.choice(["DU", "UB"], size)
    return pd.DataFrame({"district": district, "body": body, **columns})


def _all_of(forms, name: str) -> Dimension:
    values = sorted(forms[name].unique().tolist())
    return Dimension(name, (*(frozenset({value}) for value in values), frozenset(values)))


@settings(max_examples=20)
@given(seeds)
def test_a_proof_is_a_population_that_anybody_can_check(seed: int) -> None:
    publishing = random_publishing(np.random.default_rng([6, seed]))
    pieces = list(new_pieces([publishing.stages[0].counts], None))
    solved = solve(pieces, Rule(), Outsiders())
    problem = solved.suppression.problem
    for witness in solved.suppression.witnesses:
        assert witness.dtype == np.int64
        assert problem.fits(witness, solved.suppression.hidden)
