"""REDCap's dictionary, read back and held against the questionnaire's own codebook."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from phieu.interchange.redcap import dictionary_csv
from phieu.interchange.redcap.branching import Names, branching, calculation
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.logic.tree import (
    Always,
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

COLUMNS = [
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max",
    "Identifier?", "Branching Logic (Show field only if...)", "Required Field?",
    "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation",
]  # fmt: skip
CHOICES, BRANCHING = COLUMNS[5], COLUMNS[11]


def read(data: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def choices(row: dict[str, Any]) -> list[tuple[int, str]]:
    pairs = (choice.split(", ", 1) for choice in row[CHOICES].split(" | "))
    return [(int(code), label) for code, label in pairs]


@pytest.fixture(scope="module")
def fields(every_kind: Questionnaire) -> dict[str, dict[str, Any]]:
    return {row[COLUMNS[0]]: row for row in read(dictionary_csv(every_kind).data)}


def test_the_eighteen_columns_stand_in_their_order(every_kind: Questionnaire) -> None:
    first = dictionary_csv(every_kind).data.decode().split("\r\n", 1)[0]
    assert next(csv.reader([first])) == COLUMNS


def test_the_record_comes_first(fields: dict[str, dict[str, Any]]) -> None:
    assert next(iter(fields)) == "record_id"
    assert fields["record_id"]["Field Label"] == "Số phiếu"


def test_each_kind_has_its_type(fields: dict[str, dict[str, Any]]) -> None:
    types = {name: (row["Field Type"], row[COLUMNS[7]]) for name, row in fields.items()}
    assert types == {
        "record_id": ("text", ""), "loi": ("descriptive", ""), "dy0": ("radio", ""),
        "a1": ("radio", ""), "a2": ("radio", ""), "a2_6_text": ("text", ""),
        "a3_du": ("radio", ""), "b1": ("descriptive", ""), "b1_1": ("radio", ""),
        "b1_ub_2": ("radio", ""), "c1": ("checkbox", ""), "c1_2_text": ("text", ""),
        "c2": ("descriptive", ""), "c2_1": ("radio", ""), "c2_2": ("radio", ""),
        "c4": ("text", "integer"), "c5": ("text", "number"), "c6": ("radio", ""),
        "d1": ("text", ""), "d2": ("notes", ""), "d3": ("text", "date_dmy"),
        "d4": ("text", "date_dmy"), "t": ("descriptive", ""), "t_1_n": ("text", "integer"),
        "t_1_t": ("text", "integer"), "t_2_n": ("text", "integer"), "t_2_t": ("text", "integer"),
        "x_h": ("dropdown", "autocomplete"), "x_x": ("dropdown", "autocomplete"),
        "y1": ("text", ""), "y2": ("text", ""), "z": ("calc", ""), "d5": ("text", ""),
    }  # fmt: skip


def test_every_variable_of_a_shipped_form_is_a_field(shipped: dict[str, Questionnaire]) -> None:
    for name, questionnaire in shipped.items():
        exported = dictionary_csv(questionnaire)
        rows = read(exported.data)
        names = [row[COLUMNS[0]] for row in rows]
        assert max(Counter(names).values()) == 1, name
        assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,25}", field) for field in names), name
        by_name = {row[COLUMNS[0]]: row for row in rows}
        renamed = {loss.where for loss in exported.losses if "tên biến" in loss.what}
        for variable in codebook(questionnaire):
            if variable.kind == "flag":
                question, code = variable.name.rsplit("_", 1)
                row = by_name[question.lower()]
                assert int(code) in dict(choices(row))
                continue
            if variable.name in renamed:
                continue
            row = by_name[variable.name.lower()]
            if variable.kind == "code":
                added = variable.reserved
                own = [(c, label.replace("|", "/")) for c, label in variable.values
                       if added is None or added.why(c) is None]  # fmt: skip
                assert sorted((c, label.rstrip(" :")) for c, label in choices(row)) == own
        assert not [loss for loss in exported.losses if "biểu thức" in loss.what], name


def test_a_table_is_a_matrix_under_its_question(fields: dict[str, dict[str, Any]]) -> None:
    assert fields["b1"]["Field Label"] == "Hài lòng về Công an cấp xã:"
    assert fields["b1_1"]["Matrix Group Name"] == "b1"
    assert fields["c2_1"]["Matrix Group Name"] == "c2"
    assert fields["c2_1"]["Matrix Ranking?"] == "y"
    assert fields["c2_2"]["Field Label"] == "Thứ hai"


def test_limits_and_tags(fields: dict[str, dict[str, Any]]) -> None:
    assert fields["c1"]["Field Annotation"] == "@NONEOFTHEABOVE='8' @MAXCHECKED=2"
    assert fields["d1"]["Field Annotation"] == "@CHARLIMIT='40'"
    assert fields["y2"]["Field Annotation"] == "@HIDDEN @DEFAULT='dot1'"
    assert (fields["c5"]["Text Validation Min"], fields["c5"]["Text Validation Max"]) == (
        "0",
        "12.5",
    )
    assert fields["d3"]["Text Validation Max"] == "2024-12-31"
    assert fields["c4"]["Field Note"] == "cuộc"
    assert fields["dy0"]["Required Field?"] == "y"


def test_a_bar_in_an_answer_does_not_end_it(fields: dict[str, dict[str, Any]]) -> None:
    assert choices(fields["a2"])[1] == (2, "Hằng tuần / hằng tháng")


def test_branching_joins_consent_body_section_and_question(
    fields: dict[str, dict[str, Any]],
) -> None:
    assert fields["loi"][BRANCHING] == ""
    assert fields["b1_ub_2"][BRANCHING] == "[dy0] = '1' and [a1] = '2'"
    assert fields["c4"][BRANCHING] == "[dy0] = '1' and [c1(8)] = '0'"
    assert fields["d1"][BRANCHING] == (
        "[dy0] = '1' and (([a3_du] <> '' and [a3_du] <> '9' and [a3_du] <= 2)"
        " or [b1_1] = '1' or [b1_1] = '2')"
    )
    assert fields["c1_2_text"][BRANCHING] == "[dy0] = '1' and [c1(2)] = '1'"


def test_a_section_title_stands_above_its_first_field(fields: dict[str, dict[str, Any]]) -> None:
    headers = {name: row["Section Header"] for name, row in fields.items() if row["Section Header"]}
    assert headers == {"a1": "Phần một", "d1": "Phần hai"}


def test_a_calculation_is_carried(fields: dict[str, dict[str, Any]]) -> None:
    counted = "sum([c1(1)], [c1(2)], [c1(3)], [c1(8)])"
    assert fields["z"][CHOICES] == (
        f"if([c4] <> '' and {counted} <> 0, round(([c4] / {counted}), 2), '')"
    )


def test_another_language_can_be_written(every_kind: Questionnaire) -> None:
    exported = dictionary_csv(every_kind, "en")
    rows = {row[COLUMNS[0]]: row for row in read(exported.data)}
    assert rows["a2"]["Field Label"] == "How often"
    assert rows["record_id"]["Field Label"] == "Record number"
    assert [loss.where for loss in exported.losses if "ngôn ngữ" in loss.what] == [
        "translations.vi"
    ]


def test_long_names_are_shortened_told_and_kept_apart(every_kind: Questionnaire) -> None:
    section = every_kind.sections[2]
    long = "Mot_bien_co_ten_that_dai_va_dai"
    questions = tuple(
        section.questions[0].model_copy(update={"id": long + end}) for end in ("_a", "_b")
    )
    changed = every_kind.model_copy(
        update={"sections": (section.model_copy(update={"questions": questions, "when": None}),)}
    )
    exported = dictionary_csv(changed)
    names = [row[COLUMNS[0]] for row in read(exported.data)]
    assert names == ["record_id", "mot_bien_co_ten_that_dai_v", "mot_bien_co_ten_that_dai_2"]
    assert [loss.where for loss in exported.losses if "tên biến" in loss.what] == [
        long + "_a",
        long + "_b",
    ]


def test_losses_name_what_is_gone(every_kind: Questionnaire) -> None:
    lost = {(loss.where, loss.what) for loss in dictionary_csv(every_kind).losses}
    assert ("C4", "ràng buộc “Số cuộc quá nhiều”") in lost
    assert ("K1", "ô chỉ có trên giấy") in lost
    assert ("T", "dạng bảng: các ô xếp lần lượt từ trên xuống") in lost
    assert ("translations.en", "cả một ngôn ngữ") in lost
    assert ("introduction.purpose", "đoạn văn trước hoặc sau các câu hỏi") in lost


NAMES = Names(
    {"A5": "a5", "C3": "c3", "N": "n", "D": "d"},
    {"C3_7": ("C3", 7)},
    frozenset({"D"}),
    frozenset({"N"}),
)


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (Always(True), ""),
        (Compare(Answer("A5"), "=", Number(1)), "[a5] = '1'"),
        (Compare(Answer("A5"), "!=", Number(1)), "[a5] <> '' and [a5] <> '1'"),
        (Compare(Answer("N"), "<", Number(2.5)), "[n] <> '' and [n] < 2.5"),
        (In(Answer("A5"), (Number(1), Number(2))), "[a5] = '1' or [a5] = '2'"),
        (Not(In(Answer("A5"), (Number(1), Number(2)))), "[a5] <> '1' and [a5] <> '2'"),
        (Includes("C3", 7), "[c3(7)] = '1'"),
        (Not(Includes("C3", 7)), "[c3(7)] = '0'"),
        (Compare(Answer("C3_7"), "=", Number(1)), "[c3(7)] = '1'"),
        (Answered("C3", ("C3_7",)), "[c3(7)] = '1'"),
        (Compare(Answer("A5"), "=", Text("it's")), '[a5] = "it\'s"'),
        (
            Compare(Answer("D"), "<", Day(date(2023, 3, 1))),
            "[d] <> '' and datediff('2023-03-01', [d], 'd', true) < 0",
        ),
    ],
)
def test_a_condition_in_redcap(condition: Any, written: str) -> None:
    assert branching(condition, NAMES) == written


def test_a_number_without_blanks_needs_no_test() -> None:
    value = Arithmetic(Count("C3", (7,)), "+", Number(1))
    assert calculation(value, NAMES, 0) == "round((sum([c3(7)]) + 1), 0)"
