from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.charts.measuring import fitted, width_in
from phieu.analysis.charts.style import font

LABEL = font(8.5)
SENTENCE = "Phối hợp vận động, tuyên truyền trong Nhân dân, nhất là ở địa bàn khó khăn"
words = st.lists(st.sampled_from(["Ủy", "ban", "Mặt", "trận", "nghiêm", "W" * 40]), max_size=25)


@given(words.map(" ".join), st.floats(0.4, 3.0))
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    for line in fitted(text, room, LABEL).split("\n"):
        assert width_in(line, LABEL) <= room


@given(words.map(" ".join))
def test_no_letter_is_lost_where_there_are_lines_enough(text: str) -> None:
    shown = fitted(text, 1.0, LABEL, most_lines=500)
    assert "".join(shown.split()) == "".join(text.split())


def test_lines_are_about_equally_long() -> None:
    lines = fitted(SENTENCE, 2.4, LABEL).split("\n")
    widths = [width_in(line, LABEL) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.8 * max(widths)


def test_a_paragraph_fills_its_lines_instead() -> None:
    first, _second = fitted(SENTENCE, 2.4, LABEL, even=False).split("\n")
    even, _rest = fitted(SENTENCE, 2.4, LABEL).split("\n")
    assert width_in(first, LABEL) > width_in(even, LABEL)


def test_a_word_wider_than_its_room_is_broken() -> None:
    assert fitted("W" * 30, 0.5, LABEL, most_lines=99).count("\n") > 3


def test_a_text_of_too_many_lines_ends_in_an_ellipsis() -> None:
    shown = fitted(SENTENCE * 10, 1.0, LABEL, most_lines=3)
    assert shown.count("\n") == 2
    assert shown.endswith("…")
    assert width_in(shown, LABEL) <= 1.0


def test_breaks_in_a_text_are_kept() -> None:
    assert fitted("Lượt\nhợp lệ", 3.0, LABEL) == "Lượt\nhợp lệ"


def test_an_empty_text_has_no_width() -> None:
    assert fitted("", 1.0, LABEL) == ""
    assert width_in("", LABEL) == 0
