"""How long steps tell how far they are, without knowing who shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from tqdm.auto import tqdm

Item = TypeVar("Item")


class Progress(Protocol):
    """Passes items on and shows how many have passed."""

    def __call__(self, items: Iterable[Item], *, total: int, label: str) -> Iterator[Item]: ...


def quiet(items: Iterable[Item], *, total: int, label: str) -> Iterator[Item]:  # noqa: ARG001 - the protocol's names
    yield from items


def bar(items: Iterable[Item], *, total: int, label: str) -> Iterator[Item]:
    """A bar on standard error, or a widget in a notebook."""
    yield from tqdm(items, total=total, desc=label, unit="")
