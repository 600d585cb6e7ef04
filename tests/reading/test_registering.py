"""The page is found in its scan to a fraction of a millimetre, or refused with a reason."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pens_and_scanners import CANVAS_DPI, CANVAS_PPM, Scanner, page_to_canvas, scan
from synthetic_paper import layout, with_ticket

from phieu.paper.geometry import FIDUCIALS
from phieu.reading.model import Refusal, RefusedPageError
from phieu.reading.registering import register

CENTRES = np.array([box.rect.centre for box in layout().boxes])


def error_mm(scanner: Scanner, image: np.ndarray) -> np.ndarray:
    """How far from each box's true place the registration puts it."""
    page_map = register(image, upside_down=scanner.upside_down).map
    pixels = page_map.to_px(CENTRES).astype(np.float32)
    x, y = page_to_canvas(scanner)
    there = [cv2.remap(m, pixels[:, :1], pixels[:, 1:], cv2.INTER_LINEAR)[:, 0] for m in (x, y)]
    back = (np.stack(there, axis=1) + 0.5) / CANVAS_PPM
    return np.hypot(*(back - CENTRES).T)


def seen(scanner: Scanner) -> np.ndarray:
    return scan(np.random.default_rng(5), with_ticket(CANVAS_DPI), scanner)


def refusal(image: np.ndarray) -> RefusedPageError:
    with pytest.raises(RefusedPageError) as refused:
        register(image, upside_down=False)
    return refused.value


@settings(max_examples=15, deadline=None)
@given(
    turn=st.floats(-3, 3),
    x=st.floats(-4, 4),
    y=st.floats(-4, 4),
    scale=st.floats(0.97, 1.02),
    upside_down=st.booleans(),
)
def test_a_similarity_is_undone_to_a_twentieth_of_a_millimetre(turn, x, y, scale, upside_down):
    scanner = Scanner(turn=turn, shift_mm=(x, y), scale=scale, upside_down=upside_down)
    assert error_mm(scanner, seen(scanner)).max() < 0.05


def test_bars_cut_by_the_pictures_edge_do_not_pull_the_page():
    scanner = Scanner(turn=-3.0, shift_mm=(4.0, 0.0), scale=1.016)
    assert error_mm(scanner, seen(scanner)).max() < 0.05


def test_a_feed_that_runs_unevenly_is_followed():
    scanner = Scanner(stretch=0.01, shear=0.004, turn=1.0)
    assert error_mm(scanner, seen(scanner)).max() < 0.15


@pytest.mark.parametrize(
    "covered", [(), (0,), (3,), (0, 3), (1, 2), (0, 1), (2, 3), (0, 2), (1, 3)]
)
def test_one_or_two_covered_corners_do_not_matter(covered):
    rects = [FIDUCIALS[i] for i in covered]
    scanner = Scanner(
        turn=1.5, covers_mm=tuple((r.x_mm - 2, r.y_mm - 2, r.w_mm + 4, 9.0) for r in rects)
    )
    assert error_mm(scanner, seen(scanner)).max() < 0.15


def test_a_thumb_and_punch_holes_over_bars_do_not_matter():
    covers = ((14.0, 100.0, 10.0, 40.0), (190.0, 30.0, 20.0, 20.0), (190.0, 230.0, 20.0, 20.0))
    scanner = Scanner(turn=-1.0, stretch=0.004, covers_mm=covers)
    image = seen(scanner)
    assert error_mm(scanner, image).max() < 0.2
    assert register(image, upside_down=False).sound


def test_a_pen_line_across_bars_hardly_pulls_the_page():
    page = with_ticket(CANVAS_DPI).copy()
    start, end = ((int(x * CANVAS_PPM), int(y * CANVAS_PPM)) for x, y in ((16, 60), (22, 110)))
    cv2.line(page, start, end, 0, 8)
    scanner = Scanner()
    assert error_mm(scanner, scan(np.random.default_rng(5), page, scanner)).max() < 0.15


def test_a_side_that_is_cut_off_is_placed_but_not_trusted():
    scanner = Scanner(covers_mm=((188.0, 0.0, 22.0, 297.0),))
    assert not register(seen(scanner), upside_down=False).sound


def test_a_picture_that_is_no_form_is_refused():
    picture = np.random.default_rng(1).integers(0, 255, (2339, 1654)).astype(np.uint8)
    assert refusal(cv2.GaussianBlur(picture, (0, 0), 9)).reason is Refusal.NOT_REGISTERED


def test_an_empty_sheet_is_refused():
    error = refusal(np.full((2339, 1654), 250, np.uint8))
    assert error.reason is Refusal.NOT_REGISTERED
    assert "0" in error.detail


@pytest.mark.parametrize("dpi", [40, 100])
def test_a_picture_with_too_few_dots_is_refused(dpi):
    assert refusal(seen(Scanner(dpi=dpi))).reason is Refusal.TOO_SMALL


def test_a_page_stretched_in_one_direction_is_refused():
    image = seen(Scanner())
    height, width = image.shape
    stretched = cv2.resize(image, (width, int(height * 1.05)))
    assert refusal(stretched).reason is Refusal.WRONG_SCALE
