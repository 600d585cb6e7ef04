"""What a person may wish for, without a browser: from one session to the next."""

from __future__ import annotations

import pytest

from phieu.widgets.draft import Draft
from phieu.widgets.kind_words import KIND_WORDS
from phieu.widgets.session import DesignSession
from phieu.widgets.wishes import UnknownWishError, granted

A1 = ("sections", 0, "questions", 0)
A2 = ("sections", 0, "questions", 1)
B1 = ("sections", 1, "questions", 0)

each_kind = pytest.mark.parametrize("kind", KIND_WORDS)


def after(session: DesignSession, wish: str, /, **more) -> DesignSession:
    return granted(session, {"type": wish, **more})


def errors(session: DesignSession) -> list[str]:
    return [one.rule for one in session.draft.troubles if one.severity == "error"]


def ids(session: DesignSession) -> list[str]:
    return [question.id for question in session.draft.questionnaire.questions()]


def test_typing_changes_one_value_and_keeps_the_comments(session):
    edited = after(session, "edit", path=[*A1, "text"], of="A1", value="Ông/Bà là ai ạ?")

    assert edited.text == session.text.replace("Ông/Bà là ai?", "Ông/Bà là ai ạ?")
    assert edited.is_unsaved


def test_typing_in_one_field_is_undone_in_one_step(session):
    typed = session
    for text in ("T", "Tu", "Tuổi"):
        typed = after(typed, "edit", path=[*A2, "text"], of="A2", value=text)

    assert after(typed, "undo").text == session.text
    assert after(after(typed, "undo"), "redo").text == typed.text


def test_an_emptied_key_is_left_out_and_a_needed_one_stays_empty(session):
    with_hint = after(session, "edit", path=[*A1, "hint"], value="chọn một")

    assert "hint: chọn một" in with_hint.text
    assert after(with_hint, "edit", path=[*A1, "hint"], value="").text == session.text
    emptied = after(session, "edit", path=[*A1, "text"], value="")
    assert emptied.draft.at((*A1, "text")) == ""


def test_a_space_at_the_end_of_what_is_typed_changes_nothing(session):
    assert after(session, "edit", path=[*A1, "text"], value="Ông/Bà là ai? ").text == session.text


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("only", ["DU"], "only: DU"),
        ("only", ["DU", "UB"], "only: [DU, UB]"),
        ("only_types", "xã, phường", "only_types: [xã, phường]"),
        ("required", True, "required: true"),
        ("columns", "2", "columns: 2"),
        ("when", "A2 = 1", "when: A2 = 1"),
    ],
)
def test_a_control_is_written_as_a_person_would_write_it(session, key, value, written):
    assert f"\n        {written}\n" in after(session, "edit", path=[*A1, key], value=value).text


def test_no_body_ticked_means_all_and_is_not_written(session):
    assert "only:" not in after(session, "edit", path=[*A2, "only"], value=[]).text


def test_an_answer_that_is_no_level_is_written_in_the_short_form(session):
    path = [*A1, "codes", 1]

    edited = after(session, "edit", path=[*path, "missing"], of="A1", part="2", value="dont_know")

    assert "2: {label: Hai, missing: true}" in edited.text
    back = after(edited, "edit", path=[*path, "missing"], of="A1", part="2", value="")
    assert back.draft.questionnaire == session.draft.questionnaire


def test_what_is_typed_goes_to_the_question_that_was_meant_though_it_has_moved(session):
    moved = after(session, "shift", path=A1, of="A1", step=1)

    # The page has not heard of the move yet: the path is the old one.
    typed = after(moved, "edit", path=[*A1, "text"], of="A1", value="Ai?")

    assert typed.draft.at((*A2, "text")) == "Ai?"
    assert typed.draft.at((*A1, "text")) == "Bao nhiêu?"


