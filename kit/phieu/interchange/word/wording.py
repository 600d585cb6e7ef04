"""What the copy itself says, beside the questionnaire's own words: Vietnamese, or English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from phieu.questionnaire.kinds import (
    Calculated,
    Cascade,
    Consent,
    Date,
    Decimal,
    Hidden,
    Integer,
    LongText,
    Matrix,
    Month,
    MultipleChoice,
    Note,
    NumberTable,
    PaperBox,
    Question,
    Ranking,
    Rating,
    Score,
    ShortText,
    SingleChoice,
)


@dataclass(frozen=True)
class Words:
    copy: str
    version: str
    bodies: str
    number: str
    content: str
    comments: str
    only: str
    check: str
    warning: str
    code: str
    answer: str
    short: str
    row: str
    scales: str
    listed: str
    exclusive: str
    until: str
    point: str  # between a number's whole and its decimals
    note: str
    consent: str
    single: str
    prefilled: str
    multiple: str
    at_most: str
    scale: str
    matrix: str
    ranking: str
    integer: str
    decimal: str
    score: str
    short_text: str
    text: str
    date: str
    month: str
    number_table: str
    cascade: str
    hidden: str
    calculated: str
    signature: str
    office: str


VIETNAMESE = Words(
    copy="Bản để góp ý, không dùng để trả lời",
    version="Mã phiếu: {id}, phiên bản {version}",
    bodies="Đối tượng trả lời: {bodies}",
    number="Câu",
    content="Nội dung câu hỏi và phương án trả lời",
    comments="Ý kiến góp ý",
    only="Chỉ hỏi: {names}",
    check="Báo lỗi khi trả lời không khớp: {message}",
    warning="Nhắc xem lại: {message}",
    code="Mã",
    answer="Mức",
    short="Viết tắt",
    row="Nội dung",
    scales="Các thang đo dùng chung",
    listed="{text} (danh sách {count} mục)",
    exclusive="không chọn cùng phương án khác",
    until="từ {least} đến {most}",
    point=",",
    note="lời dẫn",
    consent="đồng ý tham gia, chọn một",
    single="chọn một",
    prefilled="in sẵn trên phiếu, không hỏi",
    multiple="chọn nhiều",
    at_most="chọn nhiều, tối đa {count}",
    scale="chọn một mức",
    matrix="mỗi dòng chọn một mức",
    ranking="xếp thứ tự {count} lựa chọn",
    integer="số nguyên",
    decimal="số có {count} chữ số thập phân",
    score="cho điểm",
    short_text="trả lời ngắn",
    text="trả lời bằng lời",
    date="ngày, tháng, năm",
    month="tháng, năm",
    number_table="bảng số",
    cascade="chọn lần lượt từng cấp",
    hidden="giá trị có sẵn, không hỏi",
    calculated="tính từ các câu khác, không hỏi",
    signature="ô ký tên, chỉ có trên phiếu giấy",
    office="ô dành cho đơn vị khảo sát, chỉ có trên phiếu giấy",
)

ENGLISH = Words(
    copy="Copy for comments, not to be filled in",
    version="Form {id}, version {version}",
    bodies="Respondents: {bodies}",
    number="No.",
    content="Question and answers",
    comments="Comments",
    only="Only asked: {names}",
    check="Refused with: {message}",
    warning="Worth a second look: {message}",
    code="Code",
    answer="Level",
    short="Short",
    row="Item",
    scales="Shared scales",
    listed="{text} (a list of {count})",
    exclusive="not together with others",
    until="from {least} to {most}",
    point=".",
    note="text to read",
    consent="consent, choose one",
    single="choose one",
    prefilled="printed on the form, not asked",
    multiple="choose any",
    at_most="choose any, at most {count}",
    scale="choose one level",
    matrix="choose one level a row",
    ranking="rank {count} choices",
    integer="whole number",
    decimal="number with {count} decimals",
    score="score",
    short_text="short answer",
    text="answer in words",
    date="day, month, year",
    month="month, year",
    number_table="table of numbers",
    cascade="choose level by level",
    hidden="known value, not asked",
    calculated="worked out from other answers, not asked",
    signature="box to sign, on paper only",
    office="box for the office, on paper only",
)

_LOCALES = {"vi": "vi-VN", "en": "en-GB"}


def words_for(language: str) -> Words:
    return VIETNAMESE if language == "vi" else ENGLISH


def locale_of(language: str) -> str:
    """For the spelling checker."""
    return _LOCALES.get(language, language)


def kind_in_words(question: Question, words: Words) -> str:
    """How the question is answered."""
    match question:
        case Note():
            return words.note
        case Consent():
            return words.consent
        case SingleChoice():
            return words.single if question.prefilled is None else words.prefilled
        case MultipleChoice(at_most=None):
            return words.multiple
        case MultipleChoice():
            return words.at_most.format(count=question.at_most)
        case Rating():
            return words.scale
        case Matrix():
            return words.matrix
        case Ranking():
            return words.ranking.format(count=question.place_count)
        case Integer():
            numbers = _until(question.least, question.most, words)
            return f"{words.integer} {numbers} {question.unit}".rstrip()
        case Decimal():
            kind = words.decimal.format(count=question.decimals)
            numbers = _until(question.least, question.most, words)
            return f"{kind} {numbers.replace('.', words.point)} {question.unit}".rstrip()
        case Score():
            return f"{words.score} {_until(question.least, question.most, words)}"
        case ShortText():
            return words.short_text
        case LongText():
            return words.text
        case Date():
            return f"{words.date} {_until(_day(question.earliest), _day(question.latest), words)}"
        case Month():
            least, most = f"{question.earliest:%m/%Y}", f"{question.latest:%m/%Y}"
            return f"{words.month} {_until(least, most, words)}"
        case NumberTable():
            return f"{words.number_table} {_until(question.least, question.most, words)}"
        case Cascade():
            return words.cascade
        case Hidden():
            return words.hidden
        case Calculated():
            return words.calculated
        case PaperBox():
            return words.signature if question.purpose == "signature" else words.office
        case _:
            assert_never(question)


def _until(least: object, most: object, words: Words) -> str:
    return words.until.format(least=least, most=most)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
