"""Publications as text, and the chain that seals them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from random_tables import random_publishing

from phieu.analysis.disclosure.records import Record, broken_links, from_text, to_text


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_what_readers_got_comes_back_from_text(seed: int) -> None:
    publishing = random_publishing(np.random.default_rng([1, seed]))
    shown = publishing.only_unsafe_withheld()[0]
    back = from_text(to_text(shown))
    for one, other in zip(shown, back, strict=True):
        assert one.dimensions == other.dimensions
        for name in ("counts", "shown", "widths"):
            assert np.array_equal(getattr(one, name), getattr(other, name))


def _chain(size: int) -> list[tuple[Record, str]]:
    records: list[tuple[Record, str]] = []
    for number in range(1, size + 1):
        previous = records[-1][1] if records else ""
        record = Record(number, "2023-05-01", "A", f"Bảng {number}", False, "[]", "", previous)
        records.append((record, record.seal))
    return records


def test_a_whole_chain_holds() -> None:
    chain = _chain(3)
    assert broken_links(chain, chain[-1][1]) == []
    assert broken_links([], "") == []


def test_a_changed_record_is_named() -> None:
    chain = _chain(3)
    record, seal = chain[1]
    chain[1] = (replace(record, title="khác"), seal)
    assert broken_links(chain, chain[-1][1]) == [2]


def test_a_chain_cut_at_its_end_is_noticed() -> None:
    chain = _chain(3)
    assert broken_links(chain[:2], chain[-1][1]) == [3]
