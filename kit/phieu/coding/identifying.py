"""Where an answer may tell who is meant: names, phone numbers, addresses, units.

Rules that look, and a person who decides. They find what is written as names usually are; a name
in small letters or in a text all of capitals, a nickname, or a deed that everybody knows of, they
do not find.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from phieu.messages import _

from .lexicons import surnames, titles


class Trait(StrEnum):
    """What a passage may tell."""

    PERSON = "person"
    PHONE = "phone"
    NUMBER = "number"  # of an identity card, a vehicle, an account
    EMAIL = "email"
    ADDRESS = "address"
    UNIT = "unit"


@dataclass(frozen=True)
class Passage:
    """text[start:end] of an answer."""

    trait: Trait
    start: int
    end: int


_CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME_WORD = rf"[{_CAPITAL}][^\W\d_]*(?:['’][^\W\d_]+)?"
_NAME = rf"{_NAME_WORD}(?:[ \t]+{_NAME_WORD}){{0,4}}"
_INITIALS = rf"(?:[{_CAPITAL}]\.[ \t]?){{0,2}}[{_CAPITAL}]\.(?:[ \t]?{_NAME_WORD})?"
_PHONE = re.compile(r"(?<![\w.])(?:\+?84|0)(?:[ .\-]?\d){8,10}(?![\w])")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_LONG_NUMBER = re.compile(r"(?<![\w.,])\d{9,16}(?![\w])")
_PLATE = re.compile(rf"(?<!\w)\d{{2}}[ \-]?[{_CAPITAL}][\dA-Z]?[ \-]?\d{{3}}\.?\d{{2}}(?!\w)")
_PLACE = (
    "xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tp\\.?|tỉnh|đặc khu|thôn|bản|làng|ấp|buôn|"
    "khối phố|khu phố|tổ dân phố|tổ|khối"
)
_UNIT = re.compile(
    rf"(?<!\w)(?:{_PLACE})[ \t]+(?:số[ \t]+)?((?-i:{_NAME})|\d+[a-zA-Z]?)(?!\w)", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?<!\w)(?:số(?:[ \t]+nhà)?[ \t]+\d+[\w/\-]*[ \t,]*)?"
    rf"(?:đường|phố|ngõ|ngách|hẻm|kiệt)[ \t]+(?:(?-i:{_NAME})|\d[\w/.\-]*)(?!\w)"
    r"|(?<!\w)số[ \t]+nhà[ \t]+\d+[\w/\-]*(?!\w)",
    re.IGNORECASE,
)
_WITH_TITLE = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(title) for title in titles())})[ \t]+"
    rf"(?P<name>(?-i:{_INITIALS}|{_NAME}))",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(rf"(?<![\w.])(?P<first>{_NAME_WORD})(?:[ \t]+{_NAME_WORD}){{1,4}}(?!\w)")
# Capital words after a title that are no names: “đồng chí Bí thư”, “ông/bà Trưởng Công an xã”.
_OFFICES = frozenset(
    ("bí", "chủ", "phó", "trưởng", "giám", "đảng", "ủy", "công", "cán", "chiến", "hội", "mặt",
     "ban", "đoàn", "nhân", "chính", "nhà", "lãnh")
)  # fmt: skip


def identifying(text: str, known: Collection[str] = ()) -> tuple[Passage, ...]:
    """The passages that may tell who or where, in order and apart from each other.

    known: further names to look for as they stand, such as the communes of the frame.
    """
    found = [*_matches(text), *_known(text, known)]
    # Of passages that overlap the longer one says more.
    found.sort(key=lambda passage: (passage.start - passage.end, passage.start))
    taken: list[Passage] = []
    for passage in found:
        if all(passage.end <= other.start or other.end <= passage.start for other in taken):
            taken.append(passage)
    return tuple(sorted(taken, key=lambda passage: passage.start))


def masked(text: str, passages: Collection[Passage]) -> str:
    """The text with each passage as what it tells of, in brackets."""
    words = trait_words()
    for passage in sorted(passages, key=lambda passage: -passage.start):
        text = f"{text[: passage.start]}[{words[passage.trait]}]{text[passage.end :]}"
    return text


def without(text: str, passages: Collection[Passage]) -> str:
    """The text with a full stop in place of each passage: no word reaches across it."""
    for passage in sorted(passages, key=lambda passage: -passage.start):
        text = f"{text[: passage.start]}. {text[passage.end :]}"
    return text


def trait_words() -> dict[Trait, str]:
    return {
        Trait.PERSON: _("a person's name"),
        Trait.PHONE: _("a phone number"),
        Trait.NUMBER: _("a number"),
        Trait.EMAIL: _("an e-mail address"),
        Trait.ADDRESS: _("an address"),
        Trait.UNIT: _("a place"),
    }


def _matches(text: str) -> Iterator[Passage]:
    for trait, pattern in (
        (Trait.PHONE, _PHONE),
        (Trait.NUMBER, _LONG_NUMBER),
        (Trait.NUMBER, _PLATE),
        (Trait.EMAIL, _EMAIL),
    ):
        yield from (Passage(trait, *match.span()) for match in pattern.finditer(text))
    if text.isupper():
        return  # every word would be a name
    for trait, pattern in ((Trait.ADDRESS, _ADDRESS), (Trait.UNIT, _UNIT)):
        yield from (Passage(trait, *match.span()) for match in pattern.finditer(text))
    for match in _WITH_TITLE.finditer(text):
        if match["name"].split()[0].casefold() not in _OFFICES:
            yield Passage(Trait.PERSON, *match.span("name"))
    for match in _BARE_NAME.finditer(text):
        if unicodedata.normalize("NFC", match["first"]) in surnames():
            yield Passage(Trait.PERSON, *match.span())


def _known(text: str, names: Collection[str]) -> Iterator[Passage]:
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield Passage(Trait.UNIT, *match.span())
