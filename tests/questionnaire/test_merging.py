"""Who saves second is told what the first one changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from phieu.questionnaire.merging import conflict

BASE = "".join(f"dòng {number}\n" for number in range(1, 21))


def test_there_is_no_conflict_where_nobody_else_saved():
    assert conflict(BASE, "khác hẳn", BASE) is None


def test_there_is_no_conflict_where_both_wrote_the_same():
    assert conflict(BASE, "như nhau", "như nhau") is None


def test_both_sides_of_a_changed_line_are_shown_with_their_numbers():
    mine = BASE.replace("dòng 5\n", "của tôi\n")
    theirs = BASE.replace("dòng 2\n", "dòng 2\nthêm\n").replace("dòng 19\n", "")

    difference = conflict(BASE, mine, theirs)

    assert [
        [(line.side, line.text, line.mine, line.theirs) for line in hunk if line.side != "both"]
        for hunk in difference.hunks
    ] == [
        [
            ("theirs", "thêm", None, 3),
            ("mine", "của tôi", 5, None),
            ("theirs", "dòng 5", None, 6),
        ],
        [("mine", "dòng 19", 19, None)],
    ]
    assert (difference.only_mine, difference.only_theirs) == (2, 2)


def test_another_line_end_is_a_difference():
    assert conflict("a\nb\n", "a\nc\n", "a\r\nb\n").only_theirs == 2


@given(*[st.lists(st.sampled_from("abc#")).map("\n".join)] * 3)
def test_both_texts_can_be_put_together_again_from_the_difference(base, mine, theirs):
    difference = conflict(base, mine, theirs)

    if difference is None:
        assert theirs in (base, mine)
        return
    lines = [line for hunk in difference.hunks for line in hunk]
    assert all(mine.split("\n")[line.mine - 1] == line.text for line in lines if line.mine)
    assert all(theirs.split("\n")[line.theirs - 1] == line.text for line in lines if line.theirs)
    assert difference.only_mine + difference.only_theirs > 0
