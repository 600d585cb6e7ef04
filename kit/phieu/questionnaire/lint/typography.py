"""Rules about how texts are set: spaces, letters in pieces, tone marks, quotes, capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from phieu.messages import _

from ..findings import Finding, found
from ..kinds import PaperBox
from ..model import Questionnaire
from .stems import Stem, stems

_SPACES = re.compile(r"  +|\u00a0 | \u00a0|(?<=\S) (?=[,;:?!](?:\s|$))|(?<=\w) \.(?=\s|$)|\( | \)")
_NO_SPACE = re.compile(r"[^\W\d_][,;?!][^\W\d_]")
_CAPITALS = 3  # words in a row

# The mark on the first vowel (hòa, thủy) or on the last (hoà, thuỷ); “quý” is both.
_OLDER = re.compile(r"\b\w*(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)\b", re.IGNORECASE)
_NEWER = re.compile(r"\b\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", re.IGNORECASE)


def typography_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    read = stems(questionnaire)
    for stem in read:
        yield from _spaces(stem)
        yield from _letters(stem)
        yield from _capitals(stem)
    yield from _tone_marks(read)
    yield from _quotes(read)


def _spaces(stem: Stem) -> Iterator[Finding]:
    match = _SPACES.search(stem.text) or _NO_SPACE.search(stem.text)
    if match is not None:
        start, end = match.span()
        yield found(
            stem.path,
            "text-spaces",
            _("{name} has a space too many or too few at “{words}”.").format(
                name=stem.name, words=stem.text[max(0, start - 8) : end + 8].strip()
            ),
        )


def _letters(stem: Stem) -> Iterator[Finding]:
    if not unicodedata.is_normalized("NFC", stem.text):
        yield found(
            stem.path,
            "text-nfc",
            _("{name} has letters in pieces (Unicode NFD).").format(name=stem.name),
        )


def _capitals(stem: Stem) -> Iterator[Finding]:
    if isinstance(stem.question, PaperBox):  # who signs is written in capitals (Decree 30)
        return
    words = re.findall(r"[^\W\d_]+", stem.text)
    for start in range(len(words) - _CAPITALS + 1):
        run = words[start : start + _CAPITALS]
        if all(word.isupper() for word in run) and any(len(word) > 1 for word in run):
            yield found(
                stem.path,
                "wording-capitals",
                _("{name} is in capitals: “{words}”.").format(name=stem.name, words=" ".join(run)),
            )
            return


def _tone_marks(read: Sequence[Stem]) -> Iterator[Finding]:
    older = [(stem, match) for stem in read for match in _OLDER.findall(stem.text)]
    newer = [(stem, match) for stem in read for match in _NEWER.findall(stem.text)]
    if older and newer:
        fewer, more = sorted((newer, older), key=len)
        yield found(
            fewer[0][0].path,
            "text-tone-marks",
            _("“{few}” places its tone mark otherwise than “{many}” ({count} to {others}).").format(
                few=fewer[0][1], many=more[0][1], count=len(fewer), others=len(more)
            ),
        )


def _quotes(read: Sequence[Stem]) -> Iterator[Finding]:
    straight = [stem for stem in read if '"' in stem.text]
    if straight and any("“" in stem.text or "”" in stem.text for stem in read):
        yield found(
            straight[0].path,
            "text-quotes",
            _("{name} has straight quotation marks, other texts have curly ones.").format(
                name=straight[0].name
            ),
        )
