"""The fixed words on a printed form, by the language of the questionnaire.

Not the researcher's language: a respondent reads these. Texts of the questionnaire are its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from phieu.questionnaire.bubbles import BubbleRow, Part


@dataclass(frozen=True)
class Words:
    """Curly braces are filled in by whoever prints; `|` breaks a line."""

    section: str
    page: str
    addressed_to: str
    how_to_answer: str
    data_notice: str
    scan_to_answer: str
    form_code: str
    marking: str
    at_most: str
    most_said: tuple[str, ...]  # what a hint says that already limits how many may be chosen
    unit: str
    places: tuple[str, ...]  # heads of a ranking's columns
    place: str  # beyond those
    digits: Mapping[int, str]  # by power of ten
    other_digit: str
    parts: Mapping[Part, str]
    office: str
    office_note: str
    office_received: str
    office_receiver: str
    explained: Mapping[str, str]  # well-known short labels, spelt out on every page
    comma: str  # before decimals

    def decimal(self, digits: str) -> str:
        return digits.replace(",", self.comma)


_VIETNAMESE = Words(
    section="Phần {id}. {title}",
    page="Trang {page}/{pages}",
    addressed_to="Kính gửi: {name}.",
    how_to_answer="Cách trả lời.",
    data_notice="Thông báo về xử lý dữ liệu.",
    scan_to_answer="Quét mã để trả lời|trên điện thoại",
    form_code="Mã phiếu",
    marking=(
        "Đánh dấu (X) vào ô phù hợp. Khi chọn nhầm: tô kín ô đã chọn rồi đánh dấu (X) lại ô khác."
    ),
    at_most="chọn tối đa {count}",
    most_said=("tối đa", "không quá", "nhiều nhất"),
    unit="Đơn vị tính: {unit}",
    places=(
        "Thứ nhất", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm",
        "Thứ sáu", "Thứ bảy", "Thứ tám", "Thứ chín", "Thứ mười",
    ),
    place="Thứ {place}",
    digits={
        -3: "Phần nghìn", -2: "Phần trăm", -1: "Phần mười",
        0: "Hàng đơn vị", 1: "Hàng chục", 2: "Hàng trăm", 3: "Hàng nghìn", 4: "Hàng chục nghìn",
        5: "Hàng trăm nghìn", 6: "Hàng triệu", 7: "Hàng chục triệu", 8: "Hàng trăm triệu",
        9: "Hàng tỷ",
    },
    other_digit="Chữ số thứ {place} từ phải sang",
    parts={"number": "", "day": "Ngày", "month": "Tháng", "year": "Năm"},
    office="Phần dành cho nơi thu phiếu",
    office_note="(người trả lời không điền)",
    office_received="Ngày nhận: ……/……/………",
    office_receiver="Người nhận: ………………………………………",
    explained={"KĐG": "không đánh giá hoặc chưa có thông tin"},
    comma=",",
)  # fmt: skip

_ENGLISH = Words(
    section="Part {id}. {title}",
    page="Page {page}/{pages}",
    addressed_to="To: {name}.",
    how_to_answer="How to answer.",
    data_notice="How your data are used.",
    scan_to_answer="Scan to answer|on a phone",
    form_code="Form number",
    marking=(
        "Mark (X) in the box that fits. "
        "If you mark the wrong box, fill it in and mark (X) in another."
    ),
    at_most="choose {count} at most",
    most_said=("at most", "up to", "no more than", "maximum"),
    unit="Unit: {unit}",
    places=(
        "First", "Second", "Third", "Fourth", "Fifth",
        "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    ),
    place="No. {place}",
    digits={
        -3: "Thousandths", -2: "Hundredths", -1: "Tenths",
        0: "Units", 1: "Tens", 2: "Hundreds", 3: "Thousands", 4: "Ten thousands",
        5: "Hundred thousands", 6: "Millions", 7: "Ten millions", 8: "Hundred millions",
        9: "Billions",
    },
    other_digit="Digit {place} from the right",
    parts={"number": "", "day": "Day", "month": "Month", "year": "Year"},
    office="For the receiving office",
    office_note="(not for the respondent)",
    office_received="Received on: ……/……/………",
    office_receiver="Received by: ………………………………………",
    explained={},
    comma=".",
)  # fmt: skip

_BY_LANGUAGE = {"vi": _VIETNAMESE, "en": _ENGLISH}


def words_of(language: str) -> Words:
    """Vietnamese for a language without its own words: the form is handed out in Viet Nam."""
    return _BY_LANGUAGE.get(language, _VIETNAMESE)


def column_head(words: Words, place: int, places: int) -> str:
    """The head of a ranking's column. Words need room: many columns have numerals."""
    if places <= 6:
        return words.places[place - 1]
    return str(place) if places > len(words.places) else words.place.format(place=place)


def row_label(words: Words, row: BubbleRow) -> str:
    """What stands before a row of digits: “Hàng chục”, “Tháng – đơn vị”, “Năm 202…”."""
    digit = words.digits.get(row.place) or words.other_digit.format(place=row.place + 1)
    if row.part == "number":
        return f"{digit} ({words.decimal(row.given)}…)" if row.given else digit
    part = words.parts[row.part]
    if given := row.given.lstrip("0"):
        part = f"{part} {given}…"
    return part if row.alone else f"{part} – {_bare(digit)}"


def printed_part(words: Words, part: Part, digits: str) -> str:
    """A part that nobody is asked: “Năm 2023”."""
    return f"{words.parts[part]} {digits.lstrip('0')}"


def _bare(digit: str) -> str:
    """“Hàng chục” → “chục”: beside “Tháng –” the first word is one too many."""
    return digit.removeprefix("Hàng ").lower()
