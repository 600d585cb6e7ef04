"""LimeSurvey's rows, read back as its importer reads them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.interchange.limesurvey import survey_tsv
from phieu.interchange.limesurvey.expression_script import Names, relevance
from phieu.interchange.limesurvey.questions import as_html
from phieu.interchange.limesurvey.survey import COLUMNS
from phieu.questionnaire.kinds import MultipleChoice, PaperBox
from phieu.questionnaire.logic.tree import (
    Answer,
    Answered,
    Arithmetic,
    Compare,
    Count,
    Day,
    In,
    Includes,
    Not,
    Number,
    Text,
)
from phieu.questionnaire.model import Questionnaire

# What its importer takes: application/models/Question.php of LimeSurvey.
QUESTION_CODE = re.compile(r"[a-zA-Z][a-zA-Z0-9]{0,19}")
PART_CODE = re.compile(r"[a-zA-Z0-9]{1,20}")
ANSWER_CODE = re.compile(r"[a-zA-Z0-9]{1,5}")


def read(data: bytes) -> list[dict[str, Any]]:
    assert data.startswith(b"\xef\xbb\xbf")  # as LimeSurvey's own export has it
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), dialect="excel-tab"))


def of_class(rows: list[dict[str, Any]], kind: str, language: str = "vi") -> list[dict[str, Any]]:
    return [row for row in rows if row["class"] == kind and row["language"] in (language, "")]


@pytest.fixture(scope="module")
def rows(every_kind: Questionnaire) -> list[dict[str, Any]]:
    return read(survey_tsv(every_kind).data)


@pytest.fixture(scope="module")
def questions(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in of_class(rows, "Q")}


def test_the_columns_begin_as_the_manual_lists_them(every_kind: Questionnaire) -> None:
    head = survey_tsv(every_kind).data.decode("utf-8-sig").split("\n", 1)[0].split("\t")
    assert head[:9] == [
        "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language",
    ]  # fmt: skip
    assert tuple(head) == COLUMNS


def test_each_kind_has_its_letter(questions: dict[str, dict[str, Any]]) -> None:
    letters = {name: row["type/scale"] for name, row in questions.items()}
    assert letters == {
        "LOI": "X", "DY0": "L", "A1": "L", "A2": "L", "A26text": "S", "A3DU": "L", "B1": "F",
        "C1": "M", "C12text": "S", "C2": "R", "C4": "N", "C5": "N", "C6": "L", "D1": "S",
        "D2": "T", "D3": "D", "D4": "D", "T": ":", "XH": "!", "XX": "!", "Y1": "*", "Y2": "*",
        "Z": "*", "D5": "S",
    }  # fmt: skip


def test_codes_are_such_as_its_importer_takes(shipped: dict[str, Questionnaire]) -> None:
    for questionnaire in shipped.values():
        rows = read(survey_tsv(questionnaire).data)
        assert all(QUESTION_CODE.fullmatch(row["name"]) for row in of_class(rows, "Q"))
        assert all(PART_CODE.fullmatch(row["name"]) for row in of_class(rows, "SQ"))
        assert all(ANSWER_CODE.fullmatch(row["name"]) for row in of_class(rows, "A"))
        assert max(Counter(row["name"] for row in of_class(rows, "Q")).values()) == 1


def test_a_row_keeps_its_column_name(rows: list[dict[str, Any]]) -> None:
    group = [row["class"] + row["name"] for row in of_class(rows, "Q") + of_class(rows, "SQ")]
    assert "QB1" in group  # row B1_1 is subquestion 1 of B1: its column is called B1_1 there
    parts = [row for row in of_class(rows, "SQ") if row["text"] == "Đúng giờ"]
    assert [part["name"] for part in parts] == ["1"]


def test_the_relevance_of_a_row_follows_its_body(rows: list[dict[str, Any]]) -> None:
    (row,) = [row for row in of_class(rows, "SQ") if row["text"] == "Đúng hẹn"]
    assert row["relevance"] == "A1.NAOK == 2"


def test_everything_after_the_consent_waits_for_it(rows: list[dict[str, Any]]) -> None:
    first, second, third = of_class(rows, "G")
    assert first["relevance"] == "1"
    assert second["relevance"] == "DY0.NAOK == 1"
    assert third["relevance"].startswith("(DY0.NAOK == 1 and ")


def test_logic_is_carried_with_its_blanks(
    rows: list[dict[str, Any]], questions: dict[str, dict[str, Any]]
) -> None:
    third = of_class(rows, "G")[2]["relevance"]
    assert third == (
        "(DY0.NAOK == 1 and ((!is_empty(A3DU.NAOK) and A3DU.NAOK != 9 and A3DU.NAOK <= 2)"
        " or B1_1.NAOK == 1 or B1_1.NAOK == 2))"
    )
    assert questions["C4"]["relevance"] == "C1_8.NAOK != 'Y'"
    assert questions["C4"]["em_validation_q"] == (
        "((is_empty(C4.NAOK) or (!is_empty(C4.NAOK) and C4.NAOK <= 40) or A2.NAOK == 1))"
    )
    assert questions["C4"]["em_validation_q_tip"] == "Số cuộc quá nhiều"
    assert questions["D5"]["relevance"] == (
        "(!is_empty(D3.NAOK) and strtotime(D3.NAOK) >= strtotime('2023-03-01')"
        " and (!is_empty(A2.NAOK) or !is_empty(A26text.NAOK)))"
    )


def test_a_calculation_is_an_equation_that_is_empty_without_its_answers(
    questions: dict[str, dict[str, Any]],
) -> None:
    counted = "count(C1_1.NAOK, C1_2.NAOK, C1_3.NAOK, C1_8.NAOK)"
    assert questions["Z"]["text"] == (
        f"{{if(!is_empty(C4.NAOK) and {counted} != 0, round((C4.NAOK / {counted}), 2), '')}}"
    )
    assert questions["Z"]["hidden"] == "1"
    assert questions["Y1"]["text"] == "{SURVEYLANGUAGE}"
    assert questions["Y2"]["text"] == "{'dot1'}"


def test_words_beside_an_option_are_asked_when_it_is_chosen(
    questions: dict[str, dict[str, Any]],
) -> None:
    assert questions["A26text"]["relevance"] == "A2.NAOK == 6"
    assert questions["C12text"]["relevance"] == "C1_2.NAOK == 'Y'"


def test_limits_are_settings(questions: dict[str, dict[str, Any]]) -> None:
    assert questions["C1"]["exclude_all_others"] == "8"
    assert questions["C1"]["max_answers"] == "2"
    assert questions["C2"]["max_answers"] == "2"
    assert (questions["C4"]["min_num_value_n"], questions["C4"]["max_num_value_n"]) == ("0", "50")
    assert questions["C5"]["max_num_value_n"] == "12.5"
    assert questions["D3"]["date_max"] == "2024-12-31"
    assert questions["D4"]["date_format"] == "mm/yyyy"


def test_both_languages_have_the_same_rows(rows: list[dict[str, Any]]) -> None:
    kept = ("id", "related_id", "class", "type/scale", "relevance")
    for kind in ("G", "Q", "SQ", "A"):
        own, other = of_class(rows, kind, "vi"), of_class(rows, kind, "en")
        assert [[r[k] for k in kept] for r in own] == [[r[k] for k in kept] for r in other]
    english = {row["name"]: row for row in of_class(rows, "Q", "en")}
    assert english["A2"]["text"] == "A2. How often"
    assert english["C4"]["em_validation_q_tip"] == "Too many meetings"
    assert english["C4"]["suffix"] == "meetings"
    assert english["C4"]["max_num_value_n"] == ""  # a setting stands once, with the first language
    assert english["D1"]["text"] == "D1. Tên gọi"  # not translated yet


def test_ids_of_questions_and_subquestions_are_unlike(rows: list[dict[str, Any]]) -> None:
    ids = [row["id"] for row in of_class(rows, "Q") + of_class(rows, "SQ")]
    assert len(ids) == len(set(ids))


def test_the_answers_are_those_of_the_questionnaire(rows: list[dict[str, Any]]) -> None:
    names = {row["id"]: row["name"] for row in of_class(rows, "Q")}
    answers = [
        (row["name"], row["text"]) for row in of_class(rows, "A") if names[row["id"]] == "C6"
    ]
    assert answers[0] == ("0", "0 (kém nhất)")
    assert answers[-2:] == [("10", "10 (tốt nhất)"), ("99", "Không biết")]


def test_texts_are_html_without_expressions(questions: dict[str, dict[str, Any]]) -> None:
    assert questions["D2"]["text"] == "D2. Ý kiến &#123;tự do&#125;"


@given(st.text())
def test_no_text_can_hold_an_expression_a_tag_or_a_line(text: str) -> None:
    written = as_html(text)
    assert not set('{}<>"\\\n') & set(written.replace("<br />", ""))


def test_a_body_question_is_added_where_none_is_printed(every_kind: Questionnaire) -> None:
    section = every_kind.sections[1]
    kept = tuple(question for question in section.questions if question.id != "A1")
    without = every_kind.model_copy(
        update={
            "sections": (
                every_kind.sections[0],
                section.model_copy(update={"questions": kept}),
                every_kind.sections[2],
            )
        }
    )
    rows = read(survey_tsv(without).data)
    assert next(row["name"] for row in of_class(rows, "Q")) == "BODY"
    (row,) = [row for row in of_class(rows, "SQ") if row["text"] == "Đúng hẹn"]
    assert row["relevance"] == "BODY.NAOK == 2"


def test_losses_name_what_is_gone(every_kind: Questionnaire) -> None:
    lost = {(loss.where, loss.what) for loss in survey_tsv(every_kind).losses}
    assert ("K1", "ô chỉ có trên giấy") in lost
    assert ("C4", "các lời nhắc") in lost
    assert ("section.A", "chủ đề T1") in lost
    assert ("X", "quan hệ giữa các cấp: danh sách của mỗi cấp theo cấp trên") in lost
    assert ("A3_DU", "tên biến: ở đó là “A3DU”") in lost
    assert ("LOI", "chữ dành riêng cho một số người trả lời") in lost
    assert all(loss.why for loss in survey_tsv(every_kind).losses)


def test_every_question_of_a_shipped_form_is_there(shipped: dict[str, Questionnaire]) -> None:
    for name, questionnaire in shipped.items():
        exported = survey_tsv(questionnaire)
        assert exported == survey_tsv(questionnaire), name
        text = exported.data.decode("utf-8-sig")
        assert unicodedata.is_normalized("NFC", text)
        asked = [q for q in questionnaire.questions() if not isinstance(q, PaperBox)]
        rows = read(exported.data)
        assert len(of_class(rows, "Q")) >= len(asked)
        ticks = sum(len(q.codes) for q in asked if isinstance(q, MultipleChoice))
        assert len(of_class(rows, "SQ")) >= ticks
        assert not [loss for loss in exported.losses if "biểu thức" in loss.what], name


NAMES = Names({"A3_DU": "A3DU"}, frozenset({"C3_7"}), frozenset({"D1"}), {"X": {100_000: "A1"}})


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (Compare(Answer("A3_DU"), "=", Number(1)), "A3DU.NAOK == 1"),
        (Compare(Answer("A5"), "=", Number(0)), "(!is_empty(A5.NAOK) and A5.NAOK == 0)"),
        (Compare(Answer("A5"), "!=", Number(1)), "(!is_empty(A5.NAOK) and A5.NAOK != 1)"),
        (Not(Compare(Answer("A5"), "=", Number(1))), "A5.NAOK != 1"),
        (
            Not(Compare(Answer("A5", (9,)), ">", Number(3))),
            "(is_empty(A5.NAOK) or A5.NAOK == 9 or A5.NAOK <= 3)",
        ),
        (In(Answer("A5"), (Number(1), Number(2))), "(A5.NAOK == 1 or A5.NAOK == 2)"),
        (Includes("C3", 7), "C3_7.NAOK == 'Y'"),
        (Compare(Answer("C3_7"), "=", Number(1)), "if(C3_7.NAOK == 'Y', 1, 0) == 1"),
        (Includes("B3", 7, ("B3_1", "B3_2")), "(B3_1.NAOK == 7 or B3_2.NAOK == 7)"),
        (Not(Answered("A5", ("A5",))), "is_empty(A5.NAOK)"),
        (Compare(Answer("S"), "=", Text("a'b")), "S.NAOK == 'a\\'b'"),
        (Compare(Answer("X"), "=", Number(100_000)), "X.NAOK == 'A1'"),
        (
            Compare(Arithmetic(Answer("N", (9,)), "/", Count("C3", (1, 2))), ">=", Number(0.5)),
            "(!is_empty(N.NAOK) and N.NAOK != 9 and count(C3_1.NAOK, C3_2.NAOK) != 0"
            " and (N.NAOK / count(C3_1.NAOK, C3_2.NAOK)) >= 0.5)",
        ),
    ],
)
def test_a_condition_in_expression_script(condition: Any, written: str) -> None:
    assert relevance(condition, NAMES) == written


def test_days_are_compared_as_moments() -> None:
    condition = Compare(Answer("D1"), "<", Day(date(2023, 3, 1)))
    assert relevance(condition, NAMES) == (
        "(!is_empty(D1.NAOK) and strtotime(D1.NAOK) < strtotime('2023-03-01'))"
    )
