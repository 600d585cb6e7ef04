"""Edits of a questionnaire's text: only the touched lines change, and the model agrees."""

from __future__ import annotations

import copy as deep
import difflib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_questionnaires import questionnaires, texts
from ruamel.yaml import YAML

from phieu.questionnaire.editing import (
    CannotEditError,
    History,
    copy,
    delete,
    insert,
    move,
    rename,
    set_value,
)
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_block import in_line
from phieu.questionnaire.yaml_shape import data, reshape
from phieu.questionnaire.yaml_tree import parse
from phieu.questionnaire.yaml_writing import dump, questionnaire_entries

SHIPPED = Path(__file__).parents[2] / "forms" / "opinion-survey" / "opinion-survey.yaml"

SMALL = """\
# Đầu tệp
id: NHO
version: "1"
bodies: {DU: Đảng ủy, UB: 'Ủy ban'}
introduction: {title: Phiếu, running_title: Phiếu}

scales:
  HL:
    name: Hài lòng
    codes:
      1: Không # mức thấp
      2: Có

# Về các phần
sections:
  # Phần đầu
  - id: A
    title: Phần

    questions:
      # Ghi chú của A1
      - id: A1
        kind: single # một lựa chọn
        text: >- # còn sửa
          Một câu dài
          hai dòng
        only: DU
        codes: {1: Có, 2: {label: Không, short: K}}
        # sâu hơn gạch đầu dòng, thuộc A1
      - {id: A2, kind: note, text: "Chú ý: đọc kỹ"}

      # Ghi chú của B
      - id: B
        kind: matrix
        when: A1 = 1
        scale: HL
        text: 'Bảng'
        rows:
        # dòng đầu
          B_1: Một
          B_2: Hai
        constraints:
          B_1 <= B_2: "Sai"

  # Phần sau
  - id: C
    title: Cuối
    when: 'B_1 = 2 and A1 != 1'
    questions: []
translations:
  en:
    A1: One
    A1.1: Yes
    B_1: First
    section.C: End
"""


def q(section: int, question: int, *rest: str | int) -> tuple[str | int, ...]:
    return ("sections", section, "questions", question, *rest)


