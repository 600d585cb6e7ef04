"""The code is found wherever the scanner put it, and says which way up the page is."""

import cv2
import numpy as np
import pytest
from pens_and_scanners import CANVAS_DPI, Scanner, scan
from synthetic_paper import TICKET_TEXT, original, with_ticket

from phieu.reading import ticket_on_page
from phieu.reading.ticket_on_page import FoundTicket, portrait


def seen(**scanner: object) -> np.ndarray:
    return scan(np.random.default_rng(3), with_ticket(CANVAS_DPI), Scanner(**scanner))


@pytest.mark.parametrize("dpi", [100, 150, 200, 300, 400])
def test_a_code_is_read_at_every_usual_resolution(dpi):
    assert ticket_on_page.find(seen(dpi=dpi)) == FoundTicket(TICKET_TEXT, False)


@pytest.mark.parametrize("upside_down", [False, True])
@pytest.mark.parametrize("turn", [-3.0, 3.0])
def test_a_skewed_shifted_page_is_read_either_way_up(turn, upside_down):
    image = seen(turn=turn, shift_mm=(6.0, -6.0), scale=1.03, upside_down=upside_down)
    assert ticket_on_page.find(image) == FoundTicket(TICKET_TEXT, upside_down)


@pytest.mark.parametrize("turns", [1, 3])
def test_a_page_scanned_sideways_is_upright_after_portrait(turns):
    image = np.rot90(seen(), turns).copy()
    found = ticket_on_page.find(image)
    assert found is not None
    upright = portrait(image)
    upright = upright[::-1, ::-1] if found.upside_down else upright
    assert np.abs(upright.astype(int) - seen()).mean() < 1


def test_a_dark_black_and_white_scan_that_closes_the_modules_is_opened_again():
    image = seen(blur_px=1.2, bilevel=225, jpeg=None, noise=6.0)
    thick = cv2.erode(image, np.ones((2, 2), np.uint8))
    assert ticket_on_page.find(thick) == FoundTicket(TICKET_TEXT, False)


def test_a_page_without_code_has_no_ticket():
    assert ticket_on_page.find(original(150)) is None


def test_other_kinds_of_codes_are_not_tickets():
    page = original(150).copy()
    page[200:300, 900:1100:4] = 0
    page[200:300, 901:1100:8] = 0
    assert ticket_on_page.find(page) is None


def test_a_scrap_smaller_than_any_code_has_no_ticket():
    assert ticket_on_page.find(np.full((20, 15), 255, np.uint8)) is None
