"""One publication as the ledger keeps it: what readers got, sealed to the one before.

Each record's seal is the SHA-256 of all it says and of the seal before it, so that a record which
is changed, or taken out from between others, no longer fits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from phieu.analysis.counts import Dimension, Value

from .model import ShownCounts


@dataclass(frozen=True)
class Record:
    """content: the counts, as `to_text` writes them. forms_digest: of which answers of which
    forms were counted. previous: the seal of the record before; empty for the first."""

    number: int
    published_at: str  # ISO 8601, with its offset
    publisher: str
    title: str
    rehearsed: bool
    content: str
    forms_digest: str
    previous: str

    @property
    def seal(self) -> str:
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def broken_links(records: Sequence[tuple[Record, str]], head: str) -> list[int]:
    """The numbers where the chain does not hold; head: the last seal as noted elsewhere.

    records: each with the seal that was stored with it, in order.
    """
    broken, previous = [], ""
    for place, (record, stored) in enumerate(records, start=1):
        if record.number != place or record.previous != previous or record.seal != stored:
            broken.append(place)
        previous = stored
    if previous != head:
        broken.append(len(records) + 1)
    return broken


def digest_of_forms(answers: Mapping[str, str]) -> str:
    """Of which forms with which answers: serial and a MAC of its answers."""
    lines = (f"{serial} {mac}\n" for serial, mac in sorted(answers.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def to_text(tables: Iterable[ShownCounts]) -> str:
    """As JSON: dimensions, counts (null where withheld), and how uncertain these must stay."""
    return json.dumps([_plain(table) for table in tables], ensure_ascii=False)


def from_text(text: str) -> tuple[ShownCounts, ...]:
    return tuple(map(_table, json.loads(text)))


def _plain(table: ShownCounts) -> dict[str, Any]:
    places = zip(table.counts.flat, table.shown.flat, strict=True)
    return {
        "dimensions": [
            {
                "variable": dimension.variable,
                "categories": [_values(category) for category in dimension.categories],
            }
            for dimension in table.dimensions
        ],
        "counts": [int(count) if shown else None for count, shown in places],
        "widths": [int(width) for width in table.widths.flat],
    }


def _values(category: frozenset[Value]) -> list[Value]:
    return sorted(category, key=lambda value: (value is None, str(type(value)), str(value)))


def _table(plain: Mapping[str, Any]) -> ShownCounts:
    dimensions = tuple(
        Dimension(one["variable"], tuple(map(frozenset, one["categories"])))
        for one in plain["dimensions"]
    )
    shape = tuple(len(dimension.categories) for dimension in dimensions)
    counts = [0 if count is None else count for count in plain["counts"]]
    shown = [count is not None for count in plain["counts"]]
    return ShownCounts(
        dimensions,
        np.array(counts, dtype=np.int64).reshape(shape),
        np.array(shown, dtype=bool).reshape(shape),
        np.array(plain["widths"], dtype=np.int64).reshape(shape),
    )
