"""How alike two texts are, and whether what differs can turn their meaning round."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from enum import Enum

from ..lint.phrases import NEGATION
from ..lint.scale_words import Side, side_of
from ..templates import choose

# Share of common words below which a text was replaced, not edited. A question keeps its subject
# when it is reworded; two questions of one form about one body share a third of their words.
REPLACED_BELOW = 0.4
# Labels are a few words long, of which one in two must stay.
LABEL_REPLACED_BELOW = 0.5
_SHORT = 200  # letters; beyond that a misspelt word leaves most words alike anyway
_NEARLY_ALL = 0.8

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Likeness(Enum):
    SAME = "same"
    EDITED = "edited"
    MEANING = "meaning"  # alike, but a number or a negation differs
    REPLACED = "replaced"


def of_texts(old: str, new: str) -> Likeness:
    if _key(old) == _key(new):
        return Likeness.SAME if old == new else Likeness.EDITED
    if _share(old, new) < REPLACED_BELOW:
        return Likeness.REPLACED
    return Likeness.MEANING if _turned(old, new) else Likeness.EDITED


def of_labels(old: str, new: str) -> Likeness:
    """Of two answers under one code: “hài lòng” and “không hài lòng” are not alike."""
    if _key(old) == _key(new):
        return Likeness.SAME if old == new else Likeness.EDITED
    known = {side_of(old), side_of(new)}
    if _turned(old, new) or (len(known) == 2 and Side.UNKNOWN not in known):
        return Likeness.REPLACED
    return Likeness.REPLACED if _share(old, new) < LABEL_REPLACED_BELOW else Likeness.EDITED


def same_words(old: str, new: str) -> bool:
    """Whatever the capitals, the marks and the spaces."""
    return _key(old) == _key(new)


def _share(old: str, new: str) -> float:
    """Of words in common, in order; or of letters, for the case of a misspelt word mended."""
    old_words, new_words = _key(old), _key(new)
    by_word = SequenceMatcher(None, old_words, new_words, autojunk=False).ratio()
    return max(by_word, _share_of_letters(old_words, new_words))


def _share_of_letters(old: list[str], new: list[str]) -> float:
    """0 unless nearly all: letters are alike in any two texts, and long texts take long."""
    before, after = _bare("".join(old)), _bare("".join(new))
    if max(len(before), len(after)) > _SHORT:
        return 0.0
    share = SequenceMatcher(None, before, after, autojunk=False).ratio()
    return share if share > _NEARLY_ALL else 0.0


def _turned(old: str, new: str) -> bool:
    def signs(text: str) -> tuple[Counter[str], int]:
        return Counter(_NUMBER.findall(text)), len(NEGATION.findall(text))

    return signs(choose(old, ())) != signs(choose(new, ()))


def _key(text: str) -> list[str]:
    return _WORD.findall(choose(text, ()).casefold())


def _bare(text: str) -> str:
    """Without marks on letters, where most slips of typing are."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
