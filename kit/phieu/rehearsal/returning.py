"""Which forms come back, with which pages, and in which scan files they end up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .seeding import generator_for, lasting_effect

_RESPONSE, _RESPONSE_SPREAD = 0.96, 0.1
_PAGE_MISSING = 0.004  # share of the returned forms
_LOOSE = 0.08  # share of the forms whose pages lie anywhere in their file
_ASTRAY = 0.01  # share of the forms of which one page lies in another file
_EVERY_TIFF = 3  # each third file is a TIFF

FileKind = Literal["pdf", "tiff"]


@dataclass(frozen=True)
class IssuedForm:
    serial: str
    body: str
    district: str
    pages: int


@dataclass(frozen=True)
class PageReference:
    """A page of a form, from 0."""

    serial: str
    page: int


@dataclass(frozen=True)
class ReturnedForm:
    """A form that came back, and the pages that did, from 0."""

    serial: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class ScanFile:
    """A file to be written: name without folder, and its pages in order."""

    name: str
    kind: FileKind
    pages: tuple[PageReference, ...]


def nonresponse(
    issued: Sequence[IssuedForm], seed: int, *, response: float = _RESPONSE
) -> tuple[ReturnedForm, ...]:
    """The forms that come back, about `response` of them, fewer from some bodies and districts."""
    returned = []
    for form in issued:
        rng = generator_for(seed, "return", form.serial)
        lasting = lasting_effect("returns", form.body) + lasting_effect("returns", form.district)
        # Times what is left either way: all and none stay all and none.
        spread = _RESPONSE_SPREAD * lasting * 4 * response * (1 - response)
        if rng.random() < response + spread:
            pages = list(range(form.pages))
            if form.pages > 1 and rng.random() < _PAGE_MISSING:
                del pages[rng.integers(form.pages)]
            returned.append(ReturnedForm(form.serial, tuple(pages)))
    return tuple(returned)


def shuffle(returned: Sequence[ReturnedForm], seed: int, *, files: int = 6) -> tuple[ScanFile, ...]:
    """Deal the forms out over scan files. Most forms stay together, as in a real stack."""
    rng = generator_for(seed, "shuffle")
    piles: list[list[PageReference]] = [[] for _ in range(files)]
    for position, at in enumerate(rng.permutation(len(returned))):
        form = returned[at]
        pages = [PageReference(form.serial, page) for page in form.pages]
        home = position * files // len(returned)
        if rng.random() < _ASTRAY:
            other = int(rng.integers(files))
            _drop_anywhere(piles[other], pages.pop(rng.integers(len(pages))), rng)
        if rng.random() < _LOOSE:
            for page in pages:
                _drop_anywhere(piles[home], page, rng)
        else:
            piles[home].extend(pages)
    kinds = [_kind(number) for number in range(1, files + 1)]
    return tuple(
        ScanFile(f"scan-{number:02}.{kind}", kind, tuple(pile))
        for number, (kind, pile) in enumerate(zip(kinds, piles, strict=True), start=1)
        if pile
    )


def _kind(number: int) -> FileKind:
    return "tiff" if number % _EVERY_TIFF == 0 else "pdf"


def _drop_anywhere(
    pile: list[PageReference], page: PageReference, rng: np.random.Generator
) -> None:
    pile.insert(int(rng.integers(len(pile) + 1)), page)
