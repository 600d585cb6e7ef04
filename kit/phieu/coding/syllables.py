"""Vietnamese text as syllables that compare: NFC, small letters, tone marks in the older style."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"  # a tone stands on one of these wherever it can
# Letters and digits, with what joins them: “24/7”, “1.000”, “đ/c”, “e-mail”.
_SYLLABLE = re.compile(r"[^\W_]+(?:[-./’'][^\W_]+)*")
# What a word does not reach across. A point or comma inside a number is no such sign.
_BREAK = re.compile(r"[\n\r;:!?()\[\]{}“”\"…•–—]|[.,](?!\d)|\s[-/+]\s")
_TONELESS_LETTER = str.maketrans("đ", "d")


def phrases(text: str) -> list[list[str]]:
    """The syllables between signs, each as `canonical` has it; numbers stay as they are."""
    normal = unicodedata.normalize("NFC", text)
    parts = (_SYLLABLE.findall(part) for part in _BREAK.split(normal))
    return [[canonical(syllable) for syllable in part] for part in parts if part]


def syllables(text: str) -> list[str]:
    """The same without the breaks."""
    return [syllable for phrase in phrases(text) for syllable in phrase]


@cache
def canonical(syllable: str) -> str:
    """One spelling for one sound: “Hoà”, “hòa” and “HÒA” are “hòa”, “hòan” is “hoàn”.

    What is no Vietnamese syllable comes back in small letters.
    """
    small = unicodedata.normalize("NFC", syllable).lower()
    letters, tone = _without_tone(small)
    place = _place_of_tone(letters) if tone else None
    if not tone or place is None:
        return small
    marked = letters[: place + 1] + tone + letters[place + 1 :]
    return unicodedata.normalize("NFC", marked)


@cache
def toneless(syllable: str) -> str:
    """Letters as a phone without Vietnamese has them: “hòa giải” → “hoa giai”, “đ” → “d”."""
    apart = unicodedata.normalize("NFD", syllable.lower())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_TONELESS_LETTER)


def _without_tone(syllable: str) -> tuple[str, str]:
    """The letters, and the tone's mark; none where there are two, which no syllable has."""
    apart = unicodedata.normalize("NFD", syllable)
    tones = [mark for mark in apart if mark in TONES]
    letters = "".join(mark for mark in apart if mark not in TONES)
    return unicodedata.normalize("NFC", letters), tones[0] if len(tones) == 1 else ""


def _place_of_tone(letters: str) -> int | None:
    """Where the older style puts the tone in a syllable without one; None if it is none."""
    start = next((i for i, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    # The u of “qu” and the i of “gi” belong to the consonant when another vowel follows.
    if letters[:2] in ("qu", "gi") and letters[2:3] and letters[2] in _VOWELS:
        start = 2
    end = start
    while end < len(letters) and letters[end] in _VOWELS:
        end += 1
    vowels = letters[start:end]
    if not vowels or any(letter in _VOWELS for letter in letters[end:]):
        return None
    if marked := [i for i, letter in enumerate(vowels) if letter in _MARKED]:
        return start + marked[-1]
    if letters[end:]:
        return end - 1
    return start + (1 if len(vowels) > 2 else 0)
