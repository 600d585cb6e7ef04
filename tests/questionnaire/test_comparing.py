"""Two versions of a questionnaire: what keeps data comparable, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.comparing import Change, Effect, comparable_variables, compare
from phieu.questionnaire.comparing.changes import KINDS
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load

FORM = """\
id: SO
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}
introduction:
  title: Phiếu
  running_title: Phiếu
  data_notice: Dữ liệu chỉ dùng để tổng hợp.
  addressee: {DU: Đảng ủy, UB: Ủy ban nhân dân}
scales:
  HL:
    name: Hài lòng
    satisfied: [3]
    codes:
      1: Không hài lòng
      2: Bình thường
      3: Hài lòng
      9: {label: Không đánh giá, missing: true}
  CL:
    name: Chất lượng
    codes: {1: Kém, 2: Trung bình, 3: Tốt}
sections:
  - id: A
    title: Thông tin
    questions:
      - id: A1
        kind: single
        text: "Chức vụ của người trả lời phiếu:"
        codes: {1: Bí thư, 2: Chủ tịch, 3: Công chức chuyên môn}
      - id: A2
        kind: multiple
        text: "Hình thức phối hợp đã dùng:"
        codes:
          1: Giao ban định kỳ
          2: Hội nghị
          3: {label: "Khác (ghi rõ):", specify: true}
      - id: A3
        kind: integer
        text: "Số cuộc giao ban trong 6 tháng qua:"
        most: 99
        unit: cuộc
      - id: A4
        kind: ranking
        text: "Hai vấn đề cần ưu tiên giải quyết:"
        places: 2
        codes: {1: Ma túy, 2: Trộm cắp, 3: Giao thông}
  - id: B
    title: Đánh giá
    topic: T1
    questions:
      - id: B1
        kind: matrix
        text: "Mức độ hài lòng về:"
        scale: HL
        rows:
          B1_1: Thời gian có mặt khi được yêu cầu phối hợp
          B1_2: Kết quả giải quyết kiến nghị của cơ quan
      - id: B2
        kind: scale
        text: "Nhìn chung, mức độ hài lòng của cơ quan:"
        scale: HL
      - id: B3
        kind: calculated
        text: Tổng
        expression: A3 / 6
      - id: B4
        kind: text
        text: "Kiến nghị, đề xuất với cấp trên:"
