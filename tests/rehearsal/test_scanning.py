from dataclasses import replace

import cv2
import numpy as np
import pytest

from phieu.rehearsal.scanning import OFFICE, SCANNERS, WORN, Scanner, capture, scan

PX_PER_MM = 200 / 25.4
QUIET = Scanner(
    rotation_deg=0.0, shift_mm=0.0, scale=(1.0, 1.0), stretch=0.0, upside_down=0.0,
    paper=(255.0, 255.0), ink=(0.0, 0.0), gamma=(1.0, 1.0), vignetting=(0.0, 0.0),
    noise=(0.0, 0.0), blur_px=(0.4, 0.4), specks=0.0, streaks=0.0, jpeg_quality=(85, 85),
)  # fmt: skip


def page_with(*spots_mm, px_per_mm=PX_PER_MM):
    """A white A4 page with black 5 mm squares around these points."""
    page = np.full((round(297 * px_per_mm), round(210 * px_per_mm)), 255, np.uint8)
    for x_mm, y_mm in spots_mm:
        left, top = round((x_mm - 2.5) * px_per_mm), round((y_mm - 2.5) * px_per_mm)
        page[top : top + round(5 * px_per_mm), left : left + round(5 * px_per_mm)] = 0
    return page


def centre_of_ink(image, around_mm, reach_mm=14.0):
    """Centre in mm of the dark pixels near a point."""
    x, y = (round(value * PX_PER_MM) for value in around_mm)
    reach = round(reach_mm * PX_PER_MM)
    top, left = max(y - reach, 0), max(x - reach, 0)
    rows, columns = np.nonzero(image[top : y + reach, left : x + reach] < 110)
    return (columns.mean() + left + 0.5) / PX_PER_MM, (rows.mean() + top + 0.5) / PX_PER_MM


def rng(seed=0):
    return np.random.default_rng(seed)


def test_a_perfect_scanner_returns_the_page():
    page = page_with((60, 70), (150, 200))
    image = capture(page, PX_PER_MM, QUIET, rng()).image
    assert np.abs(image.astype(int) - cv2.GaussianBlur(page, (3, 3), 0.4)).max() <= 2


@pytest.mark.parametrize("scanner", SCANNERS.values(), ids=SCANNERS)
@pytest.mark.parametrize("seed", range(4))
def test_a_scan_is_a4_at_the_scanners_resolution(scanner, seed):
    image = capture(page_with((60, 70)), PX_PER_MM, scanner, rng(seed)).image
    assert image.shape == (2339, 1654)
    assert image.dtype == np.uint8


def test_the_resolution_of_the_page_does_not_matter():
    fine = page_with((60, 70), px_per_mm=300 / 25.4)
    image = capture(fine, 300 / 25.4, QUIET, rng()).image
    assert image.shape == (2339, 1654)
    assert centre_of_ink(image, (60, 70)) == pytest.approx((60, 70), abs=0.15)


def test_marks_stay_where_an_office_scanner_may_put_them():
    page = page_with((105, 148.5))
    places = [
        centre_of_ink(
            capture(page, PX_PER_MM, replace(OFFICE, upside_down=0.0), rng(s)).image, (105, 148.5)
        )
        for s in range(8)
    ]
    offsets = np.array(places) - (105, 148.5)
    assert np.abs(offsets).max() < 3.2  # shift, and the feeder's stretch half way down
    assert offsets.std() > 0.2


def test_a_feeder_stretches_down_the_page_and_not_across():
    scanner = replace(QUIET, stretch=0.02)
    page = page_with((20, 20), (190, 20), (20, 277))
    differences = []
    for seed in range(6):
        image = capture(page, PX_PER_MM, scanner, rng(seed)).image
        left, right, low = (centre_of_ink(image, at) for at in ((20, 20), (190, 20), (20, 277)))
        assert right[0] - left[0] == pytest.approx(170, abs=0.15)
        differences.append(abs(low[1] - left[1] - 257))
    assert max(differences) > 0.5


def test_an_upside_down_page_is_really_turned():
    page = page_with((40, 30))
    image = capture(page, PX_PER_MM, replace(OFFICE, upside_down=1.0), rng(3)).image
    assert centre_of_ink(image, (170, 267)) == pytest.approx((170, 267), abs=8)
    assert image[: image.shape[0] // 2, : image.shape[1] // 2].mean() > 200


def test_paper_is_as_light_and_as_noisy_as_the_scanner_says():
    blank = page_with()
    scanner = replace(OFFICE, specks=0.0, streaks=0.0, vignetting=(0.0, 0.0), noise=(4.0, 4.0))
    image = capture(blank, PX_PER_MM, replace(scanner, paper=(230.0, 230.0)), rng(1)).image
    middle = image[1000:1300, 600:900]
    assert middle.mean() == pytest.approx(230, abs=2)
    assert middle.std() == pytest.approx(4, abs=0.6)


def test_corners_are_darker_when_the_light_falls_off():
    image = capture(page_with(), PX_PER_MM, replace(QUIET, vignetting=(0.1, 0.1)), rng()).image
    assert image[1170, 827] == 255
    assert image[2, 2] == pytest.approx(230, abs=3)


def test_specks_are_few_and_small():
    image = capture(page_with(), PX_PER_MM, replace(QUIET, specks=20.0), rng(2)).image
    parts, _labels, sizes, _centres = cv2.connectedComponentsWithStats(
        (image < 230).astype(np.uint8)
    )
    assert 8 <= parts - 1 <= 35
    assert sizes[1:, cv2.CC_STAT_AREA].max() <= 12


def test_a_streak_runs_down_the_whole_page_and_is_thin_and_pale():
    image = capture(page_with(), PX_PER_MM, replace(QUIET, streaks=1.0), rng(2)).image
    (columns,) = np.nonzero((image < 250).all(axis=0))
    assert 1 <= len(columns) <= 2
    assert image.min() > 180


def test_beside_the_paper_the_lid_shows():
    scanner = replace(QUIET, scale=(0.95, 0.95), lid=70)
    image = capture(page_with(), PX_PER_MM, scanner, rng()).image
    assert image[3, 3] == pytest.approx(70, abs=2)


def test_a_scan_is_a_jpeg_of_the_captured_page():
    page = page_with((60, 70))
    captured = capture(page, PX_PER_MM, WORN, rng(9))
    assert 40 <= captured.jpeg_quality <= 75
    assert scan(page, PX_PER_MM, WORN, rng(9)) == captured.jpeg()
    decoded = cv2.imdecode(np.frombuffer(captured.jpeg(), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert np.abs(decoded.astype(int) - captured.image).mean() < 8
