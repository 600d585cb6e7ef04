"""Words that a form on the phone needs beside its questionnaire's own, and names of languages.

Respondents read them, so that they are in the form's language and not in the researcher's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NAMED = re.compile(r"^(?P<name>.*?)\s*\((?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
# Letters that only Vietnamese has among the languages that forms are written in.
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)

_LANGUAGES = {
    "vi": ("Tiếng Việt", "Vietnamese", "tieng viet", "việt"),
    "en": ("English", "anglais", "inglés"),
    "fr": ("Français", "French", "francais"),
    "es": ("Español", "Spanish", "espanol"),
    "pt": ("Português", "Portuguese", "portugues"),
    "ar": ("العربية", "Arabic"),
    "zh": ("中文", "Chinese"),
    "km": ("ភាសាខ្មែរ", "Khmer"),
    "lo": ("ລາວ", "Lao"),
    "ru": ("Русский", "Russian"),
    "sw": ("Kiswahili", "Swahili"),
    "hi": ("हिन्दी", "Hindi"),
    "id": ("Bahasa Indonesia", "Indonesian"),
    "th": ("ไทย", "Thai"),
    "hmn": ("Hmoob", "Hmong"),
}


def language_name(code: str) -> str:
    """As a column's head names it: `Tiếng Việt (vi)`."""
    return f"{_LANGUAGES[code][0] if code in _LANGUAGES else code} ({code})"


def language_code(name: str) -> str:
    """`vi` of `Tiếng Việt (vi)`, of `Vietnamese` and of `vi`; else the name itself."""
    named = _NAMED.match(name)
    if named:
        return named["code"].lower()
    plain = unicodedata.normalize("NFC", name).strip().casefold()
    for code, names in _LANGUAGES.items():
        if plain in {known.casefold() for known in names}:
            return code
    return plain if _CODE.fullmatch(plain) else "_".join(plain.split())


def is_vietnamese(text: str) -> bool:
    return bool(_VIETNAMESE.search(text))


@dataclass(frozen=True)
class Words:
    """between, from_, to: with {least} and {most}; at_most: with {count}."""

    between: str
    from_: str
    to: str
    at_most: str
    exclusive: str
    differ: str
    place: str
    body: str
    bodies: str
    addressee: str
    other: str
    agreed: str
    continued: str
    invalid: str


_WORDS = {
    "vi": Words(
        between="Xin ghi từ {least} đến {most}.",
        from_="Xin ghi từ {least} trở lên.",
        to="Xin ghi không quá {most}.",
        at_most="Xin chọn không quá {count} phương án.",
        exclusive="Phương án này không đi cùng phương án khác.",
        differ="Phương án này đã được chọn ở trên.",
        place="Thứ {place}",
        body="Cơ quan, cá nhân trả lời phiếu:",
        bodies="Người trả lời",
        addressee="Quý Ông/Bà",
        other="Khác (ghi rõ):",
        agreed="Đã đọc",
        continued="(tiếp theo)",
        invalid="Xin xem lại câu trả lời này.",
    ),
    "en": Words(
        between="Please enter {least} to {most}.",
        from_="Please enter {least} or more.",
        to="Please enter {most} or less.",
        at_most="Please choose no more than {count} answers.",
        exclusive="This answer does not go together with others.",
        differ="This answer has been chosen above.",
        place="Place {place}",
        body="Who is answering:",
        bodies="Respondent",
        addressee="Dear Sir or Madam",
        other="Other (please specify):",
        agreed="OK",
        continued="(continued)",
        invalid="Please check this answer.",
    ),
}


def words_in(language: str) -> Words:
    """English for what is not Vietnamese: most who fill in forms abroad know it best."""
    return _WORDS["vi" if language == "vi" else "en"]
