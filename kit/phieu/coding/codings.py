"""Who gave which codes to which answer: a history to which entries are only ever added."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from phieu.errors import PhieuError
from phieu.messages import _

from .answers import AnswerKey


class Act(StrEnum):
    """What somebody did with an answer. The first three decide it."""

    CODED = "coded"
    NO_CONTENT = "no_content"  # words that say nothing on the question: “không có ý kiến”
    UNCODABLE = "uncodable"  # it says something, and nobody can tell what
    TAKEN_BACK = "taken_back"  # as if it had not been coded yet
    SHOWN = "shown"  # the coders' codes were shown to this person: coding it blind is over


class Step(StrEnum):
    CODING = "coding"
    ADJUDICATION = "adjudication"


DECIDING = frozenset({Act.CODED, Act.NO_CONTENT, Act.UNCODABLE})


class NoDecisionError(PhieuError):
    """Codes without the act of coding, or coding without a code."""


@dataclass(frozen=True)
class Decision:
    """What one person says an answer is about. codes: several, in coding; else none."""

    act: Act
    codes: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.act not in DECIDING or (self.act is Act.CODED) != bool(self.codes):
            raise NoDecisionError(
                _("An answer gets codes, or it has no content, or it cannot be coded.")
            )

    @classmethod
    def coded(cls, *codes: int) -> Decision:
        return cls(Act.CODED, frozenset(codes))


NO_CONTENT = Decision(Act.NO_CONTENT)
UNCODABLE = Decision(Act.UNCODABLE)


@dataclass(frozen=True)
class NewEntry:
    """An entry to be added. frame: the version of the code frame that was looked at."""

    serial: str
    variable: str
    person: str
    step: Step
    act: Act
    codes: tuple[int, ...]
    frame: str

    @property
    def key(self) -> AnswerKey:
        return AnswerKey(self.serial, self.variable)

    def at(self, sequence: int) -> Entry:
        return Entry(
            self.serial,
            self.variable,
            self.person,
            self.step,
            self.act,
            self.codes,
            self.frame,
            sequence,
        )


@dataclass(frozen=True)
class Entry(NewEntry):
    """One that was added. sequence: its place in the round's history; the last one counts."""

    sequence: int


class PlanError(PhieuError):
    """Coders that cannot work as they are named."""


@dataclass(frozen=True)
class Plan:
    """Who codes: one person, or two blind to each other, and who settles where they differ.

    adjudicator: None lets anybody settle, the coders too. Raises PlanError.
    """

    coders: tuple[str, ...]
    adjudicator: str | None = None

    def __post_init__(self) -> None:
        names = [person_name(coder) for coder in self.coders]
        if len(names) not in (1, 2) or not all(names):
            raise PlanError(_("One or two coders code a question; name each of them."))
        if len({name.casefold() for name in names}) < len(names):
            raise PlanError(_("Two coders blind to each other are two people: name two."))
        object.__setattr__(self, "coders", tuple(names))
        adjudicator = person_name(self.adjudicator or "") or None
        object.__setattr__(self, "adjudicator", adjudicator)


def person_name(name: str) -> str:
    """One spelling for one person: NFC, single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).split())


Seat = tuple[AnswerKey, str]  # an answer, and its coder or SETTLED
SETTLED = ""  # whoever adjudicates sits in the same seat: the last one counts


def seat(entry: Entry) -> Seat:
    return entry.key, entry.person if entry.step is Step.CODING else SETTLED


def last_by_seat(entries: Iterable[Entry]) -> dict[Seat, Entry]:
    """Of the entries of each seat the one that counts, showing aside."""
    deciding = (entry for entry in entries if entry.act is not Act.SHOWN)
    return {seat(entry): entry for entry in sorted(deciding, key=lambda e: e.sequence)}
