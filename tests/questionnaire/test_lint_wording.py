"""The wording rules by example: what each finds, and what it leaves alone."""

from __future__ import annotations

import unicodedata

import pytest

from phieu.questionnaire.codes import Code, Row, Scale
from phieu.questionnaire.kinds import (
    Integer,
    LongText,
    Matrix,
    PaperBox,
    Question,
    Rating,
    SingleChoice,
)
from phieu.questionnaire.lint import check
from phieu.questionnaire.model import Introduction, Questionnaire, Section

LEVELS = {
    "HL": ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"),
    "DY": ("Hoàn toàn không đồng ý", "Không đồng ý", "Phân vân", "Đồng ý", "Hoàn toàn đồng ý"),
    "TX": ("Không bao giờ", "Hiếm khi", "Thỉnh thoảng", "Thường xuyên", "Rất thường xuyên"),
}


def _scale(name: str) -> Scale:
    levels = [Code(value=i, label=label) for i, label in enumerate(LEVELS[name], start=1)]
    return Scale(name=name, codes=(*levels, Code(value=9, label="Không đánh giá", missing=True)))


def form(*questions: Question, subject: str = "", language: str = "vi") -> Questionnaire:
    return Questionnaire(
        id="N",
        version="1",
        language=language,
        bodies={"UB": "Ủy ban nhân dân"},
        introduction=Introduction(
            title="Phiếu", subject=subject, addressee={"UB": "UBND"}, running_title="Phiếu"
        ),
        scales={name: _scale(name) for name in LEVELS},
        sections=(Section(id="A", title="Phần", questions=questions),),
    )


def rules(questionnaire: Questionnaire) -> set[str]:
    return {finding.rule for finding in check(questionnaire)}


def open_question(text: str) -> LongText:
    return LongText(id="H1", kind="text", text=text)


def rating(text: str, scale: str = "HL") -> Rating:
    return Rating(id="H1", kind="scale", text=text, scale=scale)


def rows(*texts: str, scale: str = "HL") -> Matrix:
    items = tuple(Row(id=f"B1_{i}", text=text) for i, text in enumerate(texts, start=1))
    return Matrix(id="B1", kind="matrix", text="Đánh giá về:", scale=scale, rows=items)


LONG = "nhân dân " * 21

