"""Vietnamese alphabetical order: letters first, then tones, then case."""

from __future__ import annotations

import unicodedata

# The 29 Vietnamese letters, with f, j, w, z of foreign names at their Latin place.
_LETTERS = {letter: i for i, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# Combining marks of huyền, hỏi, ngã, sắc, nặng, in the order of dictionaries; 0 is no tone.
_TONES = {mark: i for i, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, ...], str]


def sort_key(text: str) -> SortKey:
    """A key under which only equal texts (after NFC) are equal. Signs stand before letters."""
    normal = unicodedata.normalize("NFC", text)
    letters, tones, cases = [], [], []
    for character in normal:
        marks = unicodedata.normalize("NFD", character)
        toneless = "".join(mark for mark in marks if mark not in _TONES)
        letter = unicodedata.normalize("NFC", toneless).lower()
        place = _LETTERS.get(letter)
        # A mark alone has no letter left; it sorts as the sign it is.
        other = (2 if letter.isalpha() else 0, ord(character))
        letters.append(other if place is None else (1, place))
        tones.append(max((_TONES.get(mark, 0) for mark in marks), default=0))
        cases.append(character.isupper())
    return tuple(letters), tuple(tones), tuple(cases), normal
