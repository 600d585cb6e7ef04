"""What may change in a frame while answers are coded by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_frames import frames

from phieu.coding import frame_text
from phieu.coding.code_frame import CodeFrame, FrameCode
from phieu.coding.frame_versions import (
    free_value,
    migrated,
    refusals,
    require_successor,
    with_code,
)
from phieu.errors import ProblemsFoundError

USED = {11, 21}


def _with(frame: CodeFrame, **changes) -> CodeFrame:
    return frame.model_copy(update=changes)


def _rules(old: CodeFrame, new: CodeFrame) -> list[str]:
    return [problem.rule for problem in refusals(old, new, USED, "h3.yaml")]


def test_codes_may_come_move_and_be_described_better(frame):
    more = FrameCode(value=23, label="Thiếu kinh phí", parent=2)
    moved = [c.model_copy(update={"description": "rõ hơn"}) for c in frame.codes]
    moved[1] = moved[1].model_copy(update={"parent": 2})

    assert _rules(frame, _with(frame, codes=(*moved, more))) == []


def test_a_code_that_no_answer_has_may_go(frame):
    assert _rules(frame, _with(frame, codes=frame.codes[:-1])) == []


def test_used_codes_that_go_or_change_their_name_are_all_refused(frame):
    codes = [code for code in frame.codes if code.value != 11]
    codes[2] = codes[2].model_copy(update={"label": "Thiếu tiền"})

    with pytest.raises(ProblemsFoundError) as refused:
        require_successor(frame, _with(frame, codes=tuple(codes)), USED, "h3.yaml")
    assert [problem.rule for problem in refused.value.problems] == [
        "frame-used-code-gone",
        "frame-used-code-renamed",
    ]


def test_a_used_code_goes_where_the_frame_says_what_its_answers_count_as(frame):
    codes = tuple(code for code in frame.codes if code.value != 11)
    new = _with(frame, codes=codes, replaced={11: 1})

    assert _rules(frame, new) == []
    assert migrated({11, 21}, new) == {1, 21}


def test_replacements_follow_each_other(frame):
    new = _with(frame, replaced={7: 8, 8: 21})

    assert migrated({7}, new) == {21}
    with pytest.raises(KeyError):
        migrated({9}, new)


def test_a_used_code_is_renamed_where_the_frame_says_that_it_means_the_same(frame):
    codes = list(frame.codes)
    codes[3] = codes[3].model_copy(update={"label": "Thiếu người", "formerly": ("Thiếu biên chế",)})

    assert _rules(frame, _with(frame, codes=tuple(codes))) == []


@given(frames(), st.data())
def test_a_code_is_added_to_the_text_behind_its_family_and_nothing_else_changes(frame, data):
    text = "# Lời ghi đầu tệp.\n" + frame_text.dump(frame)
    tops = [code.value for depth, code in frame.in_order() if depth < 2]
    parent = data.draw(st.none() | st.sampled_from(tops)) if tops else None
    new = FrameCode(value=free_value(frame, parent), label="Mã mới: thử, #1", parent=parent)

    changed = with_code(text, new, "h3.yaml")

    lines = changed.splitlines()
    again = frame_text.load(changed, "h3.yaml")
    assert [code for code in again.codes if code.value != new.value] == list(frame.codes)
    assert again.by_value[new.value] == new
    if frame.codes:
        assert len(lines) == len(text.splitlines()) + 1
        assert set(text.splitlines()) <= set(lines)


def test_a_free_number_is_one_that_no_code_has_or_had(frame):
    assert free_value(frame, None) == 3
    assert free_value(frame, 2) == 23
    assert free_value(_with(frame, replaced={3: 1, 23: 21}), None) == 4
    full = [FrameCode(value=v, label=str(v), parent=2) for v in range(23, 30)]
    assert free_value(_with(frame, codes=(*frame.codes, *full)), 2) == 201