STEMS = {
    "wording-and-or": (
        ["Cán bộ xã và/hoặc công an có đến nhà không?", "Ông và (hoặc) Bà có tham gia không?"],
        ["Cán bộ xã hoặc công an có đến nhà không?", "Ông/Bà có tham gia không?"],
    ),
    "wording-double-negation": (
        [
            "Có phải không phải là không có ai tiếp dân?",
            "Ông/Bà chưa bao giờ không được trả lời đúng hẹn?",
            "Không ai không biết số điện thoại trực ban, đúng hay sai?",
        ],
        [
            "Ông/Bà có được trả lời đúng hẹn không?",
            "Hồ sơ chưa được giải quyết vì không đủ giấy tờ:",
            "Ông/Bà có biết không? Không biết thì hỏi ai?",
            "Vì sao Ông/Bà không phải không?",
        ],
    ),
    "wording-leading": (
        [
            "Ông/Bà có đồng ý rằng Công an xã làm tốt không?",
            "Phải chăng thủ tục đã đơn giản hơn?",
            "Đảng và Nhà nước đã quan tâm đến Ông/Bà như thế nào?",
            "Chính quyền xã luôn nỗ lực phục vụ; Ông/Bà thấy sao?",
            "Công an xã phục vụ tốt, đúng không?",
            "Chắc hẳn Ông/Bà hài lòng với kết quả?",
        ],
        [
            "Ông/Bà đồng ý hay không đồng ý với nhận định sau?",
            "Kết quả có đúng hẹn không?",
            "Công an xã đã đến nhà Ông/Bà mấy lần trong 6 tháng qua?",
            "Ông/Bà có phải nộp thêm giấy tờ không?",
        ],
    ),
    "wording-absolute": (
        ["Cán bộ luôn luôn đúng giờ phải không ạ:", "Tất cả cán bộ đều thân thiện:"],
        ["Xin chọn tất cả các hình thức đã dùng:", "Cán bộ có đúng giờ không?"],
    ),
    "wording-vague": (
        [
            "Gần đây Ông/Bà có đến trụ sở không?",
            "Ông/Bà có thường xuyên đến trụ sở không?",
            "Thời gian qua an ninh trật tự ra sao?",
        ],
        [
            "Trong 6 tháng gần đây Ông/Bà có đến trụ sở không?",
            "Mức độ thường xuyên Ông/Bà đến trụ sở trong năm 2023:",
            "Ông/Bà có đến trụ sở không?",
        ],
    ),
    "wording-no-period": (
        ["Ông/Bà đã đến trụ sở bao nhiêu lần?", "Số lần Ông/Bà đến trụ sở:"],
        [
            "Ông/Bà đã đến trụ sở bao nhiêu lần trong 12 tháng qua?",
            "Số lần Ông/Bà đến trụ sở mỗi tháng:",
            "Nhà Ông/Bà có bao nhiêu người?",
        ],
    ),
    "wording-jargon": (
        ["Ông/Bà chấm điểm theo thang Likert:", "Ông/Bà có nhận được feedback không?"],
        ["Ông/Bà có nhận được trả lời không?"],
    ),
    "wording-long-sentence": (
        [f"Theo Ông/Bà thì {LONG.strip()}?"],
        ["Theo Ông/Bà: " + "nhân dân " * 15 + "ta. " + "Nhân dân " * 15 + "ta?"],
    ),
    "wording-abbreviation": (
        ["Ông/Bà có thẻ BHYT không?", "Hồ sơ TTHC có đúng hẹn không?"],
        [
            "Ông/Bà có thẻ bảo hiểm y tế (BHYT) không?",
            "Ông/Bà có đến UBND không?",
            "Quét mã QR ở Phần II.",
            "Sang thế kỷ XXI chưa?",
        ],
    ),
    "wording-capitals": (
        ["XIN GHI RÕ lý do:"],
        ["Xin ghi rõ lý do:", "UBND hay MTTQ?"],
    ),
    "wording-end-mark": (
        ["Ông/Bà có ý kiến gì"],
        ["Ông/Bà có ý kiến gì?", "Ý kiến của Ông/Bà:", "Xin ghi ý kiến (nếu có)"],
    ),
    "text-spaces": (
        ["Ông/Bà  có ý kiến gì?", "Ý kiến , nếu có:", "Ý kiến,nếu có:", "Ý kiến ( nếu có):"],
        ["Ông/Bà có ý kiến gì?", "Ý kiến, nếu có: 1.000,5 đồng; …"],
    ),
    "text-nfc": (
        [unicodedata.normalize("NFD", "Ý kiến của Ông/Bà:")],
        ["Ý kiến của Ông/Bà:"],
    ),
    "text-tone-marks": (
        ["Hòa giải hay hoà giải?", "Thuỷ lợi của Ủy ban:"],
        ["Hòa giải, thủy lợi, quý, hoàn thành, khỏe:", "Hoà giải, thuỷ lợi, quý, hoàn thành:"],
    ),
    "text-quotes": (
        ["Hai chữ “lắng nghe” và \"gần dân\":"],
        ["Hai chữ “lắng nghe” và “gần dân”:", 'Hai chữ "lắng nghe" và "gần dân":'],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, (bad, _good) in STEMS.items() for text in bad]
)
def test_a_weakness_of_wording_is_found(rule: str, text: str) -> None:
    assert rule in rules(form(open_question(text)))


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, (_bad, good) in STEMS.items() for text in good]
)
def test_sound_wording_is_left_alone(rule: str, text: str) -> None:
    # The form's own words are in the older style of tone marks, which the example may not be.
    questionnaire = form(open_question(text)).model_copy(update={"bodies": {}})
    if rule == "text-tone-marks":
        questionnaire = questionnaire.model_copy(update={"scales": {}})
    elif rule == "wording-abbreviation":
        questionnaire = form(open_question(text))
    assert rule not in rules(questionnaire)


