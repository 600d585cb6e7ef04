"""The headings over a banner's columns, and over the figures of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from phieu.messages import _

from .banners import Banner
from .model import Heading


def headings_of(banner: Banner, figures: Sequence[str], *, lettered: bool) -> Iterator[Heading]:
    """figures: what stands in each column; where it is but one, it goes without saying."""
    within = [(figure,) for figure in figures] if len(figures) > 1 else [()]
    for part in banner.named:
        for column in part.columns:
            letter = column.letter if lettered else ""
            for figure in within:
                yield Heading((part.label, column.label, *figure), letter, part.variable)
    if banner.named and banner.total:
        yield from (Heading((_("Total"), *figure)) for figure in within)
    elif banner.total:
        yield from (Heading((figure,)) for figure in figures)
