import numpy as np
import pytest

from phieu.rehearsal.drawing import draw_strokes
from phieu.rehearsal.strokes import Stroke

PX_PER_MM = 200 / 25.4


def line(start, end, *, width_mm=0.5, darkness=0.8, grain=0.0):
    return Stroke(np.linspace(start, end, 12), width_mm, darkness, grain)


def white():
    return np.full((800, 800), 255, np.uint8)


def drawn(*strokes, page=None):
    return draw_strokes(
        white() if page is None else page, strokes, PX_PER_MM, np.random.default_rng(1)
    )


def test_the_page_given_is_left_as_it_was():
    page = white()
    drawn(line((10, 10), (20, 20)), page=page)
    assert page.min() == 255


def test_ink_lies_where_the_stroke_is_to_a_tenth_of_a_pixel():
    x_mm, y_mm = 40.037, 50.061
    page = drawn(line((x_mm - 1, y_mm), (x_mm + 1, y_mm)))
    ink = 255.0 - page
    rows, columns = np.indices(page.shape) + 0.5  # pixel centres
    assert (ink * rows).sum() / ink.sum() == pytest.approx(y_mm * PX_PER_MM, abs=0.1)
    assert (ink * columns).sum() / ink.sum() == pytest.approx(x_mm * PX_PER_MM, abs=0.3)


@pytest.mark.parametrize("width_mm", [0.35, 0.5, 0.8])
def test_a_stroke_is_as_wide_as_its_pen(width_mm):
    page = drawn(line((30, 20), (30, 60), width_mm=width_mm, darkness=1.0))
    profile = (255.0 - page[300:310]).mean(axis=0)
    assert profile.sum() / profile.max() == pytest.approx(width_mm * PX_PER_MM, abs=0.7)


def test_ink_is_never_darker_than_its_pen_and_two_layers_are_darker_than_one():
    one = drawn(line((10, 30), (50, 30), darkness=0.5))
    two = drawn(line((10, 30), (50, 30), darkness=0.5), line((30, 10), (30, 50), darkness=0.5))
    assert one.min() >= 127
    assert two.min() < one.min() - 30


def test_pencil_is_patchy_and_ball_pen_is_not():
    def unevenness(grain):
        page = drawn(line((10, 30), (80, 30), width_mm=1.5, darkness=0.6, grain=grain))
        return page[233:239, 100:200].std()  # along one piece of even pressure

    assert unevenness(0.5) > 10 > unevenness(0.0)


def test_pressure_varies_along_a_stroke():
    page = drawn(line((10, 30), (90, 30), width_mm=1.0))
    middle = page[236, 90:700]
    assert len(np.unique(middle)) > 1


def test_ink_off_the_page_is_lost_without_complaint():
    page = drawn(
        line((-20, -20), (-10, -10)), line((150, 150), (190, 190)), line((-5, 50), (200, 50))
    )
    assert page[392:396, 50:750].max() < 200
    assert page[:300].min() == 255


def test_a_word_wider_than_the_stored_grain_is_drawn():
    page = np.full((300, 2400), 255, np.uint8)
    long = line((5, 15), (290, 15), grain=0.5)
    assert draw_strokes(page, [long], PX_PER_MM, np.random.default_rng(1))[:, 2000].min() < 200