@pytest.mark.parametrize(
    "text",
    [
        "Thái độ phục vụ và năng lực chuyên môn của cán bộ:",
        "Cán bộ giải quyết nhanh và thân thiện:",
        "Quy trình cũng như chi phí:",
        "Chào hỏi đúng mực; giới thiệu rõ tên:",
    ],
)
def test_two_judged_things_in_one_item_are_found(text: str) -> None:
    assert "wording-double-barrelled" in rules(form(rating(text)))
    assert "wording-double-barrelled" in rules(form(rows("Thái độ phục vụ", text)))


@pytest.mark.parametrize(
    "text",
    [
        "Tư thế, tác phong của cán bộ và chiến sĩ:",
        "Tác phong và tư thế của cán bộ:",
        "Thủ tục công khai và minh bạch:",
        "Phòng ngừa, đấu tranh với tội phạm và tệ nạn xã hội:",
    ],
)
def test_what_is_said_as_one_thing_is_not_two(text: str) -> None:
    assert "wording-double-barrelled" not in rules(form(rating(text)))


def test_an_open_question_may_name_two_things() -> None:
    question = open_question("Góp ý về thái độ phục vụ và năng lực; kiến nghị khác:")
    assert "wording-double-barrelled" not in rules(form(question))


def test_items_of_one_table_are_told_of_together() -> None:
    findings = check(form(rows("Chào hỏi; giới thiệu", "Đúng giờ", "Lắng nghe; trả lời")))
    (found,) = (f for f in findings if f.rule == "wording-double-barrelled")
    assert "B1_1, B1_3" in found.message


def test_agreement_to_a_negation_is_a_double_negation() -> None:
    negated = rating("Cán bộ không gây phiền hà cho người dân.", "DY")
    assert "wording-double-negation" in rules(form(negated))
    assert "wording-double-negation" in rules(form(rows("Cán bộ chưa đúng giờ", scale="DY")))
    assert "wording-double-negation" not in rules(form(rows("Cán bộ chưa đúng giờ", scale="HL")))
    assert "wording-double-negation" not in rules(form(rating("Cán bộ đúng giờ.", "DY")))


def test_how_often_needs_a_period_which_the_hint_or_the_subject_may_give() -> None:
    question = rating("Mức độ gặp vi phạm:", "TX")
    assert "wording-no-period" in rules(form(question))
    hinted = question.model_copy(update={"hint": "tính trong 6 tháng qua"})
    assert "wording-no-period" not in rules(form(hinted))
    assert "wording-no-period" not in rules(form(question, subject="Năm 2023"))


def test_a_number_of_meetings_needs_a_period_and_a_number_of_people_does_not() -> None:
    def counted(unit: str) -> Integer:
        return Integer(id="C1", kind="integer", text="Xin cho biết:", most=99, unit=unit)

    assert "wording-no-period" in rules(form(counted("cuộc")))
    assert "wording-no-period" not in rules(form(counted("người")))


def test_options_and_hints_are_read_too() -> None:
    codes = (Code(value=1, label="Điện thoại và/hoặc thư"), Code(value=2, label="Gặp mặt"))
    choice = SingleChoice(id="A1", kind="single", text="Cách liên hệ:", codes=codes)
    assert "wording-and-or" in rules(form(choice))
    hinted = open_question("Ý kiến:").model_copy(update={"hint": "một và/hoặc hai ý"})
    assert "wording-and-or" in rules(form(hinted))


def test_who_signs_may_stand_in_capitals() -> None:
    box = PaperBox(id="KY", kind="paper_box", text="TM. ỦY BAN NHÂN DÂN", purpose="signature")
    assert not rules(form(box)) & {"wording-capitals", "wording-abbreviation"}


def test_an_abbreviation_is_told_of_once() -> None:
    findings = check(form(rows("Thẻ BHYT còn hạn", "Thẻ BHYT đúng tên")))
    assert [f.path[-2] for f in findings if f.rule == "wording-abbreviation"] == [0]


def test_a_form_in_another_language_is_not_judged_by_vietnamese_wording() -> None:
    questionnaire = form(open_question("Gần đây Ông/Bà ra sao"), language="en")
    assert not {rule for rule in rules(questionnaire) if rule.startswith("wording")}
