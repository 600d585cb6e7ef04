"""Whole pages: answered by a known hand, damaged by a scanner, and never misread in silence."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pens_and_scanners import CANVAS_DPI, CANVAS_PPM, Pen, Scanner, cross, scan, slash
from rehearsed_pages import KINDS, scanned, tally
from synthetic_paper import layout, original, questionnaire, with_ticket

from phieu.reading.groups import groups_of
from phieu.reading.model import Reason, Refusal, RefusedPageError, Verdict
from phieu.reading.page import model_of, read_page

BOXES = layout().boxes
GROUPS = groups_of(questionnaire(), BOXES)
MODEL = model_of(layout(), original(300), 300)
B1_1 = [i for i, box in enumerate(BOXES) if box.variable == "B1_1"]


def read(page: np.ndarray, scanner: Scanner | None = None):
    how = scanner or Scanner()
    image = scan(np.random.default_rng(11), page, how)
    return read_page(image, MODEL, GROUPS, upside_down=how.upside_down)


def blank() -> np.ndarray:
    return with_ticket(CANVAS_DPI).copy()


def field(reading, variable: str):
    return next(f for f in reading.fields if f.variable == variable)


def stroke(page: np.ndarray, box: int, points_mm: list[tuple[float, float]], width_mm: float = 0.4):
    """A black line through places measured from a box's centre."""
    centre = np.array(BOXES[box].rect.centre)
    pixels = ((np.array(points_mm) + centre) * CANVAS_PPM).round().astype(np.int32)
    cv2.polylines(page, [pixels], False, 20, round(width_mm * CANVAS_PPM), cv2.LINE_AA)


@pytest.mark.parametrize("kind", KINDS)
def test_no_hand_and_no_scanner_is_misread_in_silence(kind):
    for seed in range(3):
        answered, scanner, image = scanned(91_000 + seed, GROUPS, kind)
        reading = read_page(image, MODEL, GROUPS, upside_down=scanner.upside_down)
        assert tally(reading, answered.truth).wrong == ()


@pytest.mark.parametrize("kind", ["cross", "tick", "slash"])
def test_clean_pens_leave_almost_nothing_to_a_person(kind):
    fields, waits = 0, 0
    for seed in range(4):
        answered, scanner, image = scanned(92_000 + seed, GROUPS, kind)
        result = tally(
            read_page(image, MODEL, GROUPS, upside_down=scanner.upside_down), answered.truth
        )
        fields, waits = fields + result.fields, waits + len(result.waits)
    assert waits <= 0.02 * fields


@pytest.mark.parametrize(
    "damage",
    [
        {"dpi": 300},
        {"dpi": 150},
        {"streaks": 3},
        {"stains": 3},
        {"noise": 9.0, "jpeg": 40, "blur_px": 1.1},
        {"bilevel": 170, "jpeg": None},
        {"shadow": 0.35},
    ],
    ids=lambda damage: "-".join(damage),
)
def test_no_damage_turns_into_a_silent_misreading(damage):
    for seed, kind in enumerate(("cross", "tick", "correcting")):
        answered, scanner, image = scanned(93_000 + seed, GROUPS, kind, **damage)
        reading = read_page(image, MODEL, GROUPS, upside_down=scanner.upside_down)
        assert tally(reading, answered.truth).wrong == ()


def test_a_blank_page_is_settled_blank_and_keeps_no_pictures():
    reading = read(blank())
    assert set(reading.verdicts) == {Verdict.EMPTY}
    assert all(f.value is None and f.reason is None for f in reading.fields)
    assert reading.crops == ()
    assert reading.residual_mm < 0.1


def test_the_verdicts_do_not_depend_on_which_way_up_the_sheet_lay():
    answered, _scanner, image = scanned(94_001, GROUPS, "correcting", upside_down=False)
    turned = np.ascontiguousarray(image[::-1, ::-1])
    upright = read_page(image, MODEL, GROUPS, upside_down=False)
    other = read_page(turned, MODEL, GROUPS, upside_down=True)
    assert upright.verdicts == other.verdicts
    assert upright.fields == other.fields
    assert other.upside_down
    assert answered.meant


@pytest.mark.parametrize("turns", [1, 3])
def test_a_sheet_scanned_sideways_reads_the_same(turns):
    _answered, _scanner, image = scanned(94_002, GROUPS, "cross", upside_down=False)
    sideways = np.ascontiguousarray(np.rot90(image, turns))
    # portrait() turns clockwise: after np.rot90(…, 1) that is upright, after 3 upside down.
    reading = read_page(sideways, MODEL, GROUPS, upside_down=turns == 3)
    assert reading.fields == read_page(image, MODEL, GROUPS, upside_down=False).fields


@settings(max_examples=12, deadline=None)
@given(x=st.floats(-6, 6), y=st.floats(-6, 6), radius=st.floats(2, 20), depth=st.floats(0.05, 0.45))
def test_a_stain_never_marks_an_empty_box(x, y, radius, depth):
    page = blank()
    stain = np.ones(page.shape, np.float32)
    at = (np.array(BOXES[B1_1[2]].rect.centre) + np.array([x, y])) * CANVAS_PPM
    cv2.circle(stain, at.astype(int).tolist(), int(radius * CANVAS_PPM), 1 - depth, -1)
    stain = cv2.GaussianBlur(stain, (0, 0), 0.5 * CANVAS_PPM)
    reading = read((page * stain).astype(np.uint8))
    assert Verdict.MARKED not in reading.verdicts