def test_what_is_typed_goes_to_the_row_that_was_meant_though_it_has_moved(session):
    moved = after(session, "shift", path=[*B1, "rows", 0], of="B1", part="B1_1", step=1)

    typed = after(
        moved, "edit", path=[*B1, "rows", 0, "text"], of="B1", part="B1_1", value="Thái độ tốt"
    )

    assert typed.draft.at((*B1, "rows", 1, "text")) == "Thái độ tốt"


def test_deleting_twice_what_is_there_once_deletes_one_and_says_so(session):
    once = after(session, "delete", path=A1, of="A1")
    twice = after(once, "delete", path=A1, of="A1")

    assert ids(once) == ids(twice) == ["A2", "B1"]
    assert twice.word.severity == "error"
    assert "A1" in twice.word.text


def test_a_deleted_question_takes_its_comment_along_and_undo_brings_both_back(session):
    deleted = after(session, "delete", path=A1, of="A1")

    assert "năm 2019" not in deleted.text
    assert after(deleted, "undo").text == session.text


def test_a_question_goes_over_the_border_of_its_section_step_by_step(session):
    down = after(session, "shift", path=A2, of="A2", step=1)
    up = after(down, "shift", path=B1, of="A2", step=-1)

    assert down.selected == B1
    assert [q.id for q in down.draft.questionnaire.sections[1].questions] == ["A2", "B1"]
    assert up.text == session.text


def test_at_the_ends_a_step_further_changes_nothing(session):
    assert after(session, "shift", path=A1, of="A1", step=-1).text == session.text
    assert after(session, "shift", path=B1, of="B1", step=1).text == session.text


def test_dragging_takes_a_question_with_its_comment_to_another_section(session):
    moved = after(session, "move", path=A1, of="A1", to=["sections", 1, "questions", 1])

    assert ids(moved) == ["A2", "B1", "A1"]
    assert moved.text.index("năm 2019") > moved.text.index("id: B1")
    assert moved.selected == ("sections", 1, "questions", 1)


@each_kind
def test_a_new_question_of_each_kind_is_in_order_and_stands_where_it_was_asked_for(session, kind):
    added = after(session, "add", kind=kind, after=A1)

    assert errors(added) == []
    assert ids(added) == ["A1", "A3", "A2", "B1"]
    assert added.selected == added.focus == A2


@each_kind
def test_a_new_question_of_each_kind_can_begin_an_empty_questionnaire(session, kind):
    bare = session.text.partition("scales:")[0] + "sections: []\n"

    added = after(DesignSession.opened(bare), "add", kind=kind, after=[])

    assert errors(added) == []
    assert ids(added) == ["A1"]


@each_kind
def test_a_question_can_become_any_kind_and_is_in_order_then(session, kind):
    changed = after(session, "kind", path=B1, of="B1", value=kind)

    assert errors(changed) == []
    assert changed.draft.questionnaire.sections[1].questions[0].kind == kind


def test_a_matrix_takes_the_scale_of_the_questions_above_it(session):
    two_scales = session.text.replace(
        "scales:\n", "scales:\n  KHAC:\n    name: Khác\n    codes: {1: Có, 2: Không}\n"
    )

    added = after(DesignSession.opened(two_scales), "add", kind="matrix", after=B1)

    assert added.draft.at((*added.selected, "scale")) == "S5"


def test_a_copy_has_ids_of_its_own_and_is_chosen(session):
    copied = after(session, "copy", path=B1, of="B1")

    assert ids(copied) == ["A1", "A2", "B1", "B1_3"]
    assert errors(copied) == []
    assert copied.selected == ("sections", 1, "questions", 1)


def test_a_new_answer_comes_before_dont_know_with_the_next_code(session):
    added = after(session, "add-part", path=[*A1, "codes"], of="A1")

    assert [code["value"] for code in added.draft.at((*A1, "codes"))] == ["1", "2", "3", "9"]
    assert added.focus == (*A1, "codes", 2)


def test_a_new_row_is_a_variable_that_nothing_else_is(session):
    twice = session
    for _time in range(2):
        twice = after(twice, "add-part", path=[*B1, "rows"], of="B1")

    assert [row["id"] for row in twice.draft.at((*B1, "rows"))][2:] == ["B1_3", "B1_4"]