"""


@pytest.fixture(scope="module")
def old() -> Questionnaire:
    return load(FORM, "so.yaml")


def edited(*replacements: tuple[str, str], version: str = "2") -> Questionnaire:
    text = FORM.replace('version: "1"', f'version: "{version}"')
    for before, after in replacements:
        assert before in text
        text = text.replace(before, after, 1)
    return load(text, "moi.yaml")


def kinds(changes: tuple[Change, ...]) -> set[tuple[str, str]]:
    return {(change.part, change.kind) for change in changes}


COMPARABLE = [
    (("của người trả lời phiếu", "của người trả lời"), ("A1", "text-edited")),
    (("trong 6 tháng qua", "trong 12 tháng qua"), ("A3", "text-meaning")),
    (("        most: 99", "        most: 99\n        label: Giao ban"), ("A3", "label-edited")),
    (("        most: 99", "        most: 99\n        hint: ghi số"), ("A3", "hint-edited")),
    (("        most: 99", "        most: 99\n        number: A9"), ("A3", "number-changed")),
    (("3: Công chức chuyên môn}", "3: Công chức chuyên môn, 4: Khác}"), ("A1", "option-added")),
    (("2: Hội nghị", "2: Hội nghị, diễn đàn"), ("A2", "option-edited")),
    (("2: Hội nghị", "2: Hội nghị\n          4: Điện thoại"), ("A2", "option-added")),
    (("{1: Bí thư, 2: Chủ tịch,", "{2: Chủ tịch, 1: Bí thư,"), ("A1", "options-moved")),
    (("most: 99", "most: 200"), ("A3", "range-widened")),
    (("most: 99", "most: 50"), ("A3", "range-narrowed")),
    (("        most: 99", "        only: DU\n        most: 99"), ("A3", "audience-changed")),
    (("        most: 99", "        when: A1 = 1\n        most: 99"), ("A3", "condition-changed")),
    (("        most: 99", "        required: true\n        most: 99"), ("A3", "checks-changed")),
    (("    topic: T1", "    topic: T2"), ("B1", "topic-changed")),
    (("satisfied: [3]", "satisfied: [2, 3]"), ("HL", "satisfied-changed")),
    (("Không đánh giá, missing: true", "Không đánh giá"), ("HL", "missing-changed")),
    (("B1_1: Thời gian có", "B1_1: Thời gian cán bộ có"), ("B1_1", "text-edited")),
    (("title: Đánh giá", "title: Đánh giá chung"), ("B", "title-edited")),
    (("data_notice: Dữ", "data_notice: Mọi dữ"), ("introduction.data_notice", "notice-edited")),
    (("title: Phiếu", "title: Phiếu hỏi"), ("introduction.title", "introduction-edited")),
    (("sections:", "translations: {en: {A1: Post}}\nsections:"), ("en", "translation-changed")),
    (("sections:", "texts: {ten_ca: Công an xã}\nsections:"), ("ten_ca", "template-changed")),
    (
        (
            "        scale: HL\n      - id: B3",
            "        scale: HL\n        reverse: true\n      - id: B3",
        ),
        ("B2", "reverse-changed"),
    ),
]

BREAKING = [
    (
        ("A1\n        kind: single", "A1\n        kind: multiple"),
        ("A1", "kind-changed"),
        {"A1"},
    ),
    (("1: Bí thư, 2: Chủ tịch", "1: Chủ tịch, 2: Bí thư"), ("A1", "recoded"), {"A1"}),
    (("2: Chủ tịch", "2: Cán bộ Mặt trận"), ("A1", "code-reused"), {"A1"}),
    ((", 3: Công chức chuyên môn}", "}"), ("A1", "option-removed"), {"A1"}),
    (("1: Giao ban định kỳ", "1: Thư điện tử"), ("A2", "code-reused"), {"A2_1"}),
    (("3: Giao thông", "3: Tranh chấp đất đai"), ("A4", "code-reused"), {"A4_1", "A4_2"}),
    (("2: Bình thường", "2: Chưa hài lòng lắm"), ("HL", "code-reused"), {"B1_1", "B1_2", "B2"}),
    (
        ("3: Hài lòng\n", "3: Hài lòng\n      4: Rất hài lòng\n"),
        ("HL", "level-added"),
        {"B1_1", "B1_2", "B2"},
    ),
    (
        ("        scale: HL\n      - id: B3", "        scale: CL\n      - id: B3"),
        ("B2", "scale-changed"),
        {"B2"},
    ),
    (("unit: cuộc", "unit: buổi"), ("A3", "unit-changed"), {"A3"}),
    (
        ("kind: integer\n", "kind: decimal\n"),
        ("A3", "decimals-changed"),
        {"A3"},
    ),
    (("expression: A3 / 6", "expression: A3 / 12"), ("B3", "expression-changed"), {"B3"}),
    (
        (
            "Nhìn chung, mức độ hài lòng của cơ quan:",
            "Tình hình an ninh trên địa bàn so với trước:",
        ),
        ("B2", "text-replaced"),
        {"B2"},
    ),
    (
        ("B1_1: Thời gian có mặt khi được yêu cầu phối hợp", "B1_1: Trang phục gọn gàng"),
        ("B1_1", "text-replaced"),
        {"B1_1"},
    ),
]


@pytest.mark.parametrize(("replacement", "expected"), COMPARABLE)
def test_what_only_looks_different_keeps_the_data_comparable(
    old: Questionnaire, replacement: tuple[str, str], expected: tuple[str, str]
) -> None:
    new = edited(replacement)
    changes = compare(old, new)
    assert expected in kinds(changes)
    assert {change.effect for change in changes} == {Effect.COMPARABLE}
    before = {variable.name for variable in codebook(old)}
    assert before <= comparable_variables(old, new)


@pytest.mark.parametrize(("replacement", "expected", "variables"), BREAKING)
def test_what_means_another_thing_breaks_its_variables_and_no_others(
    old: Questionnaire,
    replacement: tuple[str, str],
    expected: tuple[str, str],
    variables: set[str],
) -> None:
    new = edited(replacement)
    breaking = [change for change in compare(old, new) if change.effect is Effect.BREAKS]
    assert (expected[0], expected[1]) in {(change.part, change.kind) for change in breaking}
    before = {variable.name for variable in codebook(old)}
    after = {variable.name for variable in codebook(new)}
    assert comparable_variables(old, new) == (before & after) - variables


def test_a_new_question_is_a_new_variable_and_a_gone_one_is_lost(old: Questionnaire) -> None:
    added = (
        "      - id: B4",
        "      - id: B5\n        kind: short_text\n        text: Tên gọi\n      - id: B4",
    )
    new = edited(added)
    (change,) = compare(old, new)
    assert (change.part, change.kind, change.effect) == ("B5", "added", Effect.NEW_VARIABLE)
    assert change.variables == ("B5",)
    (back,) = (change for change in compare(new, old) if change.part == "B5")
    assert (back.kind, back.effect, back.variables) == ("removed", Effect.LOST, ("B5",))


def test_rows_places_and_words_beside_an_option_come_and_go_alone(old: Questionnaire) -> None:
    more = edited(
        ("        places: 2", "        places: 3"),
        ("          B1_2:", "          B1_3: Trang phục\n          B1_2:"),
        ("2: Hội nghị", '2: {label: "Hội nghị (ghi rõ):", specify: true}'),
    )
    added = {c.part for c in compare(old, more) if c.effect is Effect.NEW_VARIABLE}
    assert added == {"A4_3", "B1_3", "A2_2_text"}
    lost = {c.part for c in compare(more, old) if c.effect is Effect.LOST}
    assert lost == added


def test_an_option_taken_out_of_a_multiple_choice_is_one_variable_lost(old: Questionnaire) -> None:
    new = edited(("          2: Hội nghị\n", ""))
    (change,) = compare(old, new)
    assert (change.effect, change.variables) == (Effect.LOST, ("A2_2",))


def test_a_question_renumbered_is_told_to_keep_its_id(old: Questionnaire) -> None:
    changes = compare(old, edited(("id: B4", "id: C4")))
    (gone,) = (change for change in changes if change.effect is Effect.LOST)
    assert gone.kind == "renamed"
    assert "C4" in gone.message
    assert "B4" in gone.advice


def test_a_question_that_others_were_put_before_has_not_moved(old: Questionnaire) -> None:
    sections = old.sections
    first = sections[0].model_copy(update={"questions": sections[0].questions[::-1]})
    turned = old.model_copy(update={"sections": (first, sections[1]), "version": "2"})
    assert {change.kind for change in compare(old, turned)} == {"moved"}
    without = old.model_copy(update={"sections": (sections[1],), "version": "2"})
    assert "moved" not in {change.kind for change in compare(old, without)}


def test_a_new_body_changes_no_question(old: Questionnaire) -> None:
    more = {**old.bodies, "MT": "Mặt trận"}
    new = old.model_copy(update={"bodies": more, "version": "2"})
    assert kinds(compare(old, new)) == {("MT", "body-added")}
    assert kinds(compare(new, old)) == {("MT", "body-removed")}


def test_a_change_without_a_new_version_is_told(old: Questionnaire) -> None:
    replacement = ("của người trả lời phiếu", "của người trả lời")
    assert ("1", "version-same") in kinds(compare(old, edited(replacement, version="1")))


def test_the_same_list_of_answers_tells_that_a_reworded_question_is_the_same(
    old: Questionnaire,
) -> None:
    new = edited(("Chức vụ của người trả lời phiếu:", "Ông/Bà giữ trọng trách gì?"))
    assert kinds(compare(old, new)) == {("A1", "text-edited")}


def test_every_kind_of_change_says_what_and_what_to_do(old: Questionnaire) -> None:
    replacements = [case[0] for case in (*COMPARABLE, *BREAKING)]
    for replacement in replacements:
        for change in compare(old, edited(replacement)):
            assert change.kind in KINDS
            assert change.part in change.message or change.kind == "notice-edited"
            assert "{" not in change.message + change.advice


EDITS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "text": lambda q: {"text": f"{q.text} (ghi)"},
    "hint": lambda _q: {"hint": "xem kỹ"},
    "only": lambda _q: {"only": ("DU",)},
    "required": lambda _q: {"required": True},
}


@given(st.data())
def test_a_questionnaire_is_the_same_as_itself_whatever_was_done_to_it(data: st.DataObject) -> None:
    base = load(FORM, "so.yaml")
    sections = []
    for section in base.sections:
        questions = []
        for question in section.questions:
            if data.draw(st.booleans()):
                continue
            names = data.draw(st.sets(st.sampled_from(sorted(EDITS))))
            update = {k: v for name in sorted(names) for k, v in EDITS[name](question).items()}
            questions.append(question.model_copy(update=update))
        sections.append(section.model_copy(update={"questions": tuple(questions)}))
    new = base.model_copy(update={"sections": tuple(sections), "version": "2"})
    assert compare(new, new) == ()
    there, back = compare(base, new), compare(new, base)
    assert {c.part for c in there if c.effect is Effect.LOST} == {
        c.part for c in back if c.effect is Effect.NEW_VARIABLE
    }
    assert comparable_variables(base, new) == comparable_variables(new, base)
    assert comparable_variables(base, new) == {v.name for v in codebook(new)}


def test_a_variable_that_another_question_yields_now_is_not_comparable() -> None:
    old = load(FORM, "so.yaml")
    gone = FORM.replace("          1: Giao ban định kỳ\n", "").replace('"1"', '"2"')
    taken = "      - {id: A2_1, kind: integer, text: Số hộ nghèo, most: 9}\n"
    at = "      - id: A3\n"
    new = load(gone.replace(at, taken + at), "so.yaml")
    (found,) = (c for c in compare(old, new) if c.effect is Effect.BREAKS)
    assert (found.kind, found.part, found.variables) == ("variable-reused", "A2_1", ("A2_1",))
    assert "A2_1" not in comparable_variables(old, new)


def test_an_id_that_differs_by_case_alone_is_the_same_variable_to_spss() -> None:
    old = load(FORM, "so.yaml")
    new = load(FORM.replace("id: A3\n", "id: a3\n").replace('"1"', '"2"'), "so.yaml")
    kinds = {c.kind for c in compare(old, new) if c.effect is Effect.BREAKS}
    assert kinds == {"variable-reused"}
