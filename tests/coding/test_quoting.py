"""What may tell who is meant, and what may be quoted."""

from __future__ import annotations

import pytest

from phieu.coding.answers import OpenAnswer
from phieu.coding.identifying import Trait, identifying, masked
from phieu.coding.quoting import NotQuotableError, QuoteMark, last_marks, quotable, quotes_for

TEXT = "Ông Nguyễn Văn An ở thôn Phú Bình làm việc chậm, gọi 0905 123 456 không nghe."


def _found(text: str, **options) -> list[tuple[Trait, str]]:
    return [(p.trait, text[p.start : p.end]) for p in identifying(text, **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TEXT, [
            (Trait.PERSON, "Nguyễn Văn An"), (Trait.UNIT, "thôn Phú Bình"),
            (Trait.PHONE, "0905 123 456"),
        ]),
        ("đ/c T. làm tốt", [(Trait.PERSON, "T.")]),
        ("anh N.V.A hay vắng", [(Trait.PERSON, "N.V.A")]),
        ("gọi +84 905123456", [(Trait.PHONE, "+84 905123456")]),
        ("CCCD 049123456789", [(Trait.NUMBER, "049123456789")]),
        ("xe 92A-123.45", [(Trait.NUMBER, "92A-123.45")]),
        ("thư a.b@c.vn", [(Trait.EMAIL, "a.b@c.vn")]),
        ("Nhà số 12 đường Hùng Vương", [(Trait.ADDRESS, "số 12 đường Hùng Vương")]),
        ("tổ 5 và Thị trấn Trà My", [(Trait.UNIT, "tổ 5"), (Trait.UNIT, "Thị trấn Trà My")]),
        ("Alăng Bhuốch giúp dân", [(Trait.PERSON, "Alăng Bhuốch")]),
    ],
)  # fmt: skip
def test_names_numbers_addresses_and_units_are_flagged(text, found):
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Công an xã phối hợp tốt. Mai sẽ tốt hơn.",
        "Đảng ủy, Ủy ban nhân dân xã và Mặt trận Tổ quốc Việt Nam",
        "Đề nghị đồng chí Trưởng Công an xã tiếp dân",
        "xã nhà còn khó khăn, 15 người, 20.000.000 đồng",
        "ĐỀ NGHỊ CÔNG AN XÃ TUẦN TRA",
    ],
)
def test_what_names_nobody_is_not_flagged(text):
    assert _found(text) == []


def test_names_that_the_round_knows_are_flagged_as_they_stand():
    assert _found("Ở Trà Giác đường xấu", known=["Trà Giác"]) == [(Trait.UNIT, "Trà Giác")]


def test_what_is_flagged_is_masked_by_what_it_tells():
    assert masked(TEXT, identifying(TEXT)) == (
        "Ông [tên người] ở [địa danh] làm việc chậm, gọi [số điện thoại] không nghe."
    )


def test_a_quotation_has_the_answers_words_and_no_others():
    answer = OpenAnswer("AAAA", "H3", TEXT)

    assert quotable(answer, "[…] làm việc chậm") == "[…] làm việc chậm"
    assert quotable(answer, masked(TEXT, identifying(TEXT))).startswith("Ông [tên người] ở")
    for words in ("làm việc rất chậm", "không nghe […] làm việc", "[…]", " "):
        with pytest.raises(NotQuotableError):
            quotable(answer, words)


def test_what_may_still_name_somebody_is_quoted_only_when_a_person_says_that_it_does_not():
    answer = OpenAnswer("AAAA", "H3", "Nhà thơ Hồ Xuân Hương đã dạy")

    with pytest.raises(NotQuotableError, match="Hồ Xuân Hương"):
        quotable(answer, answer.text)
    assert quotable(answer, answer.text, looked=True) == answer.text


def test_only_what_a_person_marked_is_quoted_and_the_last_mark_counts(desk):
    for serial in ("AAAA", "BBBB", "FFFF"):
        for coder in ("An", "Bình"):
            desk.codes(serial, coder, 21)
    marks = last_marks(
        [
            QuoteMark("BBBB", "H3", "An", None, 3),
            QuoteMark("BBBB", "H3", "An", "địa bàn […]", 1),
            QuoteMark("AAAA", "H3", "An", "Thiếu biên chế", 2),
            QuoteMark("DDDD", "H3", "An", "Trao đổi […]", 4),  # not coded yet
        ]
    )

    assert quotes_for(21, desk.work, marks) == ["Thiếu biên chế"]
    assert quotes_for(2, desk.work, marks) == ["Thiếu biên chế"]  # and of the code above
    assert quotes_for(11, desk.work, marks) == []
