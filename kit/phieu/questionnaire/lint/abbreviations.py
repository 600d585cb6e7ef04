"""Abbreviations that the form does not spell out anywhere before it uses them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from phieu.messages import _

from ..findings import Finding, found
from ..model import Questionnaire
from .stems import Stem

_ABBREVIATION = re.compile(r"(?<![\w.\-/])[^\W\d_a-z]{2,6}(?![\w\-/])")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXLC]+")
# Known better than what they stand for.
_EVERYDAY = frozenset({"QR", "SMS", "TV", "PDF", "ATM", "WC", "HIV", "AIDS", "COVID", "ADN", "GPS"})
_CAPITALS_IN_A_ROW = 3  # a heading, not abbreviations


def abbreviation_findings(read: Sequence[Stem], questionnaire: Questionnaire) -> Iterator[Finding]:
    """Each once, where it first stands. read: the texts in the order of the form."""
    before = [_initials(name) for name in questionnaire.bodies.values()]
    reported: set[str] = set()
    for stem in read:
        before.append(_initials(stem.text))
        for abbreviation in _abbreviations(stem.text):
            letters = _plain(abbreviation)
            if abbreviation in reported or any(letters in initials for initials in before):
                continue
            reported.add(abbreviation)
            yield found(
                stem.path,
                "wording-abbreviation",
                _("{name} uses “{abbreviation}”, which is not spelled out before.").format(
                    name=stem.name, abbreviation=abbreviation
                ),
            )


def _abbreviations(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    shouted = {
        word
        for start in range(len(words) - _CAPITALS_IN_A_ROW + 1)
        if all(other.isupper() for other in words[start : start + _CAPITALS_IN_A_ROW])
        for word in words[start : start + _CAPITALS_IN_A_ROW]
    }
    for match in _ABBREVIATION.finditer(text):
        word = match[0]
        if word.isupper() and word not in shouted | _EVERYDAY and not _ROMAN.fullmatch(word):
            yield word


def _initials(text: str) -> str:
    """The first letters of its words, a space for an abbreviation, which spells nothing out."""
    return "".join(
        " " if len(word) > 1 and word.isupper() else _plain(word[0]) for word in _WORD.findall(text)
    )


def _plain(letters: str) -> str:
    """Without marks and in capitals: “Ủy ban” gives UB. Đ stays apart from D."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", letters.upper())
        if not unicodedata.combining(letter)
    )
