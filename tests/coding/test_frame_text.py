"""A code frame's file: read, refused with every problem at its line, written back."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_frames import frames

from phieu.coding import frame_text
from phieu.errors import ProblemsFoundError

START = "id: H3\ntitle: Kiến nghị\nvariables: [H3]\n"


def _found(text: str) -> list[tuple[str, str]]:
    return [
        (p.place.removeprefix("h3.yaml:"), p.rule) for p in frame_text.problems(text, "h3.yaml")
    ]


def test_codes_stand_in_a_tree_in_the_order_in_which_they_are_written(frame):
    assert [(depth, code.value) for depth, code in frame.in_order()] == [
        (0, 1), (1, 11), (0, 2), (1, 21), (1, 22),
    ]  # fmt: skip
    assert (frame.path(22), frame.top(22), frame.top(1)) == ((2, 22), 2, 1)


def test_every_problem_of_a_frame_is_named_with_its_line_at_once():
    text = (
        f"{START}codes:\n"
        "  1: {label: Một, parent: 2}\n"
        "  2: {label: Hai, parent: 1}\n"
        "  3: {label: '', parrent: 1}\n"
        "  4: {label: Bốn, parent: 99}\n"
        "  5: Năm\n"
        "  6: năm\n"
        "replaced: {1: 2, 9: 8}\n"
    )

    assert _found(text) == [
        ("5", "frame-circle"),
        ("6", "frame-circle"),
        ("7", "yaml-unknown-key"),
        ("7", "frame-empty-label"),
        ("8", "frame-unknown-parent"),
        ("10", "frame-repeated-label"),
        ("11", "frame-replaced-stands"),
        ("11", "frame-replaced-nowhere"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (START.replace("[H3]", "[]"), ("3", "frame-no-variables")),
        (START.replace("Kiến nghị", "' '"), ("2", "frame-empty-text")),
        (f"{START}codes:\n  một: Một\n", ("5", "yaml-type")),
        (f"{START}codes:\n  0: Không\n", ("5", "yaml-range")),
        (f"{START}codes:\n  1: Một\n  1: Hai\n", ("6", "yaml-repeated-key")),
        (f"{START}codes:\n  1: Một\n  01: Hai\n", ("5", "frame-repeated-code")),
        (f"{START}codes: &a\n  1: Một\n", ("4", "yaml-anchor")),
        ("title: Kiến nghị\nvariables: [H3]\n", ("1", "yaml-missing-key")),
        (
            START + "codes:\n  1: a\n" + "".join(
                f"  {n}: {{label: a{n}, parent: {n - 1}}}\n" for n in range(2, 7)
            ),
            ("9", "frame-depth"),
        ),
    ],
)  # fmt: skip
def test_what_makes_no_frame_is_refused_at_its_line(text, found):
    assert found in _found(text)
    with pytest.raises(ProblemsFoundError):
        frame_text.load(text, "h3.yaml")


@given(frames())
def test_a_frame_that_is_written_reads_back_equal(frame):
    again = frame_text.load(frame_text.dump(frame), "h3.yaml")

    assert again == frame
    assert again.version == frame.version


def test_a_version_follows_what_a_frame_says_and_not_its_comments(frame):
    text = frame_text.dump(frame)

    assert frame_text.load(f"# lời ghi\n{text}", "h3.yaml").version == frame.version
    assert frame_text.load(text.replace("Thiếu", "Ít"), "h3.yaml").version != frame.version
