from dataclasses import replace

import numpy as np
import pytest

from phieu.questionnaire.codebook import codebook
from phieu.rehearsal.hands import CLEAN, Mishaps
from phieu.rehearsal.rehearse import FormToFill, rehearse_form
from phieu.rehearsal.scanning import Scanner

PX_PER_MM = 200 / 25.4
STEADY = replace(CLEAN, mishaps=Mishaps())
# Leaves every pixel but for rounding, so that ink can be looked for where it was put.
STILL = Scanner(
    rotation_deg=0.0, shift_mm=0.0, scale=(1.0, 1.0), stretch=0.0, upside_down=0.0,
    paper=(255.0, 255.0), ink=(0.0, 0.0), gamma=(1.0, 1.0), noise=(0.0, 0.0), vignetting=(0.0, 0.0),
    blur_px=(0.4, 0.4), specks=0.0, streaks=0.0,
)  # fmt: skip


@pytest.fixture(scope="module")
def rehearse(survey, lay_out, print_pages):
    layout = lay_out(survey)
    blank = print_pages(layout)

    def rehearsed(serial="S1", seed=1, **options):
        form = FormToFill(serial, "DU", "Xã", "Núi Thành")
        return rehearse_form(form, blank, PX_PER_MM, layout, survey, seed, **options)

    return rehearsed


def darkened(box, before, after):
    """Whether there is ink well inside a box that was not printed there."""
    left, top = round((box.x_mm + 0.5) * PX_PER_MM), round((box.y_mm + 0.5) * PX_PER_MM)
    right = round((box.x_mm + box.w_mm - 0.5) * PX_PER_MM)
    bottom = round((box.y_mm + box.h_mm - 0.5) * PX_PER_MM)
    inside = np.s_[top:bottom, left:right]
    return bool((before[inside].astype(int) - after[inside]).max() > 40)


def same(first, second):
    return (
        first.truth == second.truth
        and first.unclear == second.unclear
        and all(np.array_equal(first.pages[n].image, second.pages[n].image) for n in first.pages)
    )


def test_a_form_is_the_same_whenever_and_after_whatever_it_is_rehearsed(rehearse):
    first = rehearse("S1")
    rehearse("S2")
    assert same(first, rehearse("S1"))


def test_another_seed_or_serial_gives_another_form(rehearse):
    assert not same(rehearse("S1", 1), rehearse("S2", 1))
    assert not same(rehearse("S1", 1), rehearse("S1", 2))


def test_a_lost_page_does_not_change_the_others(rehearse):
    whole, part = rehearse(), rehearse(lost=frozenset({0}))
    assert set(part.pages) == {1}
    assert np.array_equal(whole.pages[1].image, part.pages[1].image)


def test_what_stood_on_a_lost_page_is_no_longer_true(rehearse, survey, lay_out):
    boxes = lay_out(survey).pages[1].boxes
    part = rehearse(lost=frozenset({1}))
    whole = rehearse()
    gone = {box.variable for box in boxes}
    assert all(part.truth[name] is None for name in part.truth if name in gone)
    assert "C3" in gone
    assert all(part.truth[f"C3_{code}"] is None for code in range(1, 7))
    assert {name: part.truth[name] for name in ("A1", "A5")} == {
        name: whole.truth[name] for name in ("A1", "A5")
    }


def test_the_truth_has_every_variable_of_the_codebook_in_order(rehearse, survey):
    assert list(rehearse().truth) == [variable.name for variable in codebook(survey)]


@pytest.mark.parametrize("serial", [f"S{number}" for number in range(6)])
def test_the_truth_is_what_is_dark_on_paper_and_nothing_else(
    rehearse, survey, lay_out, print_pages, serial
):
    layout = lay_out(survey)
    blank = print_pages(layout)
    form = rehearse(serial, profile=STEADY, scanner=STILL)
    assert form.unclear == frozenset()
    for number, page in enumerate(layout.pages):
        for box in page.boxes:
            answer = form.truth.get(box.variable)
            if box.kind == "text":
                meant = answer is not None
            elif box.kind == "digit":
                meant = answer is not None and answer // box.place % 10 == box.code
            elif box.variable == "C3":
                meant = form.truth[f"C3_{box.code}"] == 1
            else:
                meant = answer == box.code
            assert darkened(box, blank[number], form.pages[number].image) == meant, box


def test_two_marks_are_drawn_and_the_truth_is_blank(rehearse):
    form = rehearse(profile=replace(CLEAN, mishaps=Mishaps(doubled=1.0)))
    assert form.truth["A5"] is None
    assert {"A5", "E2", "C4"} <= form.unclear
    assert any(form.truth[f"C3_{code}"] == 1 for code in range(1, 7))


def test_a_refusal_is_an_empty_form_but_for_its_consent(rehearse):
    coarse = replace(STILL, dpi=20)
    forms = (rehearse(f"S{number}", 3, profile=STEADY, scanner=coarse) for number in range(600))
    refused = next(form for form in forms if form.truth["DY0"] == 2)
    told = {name: value for name, value in refused.truth.items() if value is not None}
    assert told == {"DY0": 2}


def test_answers_without_a_consent_do_not_count(rehearse):
    coarse = replace(STILL, dpi=20)
    forms = (rehearse(f"S{number}", 3, profile=STEADY, scanner=coarse) for number in range(900))
    silent = next(form for form in forms if form.truth["DY0"] is None and "DY0" not in form.unclear)
    assert set(silent.truth.values()) == {None}


def test_pages_that_do_not_fit_the_layout_are_refused(survey, lay_out, print_pages):
    layout = lay_out(survey)
    form = FormToFill("S1", "DU", "Xã", "Núi Thành")
    with pytest.raises(ValueError, match="2 pages"):
        rehearse_form(form, print_pages(layout)[:1], PX_PER_MM, layout, survey, 1)