def test_a_renamed_question_is_renamed_wherever_it_is_named(session):
    with_when = after(session, "edit", path=[*B1, "when"], of="B1", value="A1 = 2")

    renamed = after(with_when, "rename", path=[*A1, "id"], of="A1", value="A9")

    assert renamed.draft.at((*B1, "when")) == "A9 = 2"
    assert errors(renamed) == []


def test_a_renamed_scale_stays_chosen_and_in_use(session):
    chosen = after(session, "select", path=["scales", "S5"])

    renamed = after(chosen, "rename", path=["scales", "S5"], value="S5_HL")

    assert renamed.selected == ("scales", "S5_HL")
    assert renamed.draft.at((*B1, "scale")) == "S5_HL"


def test_an_id_that_is_taken_is_refused_in_words(session):
    refused = after(session, "rename", path=[*A1, "id"], of="A1", value="b1")

    assert refused.text == session.text
    assert refused.word.severity == "error"


def test_pairs_are_added_changed_renamed_and_taken_out(session):
    def pair(one, position, key, value):
        return after(
            one, "pair", path=[*A2, "constraints"], of="A2", position=position, key=key, value=value
        )

    added = pair(session, 0, "A2 <= 5", "Xin xem lại.")
    changed = pair(added, 0, "A2 <= 5", "Tối đa 5.")
    renamed = pair(changed, 0, "A2 <= 6", "Tối đa 6.")

    assert added.draft.at((*A2, "constraints")) == {"A2 <= 5": "Xin xem lại."}
    assert changed.draft.at((*A2, "constraints")) == {"A2 <= 5": "Tối đa 5."}
    assert renamed.draft.at((*A2, "constraints")) == {"A2 <= 6": "Tối đa 6."}
    assert pair(renamed, 0, "", "").draft.at((*A2, "constraints")) is None


def test_a_translation_is_written_where_languages_are_kept(session):
    edited = after(session, "edit", path=["translations", "en", "A1"], value="Who are you?")

    assert edited.draft.questionnaire.translations == {"en": {"A1": "Who are you?"}}


def test_broken_text_keeps_what_was_chosen_until_it_is_mended(session):
    chosen = after(session, "select", path=B1, of="B1")

    broken = after(chosen, "text", text=session.text + "  kaputt: [\n")
    mended = after(broken, "text", text=session.text)

    assert broken.draft.plain is None
    assert mended.selected == B1


def test_broken_text_cannot_be_shown_as_a_form(session):
    broken = after(session, "text", text="id: [")

    refused = after(broken, "view", view="form")

    assert refused.word.severity == "error"
    assert refused.view == broken.view


def test_windows_line_ends_survive_an_edit_in_the_text_view(session):
    windows = DesignSession.opened(session.text.replace("\n", "\r\n"))

    # A browser's text field knows line feeds only.
    edited = after(windows, "text", text=session.text.replace("Phiếu thử", "Phiếu mới", 1))

    assert edited.text == session.text.replace("Phiếu thử", "Phiếu mới", 1).replace("\n", "\r\n")


def test_the_shown_body_is_always_one_that_there_is(session):
    other = after(session, "look", body="UB")
    renamed = after(other, "text", text=session.text.replace("UB:", "MT:"))

    assert other.look.body == "UB"
    assert renamed.look.body == "DU"


def test_a_message_of_another_version_is_an_error_with_the_next_step(session):
    with pytest.raises(UnknownWishError, match="kernel"):
        after(session, "dance")


def test_every_edit_leaves_a_text_that_means_what_the_session_holds(session):
    busy = session
    for wish in (
        {"type": "add", "kind": "ranking", "after": A2},
        {"type": "add-section", "after": A2},
        {"type": "add-scale"},
        {"type": "copy", "path": A1, "of": "A1"},
        {"type": "undo"},
    ):
        busy = granted(busy, wish)

        assert busy.draft == Draft.of(busy.text)
