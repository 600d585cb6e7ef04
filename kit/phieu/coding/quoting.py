"""Which answers may be quoted, and in what words: a person says so, answer by answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from phieu.errors import PhieuError
from phieu.messages import _

from .answers import AnswerKey, OpenAnswer, clean
from .identifying import identifying, trait_words
from .work import CodingWork

_MASK = re.compile(r"\[[^\[\]]*\]|…")  # what stands for a passage that was taken out


class NotQuotableError(PhieuError):
    """Words that may not be quoted as they are."""


@dataclass(frozen=True)
class QuoteMark:
    """What a person said of quoting an answer. text: with what tells who taken out; None: not to
    be quoted. sequence: the last one counts."""

    serial: str
    variable: str
    person: str
    text: str | None
    sequence: int

    @property
    def key(self) -> AnswerKey:
        return AnswerKey(self.serial, self.variable)


def quotable(
    answer: OpenAnswer, text: str, *, known: Collection[str] = (), looked: bool = False
) -> str:
    """The text to quote an answer by, checked.

    It has the answer's own words in their order; what is left out stands as […] or “…”. known: as
    in `identifying`. looked: the person has seen what the rules still find, and says that it
    names nobody. Raises NotQuotableError.
    """
    said = clean(text)
    if not _MASK.sub("", said).strip():
        raise NotQuotableError(_("Nothing would be left to quote."))
    if not _in_its_words(said, answer.text):
        raise NotQuotableError(
            _("A quotation has the answer's own words; put in brackets […] what is left out.")
        )
    # In the masks' own words nobody is named; as many blanks keep the places.
    bare = _MASK.sub(lambda mask: " " * len(mask[0]), said)
    found = identifying(bare, known)
    if found and not looked:
        words = trait_words()
        raise NotQuotableError(
            _("This may tell who is meant: {passages}. Mask it, or say that it does not.").format(
                passages=", ".join(f"“{said[p.start : p.end]}” ({words[p.trait]})" for p in found)
            )
        )
    return said


def last_marks(marks: Iterable[QuoteMark]) -> dict[AnswerKey, QuoteMark]:
    """The mark of each answer that counts."""
    return {mark.key: mark for mark in sorted(marks, key=lambda mark: mark.sequence)}


def quotes_for(code: int, work: CodingWork, marks: Mapping[AnswerKey, QuoteMark]) -> Sequence[str]:
    """What may be quoted of the answers that finally have a code, or one under it, in order of
    the texts: neither forms nor their order show."""
    found = []
    for key, mark in marks.items():
        decision = work.final(key) if key in work.answers else None
        if mark.text is None or decision is None:
            continue
        if any(code in work.frame.path(given) for given in decision.codes):
            found.append(mark.text)
    return sorted(found)


def _in_its_words(said: str, answer: str) -> bool:
    """Whether what stands between the masks is the answer's, piece after piece."""
    at, whole = 0, " ".join(answer.split())
    for piece in _MASK.split(said):
        words = " ".join(piece.split())
        if not words:
            continue
        found = whole.find(words, at)
        if found < 0:
            return False
        at = found + len(words)
    return True
