from dataclasses import replace

import numpy as np
import pytest

from phieu.paper.geometry import Rect
from phieu.rehearsal.hands import MIXED, Style, draw_hand
from phieu.rehearsal.strokes import answer_mark, blackening, erased, handwriting, stray_dot

BOX = Rect(50, 60, 3.8, 3.8)
HAND = draw_hand(MIXED, np.random.default_rng(1))


def outline(strokes):
    points = np.concatenate([stroke.points_mm for stroke in strokes])
    return points.min(axis=0), points.max(axis=0)


@pytest.mark.parametrize("style", list(Style))
def test_every_style_lies_on_its_box(style):
    hand = replace(HAND, style=style, size=1.0, displaced_mm=0.2, overshoot=0.05)
    for seed in range(30):
        low, high = outline(answer_mark(BOX, hand, np.random.default_rng(seed)))
        middle = (low + high) / 2
        assert np.abs(middle - BOX.centre).max() < 1.5
        assert (high - low).max() < 6.5


def test_the_corner_of_a_big_tick_is_still_in_its_box():
    hand = replace(HAND, style=Style.TICK, size=2.0, displaced_mm=0.0, slant_rad=0.0)
    corners = []
    for seed in range(40):
        strokes = answer_mark(BOX, hand, np.random.default_rng(seed))
        if len(strokes) == 1:  # now and then a hand makes a cross
            points = strokes[0].points_mm
            corners.append(points[points[:, 1].argmax()] - (BOX.x_mm, BOX.y_mm))
    inside = [(corner > -0.3).all() and (corner < BOX.w_mm + 0.6).all() for corner in corners]
    assert np.mean(inside) > 0.8


def test_no_two_marks_are_alike_and_none_is_ruled():
    hand = replace(HAND, style=Style.SLASH)
    rng = np.random.default_rng(2)
    (first,), (second,) = answer_mark(BOX, hand, rng), answer_mark(BOX, hand, rng)
    assert not np.array_equal(first.points_mm, second.points_mm)
    along = first.points_mm[-1] - first.points_mm[0]
    offsets = first.points_mm - first.points_mm[0]
    across = offsets[:, 0] * along[1] - offsets[:, 1] * along[0]
    assert np.abs(across).max() / np.hypot(*along) > 0.02


def test_blackening_covers_the_box_and_half_a_blackening_only_part():
    whole = outline(blackening(BOX, HAND, np.random.default_rng(3)))
    assert np.all(whole[0] < (BOX.x_mm + 0.4, BOX.y_mm + 0.4))
    assert np.all(whole[1] > (BOX.x_mm + 3.4, BOX.y_mm + 3.4))
    (half,) = blackening(BOX, HAND, np.random.default_rng(3), covered=0.4)
    (full,) = blackening(BOX, HAND, np.random.default_rng(3))
    assert len(half.points_mm) < len(full.points_mm)


def test_an_eraser_leaves_a_pale_shadow_in_place():
    mark = answer_mark(BOX, HAND, np.random.default_rng(4))
    for before, after in zip(mark, erased(mark, np.random.default_rng(5)), strict=True):
        assert after.darkness < 0.35 * before.darkness
        assert np.array_equal(after.points_mm, before.points_mm)


def test_a_stray_dot_is_small():
    low, high = outline(stray_dot(BOX, HAND, np.random.default_rng(6)))
    assert np.hypot(*(high - low)) < 0.6


@pytest.mark.parametrize("rect", [Rect(30, 40, 160, 32), Rect(30, 40, 60, 6), Rect(30, 40, 3, 3)])
def test_handwriting_stays_in_its_area(rect):
    words = "Phối hợp kịp thời, trao đổi thông tin đầy đủ và đúng trách nhiệm được giao"
    for seed in range(20):
        strokes = handwriting(rect, words, HAND, np.random.default_rng(seed))
        if strokes:
            low, high = outline(strokes)
            assert np.all(low > (rect.x_mm - 1, rect.y_mm - 1))
            assert np.all(high < (rect.x_mm + rect.w_mm + 2, rect.y_mm + rect.h_mm + 1))