def test_a_circle_around_a_box_is_for_a_person():
    page = blank()
    angle = np.linspace(0, 2 * np.pi, 40)
    stroke(page, B1_1[1], list(zip(3.2 * np.cos(angle), 3.2 * np.sin(angle), strict=True)))
    assert field(read(page), "B1_1").reason is Reason.DOUBTFUL_MARK


def test_a_large_tick_mostly_outside_its_box_is_not_taken_for_blank():
    page = blank()
    stroke(page, B1_1[1], [(0.5, -1.0), (1.8, 1.5), (5.0, -4.0)])
    assert field(read(page), "B1_1").reason is Reason.DOUBTFUL_MARK


def test_a_mark_that_reaches_into_a_neighbours_ring_leaves_the_neighbour_empty():
    page = blank()
    lower = next(i for i, box in enumerate(BOXES) if box.variable == "B3_1" and box.code == 3)
    stroke(page, lower, [(-1.5, 1.5), (1.2, -4.4)])
    stroke(page, lower, [(-1.4, -1.4), (1.5, 1.5)])
    reading = read(page)
    assert field(reading, "B3_1").value == 3
    assert reading.verdicts[lower - 1] is Verdict.EMPTY


def test_one_line_through_two_boxes_is_a_mark_in_neither():
    page = blank()
    upper = next(i for i, box in enumerate(BOXES) if box.variable == "C3" and box.code == 1)
    stroke(page, upper, [(0.3, -1.6), (-0.3, 8.6)])
    assert field(read(page), "C3_1").reason is Reason.DOUBTFUL_MARK


def test_a_streak_across_the_page_is_no_mark_and_hides_none():
    page = blank()
    cross(np.random.default_rng(2), page, np.array(BOXES[B1_1[1]].rect.centre), Pen())
    image = scan(np.random.default_rng(2), page, Scanner(turn=0.3))
    streaked = image.copy()
    for box in (B1_1[1], B1_1[3]):
        x = int(BOXES[box].rect.centre[0] * 200 / 25.4)
        streaked[:, x : x + 2] = (streaked[:, x : x + 2] * 0.5).astype(np.uint8)
    reading = read_page(streaked, MODEL, GROUPS, upside_down=False)
    assert field(reading, "B1_1").value == 2
    assert [v for v in reading.verdicts if v is not Verdict.EMPTY] == [Verdict.MARKED]


def test_a_line_that_ends_on_the_page_is_never_masked_as_a_streak():
    page = blank()
    stroke(page, B1_1[1], [(0, -12), (0, 50)])
    assert field(read(page), "B1_1").reason is Reason.DOUBTFUL_MARK


def test_a_faint_pencil_slash_is_not_lost():
    page = blank()
    slash(np.random.default_rng(0), page, np.array(BOXES[B1_1[0]].rect.centre), Pen(0.4, 0.25))
    read_field = field(read(page), "B1_1")
    assert read_field.value == 1 or read_field.reason is Reason.DOUBTFUL_MARK


def test_waiting_fields_keep_a_picture_and_settled_ones_do_not():
    page = blank()
    rng = np.random.default_rng(4)
    for box in B1_1[:2]:
        cross(rng, page, np.array(BOXES[box].rect.centre), Pen())
    reading = read(page)
    assert [crop.variable for crop in reading.crops] == ["B1_1"]
    picture = cv2.imdecode(np.frombuffer(reading.crops[0].picture, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture.shape[1] > 3 * picture.shape[0]
    assert picture.min() < 120 < picture.max()


def test_handwriting_is_kept_for_keying():
    page = blank()
    words = next(i for i, box in enumerate(BOXES) if box.kind == "text")
    stroke(page, words, [(-60, 0), (-58, -3), (-56, 1), (-53, -2)])
    reading = read(page)
    assert field(reading, "H2").reason is Reason.TO_KEY
    assert reading.verdicts[words] is Verdict.MARKED


def test_a_page_of_another_layout_waits_as_a_whole():
    other = original(CANVAS_DPI).copy()
    body = np.s_[int(58 * CANVAS_PPM) : int(252 * CANVAS_PPM), int(24 * CANVAS_PPM) : -300]
    other[body] = np.roll(other[body], int(5 * CANVAS_PPM), axis=0)
    assert {f.reason for f in read(other).fields} == {Reason.PAGE_IN_DOUBT}


def test_a_black_and_white_scan_that_shows_mostly_nothing_waits_as_a_whole():
    reading = read(blank(), Scanner(bilevel=170, jpeg=None, noise=1.0))
    assert {f.reason for f in reading.fields} == {Reason.PAGE_IN_DOUBT}


def test_a_page_that_is_no_form_is_refused_by_name():
    with pytest.raises(RefusedPageError) as refused:
        read_page(np.full((2339, 1654), 240, np.uint8), MODEL, GROUPS, upside_down=False)
    assert refused.value.reason is Refusal.NOT_REGISTERED


def test_a_page_of_words_only_needs_no_boxes():
    words = tuple(box for box in BOXES if box.kind == "text")
    model = model_of(replace(layout(), boxes=words), original(300), 300)
    groups = groups_of(questionnaire(), words)
    image = scan(np.random.default_rng(1), blank(), Scanner())
    reading = read_page(image, model, groups, upside_down=False)
    assert [f.variable for f in reading.fields] == ["H2"]


def test_a_scan_finer_than_needed_reads_the_same():
    answered, _scanner, image = scanned(94_003, GROUPS, "cross", dpi=300, upside_down=False)
    fine = cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    reading = read_page(fine, MODEL, GROUPS, upside_down=False)
    assert tally(reading, answered.truth).wrong == ()
    assert reading.fields == read_page(image, MODEL, GROUPS, upside_down=False).fields
