from __future__ import annotations

from phieu.questionnaire.codebook import YES_NO, Variable, codebook
from phieu.questionnaire.model import Questionnaire


def _variable(questionnaire: Questionnaire, name: str) -> Variable:
    return next(v for v in codebook(questionnaire) if v.name == name)


def test_the_variables_stand_in_the_order_of_the_questionnaire(small: Questionnaire) -> None:
    assert [variable.name for variable in codebook(small)] == [
        "DY", "A1", "A2", "B1_1", "B1_2", "C1_1", "C1_2",
        "C2_1", "C2_2", "C2_3", "C2_2_text", "C3", "D1",
    ]  # fmt: skip


def test_a_scale_gives_ordered_levels_and_its_missing_codes(small: Questionnaire) -> None:
    row = _variable(small, "B1_1")
    assert row.values == (
        (1, "Không"),
        (2, "Có"),
        (7, "Không đọc được"),
        (8, "Không hợp lệ (đánh dấu nhiều ô)"),
        (9, "Không đánh giá"),
    )
    assert (row.measure, row.missing, row.scale) == ("ordinal", (7, 8, 9), "HL")
    assert row.label == "B1_1. Dòng về Công an cấp xã"


def test_a_prefilled_answer_cannot_be_invalid(small: Questionnaire) -> None:
    assert _variable(small, "A1").values == ((1, "Đảng ủy"), (2, "Ủy ban nhân dân"))


def test_a_multiple_choice_gives_a_flag_an_answer_and_a_place_for_words(
    small: Questionnaire,
) -> None:
    assert _variable(small, "C2_1").values == YES_NO
    assert _variable(small, "C2_2_text").kind == "text"


def test_a_label_loses_the_colon_that_leads_over_to_boxes(small: Questionnaire) -> None:
    assert _variable(small, "C2_2").label == "C2. Khác (ghi rõ)"
    assert _variable(small, "C2_2_text").label == "C2. Hình thức – Khác (ghi rõ)"


def test_a_variable_knows_which_bodies_are_asked(small: Questionnaire) -> None:
    assert not _variable(small, "B1_2").asked_of("UB")
    assert _variable(small, "B1_1").asked_of("UB")
    assert not _variable(small, "D1").asked_of("DU")
