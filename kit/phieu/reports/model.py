"""A report as a value: what stands in it, in order, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from phieu.analysis.tables.model import Table
from phieu.paper.heads import Head

PictureKind = Literal["png", "svg"]
ROMAN = ("I", "II", "III", "IV", "V")  # numbers of a report's parts


@dataclass(frozen=True)
class Heading:
    """level: from 1, the report's parts."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """lead: the first words, set in bold."""

    text: str
    lead: str = ""

    @property
    def leads_over(self) -> bool:
        """To what follows, from which it is not torn."""
        return self.text.endswith(":")


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """What a respondent wrote, word for word; quotation marks are the renderer's."""

    text: str
    said_by: str = ""


@dataclass(frozen=True)
class Tabulation:
    """A table with its caption above: “Bảng 1. …”, from the table's title."""

    table: Table
    number: int = 0


@dataclass(frozen=True)
class Picture:
    """A chart with its caption below. file: of the kind named; Word takes PNG, Typst SVG.

    alt: what it shows, for who cannot see it. width_mm: as wide as it is printed.
    """

    title: str
    file: bytes
    kind: PictureKind
    alt: str
    width_mm: float
    number: int = 0


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Bullets | Quote | Tabulation | Picture | PageBreak


@dataclass(frozen=True)
class Signature:
    """Who signs. authority: as “KT. GIÁM ĐỐC”; empty lines are not set."""

    authority: str = ""
    title: str = ""
    name: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands above the name."""
        return tuple(line for line in (self.authority, self.title) if line)


@dataclass(frozen=True)
class Annex:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """One report. kind, subject: what is set over it. title: in the file's properties.

    marks: lines that stand on every page, as that it is a draft or that its data are rehearsed.
    written_on: for the file's properties. day_words: in place of the head's date. language: of
    the texts, for screen readers.
    """

    title: str
    head: Head
    kind: str
    subject: str
    body: tuple[Block, ...]
    written_on: date
    annexes: tuple[Annex, ...] = ()
    signature: Signature = Signature()
    recipients: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    language: str = "vi"
    day_words: str = ""

    @property
    def dated(self) -> str:
        return self.day_words or self.head.dated

    @property
    def kind_pt(self) -> float:
        """A document's kind is set smaller than a form's name, but for the party's."""
        return self.head.style.title_pt if self.head.style.kind == "party" else 14.0

    @property
    def blocks(self) -> Iterator[Block]:
        """Of the body and of all annexes."""
        yield from self.body
        for annex in self.annexes:
            yield from annex.blocks

    @property
    def file_title(self) -> str:
        """The title with the marks: whoever lists files sees them too."""
        return " – ".join((*self.marks, self.title))

    def numbered(self) -> Report:
        """With tables and pictures numbered in the order in which they stand, each from 1."""
        count = Counting()
        return replace(
            self,
            body=tuple(count.numbered(self.body)),
            annexes=tuple(
                replace(annex, blocks=tuple(count.numbered(annex.blocks))) for annex in self.annexes
            ),
        )


class Counting:
    """Numbers for tables and pictures, which go on from call to call."""

    def __init__(self) -> None:
        self._tables = 0
        self._pictures = 0

    def numbered(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Tabulation():
                    self._tables += 1
                    yield replace(block, number=self._tables)
                case Picture():
                    self._pictures += 1
                    yield replace(block, number=self._pictures)
                case _:
                    yield block