def model(text: str) -> Questionnaire:
    return Questionnaire.model_validate(data(reshape(parse(text))))


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and the lines that came."""
    lines = list(difflib.ndiff(old.splitlines(), new.splitlines()))
    return tuple([line[2:] for line in lines if line.startswith(sign)] for sign in "-+")


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("id",), "LON", ["id: NHO"], ["id: LON"]),
        (("version",), "2.0", ['version: "1"'], ['version: "2.0"']),
        (
            ("bodies", "UB"),
            "Ủy ban: mới",
            ["bodies: {DU: Đảng ủy, UB: 'Ủy ban'}"],
            ['bodies: {DU: Đảng ủy, UB: "Ủy ban: mới"}'],
        ),
        (
            ("bodies", "MT"),
            "Mặt trận",
            ["bodies: {DU: Đảng ủy, UB: 'Ủy ban'}"],
            ["bodies: {DU: Đảng ủy, UB: 'Ủy ban', MT: Mặt trận}"],
        ),
        (
            ("scales", "HL", "codes", 0, "label"),
            "Không hề",
            ["      1: Không # mức thấp"],
            ["      1: Không hề # mức thấp"],
        ),
        (
            ("scales", "HL", "codes", 0, "missing"),
            True,
            ["      1: Không # mức thấp"],
            ["      1: {label: Không, missing: true} # mức thấp"],
        ),
        (("scales", "HL", "codes", 1, "value"), 9, ["      2: Có"], ["      9: Có"]),
        (("scales", "HL", "satisfied"), [2], [], ["    satisfied: [2]"]),
        (
            q(0, 0, "text"),
            "Ngắn",
            ["          Một câu dài", "          hai dòng"],
            ["          Ngắn"],
        ),
        (
            q(0, 0, "text"),
            "Một\nhai",
            ["        text: >- # còn sửa", "          Một câu dài", "          hai dòng"],
            ["        text: |- # còn sửa", "          Một", "          hai"],
        ),
        (
            q(0, 0, "text"),
            " lùi ",
            ["        text: >- # còn sửa", "          Một câu dài", "          hai dòng"],
            ['        text: " lùi " # còn sửa'],
        ),
        (q(0, 0, "only"), ["DU", "UB"], ["        only: DU"], ["        only: [DU, UB]"]),
        (q(0, 0, "hint"), "chọn một", [], ["        hint: chọn một"]),
        (
            q(0, 0, "codes", 0, "short"),
            "C",
            ["        codes: {1: Có, 2: {label: Không, short: K}}"],
            ["        codes: {1: {label: Có, short: C}, 2: {label: Không, short: K}}"],
        ),
        (
            q(0, 1, "text"),
            "Mới",
            ['      - {id: A2, kind: note, text: "Chú ý: đọc kỹ"}'],
            ["      - {id: A2, kind: note, text: Mới}"],
        ),
        (q(0, 2, "text"), "Bảng 'một'", ["        text: 'Bảng'"], ["        text: 'Bảng ''một'''"]),
        (q(0, 2, "rows", 0, "id"), "B_9", ["          B_1: Một"], ["          B_9: Một"]),
        (
            q(0, 2, "rows", 1, "only"),
            "DU",
            ["          B_2: Hai"],
            ["          B_2: {only: DU, text: Hai}"],
        ),
        (
            q(0, 2, "warnings", "B_1 = 2"),
            "Lạ",
            [],
            ["        warnings:", "          B_1 = 2: Lạ"],
        ),
        (("sections", 1, "only"), "DU", [], ["    only: DU"]),
        (("texts", "ten_ca"), "Công an xã", [], ["texts:", "  ten_ca: Công an xã", ""]),
        (("translations", "fr", "A1"), "Un", [], ["  fr:", "    A1: Un"]),
    ],
)
def test_a_new_value_changes_its_own_lines(path, value, before, after):
    edited = set_value(SMALL, path, value)

    assert changed_lines(SMALL, edited) == (before, after)
    model(edited)


def test_no_value_leaves_the_key_out():
    assert changed_lines(SMALL, set_value(SMALL, q(0, 0, "only"), None)) == (
        ["        only: DU"],
        [],
    )
    assert set_value(SMALL, q(0, 0, "hint"), None) == SMALL


def test_a_long_text_is_folded_and_keeps_the_comment_on_its_line():
    long = "Một câu rất dài " * 10 + "hết"

    edited = set_value(SMALL, ("scales", "HL", "codes", 0, "label"), long)

    assert "      1: >- # mức thấp\n        Một câu" in edited
    assert model(edited).scales["HL"].codes[0].label == long
    assert all(len(line) <= 100 for line in edited.splitlines())


def test_an_edited_folded_text_stays_folded():
    long = "Từ ngữ mới " * 20 + "hết"

    edited = set_value(SMALL, q(0, 0, "text"), long)

    assert "text: >- # còn sửa\n          Từ ngữ" in edited
    assert model(edited).sections[0].questions[0].text == long


def test_a_question_goes_with_the_comments_that_belong_to_it():
    edited = delete(SMALL, q(0, 0))

    assert "Ghi chú của A1" not in edited
    assert "thuộc A1" not in edited
    assert "Ghi chú của B" in edited
    assert [question.id for question in model(edited).questions()] == ["A2", "B"]


def test_a_question_goes_with_its_translations():
    assert model(delete(SMALL, q(0, 0))).translations == {
        "en": {"B_1": "First", "section.C": "End"}
    }
    assert model(delete(SMALL, q(0, 0, "codes", 0))).translations["en"].keys() == {
        "A1",
        "B_1",
        "section.C",
    }


def test_the_last_translation_takes_the_language_with_it():
    text = SMALL.replace("    A1: One\n    A1.1: Yes\n    B_1: First\n", "")

    assert "translations" not in delete(text, ("sections", 1))


def test_the_only_question_leaves_an_empty_list():
    edited = delete(delete(delete(SMALL, q(0, 2)), q(0, 1)), q(0, 0))

    assert "    questions: []\n" in edited
    assert model(edited).sections[0].questions == ()


def test_the_only_constraint_takes_its_key_with_it():
    edited = delete(SMALL, q(0, 2, "constraints", "B_1 <= B_2"))

    assert "constraints" not in edited
    assert changed_lines(SMALL, edited)[1] == []


def test_a_question_moves_with_its_comments_into_an_empty_section():
    edited = move(SMALL, q(0, 2), q(1, 0))

    assert [[question.id for question in part.questions] for part in model(edited).sections] == [
        ["A1", "A2"],
        ["B"],
    ]
    assert "    questions:\n      # Ghi chú của B\n      - id: B\n" in edited
    assert sorted(filter(None, edited.splitlines())) == sorted(
        ["    questions:" if "[]" in line else line for line in SMALL.splitlines() if line]
    )


def test_a_question_moves_as_it_is_written():
    edited = move(SMALL, q(0, 1), q(0, 2))

    assert [question.id for question in model(edited).questions()] == ["A1", "B", "A2"]
    assert sorted(edited.splitlines()) == sorted(SMALL.splitlines())


def test_a_part_cannot_be_moved_into_itself():
    with pytest.raises(CannotEditError):
        move(SMALL, ("sections", 0), q(0, 0))


def test_a_section_is_added_with_the_blank_line_that_the_others_have():
    edited = insert(SMALL, ("sections", 1), {"id": "M", "title": "Mới", "questions": []})

    assert changed_lines(SMALL, edited)[0] == []
    assert "\n\n  - id: M\n    title: Mới\n    questions: []\n\n  # Phần sau\n  - id: C\n" in edited


def test_an_option_is_added_to_a_block_and_to_a_flow_list():
    block = insert(
        SMALL, ("scales", "HL", "codes", 2), {"value": 9, "label": "KĐG", "missing": True}
    )
    flow = insert(SMALL, q(0, 0, "codes", 1), {"value": 3, "label": "Khác, ghi rõ"})

    assert "      2: Có\n      9: {label: KĐG, missing: true}\n" in block
    assert '        codes: {1: Có, 3: "Khác, ghi rõ", 2: {label: Không, short: K}}\n' in flow


def test_the_first_scale_of_a_file_is_added_before_the_sections():
    text = SMALL[: SMALL.index("scales:")] + SMALL[SMALL.index("# Về các phần") :]

    edited = insert(text, ("scales", "HL"), {"name": "Hài lòng", "codes": {"1": "Không"}})

    assert "scales:\n  HL:\n    name: Hài lòng\n    codes:\n      1: Không\n" in edited
    assert edited.index("scales:") < edited.index("sections:")


def test_a_copy_has_ids_of_its_own_also_in_its_rows_and_constraints():
    edited = copy(SMALL, q(0, 2), "D")
    made = model(edited).sections[0].questions[3]

    assert [row.id for row in made.rows] == ["D_1", "D_2"]
    assert dict(made.constraints) == {"D_1 <= D_2": "Sai"}
    assert made.when == "A1 = 1"
    assert model(edited).translations["en"]["D_1"] == "First"
    assert edited.count("Ghi chú của B") == 1


def test_a_copied_section_finds_free_ids_for_its_questions():
    made = model(copy(SMALL, ("sections", 0), "K")).sections[1]

    assert [question.id for question in made.questions] == ["K1", "K2", "B_3"]
    assert [row.id for row in made.questions[2].rows] == ["B_3_1", "B_3_2"]
    assert made.questions[2].when == "K1 = 1"


def test_a_copy_cannot_take_an_id_that_is_taken():
    with pytest.raises(CannotEditError):
        copy(SMALL, q(0, 2), "a1")


def test_a_new_id_is_mended_wherever_it_is_named():
    edited = rename(SMALL, "A1", "X")
    questionnaire = model(edited)

    assert questionnaire.sections[0].questions[2].when == "X = 1"
    assert questionnaire.sections[1].when == "B_1 = 2 and X != 1"
    assert questionnaire.translations["en"].keys() == {"X", "X.1", "B_1", "section.C"}
    assert rename(edited, "X", "A1") == SMALL.replace(
        "when: 'B_1 = 2 and A1 != 1'", "when: B_1 = 2 and A1 != 1"
    )


def test_a_row_is_renamed_without_the_question_that_its_name_begins_with():
    questionnaire = model(rename(SMALL, "B_1", "B_9"))

    assert questionnaire.sections[1].when == "B_9 = 2 and A1 != 1"
    assert list(questionnaire.sections[0].questions[2].constraints) == ["B_9 <= B_2"]


def test_the_variables_of_a_question_follow_its_new_id():
    text = SMALL.replace("when: A1 = 1", "when: A1_2 = 1 and A11 = 2")

    assert "when: X_2 = 1 and A11 = 2\n" in rename(text, "A1", "X")


def test_a_scale_is_renamed_where_it_is_used():
    questionnaire = model(rename(SMALL, "HL", "S2"))

    assert list(questionnaire.scales) == ["S2"]
    assert questionnaire.sections[0].questions[2].scale == "S2"


def test_an_id_that_is_taken_or_unknown_is_refused():
    with pytest.raises(CannotEditError):
        rename(SMALL, "A1", "b_2")
    with pytest.raises(CannotEditError):
        rename(SMALL, "Z", "Y")


@pytest.mark.parametrize(
    "text", ["", "a: [", "a: 1\na: &x 2\n", "- a\n", "a: *b\n", "? [a]\n: b\n"]
)
def test_a_text_that_is_no_questionnaire_cannot_be_edited(text):
    with pytest.raises(CannotEditError):
        set_value(text, ("sections", 0, "title"), "x")


def test_a_path_that_leads_nowhere_is_refused():
    with pytest.raises(CannotEditError):
        set_value(SMALL, q(7, 0, "text"), "x")
    with pytest.raises(CannotEditError):
        delete(SMALL, q(0, 9))
    with pytest.raises(CannotEditError):
        move(SMALL, q(0, 9), q(0, 0))


def test_windows_line_ends_and_a_byte_order_mark_stay():
    text = "\ufeff" + SMALL.replace("\n", "\r\n")

    edited = set_value(text, q(0, 0, "text"), "Từ ngữ mới " * 20 + "hết")
    edited = insert(edited, q(0, 1), {"id": "N", "kind": "note", "text": "Mới"})

    assert edited.startswith("\ufeff")
    assert edited.count("\n") == edited.count("\r\n")
    assert [question.id for question in model(edited).questions()] == ["A1", "N", "A2", "B"]


def test_a_file_without_a_last_line_end_keeps_being_one():
    text = SMALL.removesuffix("\n")

    edited = insert(text, ("translations", "en", "B_2"), "Second")

    assert edited == text + "\n    B_2: Second"


def test_letters_that_are_not_composed_are_left_as_they_are():
    text = SMALL.replace("Hai", "Ha\u0301i")

    assert set_value(text, ("id",), "X") == text.replace("NHO", "X")


# Random edits, on the text and on the plain values


def plain(text: str) -> Any:
    return data(reshape(parse(text)))


def at(values: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        values = values[step]
    return values


@st.composite
def edits(draw: st.DrawFn, values: Any, count: int) -> tuple[str, Any]:
    """An edit of the text, with the values as they should be afterwards."""
    after = deep.deepcopy(values)
    sections = after["sections"]
    kind = draw(st.sampled_from(["text", "insert", "delete", "move", "code", "limit", "section"]))
    section = draw(st.integers(0, len(sections) - 1))
    questions = sections[section]["questions"]
    if kind == "insert" or not questions:
        place = draw(st.integers(0, len(questions)))
        new = {"id": f"N{count}", "kind": "note", "text": draw(texts)}
        questions.insert(place, new)
        return lambda text: insert(text, q(section, place), new), after
    place = draw(st.integers(0, len(questions) - 1))
    match kind:
        case "text":
            new = draw(texts)
            questions[place]["text"] = new
            return lambda text: set_value(text, q(section, place, "text"), new), after
        case "limit":
            limit = draw(st.sampled_from([["DU"], ["DU", "UB"], []]))
            questions[place]["only"] = limit
            return lambda text: set_value(text, q(section, place, "only"), limit), after
        case "delete":
            del questions[place]
            return deletion(q(section, place)), after
        case "move":
            into = draw(st.integers(0, len(sections) - 1))
            moved = questions.pop(place)
            target = draw(st.integers(0, len(sections[into]["questions"])))
            sections[into]["questions"].insert(target, moved)
            return lambda text: move(text, q(section, place), q(into, target)), after
        case "section":
            target = draw(st.integers(0, len(sections) - 1))
            sections.insert(target, sections.pop(section))
            return lambda text: move(text, ("sections", section), ("sections", target)), after
        case _:
            return draw(code_edits(questions[place], q(section, place))), after


def deletion(path: tuple[str | int, ...]) -> Any:
    """The one edit by which comments may go."""

    def deletion(text: str) -> str:
        return delete(text, path)

    return deletion


@st.composite
def code_edits(draw: st.DrawFn, question: Any, path: tuple[str | int, ...]) -> Any:
    """An edit of one option or row; of the title where there is none."""
    name = "codes" if question.get("codes") else "rows"
    parts = question.get(name)
    if not parts:
        question["hint"] = "gợi ý"
        return lambda text: set_value(text, (*path, "hint"), "gợi ý")
    place = draw(st.integers(0, len(parts) - 1))
    key, words = ("value", "label") if name == "codes" else ("id", "text")
    match draw(st.sampled_from(["insert", "delete", "move", "label", "limit"])):
        case "insert":
            taken = {part[key] for part in parts}
            free = next(str(number) for number in range(100, 999) if str(number) not in taken)
            new = {key: free, words: draw(texts), "only": ["UB"]}
            parts.insert(place, new)
            return lambda text: insert(text, (*path, name, place), new)
        case "delete":
            del parts[place]
            return deletion((*path, name, place))
        case "move":
            target = draw(st.integers(0, len(parts) - 1))
            parts.insert(target, parts.pop(place))
            return lambda text: move(text, (*path, name, place), (*path, name, target))
        case "label":
            new = draw(texts)
            parts[place][words] = new
            return lambda text: set_value(text, (*path, name, place, words), new)
        case _:
            parts[place]["only"] = ["DU"]
            return lambda text: set_value(text, (*path, name, place, "only"), "DU")


def comments(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def as_another_program_writes_it(values: Any) -> str:
    """Lists as far left as their keys, no comments, lines of its own width."""
    stream = io.StringIO()
    writer = YAML()
    writer.width = 60
    writer.dump(values, stream)
    return stream.getvalue()


STYLES = {
    "as shipped": lambda text: text,
    "JSON": lambda text: json.dumps(plain(text), ensure_ascii=False, indent=2) + "\n",
    "another program": lambda text: as_another_program_writes_it(plain(text)),
}


@pytest.mark.parametrize("style", STYLES)
@given(data_=st.data())
@settings(max_examples=20)
def test_edits_of_the_shipped_form_do_what_they_do_to_its_values(style, data_):
    history = History(STYLES[style](SHIPPED.read_text(encoding="utf-8")))
    original, values = history.present, plain(history.present)
    kept = comments(original)
    for count in range(data_.draw(st.integers(1, 6))):
        edit, after = data_.draw(edits(values, count))
        text = edit(history.present)
        assert Questionnaire.model_validate(plain(text)) == Questionnaire.model_validate(after)
        if edit.__name__ == "deletion":
            assert set(comments(text)) <= set(kept)
            kept = comments(text)
        assert comments(text) == kept
        history, values = history.with_text(text), after
    for _step in range(len(history.past)):
        history = history.undo()
    assert history.present == original


@given(st.data(), questionnaires)
@settings(max_examples=60)
def test_edits_of_any_form_do_what_they_do_to_its_values(data_, questionnaire):
    text = dump(questionnaire)
    if data_.draw(st.booleans()):
        text = in_line(questionnaire_entries(questionnaire)) + "\n"
    if not questionnaire.sections:
        return
    values = plain(text)
    for count in range(3):
        edit, values = data_.draw(edits(values, count))
        text = edit(text)
        assert Questionnaire.model_validate(plain(text)) == Questionnaire.model_validate(values)


def test_undo_and_redo_go_back_and_forth():
    history = History("a").with_text("b").with_text("c")

    assert history.undo().present == "b"
    assert history.undo().redo() == history
    assert history.undo().with_text("d").future == ()
    assert History("a").undo() == History("a")


def test_typing_in_one_field_is_undone_at_once():
    history = History("a").with_text("ab", q(0, 0, "text")).with_text("abc", q(0, 0, "text"))

    assert history.undo().present == "a"
    assert history.with_text("abcd", q(0, 1, "text")).undo().present == "abc"


def test_a_history_forgets_its_oldest_steps():
    history = History("0")
    for count in range(1, 300):
        history = history.with_text(str(count))

    assert len(history.past) == 200
