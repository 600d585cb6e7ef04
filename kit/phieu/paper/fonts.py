"""Which typeface the form is set in: Times New Roman or a twin that has all Vietnamese letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import typst
from fontTools.ttLib import TTFont

# Decree 30/2020/NĐ-CP asks for Times New Roman; Tinos and Liberation Serif have its metrics.
PREFERRED = ("Times New Roman", "Tinos", "Liberation Serif")
LAST_RESORT = "Libertinus Serif"  # comes with Typst and covers Vietnamese, with other metrics

VIETNAMESE = "".join(
    letters + letters.upper()
    for letters in (
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ",
    )
)


@dataclass(frozen=True)
class Choice:
    """family: as Typst names it. expected: False calls for a warning."""

    family: str
    expected: bool


def choose(preferred: Sequence[str] = PREFERRED) -> Choice:
    """The first preferred family on this machine that is complete for Vietnamese.

    Liberation Serif 1 lacks 92 Vietnamese letters, so a name alone proves nothing.
    """
    fonts = typst.Fonts().fonts()
    for family in preferred:
        faces = [(font.path, font.index) for font in fonts if font.family == family]
        if faces and all(path and _complete(path, index) for path, index in faces):
            return Choice(family, expected=True)
    return Choice(LAST_RESORT, expected=False)


def _complete(path: str, index: int) -> bool:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return {ord(letter) for letter in VIETNAMESE} <= set(font.getBestCmap())
