"""The work at the statistics bench, step by step, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.widgets.statistics_session import BenchSession, Choice, granted

NAMES = ("A1", "body", "C3", "C4")


def _after(*wishes: dict[str, object]) -> BenchSession:
    session = BenchSession()
    for wish in wishes:
        session = granted(session, wish)
    return session


def _toggle(name: str, shelf: str = "rows") -> dict[str, object]:
    return {"type": "toggle", "shelf": shelf, "name": name}


def test_a_name_goes_to_the_end_of_a_shelf_and_out_again():
    assert _after(_toggle("A1"), _toggle("C3")).choice.rows == ("A1", "C3")
    assert _after(_toggle("A1"), _toggle("C3"), _toggle("A1")).choice.rows == ("C3",)
    assert _after(_toggle("body", "banner")).choice == Choice(banner=("body",))


@pytest.mark.parametrize(("by", "rows"), [(-1, ("C3", "A1", "C4")), (1, ("A1", "C4", "C3"))])
def test_a_chip_moves_within_its_shelf(by, rows):
    wishes = [_toggle("A1"), _toggle("C3"), _toggle("C4")]

    session = _after(*wishes, {"type": "shift", "shelf": "rows", "name": "C3", "by": by})

    assert session.choice.rows == rows


def test_the_first_chip_stays_when_it_is_moved_further_to_the_front():
    wish = {"type": "shift", "shelf": "rows", "name": "A1", "by": -1}

    assert _after(_toggle("A1"), _toggle("C3"), wish).choice.rows == ("A1", "C3")


@pytest.mark.parametrize(
    ("name", "value"), [("percent", "row"), ("letters", False), ("means", True), ("chart", False)]
)
def test_an_option_is_set(name, value):
    session = _after({"type": "option", "name": name, "value": value})

    assert session.choice.options[name] == value


@pytest.mark.parametrize(
    ("name", "value"), [("percent", "all"), ("letters", "yes"), ("rows", ()), ("colour", True)]
)
def test_what_is_no_option_is_refused(name, value):
    with pytest.raises(ValueError, match="cannot be"):
        _after({"type": "option", "name": name, "value": value})


def test_an_unknown_wish_is_refused():
    with pytest.raises(ValueError, match="no such wish"):
        _after({"type": "explode"})


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_undoing_everything_gives_the_beginning_and_redoing_the_end(names):
    end = _after(*map(_toggle, names))

    start = end
    for _wish in names:
        start = start.undone()
    again = start
    for _wish in names:
        again = again.redone()

    assert start.choice == Choice()
    assert again.choice == end.choice


def test_a_new_choice_after_undo_forgets_what_was_undone():
    session = _after(_toggle("A1"), {"type": "undo"}, _toggle("C3"), {"type": "redo"})

    assert session.choice.rows == ("C3",)


def test_a_table_is_set_aside_once_shown_again_and_dropped():
    aside = _after(_toggle("A1"), {"type": "set-aside"}, {"type": "set-aside"})

    assert [choice.rows for choice in aside.basket] == [("A1",)]
    assert aside.word.text
    shown = granted(granted(aside, _toggle("A1")), {"type": "take-out", "place": 0})
    assert shown.choice.rows == ("A1",)
    assert granted(shown, {"type": "drop", "place": 0}).basket == ()


def test_nothing_is_set_aside_where_nothing_is_chosen():
    assert _after({"type": "set-aside"}).basket == ()
