"""The words in which a printed form speaks of answers, by the language of the questionnaire.

Not the researcher's language: a respondent reads these. Curly braces are filled in by printing.py;
a phrase after a question's number, and the same phrase where it does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from .tree import Comparator


@dataclass(frozen=True)
class Phrases:
    question: str
    row: str  # of a table, by its place there
    place: str  # of a ranking
    level: str  # of a cascade
    and_: str
    or_: str
    quoted: str
    chosen: str
    not_chosen: str
    from_to: str  # neighbouring options
    other: str  # any option but one
    answered: str
    blank: str
    no_answer: str  # where nothing fulfils a condition; the linter says so before it is printed
    any_answer: str
    numbers: dict[Comparator, str]
    days: dict[Comparator, str]
    months: dict[Comparator, str]
    counts: dict[Comparator, str]
    written: str
    not_written: str
    written_otherwise: str
    general: dict[Comparator, str]
    not_so: str  # before a comparison that must not hold
    number_of: str
    count_of: str
    day: str
    month: str
    comma: str
    filter: str
    never: str
    skip: str
    skip_to_note: str
    skip_to_last_note: str
    end: str


_VIETNAMESE = Phrases(
    question="câu {number}",
    row="câu {number} dòng {place}",
    place="câu {number} ở vị trí thứ {place}",
    level="câu {number} ({level})",
    and_=" và ",
    or_=" hoặc ",
    quoted="“{text}”",
    chosen="{subject} chọn {options}",
    not_chosen="{subject} không chọn {options}",
    from_to="từ {first} đến {last}",
    other="{subject} chọn phương án khác với {options}",
    answered="{subject} có trả lời",
    blank="{subject} để trống",
    no_answer="không phương án nào ở {subject} phù hợp",
    any_answer="{subject} chọn phương án bất kỳ hoặc để trống",
    numbers={
        "=": "{subject} ghi số {value}", "!=": "{subject} ghi số khác {value}",
        "<": "{subject} ghi số nhỏ hơn {value}", "<=": "{subject} ghi số không quá {value}",
        ">": "{subject} ghi số lớn hơn {value}", ">=": "{subject} ghi số từ {value} trở lên",
    },
    days={
        "=": "{subject} ghi ngày {value}", "!=": "{subject} ghi ngày khác {value}",
        "<": "{subject} ghi ngày trước {value}", "<=": "{subject} ghi ngày {value} hoặc trước đó",
        ">": "{subject} ghi ngày sau {value}", ">=": "{subject} ghi ngày {value} hoặc sau đó",
    },
    months={
        "=": "{subject} ghi tháng {value}", "!=": "{subject} ghi tháng khác {value}",
        "<": "{subject} ghi trước tháng {value}", "<=": "{subject} ghi tháng {value} hoặc trước đó",
        ">": "{subject} ghi sau tháng {value}", ">=": "{subject} ghi tháng {value} hoặc sau đó",
    },
    counts={
        "=": "{subject} chọn đúng {value} phương án",
        "!=": "số phương án chọn ở {subject} khác {value}",
        "<": "{subject} chọn ít hơn {value} phương án",
        "<=": "{subject} chọn không quá {value} phương án",
        ">": "{subject} chọn nhiều hơn {value} phương án",
        ">=": "{subject} chọn từ {value} phương án trở lên",
    },
    written="{subject} ghi {options}",
    not_written="{subject} không ghi {options}",
    written_otherwise="{subject} ghi nội dung khác với {options}",
    general={
        "=": "{left} bằng {right}", "!=": "{left} khác {right}",
        "<": "{left} nhỏ hơn {right}", "<=": "{left} không lớn hơn {right}",
        ">": "{left} lớn hơn {right}", ">=": "{left} không nhỏ hơn {right}",
    },
    not_so="không phải trường hợp {sentence}",
    number_of="số ghi ở {subject}",
    count_of="số phương án chọn ở {subject}",
    day="{day:02}/{month:02}/{year}",
    month="{month:02}/{year}",
    comma=",",
    filter="Chỉ trả lời nếu {sentence}.",
    never="Xin bỏ qua, không phải trả lời.",
    skip="Nếu chọn {options}, chuyển đến câu {number}.",
    skip_to_note="Nếu chọn {options}, chuyển đến lời dẫn trước câu {number}.",
    skip_to_last_note="Nếu chọn {options}, chuyển đến lời dẫn ở cuối phiếu.",
    end="Nếu chọn {options}, xin dừng trả lời tại đây.",
)  # fmt: skip

_ENGLISH = Phrases(
    question="question {number}",
    row="question {number}, row {place},",
    place="place {place} of question {number}",
    level="question {number} ({level})",
    and_=" and ",
    or_=" or ",
    quoted="“{text}”",
    chosen="{subject} is answered {options}",
    not_chosen="{subject} is not answered {options}",
    from_to="{first} to {last}",
    other="{subject} is answered other than {options}",
    answered="{subject} is answered",
    blank="{subject} is left blank",
    no_answer="no answer to {subject} fits",
    any_answer="{subject} has any answer or none",
    numbers={
        "=": "{subject} is {value}", "!=": "{subject} is a number other than {value}",
        "<": "{subject} is less than {value}", "<=": "{subject} is {value} or less",
        ">": "{subject} is more than {value}", ">=": "{subject} is {value} or more",
    },
    days={
        "=": "{subject} is {value}", "!=": "{subject} is a day other than {value}",
        "<": "{subject} is before {value}", "<=": "{subject} is {value} or earlier",
        ">": "{subject} is after {value}", ">=": "{subject} is {value} or later",
    },
    months={
        "=": "{subject} is {value}", "!=": "{subject} is a month other than {value}",
        "<": "{subject} is before {value}", "<=": "{subject} is {value} or earlier",
        ">": "{subject} is after {value}", ">=": "{subject} is {value} or later",
    },
    counts={
        "=": "exactly {value} answers are chosen in {subject}",
        "!=": "other than {value} answers are chosen in {subject}",
        "<": "fewer than {value} answers are chosen in {subject}",
        "<=": "{value} answers at most are chosen in {subject}",
        ">": "more than {value} answers are chosen in {subject}",
        ">=": "{value} answers or more are chosen in {subject}",
    },
    written="{subject} is {options}",
    not_written="{subject} is not {options}",
    written_otherwise="{subject} is other than {options}",
    general={
        "=": "{left} is {right}", "!=": "{left} is other than {right}",
        "<": "{left} is less than {right}", "<=": "{left} is no more than {right}",
        ">": "{left} is more than {right}", ">=": "{left} is no less than {right}",
    },
    not_so="it is not so that {sentence}",
    number_of="the number in {subject}",
    count_of="the number of answers in {subject}",
    day="{day:02}/{month:02}/{year}",
    month="{month:02}/{year}",
    comma=".",
    filter="Answer only if {sentence}.",
    never="Please leave this out.",
    skip="If {options}, go to question {number}.",
    skip_to_note="If {options}, go to the note before question {number}.",
    skip_to_last_note="If {options}, go to the note at the end.",
    end="If {options}, please stop here.",
)  # fmt: skip

_BY_LANGUAGE = {"vi": _VIETNAMESE, "en": _ENGLISH}


def phrases_of(language: str) -> Phrases:
    """Vietnamese for a language without its own: the form is handed out in Viet Nam."""
    return _BY_LANGUAGE.get(language, _VIETNAMESE)
